"""Rows per member of a dimension (the kinds of crime), of which each member is a variable of its own.

Leaves `delivered` and `cells` as `records.stage_records` does. A year may be told by its months (`months_add_up`): then
its figure is their sum, and unknown where one of the twelve is; a year that is not over has none.
"""

import duckdb

from wijkwerk.data.area.codes import area_code, is_other_region, level_of
from wijkwerk.data.delivery_problems import DeliveryProblem, raise_any
from wijkwerk.data.raw import RawDelivery
from wijkwerk.data.staging import MOST_SHOWN
from wijkwerk.definitions.sources import Members, SourceTable

from .records import CELLS, DELIVERED, quoted

MONTHS = 12
_MONTH = "^[0-9]{4}MM[0-9]{2}"
_UNKNOWN = "."


def stage_members(
    con: duckdb.DuckDBPyConnection, table: SourceTable, delivery: RawDelivery, records: str, column: str, names: str
) -> None:
    """Make `delivered` and `cells` of the table `records`, and drop it.

    column  the one that counts, as the file spells it; as text it may hold the symbol of a missing value
    names   SQL for the name of an area, over `a.area`
    Raises ReleaseError where a member is counted twice for one area and period.
    """
    assert table.members is not None, "asked of tables with members alone"
    _count(con, table, table.members, records, column)
    _refuse_double(con, table, delivery)
    con.execute(DELIVERED)
    con.execute(
        f"""
        INSERT INTO delivered
        SELECT a.area, a.period, any_value({level_of("a.area")}), any_value({names}), NULL, min(a.file),
               arg_min(a.line, (a.file, a.line))
        FROM counted a GROUP BY a.area, a.period
        """
    )
    con.execute(CELLS)
    con.execute(
        f"""
        INSERT INTO cells
        SELECT area, period, variable, CASE WHEN known THEN total END,
               CASE WHEN NOT known THEN coalesce(symbol, '{_UNKNOWN}') END, file, line
        FROM counted
        """
    )
    con.execute(f"DROP TABLE {records}; DROP TABLE counted")


def _count(con: duckdb.DuckDBPyConnection, table: SourceTable, members: Members, records: str, column: str) -> None:
    """`counted`: one row per area, year and variable; `known` where every row of it has a number."""
    con.execute("CREATE OR REPLACE TEMP TABLE meaning (member VARCHAR, variable VARCHAR)")
    con.executemany("INSERT INTO meaning VALUES (?, ?)", [list(item) for item in members.variables.items()])
    term = f"trim({quoted(table.period_column)}::VARCHAR)" if table.period_column else f"'{table.year}'"
    con.execute(
        f"""
        CREATE OR REPLACE TABLE counted AS
        WITH told AS (
            SELECT {area_code(quoted(table.area_column))} AS area, {term} AS term, variable, file, line,
                   trim({quoted(column)}::VARCHAR) AS text,
                   CASE WHEN text = '-' THEN 0 ELSE TRY_CAST(nullif(text, '') AS DOUBLE) END AS value
            FROM {records} JOIN meaning ON member = trim({quoted(members.dimension)}::VARCHAR)
        )
        SELECT area, TRY_CAST(left(term, 4) AS SMALLINT) AS period, variable, sum(value) AS total,
               count(value) = count(*) AS known, max(text) FILTER (value IS NULL) AS symbol,
               count(*) > count(DISTINCT term) AS is_double, min(file) AS file, arg_min(line, (file, line)) AS line
        FROM told WHERE NOT {is_other_region("area")}
        GROUP BY area, period, variable
        HAVING NOT bool_or(regexp_matches(term, '{_MONTH}')) OR count(DISTINCT term) = {MONTHS} OR is_double
        ORDER BY period, area, variable
        """
    )


def _refuse_double(con: duckdb.DuckDBPyConnection, table: SourceTable, delivery: RawDelivery) -> None:
    rows = con.execute(
        f"SELECT area, period, variable, file, line FROM counted WHERE is_double ORDER BY ALL LIMIT {MOST_SHOWN}"
    ).fetchall()
    raise_any(
        DeliveryProblem(
            file=delivery.files[file].name,
            row=line,
            column=variable,
            found=f"{area} voor {period or 'een periode zonder jaar'} staat er meer dan één keer",
            expected="één regel per gebied, periode en soort",
            remedy="Haal de dubbele regel weg, of haal de tabel opnieuw op.",
        )
        for area, period, variable, file, line in rows
    )
