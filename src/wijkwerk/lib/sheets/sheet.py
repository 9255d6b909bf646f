"""A kind of spreadsheet, said once: read with all its problems at once, written, and as a template to fill in."""

from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from typing import Generic, Literal, TypeVar

from wijkwerk.lib.handed_in import HandedIn

from .cells import BLANKS, Cell, CellKind, Row
from .columns import Col, Heads, needed_fields, read_heads
from .kinds import Written
from .limits import Limits
from .opening import OpenFile, open_file
from .problems import Place, ProblemLog, Refusal, RefusedFile, SheetProblem, problem, refusal
from .row_reading import MakeRow, RowReader, problem_log
from .sheet_rows import SheetTraits
from .unseen import hidden_columns, hidden_row, hidden_sheets, merged_cells
from .writing import csv_bytes, template_bytes, workbook_bytes

R = TypeVar("R")
Form = Literal["xlsx", "csv", "machines"]

# What people type is small: a workbook of 5 MB holds a hundred thousand rows of text.
SMALL = Limits(
    text_bytes=5_000_000,
    workbook_bytes=5_000_000,
    unpacked_bytes=50_000_000,
    columns=200,
    to_shrink="verdeel de rijen over meer bestanden",
)


@dataclass(frozen=True, slots=True)
class Reading(Generic[R]):
    """What a file holds: the rows that can be read, and everything that is wrong. With a problem nothing may be kept.

    numbers  which row of the file each of `rows` is
    """

    rows: tuple[R, ...]
    problems: tuple[SheetProblem, ...]
    numbers: tuple[int, ...]
    sheet: str | None
    titles: Mapping[str, str]

    def place(self, index: int, field: str) -> Place:
        """Where a field of a row stands, for what is found to be wrong later."""
        return Place(self.sheet, self.numbers[index], header=self.titles.get(field, field))


