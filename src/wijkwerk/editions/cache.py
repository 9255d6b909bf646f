"""The read cache of an edition: one DuckDB file with the facts twice, made from the edition's Parquet.

It is written beside and renamed, and can be made again at any time: by command, and by itself when it is missing or
was written by another version of DuckDB or of this module. `wijkwerk.data.queries.duckdb_store` reads it.
"""

import os
import tempfile
from pathlib import Path

import duckdb

from wijkwerk.data.queries.cache_connection import CacheConnection
from wijkwerk.data.queries.cache_layout import CACHE_LAYOUT, LEVELS, METHODS, REASONS, STATUSES
from wijkwerk.lib.durable import UNFINISHED, sync_file
from wijkwerk.lib.in_memory import connect_to_make

FIGURES = "figures.parquet"
AREAS = "areas.parquet"
CACHE = "cache.duckdb"


def cache_is_current(folder: Path) -> bool:
    """Whether the cache of an edition's folder is there and this process can read it."""
    cache = CacheConnection(folder / CACHE)
    try:
        makers = cache.rows("SELECT layout, duckdb_version FROM made_by")
    except (duckdb.Error, OSError):
        return False
    finally:
        cache.close()
    return makers == [(CACHE_LAYOUT, duckdb.__version__)]


def build_cache(folder: Path) -> Path:
    """Make `cache.duckdb` from `figures.parquet` and `areas.parquet` in the same folder and return its path.

    Two processes that do so at once both make a whole file; the last rename wins.
    """
    descriptor, name = tempfile.mkstemp(prefix=UNFINISHED, suffix=".duckdb", dir=folder)
    os.close(descriptor)
    beside = Path(name)
    beside.unlink()  # DuckDB wants to make the file itself
    try:
        with connect_to_make(beside) as con:
            _fill(con, folder)
        beside.chmod(0o644)
        sync_file(beside)
        beside.replace(folder / CACHE)
    finally:
        for left in (beside, beside.with_name(beside.name + ".wal")):
            left.unlink(missing_ok=True)
    return folder / CACHE


def _fill(con: duckdb.DuckDBPyConnection, folder: Path) -> None:
    figures = f"read_parquet('{_quoted(folder / FIGURES)}')"
    areas = f"read_parquet('{_quoted(folder / AREAS)}')"
    con.execute("SET preserve_insertion_order = true")
    con.execute("CREATE TABLE made_by (layout INTEGER, duckdb_version VARCHAR)")
    con.execute("INSERT INTO made_by VALUES (?, ?)", [CACHE_LAYOUT, duckdb.__version__])
    con.execute(f"""
        CREATE TABLE area AS
        SELECT (row_number() OVER (ORDER BY current DESC, gemeente NULLS FIRST, level, code, year) - 1)::INTEGER AS id,
               *
        FROM {areas} ORDER BY id
    """)
    for name, column in (("indicator", "indicator"), ("release", "release")):
        con.execute(f"""
            CREATE TABLE {name} AS
            SELECT (row_number() OVER (ORDER BY name) - 1)::SMALLINT AS id, name
            FROM (SELECT DISTINCT {column} AS name FROM {figures} WHERE {column} IS NOT NULL)
        """)
    con.execute(f"""
        CREATE TABLE by_indicator AS
        SELECT indicator.id AS indicator, area.id AS area, {_position("area.level", LEVELS)} AS level,
               figure.period::SMALLINT AS period, value,
               {_position("figure.status", STATUSES)} AS status, low, high, numerator, denominator,
               denominator_period::SMALLINT AS denominator_period, {_position("figure.method", METHODS)} AS method,
               release.id AS release, line::INTEGER AS line, {_position("figure.reason", REASONS)} AS reason, n
        FROM {figures} AS figure
        JOIN area ON area.code = figure.area AND area.year = figure.area_year
        JOIN indicator ON indicator.name = figure.indicator
        LEFT JOIN release ON release.name = figure.release
        ORDER BY indicator.id, period, area.id
    """)
    con.execute("CREATE TABLE by_area AS SELECT * FROM by_indicator ORDER BY area, indicator, period")
    con.execute("""
        CREATE TABLE indicator_period AS
        SELECT indicator, period, count(value) AS present FROM by_indicator GROUP BY ALL ORDER BY ALL
    """)
    con.execute("CHECKPOINT")


def _position(column: str, values: tuple[str, ...]) -> str:
    listed = ", ".join(f"'{value}'" for value in values)
    return f"nullif(list_position([{listed}], {column}), 0)::UTINYINT - 1::UTINYINT"


def _quoted(path: Path) -> str:
    return str(path).replace("'", "''")
