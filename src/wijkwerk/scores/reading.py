"""Read a bare table: a CSV file with one row for each area and a column for each indicator."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from wijkwerk.definitions.recipe.recipe import Recipe
from wijkwerk.engine.intervals import FloatArray
from wijkwerk.lib.problems import Mendable, Problem

from .errors import ScoreError, gathered
from .figures import Figures
from .table_doubts import (
    Handling,
    codes_among,
    codes_problem,
    codes_remark,
    totals_among,
    totals_problem,
    totals_remark,
)
from .table_file import Line, TableFile, read_table_file
from .table_numbers import decimal_mark, number

_SHOWN = 20  # problems of cells that are told one by one


@dataclass(frozen=True)
class TableColumns:
    """Which columns say what a row is. unit: the first column where left out."""

    unit: str | None = None
    name: str | None = None
    level: str | None = None


@dataclass(frozen=True)
class Spelling:
    """How the file is written and meant; what is None the file itself says, or it is asked.

    separator      between cells
    decimal        mark in numbers
    missing_codes  what to do with −99997 and the like
    totals         what to do with rows of a total
    """

    separator: str | None = None
    decimal: str | None = None
    missing_codes: Handling | None = None
    totals: Handling | None = None


def read_figures(
    path: Path, recipe: Recipe, named: TableColumns = TableColumns(), spelling: Spelling = Spelling()
) -> Figures:
    """The figures that a recipe asks for.

    The separator (; , or tab) is the one of the header; the decimal mark is that of the whole file. An empty cell, a
    dot, a dash, NA and geheim are missing. Columns that the recipe does not know are left alone. Raises ScoreError with
    every problem: the line, the column, what stands there.
    """
    problems: list[Mendable] = []
    with gathered(problems):
        figures = read_table(path, recipe.columns, named, spelling, problems)
    if problems:
        raise ScoreError(problems)
    return figures


def read_table(
    path: Path, wanted: Collection[str], named: TableColumns, spelling: Spelling, problems: list[Mendable]
) -> Figures:
    """As `read_figures`, of all that can be read; what is wrong with the rest is added to the problems.

    wanted  columns of numbers

    Raises ScoreError where nothing can be read.
    """
    table = read_table_file(path, spelling.separator, problems)
    rows = _Rows(table, _unit_column(table, named), named)
    remarks: list[str] = []
    rows.part_totals(spelling.totals, problems, remarks)
    problems += rows.part_units()
    columns, unread = _columns(rows, wanted, spelling, problems, remarks)
    texts = {name: rows.texts(name) for name in table.header if name not in wanted}
    return Figures(
        tuple(line.cells[rows.unit] for line in rows.lines),
        columns,
        texts.get(named.name) if named.name else None,
        texts.get(named.level) if named.level else None,
        texts,
        unread=frozenset(unread),
        remarks=tuple(remarks),
    )


@dataclass
class _Rows:
    """The rows of a table that are areas."""

    table: TableFile
    unit: int
    named: TableColumns
    lines: Sequence[Line] = field(init=False)

    def __post_init__(self) -> None:
        self.lines = self.table.lines

    def texts(self, name: str) -> tuple[str, ...]:
        index = self.table.header.index(name)
        return tuple(line.cells[index] for line in self.lines)

    def part_totals(self, handling: Handling | None, problems: list[Mendable], remarks: list[str]) -> None:
        """Takes rows of a total out, unless somebody wants them kept; not asked yet, they are a problem."""
        if handling is Handling.KEEP:
            return
        totals = totals_among(self.lines, self.unit, self._column(self.named.name), self._column(self.named.level))
        if not totals:
            return
        if handling is Handling.DROP:
            remarks.append(totals_remark(totals))
        else:
            problems.append(totals_problem(totals))
        gone = {each.line.number for each in totals}
        self.lines = [line for line in self.lines if line.number not in gone]

    def _column(self, name: str | None) -> int | None:
        return None if name is None else self.table.header.index(name)

    def part_units(self) -> list[Problem]:
        """Takes rows without a code, and all but the first with the same code, out: they are the problems."""
        problems, seen, sound = [], dict[str, int](), []
        where = f"kolom '{self.table.header[self.unit]}'"
        for line in self.lines:
            unit = line.cells[self.unit]
            if not unit:
                problems.append(
                    Problem(f"regel {line.number}, {where}", "niets", "de code van een gebied", "Vul de code in.")
                )
            elif unit in seen:
                problems.append(
                    Problem(
                        f"regel {line.number}, {where}",
                        f"'{unit}', ook op regel {seen[unit]}",
                        "elk gebied één keer",
                        "Verwijder het dubbele, of kies met --unit de kolom met codes.",
                    )
                )
            else:
                seen[unit] = line.number
                sound.append(line)
        self.lines = sound
        return _first(problems)


def _columns(
    rows: _Rows, wanted: Collection[str], spelling: Spelling, problems: list[Mendable], remarks: list[str]
) -> tuple[dict[str, FloatArray], set[str]]:
    """The columns of numbers, and the names of those that could not be read whole."""
    cells = {name: rows.texts(name) for name in dict.fromkeys(rows.table.header) if name in wanted}
    every = (cell for column in cells.values() for cell in column)
    decimal = spelling.decimal or decimal_mark(every, rows.table.separator, rows.table.name)
    columns, unread, wrong = {}, set(), list[Problem]()
    for name, column in cells.items():
        values, faults = _numbers(rows.lines, column, name, decimal)
        codes = codes_among(values)
        if codes.any() and spelling.missing_codes is not Handling.KEEP:
            found = values[codes].tolist()
            values[codes] = np.nan
            if spelling.missing_codes is Handling.DROP:
                remarks.append(codes_remark(name, found))
            else:
                numbers = [line.number for line, is_code in zip(rows.lines, codes, strict=True) if is_code]
                problems.append(codes_problem(name, numbers, found))
                unread.add(name)
        if faults:
            unread.add(name)
        wrong += faults
        columns[name] = values
    problems += _first(wrong)
    return columns, unread


def _numbers(lines: Sequence[Line], cells: Sequence[str], name: str, decimal: str) -> tuple[FloatArray, list[Problem]]:
    values, problems = np.full(len(cells), np.nan), list[Problem]()
    for row, cell in enumerate(cells):
        value = number(cell, decimal)
        if value is not None:
            values[row] = value
        else:
            problems.append(
                Problem(
                    f"regel {lines[row].number}, kolom '{name}'",
                    f"'{cell[:40]}'",
                    f"een getal met een {'punt' if decimal == '.' else 'komma'} voor decimalen, of een lege cel",
                    "Verbeter de cel. Laat haar leeg als er geen cijfer is.",
                )
            )
    return values, problems


def _unit_column(table: TableFile, named: TableColumns) -> int:
    """Raises ScoreError with every column that is asked for and is not there."""
    problems = [
        Problem(table.name, f"geen kolom '{name}'", f"een van {', '.join(table.header[:20])}", "Verbeter de naam.")
        for name in (named.unit, named.name, named.level)
        if name is not None and name not in table.header
    ]
    if problems:
        raise ScoreError(problems)
    return 0 if named.unit is None else table.header.index(named.unit)


def _first(problems: list[Problem]) -> list[Problem]:
    more = len(problems) - _SHOWN
    if more <= 0:
        return problems
    return [
        *problems[:_SHOWN],
        Problem("en verder", f"{more} van zulke fouten", "geen", "Los eerst deze op en probeer het opnieuw."),
    ]
