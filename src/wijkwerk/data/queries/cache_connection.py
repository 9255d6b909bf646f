"""One read-only connection per process to an edition's cache, and one cursor per thread."""

import os
import threading
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import duckdb

# A web worker must stay small beside 22 M figures: the cache is read from disk, which the system keeps in memory for
# all workers together. With 32 MB a national map fails, with 96 MB a worker takes 40 MB more (benchmarks/memory.py).
# One thread: a page asks for little at a time, and several workers share the cores.
READ_ONLY = {"memory_limit": "48MB", "threads": "1"}


def connect_read_only(path: Path) -> duckdb.DuckDBPyConnection:
    """Every reader in a process must ask for the same settings: DuckDB shares one instance per file."""
    return duckdb.connect(str(path), read_only=True, config=dict(READ_ONLY))


class CacheConnection:
    """May be shared between threads and over a fork: nothing of DuckDB is used in a process that did not open it."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lock = threading.Lock()
        self._process: int | None = None
        self._connection: duckdb.DuckDBPyConnection | None = None
        self._of_thread = threading.local()

    def rows(self, query: str, values: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        return self.cursor().execute(query, list(values)).fetchall()

    def cursor(self) -> duckdb.DuckDBPyConnection:
        """This thread's cursor. Raises duckdb.Error where the file is missing or of another version."""
        connection = self._connected()
        cursor: duckdb.DuckDBPyConnection | None = getattr(self._of_thread, "cursor", None)
        if cursor is None:
            cursor = self._of_thread.cursor = connection.cursor()
        return cursor

    def close(self) -> None:
        with self._lock:
            if self._connection is not None and self._process == os.getpid():
                self._connection.close()
            self._connection = self._process = None
            self._of_thread = threading.local()

    def _connected(self) -> duckdb.DuckDBPyConnection:
        with self._lock:
            if self._connection is None or self._process != os.getpid():
                self._of_thread = threading.local()
                self._connection = connect_read_only(self.path)
                self._process = os.getpid()
            return self._connection
