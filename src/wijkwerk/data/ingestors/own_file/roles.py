"""What each column is for: area, name, level, year, thing counted, value, figures. And its decimal sign."""

import re
from collections.abc import Mapping, Sequence
from enum import StrEnum

from wijkwerk.lib.sheets import Row

from .areas import AreaBook, KeyKind, looks_like_code
from .headers import bare_header, plain_header
from .numbers import NumberEvidence
from .profiles import ColumnProfile

_PERIOD_HEADER = re.compile(r"^(?:jaar|year|periode|perioden|peiljaar|peildatum|verslagjaar|datajaar)$")
_LEVEL_HEADER = re.compile(r"^(?:niveau|soort regio|soortregio|regiosoort|type gebied|gebiedsniveau|gebiedstype)$")
_VARIABLE_HEADER = re.compile(
    r"^(?:indicator|indicatoren|variabele|onderwerp|kenmerk|topic|measure|thema onderwerp|naam indicator)$"
)
_VALUE_HEADER = re.compile(r"^(?:waarde|aantal|value|cijfer|score|uitkomst)$")
_AREA_HEADER = re.compile(r"code|gebied|wijk|buurt|regio|gemeente|gwb|area")
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")
ENOUGH = 0.5  # of the filled cells must be areas, at least


class Role(StrEnum):
    AREA = "area"
    AREA_NAME = "area_name"
    LEVEL = "level"
    PERIOD = "period"
    VARIABLE = "variable"  # long layout: what is counted
    VALUE = "value"  # long layout: its value
    NUMBERS = "numbers"
    N = "n"  # how many people answered, beside the figure that they gave
    LOW = "low"  # the limits of a figure's interval, beside it
    HIGH = "high"
    TEXT = "text"
    EMPTY = "empty"


_BESIDE = (
    (
        Role.N,
        re.compile(
            r"(?<![a-z0-9])(?:n|aantal (?:respondenten|ondervraagden|deelnemers)|respondenten|respons|steekproefomvang)"
            r"(?![a-z0-9+%])"
        ),
    ),
    (Role.LOW, re.compile(r"(?<![a-z0-9])(?:ondergrens|laag|low|lower)(?![a-z0-9+%])")),
    (Role.HIGH, re.compile(r"(?<![a-z0-9])(?:bovengrens|hoog|high|upper)(?![a-z0-9+%])")),
)


class DecimalSign(StrEnum):
    COMMA = "comma"
    POINT = "point"
    MIXED = "mixed"  # '1,8' and '416.0' in one column
    NONE = "none"  # whole numbers, or numbers of a workbook that need no sign
    DOUBTFUL = "doubtful"  # only numbers like 1.234


def find_area_column(body: Sequence[Row], headers: Mapping[int, str], book: AreaBook) -> int | None:
    """The column that names the areas of the first rows: codes before digits before names.

    A column that says the same area everywhere (the gemeente's name beside each buurt) tells no area apart: the last
    resort, for a file about one area.
    """
    best: tuple[tuple[bool, int, float, bool], int] | None = None
    for column in {column for row in body for column in row.cells}:
        texts = [row.cells[column].text for row in body if column in row.cells]
        kinds = [kind for text in texts if (kind := _key_kind(text, book))]
        if not kinds or len(kinds) < ENOUGH * len(texts):
            continue
        tells_apart = len(set(texts)) > 1 or len(body) == 1
        kind = max(set(kinds), key=kinds.count)
        likely = bool(_AREA_HEADER.search(plain_header(headers.get(column, ""))))
        if kind is KeyKind.NUMBER and not likely and max(map(len, texts)) < 5:
            continue
        order = {KeyKind.CODE: 2, KeyKind.NUMBER: 1, KeyKind.NAME: 0}[kind]
        score = (tells_apart, order, len(set(texts)) / max(len(texts), 1) * len(kinds), likely)
        if best is None or score > best[0]:
            best = score, column
    return best[1] if best else None


def find_name_column(body: Sequence[Row], headers: Mapping[int, str], book: AreaBook, area: int | None) -> int | None:
    """The column with names beside a column of codes, where there is one: it proves the codes."""
    if area is None or not any(_key_kind(row.text(area), book) is not KeyKind.NAME for row in body if row.text(area)):
        return None
    best: tuple[int, int] | None = None
    for column in {column for row in body for column in row.cells} - {area}:
        texts = [row.cells[column].text for row in body if column in row.cells]
        named = sum(_key_kind(text, book) is KeyKind.NAME for text in texts)
        telling = len(set(texts)) > 1 or len(body) == 1
        if telling and named >= ENOUGH * len(texts) and (best is None or named > best[0]):
            best = named, column
    return best[1] if best else _named_by_header(headers, area)


def find_level_column(headers: Mapping[int, str], area: int | None) -> int | None:
    """The column that by its header says the level of a row; the area's own is none, whatever it is called."""
    return next((c for c, text in headers.items() if c != area and _LEVEL_HEADER.match(plain_header(text))), None)


def _named_by_header(headers: Mapping[int, str], area: int) -> int | None:
    """A header that says it: the names themselves may all be unknown, and that is what we want to find out."""
    wanted = re.compile(r"^(?:(?:gebieds?|wijk|buurt|regio|area) ?(?:naam|name)|naam(?: gebied| wijk| buurt)?)$")
    return next((c for c, text in headers.items() if c != area and wanted.match(plain_header(text))), None)


