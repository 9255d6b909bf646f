"""The figures of a row: which columns have them, and each read the way of its column."""

from collections import Counter
from collections.abc import Mapping as Dict

from wijkwerk.data.ingestors.own_file.file_problems import FileProblem, ProblemKind, problem
from wijkwerk.lib.sheets import Place, ProblemLog, Row

from .figures import DASH_CHOICES, NIHIL, CellReader, Figure, shown
from .headers import plain_header
from .mapping import Mapping
from .plan import BesideColumn, Plan, PlannedColumn
from .precision import NO_PRECISION, Precision, precision_problems
from .roles import Role

LONGEST_THING = 200  # characters of what is counted; the rest says nothing about which variable it is


class FigureReader:
    """The cells of a row, each read the way of its column; things of a long file that no mapping knows are counted."""

    def __init__(
        self, plan: Plan, mapping: Mapping, answers: Dict[str, str], sheet: str | None, log: ProblemLog[FileProblem]
    ) -> None:
        self._plan, self._mapping, self._sheet, self._log = plan, mapping, sheet, log
        marks = {mark.lower(): status for mark, status in mapping.marks}
        dash = answers.get("streepje")
        dash = dash if dash == NIHIL or dash in DASH_CHOICES else None
        planned: list[PlannedColumn | BesideColumn] = [*plan.planned]
        planned += [each for column in plan.planned for each in column.beside]
        self._readers = {(c.index, c.header): CellReader(c.meanings, marks, dash) for c in planned}
        skip = {c.header for c in plan.columns if answers.get(f"verborgen-kolom:{c.header}") == "overslaan"}
        self._columns = tuple(c for c in plan.columns if c.header not in skip)
        self._unmapped: Counter[str] = Counter()

    def thing_of(self, row: Row) -> str | None:
        return None if self._plan.variable is None else plain_header(row.text(self._plan.variable)[:LONGEST_THING])

    def columns_of(self, row: Row) -> tuple[PlannedColumn, ...]:
        if self._plan.variable is None:
            return self._columns
        text = row.text(self._plan.variable)[:LONGEST_THING]
        column = self._plan.things.get(plain_header(text))
        if column is None and (text in self._unmapped or len(self._unmapped) < 1000):
            self._unmapped[text] += 1
        return (column,) if column else ()

    def read(self, row: Row, column: PlannedColumn) -> Figure | None:
        """None where the cell is empty (a blank stays a blank), in doubt, or wrong; wrong ones are logged."""
        return self._figure(row, column)

    def read_precision(self, row: Row, column: PlannedColumn, figure: Figure) -> Precision:
        """n and limits of a figure, from the columns beside it. A figure that is withheld has neither: they tell it."""
        figures = {each.role: self._figure(row, each) for each in column.beside}
        if not figure.status.carries_value or figure.value is None:
            return NO_PRECISION
        values = {role: each.value for role, each in figures.items() if each is not None}
        precision = Precision(values.get(Role.LOW), values.get(Role.HIGH), values.get(Role.N))
        places = {each.role: Place(self._sheet, row.number, each.index, each.header) for each in column.beside}
        self._log.add_all(precision_problems(figure.value, precision, places))
        return precision

    def _figure(self, row: Row, column: PlannedColumn | BesideColumn) -> Figure | None:
        cell = row.cells.get(column.index)
        if cell is None:
            return None
        place = Place(self._sheet, row.number, column.index, column.header)
        figure = self._readers[column.index, column.header].read(cell, place)
        if isinstance(figure, FileProblem):
            self._log.add(figure)
            return None
        return figure

    def unmapped(self) -> list[FileProblem]:
        ignored = {plain_header(header) for header in self._mapping.ignored}
        place = Place(self._sheet, None, self._plan.variable)
        return [
            problem(
                ProblemKind.REMARK,
                place,
                f"{shown(text)} ({count} rijen) staat niet in de koppeling en wordt niet geladen",
                "onderwerpen van de koppeling",
                "koppel het onderwerp, of laat het weg",
            )
            for text, count in self._unmapped.most_common(50)
            if plain_header(text) not in ignored
        ]
