"""A plain CSV with one row per area (and year): comma, header on the first line, decimal point, UTF-8.

`line` counts as an editor does, the header is line 1.
"""

import re

import duckdb

from wijkwerk.data.area.codes import area_code
from wijkwerk.data.delivery_problems import DeliveryProblem, ReleaseError
from wijkwerk.data.raw import RawDelivery, RawFile
from wijkwerk.definitions.sources import Source, SourceTable

from .borders import Border, from_ewkt, stage_borders
from .columns import resolve_columns
from .content import looks_like
from .dimensions import choose_members
from .named_areas import take_codes_for_names
from .records import Ingested, Spelling, column_types, filled_columns, quoted, stage_records

_LINE = re.compile(r"Error on Line: (\d+)")


def ingest(con: duckdb.DuckDBPyConnection, source: Source, table: SourceTable, delivery: RawDelivery) -> Ingested:
    """Make `delivered` and `cells` of a flat CSV. Raises ReleaseError with every missing column and bad cell."""
    return ingest_csv(con, table, delivery, delimiter=",", spelling=Spelling())


def ingest_csv(
    con: duckdb.DuckDBPyConnection, table: SourceTable, delivery: RawDelivery, *, delimiter: str, spelling: Spelling
) -> Ingested:
    """The same for every CSV with a header on its first line; `borders` too, where an area column is `geometry`."""
    _read_csv(con, delivery, delimiter)
    columns = list(column_types(con))
    resolved = resolve_columns(table, columns, delivery.files[0].name, renumbered=False)
    meant = {*table.columns, *table.ignored, *table.area_columns.values(), table.area_column, table.period_column}
    meant |= {table.level_column, "file", "line", *table.dimensions}
    further = [column for column in columns if column not in meant]
    choose_members(con, table, delivery.files[0].name, further, only_where_repeated=True)
    take_codes_for_names(con, table, delivery)
    unused = filled_columns(con, further)
    geometry = table.area_columns.get("geometry")
    if geometry:
        borders = con.execute(
            f"""
            SELECT {area_code(quoted(table.area_column))}, {quoted(geometry)}, file, line
            FROM records ORDER BY file, line
            """
        ).fetchall()
        stage_borders(
            con, table, delivery, [Border(code, from_ewkt(text), file, line) for code, text, file, line in borders]
        )
    name = table.area_columns.get("name")
    stage_records(con, table, delivery, resolved.columns, spelling, f"a.{quoted(name)}" if name else "NULL")
    return Ingested(unused=tuple(unused))


def _read_csv(con: duckdb.DuckDBPyConnection, delivery: RawDelivery, delimiter: str) -> None:
    """Make `records` of every file of the delivery, all text. Raises ReleaseError for files that are no such table."""
    problems = []
    parts = []
    for index, file in enumerate(delivery.files):
        try:
            con.execute(
                f"""
                CREATE OR REPLACE TABLE part_{index} AS
                SELECT {index}::SMALLINT AS file, (row_number() OVER () + 1)::INTEGER AS line, *
                FROM read_csv($path, delim = '{delimiter}', quote = '"', escape = '"', header = true,
                              all_varchar = true, encoding = 'utf-8', strict_mode = true)
                """,
                {"path": str(file.path)},
            )
            parts.append(f"FROM part_{index}")
        except duckdb.Error as error:
            problems.append(_unreadable(file, error))
    if problems:
        raise ReleaseError(problems)
    con.execute(f"CREATE OR REPLACE TABLE records AS {' UNION ALL BY NAME '.join(parts)}")
    for index in range(len(parts)):
        con.execute(f"DROP TABLE part_{index}")


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
