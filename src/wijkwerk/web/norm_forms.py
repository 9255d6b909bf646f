"""The form of a new version of the kader: what stands in it, and what somebody sent."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.http import QueryDict
from django.utils.dateparse import parse_date

from wijkwerk.definitions.catalogue import Catalogue
from wijkwerk.definitions.kaders import AreaKind, Direction, KaderStatus, NormForm, NormScope, NormSource, NormTerms
from wijkwerk.governance.actions import NewVersion
from wijkwerk.governance.frozen import FrozenKader
from wijkwerk.governance.notes import numbered
from wijkwerk.governance.problems import KaderError, KaderProblem
from wijkwerk.governance.sheets import (
    COLUMNS,
    SheetNorms,
    UnreadableNormsError,
    read_norm_fields,
    read_norms_file,
    spelled_fields,
)

from .forms_said import said
from .texts import as_kept

# More forms than this on one page cannot be edited; a spreadsheet can.
MOST_IN_FORM = 300
_EMPTY_ROWS = 2
_NOTHING = SheetNorms((), numbered)
_CHOICES = {
    "scope": NormScope,
    "area_kind": AreaKind,
    "form": NormForm,
    "direction": Direction,
    "source": NormSource,
    "status": KaderStatus,
}
_HINTS = {
    "indicator": "De naam uit de catalogus, zoals bijstand_per_1000.",
    "area": "Alleen bij een norm voor één gebied: de code van een wijk of buurt.",
    "area_kind": "Alleen bij een norm voor een wijktype.",
    "value": "De grens; bij een band de onderkant; bij ‘niet slechter’ hoeveel het mag schelen.",
    "upper": "Alleen bij een band.",
    "since": "Alleen bij een ontwikkeling: het jaar waarmee wordt vergeleken.",
    "direction": "Alleen bij een ontwikkeling.",
    "per": "Per hoeveel de norm geldt, als controle: 1000, of 100 bij een percentage.",
    "by": "Leeg: het streefjaar van het kader.",
    "counted": "De indicator die het geheel telt, zoals huishoudens; voor het verschil in aantallen.",
    "unit_of_gap": "Wat dat verschil telt, in het meervoud: koopwoningen.",
    "owner": "Een functie, geen persoon.",
    "valid_from": "Bijvoorbeeld 1-1-2027.",
    "valid_to": "Leeg: voor onbepaalde tijd.",
}


@dataclass(frozen=True, slots=True)
class Choice:
    value: str
    words: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Field:
    """One input: a text, or a list of choices."""

    key: str  # "norm-3-value"
    label: str
    hint: str
    value: str
    choices: tuple[Choice, ...]


@dataclass(frozen=True, slots=True)
class NormFields:
    """The inputs of one norm. `number` counts from 1."""

    number: int
    title: str
    fields: tuple[Field, ...]
    is_new: bool


# The inputs of the version itself, by the place that its problems name.
_VERSION_FIELDS = {
    "kader, naam": "name",
    "kader, geldig vanaf": "valid_from",
    "kader, streefjaar": "horizon",
    "kader, reden": "reason",
}


@dataclass(frozen=True, slots=True)
class VersionForm:
    name: str
    valid_from: str
    horizon: str
    note: str
    reason: str
    example: bool  # made-up norms, to show how it works: never adopted
    norms: tuple[NormFields, ...]


def form_of_version(base: FrozenKader | None, today: datetime.date, catalogue: Catalogue) -> VersionForm:
    """The form filled with the version that holds now, or empty."""
    return VersionForm(
        name=base.name if base else "Kwaliteitskader",
        valid_from=today.isoformat(),
        horizon=str(base.horizon if base else today.year + 10),
        note="",
        reason="",
        example=base is not None and base.example,
        norms=_rows([spelled_fields(norm) for norm in (base.norms if base else ())], catalogue),
    )


def form_of_norms(sent: QueryDict, norms: Iterable[NormTerms], catalogue: Catalogue) -> VersionForm:
    """The form with norms that came from a file, and the rest as it was sent."""
    return _with_rows(sent, [spelled_fields(norm) for norm in norms], catalogue)


def form_as_sent(sent: QueryDict, catalogue: Catalogue) -> VersionForm:
    """The form as somebody filled it in, faults and all."""
    return _with_rows(sent, sent_norms(sent), catalogue)


def fields_by_place(form: VersionForm) -> dict[str, str]:
    """Place that a problem names -> the input on the page: "norm 3, Waarde" -> "norm-3-value"."""
    of_norms = {f"norm {norm.number}, {field.label}": field.key for norm in form.norms for field in norm.fields}
    return _VERSION_FIELDS | of_norms


def sent_norms(sent: QueryDict) -> list[dict[str, str]]:
    """The norms of a form, without those that were taken out and the empty ones."""
    count = min(_whole(sent.get("norms", "0")), MOST_IN_FORM)
    found = []
    for number in range(1, count + 1):
        fields = {column.field: as_kept(sent.get(f"norm-{number}-{column.field}", "")) for column in COLUMNS}
        is_empty = not fields["indicator"] and not fields["value"]
        if not is_empty and not sent.get(f"norm-{number}-out"):
            found.append(fields)
    return found


def read_version(
    sent: QueryDict, file: tuple[str, bytes] | None = None, *, origin: str
) -> tuple[NewVersion, SheetNorms]:
    """The version that a form asks for. Raises KaderError with everything that cannot be read.

    file  the name and content of a spreadsheet, whose norms come in place of the form's own
    """
    problems: list[KaderProblem] = []
    day = _day(sent.get("valid_from", ""), problems)
    horizon = _horizon(sent.get("horizon", ""), problems)
    read = _NOTHING
    try:
        read = read_norms_file(*file) if file else read_norm_fields(sent_norms(sent))
    except UnreadableNormsError as error:
        read = error.read
        problems += error.problems
    except KaderError as error:
        problems += error.problems
    if problems or day is None or horizon is None:
        raise UnreadableNormsError(problems, read)
    version = NewVersion(
        name=said(sent, "name", 120),
        valid_from=day,
        horizon=horizon,
        norms=read.norms,
        note=said(sent, "note", 1000),
        example=bool(sent.get("example")),
        origin=origin,
    )
    return version, read


def _with_rows(sent: QueryDict, rows: Sequence[dict[str, str]], catalogue: Catalogue) -> VersionForm:
    return VersionForm(
        name=sent.get("name", ""),
        valid_from=sent.get("valid_from", ""),
        horizon=sent.get("horizon", ""),
        note=sent.get("note", ""),
        reason=sent.get("reason", ""),
        example=bool(sent.get("example")),
        norms=_rows(rows, catalogue),
    )


def _rows(given: Sequence[dict[str, str]], catalogue: Catalogue) -> tuple[NormFields, ...]:
    rows = [*given, *({} for _ in range(_EMPTY_ROWS))]
    return tuple(_fields(number, row, catalogue) for number, row in enumerate(rows, start=1))


def _fields(number: int, row: dict[str, str], catalogue: Catalogue) -> NormFields:
    known = catalogue.indicators.get(row.get("indicator", ""))
    title = known.short_title if known else row.get("indicator", "")
    fields = tuple(_field(number, column.field, column.title, row.get(column.field, "")) for column in COLUMNS)
    where = row.get("area") or row.get("area_kind") or row.get("scope", "").replace("_", " ")
    return NormFields(number, f"{title}, {where}" if title else "Nieuwe norm", fields, not row)


def _field(number: int, name: str, title: str, value: str) -> Field:
    kinds = _CHOICES.get(name)
    choices: tuple[Choice, ...] = ()
    if kinds is not None:
        known = value.lower().replace(" ", "_")
        choices = tuple(Choice(kind.value, kind.value.replace("_", " "), kind.value == known) for kind in kinds)
    return Field(f"norm-{number}-{name}", title, _HINTS.get(name, ""), value, choices)


def _day(text: str, problems: list[KaderProblem]) -> datetime.date | None:
    try:
        day = parse_date(text)
    except ValueError:
        day = None
    if day is None:
        problems.append(KaderProblem("kader, geldig vanaf", f"‘{text}’", "een datum", "Vul een dag in die bestaat."))
    return day


def _horizon(text: str, problems: list[KaderProblem]) -> int | None:
    year = _whole(text)
    if not 1990 <= year <= 2100:
        problems.append(KaderProblem("kader, streefjaar", f"‘{text}’", "een jaar, als 2040", "Vul een jaar in."))
        return None
    return year


def _whole(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 6 else 0