def _key_kind(text: str, book: AreaBook) -> KeyKind | None:
    match = book.find(text)
    return match.kind if match.areas or looks_like_code(text) else None


def assign_roles(
    profiles: Sequence[ColumnProfile], area: int | None, name: int | None, data_rows: int
) -> dict[int, Role]:
    roles = {profile.index: _role(profile, area, name) for profile in profiles}
    _keep_first(roles, Role.PERIOD, Role.NUMBERS)
    _keep_first(roles, Role.LEVEL, Role.TEXT)
    mark_beside({profile.index: profile.header for profile in profiles}, roles)
    _find_long_layout(profiles, roles, data_rows, _areas_return(profiles, roles, data_rows))
    return roles


def _areas_return(profiles: Sequence[ColumnProfile], roles: Mapping[int, Role], data_rows: int) -> bool:
    """Whether areas have more rows than there are periods: the rows must differ in something else."""
    areas = next((len(p.different) for p in profiles if roles[p.index] is Role.AREA), data_rows)
    periods = next((len(p.periods) for p in profiles if roles[p.index] is Role.PERIOD), 1)
    return data_rows > areas * max(periods, 1)


def _role(profile: ColumnProfile, area: int | None, name: int | None) -> Role:
    header = plain_header(profile.header)
    if profile.index == area:
        return Role.AREA
    if profile.index == name:
        return Role.AREA_NAME
    if not profile.filled:
        return Role.EMPTY
    if _PERIOD_HEADER.match(header):
        return Role.PERIOD
    if _LEVEL_HEADER.match(header) or profile.level_words > ENOUGH * profile.filled:
        return Role.LEVEL
    if profile.years == profile.filled and not _VALUE_HEADER.match(header) and profile.filled > 1:
        return Role.PERIOD
    silent = profile.marks.total() + profile.dashes
    if profile.numbers + profile.dates + profile.formulas + silent >= max(profile.text_count, 1):
        return Role.NUMBERS
    return Role.TEXT


def mark_beside(headers: Mapping[int, str], roles: dict[int, Role]) -> None:
    """Columns of figures that say something about the figure beside them, by their header: n, ondergrens, bovengrens.

    "Onveilig n" belongs to "Onveilig", and a bare "n" to whatever is there. "Opleiding laag" is a figure of its own
    where there is no "Opleiding". Where nothing is left for them to stand beside, they are figures.
    """
    bare = {index: plain_header(bare_header(text)) for index, text in headers.items()}
    numbers = {index: bare[index] for index, role in roles.items() if role is Role.NUMBERS}
    beside_roles = {index: role_and_stem for index, header in numbers.items() if (role_and_stem := beside_role(header))}
    whole = {header for index, header in numbers.items() if index not in beside_roles}
    for index, (role, stem) in beside_roles.items():
        if whole and (stem in whole or not _YEAR.sub("", stem).strip()):
            roles[index] = role


def beside_role(header: str) -> tuple[Role, str] | None:
    """(what it says, the header without the word for it) of a plain header; None where it says no such thing."""
    for role, word in _BESIDE:
        match = word.search(header)
        if match:
            return role, " ".join(f"{header[: match.start()]} {header[match.end() :]}".split())
    return None


def _keep_first(roles: dict[int, Role], role: Role, otherwise: Role) -> None:
    for index in [index for index in sorted(roles) if roles[index] is role][1:]:
        roles[index] = otherwise


def _find_long_layout(
    profiles: Sequence[ColumnProfile], roles: dict[int, Role], data_rows: int, areas_return: bool
) -> None:
    """Long: headers that say so, or one column of figures beside a text that comes back for many areas."""
    numbers = [profile for profile in profiles if roles[profile.index] is Role.NUMBERS]
    texts = [profile for profile in profiles if roles[profile.index] is Role.TEXT and not profile.other_texts]
    values = [p for p in numbers if _VALUE_HEADER.match(plain_header(p.header))] or numbers
    named = [p for p in texts if _VARIABLE_HEADER.match(plain_header(p.header))]
    repeated = [p for p in texts if 1 < len(p.texts) <= data_rows / 2 and p.filled == data_rows]
    chosen = named or (repeated if len(numbers) == 1 and areas_return else [])
    if chosen and len(values) == 1:
        roles[chosen[0].index] = Role.VARIABLE
        roles[values[0].index] = Role.VALUE


def decimal_sign(profile: ColumnProfile) -> tuple[DecimalSign, str]:
    """The sign, and the cells that show it: "‘1,8’ in rij 4"."""
    evidence: NumberEvidence = profile.evidence
    signs = evidence.decimal_marks
    shown = " en ".join(f"‘{text}’ in rij {row}" for text, row in list(evidence.clear.values())[:3])
    if len(signs) == 2:
        return DecimalSign.MIXED, shown
    if signs:
        return (DecimalSign.COMMA if signs[0] == "," else DecimalSign.POINT), shown
    if evidence.clear:  # only thousands: the other mark is the decimal, should it come
        return (DecimalSign.COMMA if any(mark == "." for mark, _ in evidence.clear) else DecimalSign.POINT), shown
    if evidence.doubtful:
        shown = " en ".join(f"‘{text}’ in rij {row}" for text, row in evidence.doubtful.values())
        return DecimalSign.DOUBTFUL, shown
    return DecimalSign.NONE, ""
