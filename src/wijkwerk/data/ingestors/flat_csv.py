"""A plain CSV with one row per area (and year): comma, header on the first line, decimal point, UTF-8.

The same table in a workbook is read too.
"""

from collections.abc import Callable

import duckdb

from wijkwerk.data.area.codes import area_code
from wijkwerk.data.raw import RawDelivery
from wijkwerk.definitions.sources import Source, SourceTable

from .borders import Border, from_ewkt, stage_borders
from .columns import resolve_columns
from .dimensions import choose_members
from .named_areas import take_codes_for_names
from .records import Ingested, Spelling, column_types, filled_columns, quoted, stage_records
from .tables import read_tables


def ingest(con: duckdb.DuckDBPyConnection, source: Source, table: SourceTable, delivery: RawDelivery) -> Ingested:
    """Make `delivered` and `cells` of a flat CSV. Raises ReleaseError with every missing column and bad cell."""
    return ingest_csv(con, lambda heads: table, delivery, delimiter=",", spelling=Spelling())


def ingest_csv(
    con: duckdb.DuckDBPyConnection,
    table_of: Callable[[list[str]], SourceTable],
    delivery: RawDelivery,
    *,
    delimiter: str,
    spelling: Spelling,
) -> Ingested:
    """The same for every CSV with a header on its first line; `borders` too, where an area column is `geometry`.

    table_of   the table as these heads are to be read
    """
    read_tables(con, "records", list(enumerate(delivery.files)), delimiter)
    columns = list(column_types(con))
    table = table_of([column for column in columns if column not in {"file", "line"}])
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
