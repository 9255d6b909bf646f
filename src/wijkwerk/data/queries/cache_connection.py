"""The read caches of editions, all of a process in one DuckDB: one room in memory, whatever number of them is open.

A DuckDB of its own for each took 5 MB before it was asked anything, and then its own room: nine editions, 400 MB.
"""

import os
import tempfile
import threading
import weakref
from collections import deque
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import duckdb

from .room import POOL_BYTES

# One thread: a page asks for little at a time, and several workers share the cores.
# With threads of its own that give back what is free: without them 20 MB more stays, whatever is asked for.
READ_ONLY = {
    "memory_limit": f"{POOL_BYTES // 1_000_000}MB",
    "threads": "1",
    "allocator_background_threads": "true",
}
# Threads of ours that ask at the same time; four at once need more room than there is.
_AT_ONCE = 2


class ReadCaches:
    """The DuckDB of one process, and which files are attached to it under which name."""

    def __init__(self) -> None:
        self.process = os.getpid()
        self._root = duckdb.connect(config={**READ_ONLY, "temp_directory": tempfile.gettempdir()})
        self._names: dict[str, str] = {}
        self._users: dict[str, int] = {}
        self._left: deque[str] = deque()
        self._count = 0
        self._lock = threading.Lock()
        self.asking = threading.BoundedSemaphore(_AT_ONCE)

    def attach(self, path: str) -> str:
        """Its name here; a file has one, however many read it. Raises duckdb.Error where it cannot be read."""
        with self._lock:
            self._detach_left()
            if path not in self._names:
                self._count += 1
                name = f"edition_{self._count}"
                self._root.execute(f"ATTACH '{_quoted(path)}' AS {name} (READ_ONLY)")
                self._names[path], self._users[path] = name, 0
            self._users[path] += 1
            return self._names[path]

    def leave(self, path: str) -> None:
        """One reader less. Takes no lock, for the collector of garbage calls it wherever it happens to be: the file
        is let go of when the next one is attached.
        """
        self._left.append(path)

    def release(self) -> None:
        """Let go now of what nobody reads any more."""
        with self._lock:
            self._detach_left()

    def cursor(self, name: str) -> duckdb.DuckDBPyConnection:
        with self._lock:
            cursor = self._root.cursor()
        cursor.execute(f"USE {name}")
        return cursor

    def _detach_left(self) -> None:
        while self._left:
            path = self._left.popleft()
            self._users[path] -= 1
            if not self._users[path]:
                del self._users[path]
                self._root.execute(f"DETACH {self._names.pop(path)}")


class CacheConnection:
    """May be shared between threads and over a fork: nothing of DuckDB is used in a process that did not open it.

    What nobody refers to any more is closed by itself: who still reads an edition that was put away, reads on.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lock = threading.Lock()
        self._caches: ReadCaches | None = None
        self._name = ""
        self._of_thread = threading.local()
        self._leave: weakref.finalize[[str], CacheConnection] | None = None

    def rows(self, query: str, values: Sequence[object] = ()) -> list[tuple[Any, ...]]:
        with self._attached().asking:
            return self.cursor().execute(query, list(values)).fetchall()

    def columns(self, query: str, values: object = ()) -> dict[str, Any]:
        """As numpy has them; `values` by place or by name."""
        with self._attached().asking:
            return self.cursor().execute(query, values).fetchnumpy()

    def cursor(self) -> duckdb.DuckDBPyConnection:
        """This thread's cursor. Raises duckdb.Error where the file is missing or of another version."""
        caches = self._attached()
        cursor: duckdb.DuckDBPyConnection | None = getattr(self._of_thread, "cursor", None)
        if cursor is None:
            cursor = self._of_thread.cursor = caches.cursor(self._name)
        return cursor

    def close(self) -> None:
        with self._lock:
            self._of_thread = threading.local()
            if self._leave is not None:
                self._leave()
            if self._caches is not None and self._caches.process == os.getpid():
                self._caches.release()
            self._caches = self._leave = None

    def _attached(self) -> ReadCaches:
        with self._lock:
            if self._caches is None or self._caches.process != os.getpid():
                self._of_thread = threading.local()
                caches = read_caches()
                self._name = caches.attach(str(self.path))
                self._leave = weakref.finalize(self, caches.leave, str(self.path))
                self._leave.atexit = False
                self._caches = caches
            return self._caches


def _quoted(path: str) -> str:
    return path.replace("'", "''")


_caches: list[ReadCaches] = []  # the last is of this process; those before it are of its parents, and are left alone
_opening = threading.Lock()


def read_caches() -> ReadCaches:
    """Of this process; opened when it is first asked for."""
    with _opening:
        if not _caches or _caches[-1].process != os.getpid():
            _caches.append(ReadCaches())
        return _caches[-1]


os.register_at_fork(after_in_child=lambda: globals().update(_opening=threading.Lock()))
