"""Columns with the same header, as Swing writes them: told apart by their place, which a person must vouch for."""

from collections import defaultdict
from collections.abc import Mapping as Dict

from wijkwerk.data.ingestors.own_file.file_problems import Choice, FileProblem, ProblemKind, Question, problem
from wijkwerk.lib.sheets import Place

from .headers import bare_header, plain_header, yearless
from .mapping import Mapping
from .sniffed import Sniffed, SniffedColumn

Twins = tuple[SniffedColumn, ...]

IN_ORDER = Choice("volgorde", "ja, van links naar rechts zoals in de koppeling")


def look_at_twins(
    sniffed: Sniffed, mapping: Mapping, places: Dict[str, tuple[SniffedColumn, ...]]
) -> tuple[list[FileProblem], list[Question]]:
    """Of headers that are read and that stand there more than once.

    A problem where the mapping does not know each of the columns, for which of them is meant cannot be known then; else
    the question whether their order is still the same.
    """
    read = {column.index for columns in places.values() for column in columns}
    groups = [twins for twins in _groups(sniffed) if any(column.index in read for column in twins)]
    known = {yearless(header) for header in (*mapping.headers, *mapping.ignored)}
    strange = [twins for twins in groups if any(yearless(column.header) not in known for column in twins)]
    ordered = [twins for twins in groups if twins not in strange]
    return [_double(sniffed, twins) for twins in strange], [_ask_order(sniffed, mapping, ordered)] if ordered else []


def _groups(sniffed: Sniffed) -> list[Twins]:
    of_header: dict[str, list[SniffedColumn]] = defaultdict(list)
    for column in sniffed.columns:
        if column.header:
            of_header[plain_header(bare_header(column.header))].append(column)
    return [tuple(columns) for columns in of_header.values() if len(columns) > 1]


def _double(sniffed: Sniffed, twins: Twins) -> FileProblem:
    return problem(
        ProblemKind.STRUCTURE,
        Place(sniffed.sheet, sniffed.header_row, twins[1].index, bare_header(twins[1].header)),
        f"de kop ‘{bare_header(twins[0].header)}’ staat er {len(twins)} keer, in kolom {_letters(twins)}",
        "elke kop één keer, of een koppeling die elk van deze kolommen kent",
        "geef elke kolom een eigen kop, haal de dubbele weg, of koppel ze een voor een: zij heten "
        + ", ".join(f"‘{column.header}’" for column in twins[:3]),
    )


def _ask_order(sniffed: Sniffed, mapping: Mapping, groups: list[Twins]) -> Question:
    """Asked of every file: nothing in it says which of two columns with one header is which."""
    twins = groups[0]
    count = sum(len(each) for each in groups)
    return Question(
        id="gelijke-koppen",
        place=Place(sniffed.sheet, sniffed.header_row, twins[0].index, bare_header(twins[0].header)),
        text=f"{count} kolommen delen hun kop met een andere (‘{bare_header(twins[0].header)}’ in kolom "
        f"{_letters(twins)}) en zijn alleen aan hun plaats te herkennen; staan zij in de volgorde van de koppeling?",
        choices=(IN_ORDER,),
        evidence=_evidence(mapping, groups),
    )


def _evidence(mapping: Mapping, groups: list[Twins]) -> str:
    before = {yearless(column.header): column.place for column in mapping.columns if column.place is not None}
    columns = [column for twins in groups for column in twins]
    moved = [column for column in columns if before.get(yearless(column.header), column.index) != column.index]
    if moved:
        return f"kolom {_letters(tuple(moved))} stond eerder op een andere plek: leg het bestand naast het vorige"
    return "geef ze in Swing een eigen naam, dan hoeft deze vraag niet"


def _letters(columns: Twins) -> str:
    letters = [column.letter for column in columns]
    return letters[0] if len(letters) == 1 else f"{', '.join(letters[:-1])} en {letters[-1]}"
