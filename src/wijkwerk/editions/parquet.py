"""Write the two files that are the truth of an edition: its figures and its areas."""

from pathlib import Path

import duckdb

from wijkwerk.lib.durable import sync_file

from .cache import AREAS, FIGURES
from .division import LEVEL_NUMBER
from .specification import URBANITY

_PARQUET = "FORMAT parquet, COMPRESSION zstd"


def write_parquet(con: duckdb.DuckDBPyConnection, folder: Path) -> dict[str, int]:
    """Write the tables of `build_figures` to `folder` in a fixed order; returns the number of rows of each file."""
    levels = " ".join(f"WHEN {number} THEN '{level}'" for level, number in LEVEL_NUMBER.items())
    con.execute(f"""
        CREATE OR REPLACE TEMP TABLE written_area AS
        SELECT code, year, CASE level {levels} END AS level, name, parent, gemeente,
               inhabitants::INTEGER AS inhabitants, urbanity::TINYINT AS urbanity, change_code, current, geometry
        FROM place
        LEFT JOIN (SELECT place AS id, round(inhabitants) AS inhabitants FROM population) USING (id)
        LEFT JOIN (
            SELECT place AS id, arg_max(value, period) AS urbanity FROM cell
            WHERE variable = '{URBANITY}'::variable_id AND value IS NOT NULL GROUP BY place
        ) USING (id)
    """)
    _copy(con, "SELECT * FROM written_area ORDER BY code, year", folder / AREAS)
    # Sorted as numbers and written as enums: in the file they are text like any other, from a dictionary that DuckDB
    # need not search for. Turning them into text first takes twice as long.
    con.execute("CREATE TYPE code_id AS ENUM (SELECT DISTINCT code FROM place ORDER BY code)")
    con.execute("CREATE TYPE key_id AS ENUM (SELECT key FROM release ORDER BY key)")
    figures = """
        SELECT indicator, place.code::code_id AS area, place.year AS area_year, period, value, status, low, high,
               numerator, denominator, denominator_period, method, release.key::key_id AS release, line, reason, n
        FROM figure
        JOIN place ON place.id = figure.place
        LEFT JOIN release ON release.number = figure.release
        ORDER BY indicator, period, place
    """
    _copy(con, figures, folder / FIGURES)
    return {
        FIGURES: con.execute("SELECT count(*) FROM figure").fetchall()[0][0],
        AREAS: con.execute("SELECT count(*) FROM place").fetchall()[0][0],
    }


def _copy(con: duckdb.DuckDBPyConnection, query: str, path: Path) -> None:
    quoted = str(path).replace("'", "''")
    con.execute(f"COPY ({query}) TO '{quoted}' ({_PARQUET})")
    sync_file(path)