class Sheet(Generic[R]):
    """The columns of a frozen dataclass as a spreadsheet. The same columns go out as come in.

    row      its fields without a default must be filled in; a blank cell leaves a field at its default
    title    what the sheet of a workbook is called
    rows_are what a row is, for people: one, several
    most     rows in a file
    make     what makes a row of the values of its cells, where calling `row` with them is not enough
    """

    def __init__(
        self,
        row: type[R],
        *columns: Col,
        title: str,
        rows_are: tuple[str, str] = ("rij", "rijen"),
        most: int = 10_000,
        limits: Limits = SMALL,
        make: MakeRow[R] | None = None,
    ) -> None:
        self.columns, self.title, self.rows_are, self.most, self.limits = columns, title, rows_are, most, limits
        self.needed = needed_fields(row)
        self.titles = {column.field: column.title for column in columns}
        assert self.needed <= self.titles.keys(), f"no column for {self.needed - self.titles.keys()}"
        assert len(self.titles) == len(columns), "a field has two columns"
        self._make: MakeRow[R] = make or (lambda fields: row(**fields))

    def read(self, given: HandedIn) -> Reading[R]:
        """A dry run: nothing is kept, and every fault is told, not the first one."""
        log = problem_log()
        numbered_rows: list[tuple[int, R]] = []
        sheet = None
        try:
            file = open_file(given, self.limits)
            log.add_all(hidden_sheets(file.sheets))
            sheet = self._chosen(file)
            traits = SheetTraits()
            with closing(file.rows(sheet, traits)) as rows:
                numbered_rows = self._read(rows, sheet, traits, log)
        except RefusedFile as refused:
            log.add(refused.problem)
        return self._reading(numbered_rows, log, sheet)

    def read_fields(self, given: Sequence[Mapping[str, str]]) -> Reading[R]:
        """The same of a form: fields as people typed them. The first row is number 1."""
        log = problem_log()
        heads = Heads(dict(enumerate(self.columns)))
        rows = [self._typed(number, fields) for number, fields in enumerate(given, start=1)]
        numbered_rows = self._read_rows(rows, RowReader(heads, self.needed, self._make, None, log))
        return self._reading(numbered_rows, log, None)

    def write(self, rows: Iterable[R], form: Form) -> bytes:
        """The rows as a workbook, as CSV for Dutch Excel, or as CSV for machines. `read` reads it back, equal."""
        cells = ([self.written(row, column.field) for column in self.columns] for row in rows)
        if form == "xlsx":
            return workbook_bytes(self.title, self.columns, cells)
        return csv_bytes(self.columns, cells, machines=form == "machines")

    def template(self, form: Form = "xlsx") -> bytes:
        """An empty sheet to fill in: what each column expects is said where it is filled in, and on a second sheet."""
        if form != "xlsx":
            return self.write((), form)
        return template_bytes(self.title, self.columns, self.needed, self.most)

    def written(self, row: R, field: str) -> Written:
        """What stands in the cell of a field."""
        value = getattr(row, field)
        kind = next(column.kind for column in self.columns if column.field == field)
        return None if value is None else kind.write(value)

    def _chosen(self, file: OpenFile) -> str | None:
        """The sheet of a workbook; a text file has none."""
        names = [sheet.name for sheet in file.sheets]
        if not names or self.title in names:
            return self.title if names else None
        present = f"{'het blad' if len(names) == 1 else 'de bladen'} {', '.join(names)[:200]}"
        remedy = f"noem het blad met de {self.rows_are[1]} ‘{self.title}’"
        raise refusal(Refusal.STRUCTURE, present, f"een blad ‘{self.title}’", remedy)

    def _read(
        self, rows: Iterator[Row], sheet: str | None, traits: SheetTraits, log: ProblemLog[SheetProblem]
    ) -> list[tuple[int, R]]:
        head = next(rows, None)
        if head is None:
            remedy = "begin met een sjabloon of export van de site"
            raise refusal(Refusal.STRUCTURE, "een leeg blad", "een rij met namen van kolommen", remedy, Place(sheet))
        heads = read_heads(head, self.columns, self.needed, sheet)
        log.add_all([hidden_row(sheet, head.number)] if head.hidden else [])
        numbered_rows: list[tuple[int, R]] = []
        last = head.number
        if isinstance(heads, Heads):
            reader = RowReader(heads, self.needed, self._make, sheet, log)
            numbered_rows = self._read_rows(rows, reader)
            log.add_all(hidden_columns(sheet, heads, traits))
            last = max(last, reader.last_number)
        else:
            log.add_all(heads)
            deque(rows, maxlen=0)  # what is merged stands at the end of a sheet, and explains heads that are missing
        log.add_all(merged_cells(sheet, head.number, last, traits))
        return numbered_rows

    def _read_rows(self, rows: Iterable[Row], reader: RowReader[R]) -> list[tuple[int, R]]:
        numbered_rows = []
        count = 0
        for count, row in enumerate(rows, start=1):
            if count > self.most:
                reader.log.add(self._too_many(reader.sheet))
                break
            record = reader.read(row)
            numbered_rows += [] if record is None else [(row.number, record)]
        if not count:
            one = self.rows_are[0]
            reader.log.add(
                problem(Place(reader.sheet), f"geen enkele {one}", f"minstens één {one}", f"vul een {one} in")
            )
        return numbered_rows

    def _too_many(self, sheet: str | None) -> SheetProblem:
        most = f"{self.most:,} {self.rows_are[1]}".replace(",", ".")
        return problem(Place(sheet), f"meer dan {most}", f"hoogstens {most}", "controleer het bestand")

    def _typed(self, number: int, fields: Mapping[str, str]) -> Row:
        texts = {place: fields.get(column.field, "").strip(BLANKS) for place, column in enumerate(self.columns)}
        return Row(number, {place: Cell(CellKind.TEXT, text) for place, text in texts.items() if text})

    def _reading(
        self, numbered_rows: Sequence[tuple[int, R]], log: ProblemLog[SheetProblem], sheet: str | None
    ) -> Reading[R]:
        numbers = tuple(number for number, _ in numbered_rows)
        return Reading(tuple(row for _, row in numbered_rows), tuple(log), numbers, sheet, self.titles)
