"""From a sniffed file and its mapping to what is read from which column, or to what stands in the way."""

from collections.abc import Mapping as Dict
from dataclasses import dataclass

from wijkwerk.data.ingestors.own_file.file_problems import Choice, Question
from wijkwerk.lib.sheets import Place

from .headers import plain_header, yearless
from .mapping import MappedColumn, Mapping
from .matching import Matched
from .numbers import NumberEvidence, Separator, reading_of
from .roles import Role
from .sniffed import Sniffed, SniffedColumn

MEANINGS = {"decimaal": Separator.DECIMAL, "duizendtal": Separator.THOUSANDS}


@dataclass(frozen=True, slots=True)
class BesideColumn:
    """A column that says how sure another one's figures are. `role` is n, low or high."""

    role: Role
    index: int
    header: str
    meanings: Dict[str, Separator]


@dataclass(frozen=True, slots=True)
class PlannedColumn:
    """One column (or, in a long file, one thing counted), its variable, and the columns beside it."""

    index: int
    header: str
    variable: str
    period: int | None  # of the header
    meanings: Dict[str, Separator]
    beside: tuple[BesideColumn, ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """Columns to read, by index. `things` of a long file: plain text in the column `variable` -> planned column."""

    area: int
    name: int | None
    level: int | None
    period: int | None
    variable: int | None
    columns: tuple[PlannedColumn, ...]
    things: Dict[str, PlannedColumn]

    @property
    def planned(self) -> tuple[PlannedColumn, ...]:
        return (*self.columns, *self.things.values())

    @property
    def read_from(self) -> tuple[int, ...]:
        """Every column that a number is read from, each once."""
        indexes = (index for c in self.planned for index in (c.index, *(each.index for each in c.beside)))
        return tuple(dict.fromkeys(indexes))


def make_plan(
    sniffed: Sniffed, mapping: Mapping, matched: Matched, evidence: Dict[str, NumberEvidence], answers: Dict[str, str]
) -> tuple[Plan | None, tuple[Question, ...]]:
    """The plan, None without an area column; and what must be asked about decimal signs.

    evidence  of a long file: plain text of the thing counted -> what its own numbers show
    """
    area = _one(matched, mapping.area)
    if area is None:
        return None, ()
    questions: list[Question] = []
    columns: list[PlannedColumn] = []
    things: dict[str, PlannedColumn] = {}
    value = _one(matched, mapping.value)
    for mapped in mapping.columns:
        if mapping.is_long and value:
            key = plain_header(mapped.header)
            meanings = _meanings(sniffed, value, mapped.header, evidence.get(key, NumberEvidence()), answers, questions)
            beside = _beside(sniffed, mapped, None, matched, answers, questions)
            things[key] = PlannedColumn(value.index, mapped.header, mapped.variable, None, meanings, beside)
            continue
        for column in matched.places.get(mapped.header, ()):
            meanings = _meanings(sniffed, column, column.header, column.profile.evidence, answers, questions)
            beside = _beside(sniffed, mapped, column.year, matched, answers, questions)
            columns.append(PlannedColumn(column.index, column.header, mapped.variable, column.year, meanings, beside))
    plan = Plan(
        area=area.index,
        name=_index(_one(matched, mapping.name)) if mapping.name else _sniffed_name(sniffed, area),
        level=_index(_one(matched, mapping.level_column)),
        period=_index(_one(matched, mapping.period)),
        variable=_index(_one(matched, mapping.variable)),
        columns=tuple(columns),
        things=things,
    )
    return plan, tuple({question.id: question for question in questions}.values())


def _beside(
    sniffed: Sniffed,
    mapped: MappedColumn,
    year: int | None,
    matched: Matched,
    answers: Dict[str, str],
    questions: list[Question],
) -> tuple[BesideColumn, ...]:
    """The columns beside a figure; where they stand there for several years, that of the figure's own year."""
    beside = []
    for role, header in ((Role.N, mapped.n), (Role.LOW, mapped.low), (Role.HIGH, mapped.high)):
        columns = matched.places.get(header, ()) if header else ()
        same = [column for column in columns if column.year == year] or list(columns[:1] if len(columns) == 1 else ())
        for column in same[:1]:
            meanings = _meanings(sniffed, column, column.header, column.profile.evidence, answers, questions)
            beside.append(BesideColumn(role, column.index, column.header, meanings))
    return tuple(beside)


def _one(matched: Matched, header: str | None) -> SniffedColumn | None:
    columns = matched.places.get(header, ()) if header else ()
    return columns[0] if columns else None


def _index(column: SniffedColumn | None) -> int | None:
    return None if column is None else column.index


def _sniffed_name(sniffed: Sniffed, area: SniffedColumn) -> int | None:
    """Names stand beside the codes though the mapping does not say so: they prove the codes all the same."""
    name_column = next((column for column in sniffed.columns if column.role is Role.AREA_NAME), None)
    return name_column.index if name_column and name_column.index != area.index else None


def _meanings(
    sniffed: Sniffed,
    column: SniffedColumn,
    header: str,
    evidence: NumberEvidence,
    answers: Dict[str, str],
    questions: list[Question],
) -> Dict[str, Separator]:
    meanings: dict[str, Separator] = {}
    for mark, (text, row) in evidence.doubtful.items():
        reading = reading_of(mark, evidence)
        key = f"teken{mark}{yearless(header)}"
        answer = MEANINGS.get(answers.get(key, ""))
        if reading.meaning or answer:
            meanings[mark] = reading.meaning or answer or Separator.DECIMAL
        else:
            place = Place(sniffed.sheet, row, column.index, header)
            questions.append(_ask_sign(sniffed, key, place, text, mark, evidence, reading.evidence))
    return meanings


def _ask_sign(
    sniffed: Sniffed, key: str, place: Place, text: str, mark: str, evidence: NumberEvidence, examples: str
) -> Question:
    as_decimal, as_thousands = text.replace(mark, ","), text.replace(mark, "")
    hints, suggested = _hints(sniffed, mark, evidence)
    return Question(
        id=key,
        place=place,
        text=f"‘{text}’ kan een duizendtal zijn of een getal met drie decimalen",
        choices=(
            Choice("duizendtal", f"{as_thousands} (duizendtal)"),
            Choice("decimaal", f"{as_decimal} (drie decimalen)"),
        ),
        evidence="; ".join(filter(None, [examples and f"in deze kolom staat {examples}", hints])),
        suggested=suggested,
    )


def _hints(sniffed: Sniffed, mark: str, evidence: NumberEvidence) -> tuple[str, str | None]:
    """What the rest of the file shows. It may point a way; another column is no proof."""
    decimal = [c for c in sniffed.columns if (mark, Separator.DECIMAL) in c.profile.evidence.clear]
    thousands = [c for c in sniffed.columns if (mark, Separator.THOUSANDS) in c.profile.evidence.clear]
    other = [c for c in sniffed.columns if ("," if mark == "." else ".", Separator.DECIMAL) in c.profile.evidence.clear]
    name = "de punt" if mark == "." else "de komma"
    if decimal and not thousands:
        return f"in kolom {decimal[0].letter} is {name} de decimaal", "decimaal"
    if (thousands or other) and not decimal:
        column = (thousands or other)[0]
        return f"in kolom {column.letter} is {name} geen decimaal", "duizendtal"
    if evidence.plain:
        return f"{evidence.plain} getallen in deze kolom hebben geen punt of komma", None
    return "geen andere cel in deze kolom zegt het", None
