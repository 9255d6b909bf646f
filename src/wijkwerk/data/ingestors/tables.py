"""A table in a file, CSV or workbook, as text in DuckDB: a row per line, with its file and its line.

The heads stand in the first line. `line` counts as an editor or a spreadsheet does, the heads are line 1.
"""

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import duckdb
import numpy as np

from wijkwerk.data.delivery_problems import DeliveryProblem, ReleaseError, raise_any
from wijkwerk.data.raw import RawFile
from wijkwerk.data.staging import MOST_SHOWN
from wijkwerk.lib.sheets import Cell, CellKind, HandedIn, OpenFile, RefusedFile, Row, SheetTraits, open_file
from wijkwerk.lib.zip_archive import ZIP_MARKS

from .content import looks_like
from .records import quoted

_LONGEST_LINE = 100_000  # bytes; the heads of 200 columns with a path of titles take 20,000
_NO_TABLE = ("{", "[", "<", "PAR1")  # JSON, XML, Parquet
_LINE = re.compile(r"Error on Line: (\d+)")
_NOT_A_VALUE = {CellKind.FORMULA: "een formule", CellKind.ERROR: "een foutmelding"}
_AS_RECEIVED = "Lever het bestand zoals de bron het geeft, of plak de cellen als waarden."


@dataclass(frozen=True, slots=True)
class Heads:
    """The first line of a file, and the sheet that it stands on in a workbook; nothing where the file is no table."""

    texts: tuple[str, ...] = ()
    sheet: str | None = None


def heads_of(path: Path) -> Heads:
    """The heads of a file, to tell what it is; what is wrong with it is told when it is read."""
    with path.open("rb") as opened:
        first = opened.readline(_LONGEST_LINE)
    if not first.startswith(ZIP_MARKS):
        line = first.decode("utf-8-sig", "replace").strip()
        if line.startswith(_NO_TABLE):
            return Heads()
        delimiter = ";" if line.count(";") > line.count(",") else ","
        return Heads(tuple(next(csv.reader([line], delimiter=delimiter), [])))
    try:
        workbook = open_file(HandedIn.on_disk(path, path.name))
        sheet = _widest_sheet(workbook)
        return Heads(_first_row(workbook, sheet), sheet)
    except RefusedFile:
        return Heads()


def read_tables(
    con: duckdb.DuckDBPyConnection, name: str, files: Sequence[tuple[int, RawFile]], delimiter: str | None = None
) -> None:
    """Make the table `name` of all files: `file`, `line` and the columns of the files, all text; an empty cell is NULL.

    delimiter  of a CSV; told by the file itself where left out
    Raises ReleaseError with every file that is no such table.
    """
    problems: list[DeliveryProblem] = []
    parts = []
    for index, file in files:
        part = f"part_{index}"
        try:
            if is_workbook(file):
                _read_workbook(con, part, index, file)
            else:
                _read_csv(con, part, index, file, delimiter or _delimiter_of(file))
            parts.append(part)
        except ReleaseError as error:
            problems += error.problems
    raise_any(problems)
    con.execute(f"CREATE OR REPLACE TABLE {name} AS {' UNION ALL BY NAME '.join(f'FROM {part}' for part in parts)}")
    for part in parts:
        con.execute(f"DROP TABLE {part}")


def is_workbook(file: RawFile) -> bool:
    with file.path.open("rb") as opened:
        return opened.read(4).startswith(ZIP_MARKS)


def _read_csv(con: duckdb.DuckDBPyConnection, part: str, index: int, file: RawFile, delimiter: str) -> None:
    try:
        con.execute(
            f"""
            CREATE OR REPLACE TABLE {part} AS
            SELECT {index}::SMALLINT AS file, (row_number() OVER () + 1)::INTEGER AS line, *
            FROM read_csv($path, delim = '{delimiter}', quote = '"', escape = '"', header = true,
                          all_varchar = true, encoding = 'utf-8', strict_mode = true)
            """,
            {"path": str(file.path)},
        )
    except duckdb.Error as error:
        raise ReleaseError([_unreadable(file, error)]) from error


def _delimiter_of(file: RawFile) -> str:
    text = _open(file).text
    assert text is not None, "a workbook is not asked for its delimiter"
    return text.delimiter


def _unreadable(file: RawFile, error: duckdb.Error) -> DeliveryProblem:
    """Of DuckDB's English message only the number of the line is kept."""
    line = _LINE.search(str(error))
    return DeliveryProblem(
        file=file.name,
        row=int(line[1]) if line else None,
        found=f"geen leesbare tabel, maar {looks_like(file.path)}",
        expected="een CSV met op elke regel evenveel velden, in UTF-8",
        remedy="Open het bestand, zoek de afwijkende regel en lever het opnieuw.",
    )


