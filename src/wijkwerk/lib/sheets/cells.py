"""What every kind of file is read into: rows of typed cells."""

import datetime
from dataclasses import dataclass
from enum import StrEnum


class CellKind(StrEnum):
    TEXT = "text"
    NUMBER = "number"
    DATE = "date"
    TRUTH = "truth"
    ERROR = "error"  # #DEEL/0!
    FORMULA = "formula"


@dataclass(frozen=True, slots=True)
class Cell:
    """One filled cell. Empty ones do not exist: a row has no entry for them.

    text     as written (CSV) or as it would be read (workbook); stripped; for a formula its text with `=`
    number   of a NUMBER in a workbook, and the value that was kept with a FORMULA, where it is a number
    date     of a DATE
    """

    kind: CellKind
    text: str
    number: float | None = None
    date: datetime.date | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """One row with at least one filled cell. `number` counts from 1, as a spreadsheet does; lines for a CSV."""

    number: int
    cells: dict[int, Cell]
    hidden: bool = False

    def text(self, column: int | None) -> str:
        """The text of a cell, empty where there is none."""
        cell = None if column is None else self.cells.get(column)
        return "" if cell is None else cell.text


def text_cell(text: str) -> Cell | None:
    """A cell of a text file: a formula if a spreadsheet would run it, else text. None when it is blank."""
    text = text.strip(BLANKS)
    if not text:
        return None
    return Cell(CellKind.FORMULA if text[0] == "=" else CellKind.TEXT, text)


# str.strip() leaves the zero-width space and the byte order mark, which paste along from web pages.
BLANKS = " \t\r\n\v\f\u00a0\u2007\u202f\u200b\ufeff"
