"""What a person who looks at the sheet does not see, or sees otherwise than it is: hidden, merged."""

import re
from collections.abc import Iterable, Iterator

from .columns import Heads
from .problems import Place, SheetProblem, problem
from .sheet_rows import SheetTraits
from .workbook import WorkbookSheet

_MERGED = re.compile(r"([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})")


def hidden_sheets(sheets: Iterable[WorkbookSheet]) -> Iterator[SheetProblem]:
    """Who hands in a workbook does not know what a hidden sheet gives away."""
    for sheet in sheets:
        if sheet.hidden:
            remedy = "maak het blad zichtbaar en kijk wat erop staat, of verwijder het"
            yield problem(Place(sheet.name), "een verborgen blad", "alleen bladen die te zien zijn", remedy)


def hidden_row(sheet: str | None, number: int) -> SheetProblem:
    remedy = "maak de rij zichtbaar (haal een filter weg), of verwijder haar"
    return problem(Place(sheet, number), "een verborgen rij", "alleen rijen die te zien zijn", remedy)


def hidden_columns(sheet: str | None, heads: Heads, traits: SheetTraits) -> Iterator[SheetProblem]:
    for place, column in heads.columns.items():
        if traits.hides(place):
            at = Place(sheet, header=column.title)
            remedy = "maak de kolom zichtbaar, of verwijder haar"
            yield problem(at, "een verborgen kolom", "alleen kolommen die te zien zijn", remedy)


def merged_cells(sheet: str | None, first: int, last: int, traits: SheetTraits) -> Iterator[SheetProblem]:
    """Merged cells between the heads and the last row leave cells empty that mean something."""
    for reference in traits.merged:
        match = _MERGED.fullmatch(reference)
        if match and int(match[4]) >= first and int(match[2]) <= last:
            at = Place(sheet, int(match[2]))
            remedy = "maak de samenvoeging ongedaan en vul elke cel"
            yield problem(at, f"samengevoegde cellen {reference}", "elke kop en elke waarde in een eigen cel", remedy)
