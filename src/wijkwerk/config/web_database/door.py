"""A database that hangs keeps threads waiting; one thread always stays for the pages that need no database."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager


class DoorClosedError(Exception):
    """All who may be inside have been there too long for the next to wait."""


class Door:
    """Lets so many threads wait for the database at once. Who comes after them waits while they come and go.

    most      threads inside at once
    patience  seconds; once nobody came in for so long, the database hangs, and whoever comes is turned away at once

    In a burst, in which each is inside for milliseconds, nobody is turned away.
    """

    def __init__(self, most: int, patience: float, now: Callable[[], float] = time.monotonic) -> None:
        self._most, self._patience, self._now = most, patience, now
        self._inside: dict[object, float] = {}
        self._changed = threading.Condition()

    @contextmanager
    def entered(self) -> Iterator[None]:
        """Raises DoorClosedError."""
        visit = object()
        with self._changed:
            while len(self._inside) >= self._most:
                left = self._patience - (self._now() - max(self._inside.values()))
                if left <= 0:
                    raise DoorClosedError
                self._changed.wait(left)
            self._inside[visit] = self._now()
        try:
            yield
        finally:
            with self._changed:
                del self._inside[visit]
                self._changed.notify()
