"""Finding the columns of a mapping in this year's file: what moved, what was renamed, what is gone, what is new."""

from collections.abc import Mapping as Dict
from dataclasses import dataclass
from difflib import SequenceMatcher

from wijkwerk.data.ingestors.own_file.file_problems import Choice, FileProblem, ProblemKind, Question, problem
from wijkwerk.lib.sheets import Place, column_letter

from .headers import plain_header, yearless
from .mapping import Mapping
from .sniffed import Sniffed, SniffedColumn
from .twins import look_at_twins

LIKE = 0.72  # of a header's letters must agree before we dare to ask whether it is the same column
ABSENT = "ontbreekt"


@dataclass(frozen=True, slots=True)
class Matched:
    """Where each header of the mapping stands now: one column, or one for every year in the headers."""

    places: dict[str, tuple[SniffedColumn, ...]]
    remarks: tuple[FileProblem, ...]
    problems: tuple[FileProblem, ...]
    questions: tuple[Question, ...]


def match_columns(sniffed: Sniffed, mapping: Mapping, answers: Dict[str, str]) -> Matched:
    """Exact first (without case, accents, punctuation), then with the year as a slot, then by asking."""
    places: dict[str, tuple[SniffedColumn, ...]] = {}
    remarks: list[FileProblem] = []
    problems: list[FileProblem] = []
    questions: list[Question] = []
    for header in mapping.headers:
        columns = _same(sniffed, header) or _answered(sniffed, header, answers)
        if columns:
            places[header] = columns
        elif answers.get(f"kolom:{yearless(header)}") != ABSENT:
            likely = _likely(sniffed, header, mapping)
            if likely:
                questions.append(_ask(sniffed, header, likely))
            else:
                problems.append(_missing(sniffed, header))
    doubles, order = look_at_twins(sniffed, mapping, places)
    problems += doubles
    questions += order
    remarks += _moves(sniffed, mapping, places)
    remarks += _newcomers(sniffed, mapping, places)
    return Matched(places, tuple(remarks), tuple(problems), tuple(questions))


def _same(sniffed: Sniffed, header: str) -> tuple[SniffedColumn, ...]:
    exact = [column for column in sniffed.columns if plain_header(column.header) == plain_header(header)]
    template = [column for column in sniffed.columns if yearless(column.header) == yearless(header)]
    if len(template) > len(exact) and all(column.year is not None for column in template):
        return tuple(template)  # the same thing for several years, side by side
    return tuple(exact or template)


def _answered(sniffed: Sniffed, header: str, answers: Dict[str, str]) -> tuple[SniffedColumn, ...]:
    return (
        _same(sniffed, answers.get(f"kolom:{yearless(header)}", "")) if f"kolom:{yearless(header)}" in answers else ()
    )


def _likely(sniffed: Sniffed, header: str, mapping: Mapping) -> list[SniffedColumn]:
    taken = {yearless(known) for known in (*mapping.headers, *mapping.ignored)}
    scored = [
        (SequenceMatcher(None, yearless(column.header), yearless(header)).ratio(), column)
        for column in sniffed.columns
        if column.header and yearless(column.header) not in taken
    ]
    close = [(score, column) for score, column in scored if score >= LIKE]
    return [column for _, column in sorted(close, key=lambda pair: -pair[0])[:5]]


def _ask(sniffed: Sniffed, header: str, likely: list[SniffedColumn]) -> Question:
    choices = tuple(Choice(column.header, f"kolom {column.letter}, ‘{column.header}’") for column in likely)
    return Question(
        id=f"kolom:{yearless(header)}",
        place=Place(sniffed.sheet, sniffed.header_row, None, header),
        text=f"de kolom ‘{header}’ van de vorige keer staat er niet; is zij van naam veranderd?",
        choices=(*choices, Choice(ABSENT, "deze kolom ontbreekt dit keer")),
        evidence=f"‘{likely[0].header}’ lijkt erop",
        suggested=likely[0].header,
    )


def _missing(sniffed: Sniffed, header: str) -> FileProblem:
    present = ", ".join(f"‘{column.header}’" for column in sniffed.columns[:12] if column.header)
    return problem(
        ProblemKind.MAPPING,
        Place(sniffed.sheet, sniffed.header_row, None, header),
        f"geen kolom ‘{header}’; wel {present or 'geen enkele kop'}",
        f"een kolom met de kop ‘{header}’",
        "voeg de kolom toe, of haal haar uit de koppeling",
    )


def _moves(sniffed: Sniffed, mapping: Mapping, places: Dict[str, tuple[SniffedColumn, ...]]) -> list[FileProblem]:
    remarks = []
    for mapped in mapping.columns:
        columns = places.get(mapped.header, ())
        if not columns:
            continue
        column = columns[0]
        if mapped.place is not None and len(columns) == 1 and column.index != mapped.place:
            remarks.append(
                _remark(
                    sniffed,
                    column,
                    f"stond eerder in kolom {column_letter(mapped.place)} en nu in kolom {column.letter}",
                )
            )
        if plain_header(column.header) != plain_header(mapped.header):
            remarks.append(_remark(sniffed, column, f"heette eerder ‘{mapped.header}’"))
    return remarks


def _newcomers(sniffed: Sniffed, mapping: Mapping, places: Dict[str, tuple[SniffedColumn, ...]]) -> list[FileProblem]:
    """Columns of figures that the mapping does not know: news, or something forgotten."""
    known = {column.index for columns in places.values() for column in columns}
    ignored = {yearless(header) for header in mapping.ignored}
    return [
        _remark(sniffed, column, "staat niet in de koppeling en wordt niet geladen")
        for column in sniffed.columns
        if column.numbers and column.index not in known and yearless(column.header) not in ignored
    ]


def _remark(sniffed: Sniffed, column: SniffedColumn, found: str) -> FileProblem:
    return problem(
        ProblemKind.REMARK,
        Place(sniffed.sheet, sniffed.header_row, column.index, column.header),
        found,
        "dezelfde kolommen als de vorige keer",
        "controleer of dit klopt",
    )
