"""DuckDB as a workshop: tables that are gone, or a file that is whole, when the work is done."""

from pathlib import Path

import duckdb

# There is no file to bring up to date, so that it is never told to: that costs 0.1 s a time.
_SETTINGS = {"checkpoint_threshold": "1TB"}
_threads: dict[str, str] = {}


def connect_in_memory() -> duckdb.DuckDBPyConnection:
    """An empty database."""
    return duckdb.connect(config={**_SETTINGS, **_threads})


def connect_to_make(path: Path) -> duckdb.DuckDBPyConnection:
    """A database in a file that is not there yet."""
    return duckdb.connect(str(path), config=dict(_threads))


def limit_threads(most: int) -> None:
    """Of every workshop that this process opens from now on; without it each takes all processors."""
    _threads["threads"] = str(most)
