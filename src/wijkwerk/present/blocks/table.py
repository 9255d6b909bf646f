"""Rows with columns: one description for the table of a page, of its files and of a document."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from wijkwerk.present.charts.sheet import Footer
from wijkwerk.present.export.tables import CellValue, ExportColumn, ExportTable
from wijkwerk.present.numbers import number
from wijkwerk.present.words import MissingWords, VerdictWords

Row = TypeVar("Row")
# What a cell shows: words, a verdict with its shape, or why there is nothing.
Shown = str | VerdictWords | MissingWords


@dataclass(frozen=True, slots=True)
class Column(Generic[Row]):
    """One column. The first of a table names its rows.

    key            its name in files for machines
    value          what a file holds of a row; None where there is nothing
    shown          what a page shows; the value as Dutch writes it where left out
    href           where a cell leads
    decimals       how a page and a document write its numbers, which then stand to the right
    only_in_files  too much for a page: codes, parts of a sum
    """

    key: str
    title: str
    value: Callable[[Row], CellValue]
    shown: Callable[[Row], Shown] | None = None
    href: Callable[[Row], str] | None = None
    decimals: int | None = None
    only_in_files: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    title: str
    shown: Shown
    href: str
    is_number: bool

    @property
    def words(self) -> str:
        return words_of(self.shown)


@dataclass(frozen=True, slots=True)
class Line:
    """One row as a page shows it: its name, and the other cells."""

    name: Cell
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """`rows` are of one kind, which each of the columns takes."""

    columns: tuple[Column[Any], ...]
    rows: tuple[Any, ...]

    @classmethod
    def of(cls, columns: Sequence[Column[Row]], rows: Iterable[Row]) -> "Table":
        return cls(tuple(columns), tuple(rows))

    @property
    def shown_columns(self) -> tuple[Column[Any], ...]:
        return tuple(column for column in self.columns if not column.only_in_files)

    def lines(self) -> tuple[Line, ...]:
        return tuple(self._line(row) for row in self.rows)

    def data(self, title: str) -> Callable[[Footer], ExportTable]:
        """The same rows with all columns, as files hold them."""
        columns = tuple(ExportColumn(column.key, column.title, column.decimals) for column in self.columns)
        rows = tuple(tuple(column.value(row) for column in self.columns) for row in self.rows)
        return lambda footer: ExportTable(title, columns, rows, footer)

    def _line(self, row: Any) -> Line:
        name, *others = (_cell(column, row) for column in self.shown_columns)
        return Line(name, tuple(others))


def words_of(shown: Shown) -> str:
    """What a cell says, where no shape can be drawn beside it."""
    return shown if isinstance(shown, str) else shown.text


def _cell(column: Column[Any], row: Any) -> Cell:
    shown = column.shown(row) if column.shown else _written(column.value(row), column.decimals)
    return Cell(column.title, shown, column.href(row) if column.href else "", column.decimals is not None)


def _written(value: CellValue, decimals: int | None) -> str:
    if value is None or isinstance(value, str):
        return value or ""
    return str(value) if decimals is None else number(value, decimals)
