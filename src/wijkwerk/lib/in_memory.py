"""DuckDB as a workshop: tables in memory that are gone when the work is done."""

import duckdb


def connect_in_memory() -> duckdb.DuckDBPyConnection:
    """An empty database. There is no file to bring up to date, so that it is never told to: that costs 0.1 s a time."""
    return duckdb.connect(config={"checkpoint_threshold": "1TB"})
