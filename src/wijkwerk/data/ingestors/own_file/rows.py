"""What a row is: figures of an area, or a total, a footnote, a header again."""

from dataclasses import dataclass
from enum import StrEnum

from wijkwerk.data.total_words import says_total
from wijkwerk.lib.sheets import CellKind, Row

from .areas import AreaBook, looks_like_code
from .headers import YEAR, bare_header, plain_header
from .missing_marks import is_dash, status_of
from .numbers import take_apart


class RowKind(StrEnum):
    DATA = "data"
    TOTAL = "total"
    NOTE = "note"  # text only: a footnote, a source, a heading between blocks
    YEAR = "year"  # a row that says only "2023": a second block begins
    HEADER = "header"  # the header again: a second table begins
    UNITS = "units"  # "aantal", "%" between the header and the first area
    NAMELESS = "nameless"  # figures without an area
    OTHER_LEVEL = "other_level"  # of an area of a level that this division has no area of


@dataclass(frozen=True)
class RowSorter:
    """Tells rows apart by the area's cell and what stands beside it.

    area, name   columns of the area's key and, where there is one, its name beside the code
    headers      column -> header text
    level        column that says the level of the row, where there is one
    """

    book: AreaBook
    area: int
    name: int | None
    headers: dict[int, str]
    known: frozenset[str] = frozenset()  # spellings that a mapping resolves
    level: int | None = None

    def kind_in_order(self, row: Row, *, begun: bool) -> RowKind:
        """The kind, given whether a row of figures came before: text under the header says units, not a footnote."""
        kind = self.kind_of(row)
        if not begun and kind in (RowKind.NOTE, RowKind.NAMELESS) and not self._has_number(row):
            return RowKind.UNITS
        return kind

    def kind_of(self, row: Row) -> RowKind:
        key = row.text(self.area)
        if self._is_of_other_level(row, key):
            return RowKind.OTHER_LEVEL
        if self._names_area(key):
            return RowKind.DATA
        if self._is_header(row):
            return RowKind.HEADER
        if any(says_total(text) for text in (key, row.text(self.name)) if text):
            return RowKind.TOTAL
        if len(row.cells) == 1 and YEAR.fullmatch(next(iter(row.cells.values())).text):
            return RowKind.YEAR
        if not self._has_figure(row):
            return RowKind.NOTE
        return RowKind.DATA if key else self._nameless(row)

    def _names_area(self, key: str) -> bool:
        return bool(key) and (key in self.known or looks_like_code(key) or bool(self.book.find(key).areas))

    def _is_of_other_level(self, row: Row, key: str) -> bool:
        """By the level column before the name: a sub-wijk may be called as a buurt is."""
        level = row.text(self.level)
        if level and self.book.is_of_other_level(level):
            return True
        return bool(key) and not self._names_area(key) and self.book.is_of_other_level(key)

    def _nameless(self, row: Row) -> RowKind:
        texts = (cell.text for column, cell in row.cells.items() if cell.kind is CellKind.TEXT)
        return RowKind.TOTAL if any(map(says_total, texts)) else RowKind.NAMELESS

    def _is_header(self, row: Row) -> bool:
        same = sum(
            plain_header(cell.text) == plain_header(bare_header(self.headers[column]))
            for column, cell in row.cells.items()
            if column in self.headers
        )
        return same >= 2 and same * 2 > len(row.cells)

    def _has_figure(self, row: Row) -> bool:
        """A number, or at least something that stands in for one, in a column with a header."""
        return any(
            cell.kind is not CellKind.TEXT or take_apart(cell.text) or status_of(cell.text) or is_dash(cell.text)
            for column, cell in row.cells.items()
            if column not in (self.area, self.name) and column in self.headers
        )

    def _has_number(self, row: Row) -> bool:
        return any(
            cell.kind is not CellKind.TEXT or take_apart(cell.text)
            for column, cell in row.cells.items()
            if column not in (self.area, self.name)
        )