def _read_workbook(con: duckdb.DuckDBPyConnection, part: str, index: int, file: RawFile) -> None:
    try:
        opened = _open(file)
        sheet = _widest_sheet(opened)
        with closing(opened.rows(sheet, SheetTraits())) as rows:
            heads = _heads(file, sheet, next(rows, None))
            cells = _cells(file, sheet, heads, rows)
        _store(con, part, index, heads, cells)
    except RefusedFile as refused:
        raise ReleaseError([_refusal(file, refused)]) from refused


def _open(file: RawFile) -> OpenFile:
    try:
        return open_file(HandedIn.on_disk(file.path, file.name))
    except RefusedFile as refused:
        raise ReleaseError([_refusal(file, refused)]) from refused


def _refusal(file: RawFile, refused: RefusedFile) -> DeliveryProblem:
    why = refused.problem
    return DeliveryProblem(file.name, why.found, why.expected, why.remedy, why.sheet, why.row, why.column)


def _widest_sheet(opened: OpenFile) -> str:
    """Of the visible sheets the one with most heads: what explains a table is narrower than the table."""
    visible = [sheet.name for sheet in opened.sheets if not sheet.hidden] or [sheet.name for sheet in opened.sheets]
    return max(visible, key=lambda name: _width(opened, name))


def _width(opened: OpenFile, sheet: str) -> int:
    return len(_first_row(opened, sheet))


def _first_row(opened: OpenFile, sheet: str) -> tuple[str, ...]:
    with closing(opened.rows(sheet, SheetTraits())) as rows:
        first = next(rows, None)
    return () if first is None else tuple(cell.text for cell in first.cells.values())


def _heads(file: RawFile, sheet: str, first: Row | None) -> dict[int, str]:
    """Place of each column -> its head. Raises ReleaseError for an empty sheet and a head that stands there twice."""
    heads = {} if first is None else {place: cell.text for place, cell in first.cells.items()}
    twice = sorted({head for head in heads.values() if list(heads.values()).count(head) > 1})
    if heads and not twice:
        return heads
    found = f"de kop ‘{twice[0]}’ twee keer" if twice else "een leeg blad"
    raise ReleaseError(
        [
            DeliveryProblem(
                file=file.name,
                sheet=sheet,
                row=None if first is None else first.number,
                found=found,
                expected="een rij met namen van kolommen, elke naam één keer",
                remedy="Lever het bestand zoals de bron het geeft.",
            )
        ]
    )


def _cells(file: RawFile, sheet: str, heads: Mapping[int, str], rows: Iterator[Row]) -> dict[str, list[str | int]]:
    """Of each column "c<place>" its texts, "" where there is nothing, and the numbers of the rows under "line".

    A hidden row counts: hiding takes nothing out of what a source published. Raises ReleaseError with what is no value.
    """
    cells: dict[str, list[str | int]] = {"line": [], **{f"c{place}": [] for place in heads}}
    problems: list[DeliveryProblem] = []
    for row in rows:
        cells["line"].append(row.number)
        for place in heads:
            cells[f"c{place}"].append(row.text(place))
        problems += [
            _not_a_value(file, sheet, row.number, heads.get(place), cell)
            for place, cell in row.cells.items()
            if cell.kind in _NOT_A_VALUE or place not in heads
        ]
        if len(problems) >= MOST_SHOWN:
            break
    if problems:
        raise ReleaseError(problems[:MOST_SHOWN])
    return cells


def _not_a_value(file: RawFile, sheet: str, row: int, head: str | None, cell: Cell) -> DeliveryProblem:
    found = _NOT_A_VALUE.get(cell.kind) if head is not None else "een waarde in een kolom zonder kop"
    return DeliveryProblem(
        file=file.name,
        sheet=sheet,
        row=row,
        column=head,
        found=f"{found}: ‘{cell.text[:40]}’",
        expected="een waarde onder een kop",
        remedy=_AS_RECEIVED,
    )


def _store(
    con: duckdb.DuckDBPyConnection,
    part: str,
    index: int,
    heads: Mapping[int, str],
    cells: Mapping[str, Sequence[str | int]],
) -> None:
    given = {name: np.array(column, dtype=np.int32 if name == "line" else object) for name, column in cells.items()}
    columns = ", ".join(f"nullif(c{place}::VARCHAR, '') AS {quoted(head)}" for place, head in heads.items())
    con.register("workbook_cells", given)
    try:
        con.execute(
            f"CREATE OR REPLACE TABLE {part} AS SELECT {index}::SMALLINT AS file, line, {columns} FROM workbook_cells"
        )
    finally:
        con.unregister("workbook_cells")
