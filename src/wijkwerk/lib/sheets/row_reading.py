"""Rows of cells to rows of a dataclass, with everything that is wrong at once."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar

from .cells import Cell, CellKind, Row
from .columns import Col, Heads
from .kinds import machine_cell
from .problems import Place, ProblemLog, SheetProblem, problem
from .unseen import hidden_row

R = TypeVar("R")
LONGEST_SHOWN = 60


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a row whose cells can each be read."""

    field: str | None  # None: the row as a whole
    found: str
    expected: str


class UnfitRowError(ValueError):
    """Cells that can be read do not make a row; `faults` holds all of it."""

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = tuple(faults)
        assert self.faults, "an UnfitRowError says what is wrong"
        super().__init__("; ".join(f"{fault.found}: verwacht {fault.expected}" for fault in self.faults))


# Field -> value, only for filled cells. Raises UnfitRowError, or ValueError with what was expected of the row.
MakeRow = Callable[[Mapping[str, object]], R]


def problem_log() -> ProblemLog[SheetProblem]:
    return ProblemLog(same=lambda each: (each.sheet, each.column, each.expected))


def shown(text: str) -> str:
    return f"‘{text[:LONGEST_SHOWN]}{'…' if len(text) > LONGEST_SHOWN else ''}’"


@dataclass
class RowReader(Generic[R]):
    """Reads one row after the other; what is wrong goes into `log`."""

    heads: Heads
    needed: frozenset[str]
    make: MakeRow[R]
    sheet: str | None
    log: ProblemLog[SheetProblem]
    last_number: int = 0

    def read(self, row: Row) -> R | None:
        """None where something is wrong with the row."""
        self.last_number = row.number
        if row.hidden:
            self.log.add(hidden_row(self.sheet, row.number))
        values = [self._value(row, place, column) for place, column in self.heads.columns.items()]
        values += [self._headless(row, place) for place in row.cells.keys() - self.heads.columns.keys()]
        problems = [each for each in values if isinstance(each, SheetProblem)]
        self.log.add_all(problems)
        if problems:
            return None
        return self._made(row.number, dict(each for each in values if isinstance(each, tuple)))

    def place(self, number: int, field: str | None) -> Place:
        """Where a field of a row stands; its name is what people read above the column."""
        titles = {column.field: column.title for column in self.heads.columns.values()}
        return Place(self.sheet, number, header=field and titles.get(field, field))

    def _value(self, row: Row, place: int, column: Col) -> tuple[str, object] | SheetProblem | None:
        at = Place(self.sheet, row.number, header=column.title)
        cell = row.cells.get(place)
        if cell is None:
            return self._blank(at, column)
        if cell.kind is CellKind.FORMULA:
            return _formula(at, cell)
        if cell.kind is CellKind.ERROR:
            return _error(at, cell)
        try:
            value = column.kind.read(machine_cell(cell) if self.heads.machines else cell)
        except ValueError as error:
            return problem(at, shown(cell.text), str(error), "verbeter dit")
        return self._blank(at, column) if value is None else (column.field, value)

    def _blank(self, at: Place, column: Col) -> SheetProblem | None:
        return problem(at, "niets", "een waarde", "vul dit in") if column.field in self.needed else None

    def _headless(self, row: Row, place: int) -> SheetProblem:
        found = f"{shown(row.text(place))} in een kolom zonder kop"
        return problem(Place(self.sheet, row.number, place), found, "een kop boven elke kolom", "maak de cel leeg")

    def _made(self, number: int, fields: Mapping[str, object]) -> R | None:
        try:
            return self.make(fields)
        except UnfitRowError as error:
            faults = error.faults
        except ValueError as error:
            faults = (Fault(None, "gegevens die niet bij elkaar passen", str(error)),)
        self.log.add_all(
            problem(self.place(number, fault.field), fault.found, fault.expected, "verbeter dit") for fault in faults
        )
        return None


def _formula(at: Place, cell: Cell) -> SheetProblem:
    kept = "" if cell.number is None else f", met als laatste uitkomst {cell.number:.15g}".replace(".", ",")
    return problem(at, f"een formule {shown(cell.text)}{kept}", "de waarde zelf", "plak de cel als waarde")


def _error(at: Place, cell: Cell) -> SheetProblem:
    return problem(
        at, f"de foutmelding {shown(cell.text)}", "een waarde", "herstel de berekening, of vul de waarde zelf in"
    )
