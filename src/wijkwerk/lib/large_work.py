"""Work that takes much memory for a moment: one piece at a time in a process, and all of it given back afterwards."""

import ctypes
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress

_one = threading.Lock()


@contextmanager
def large_work() -> Iterator[None]:
    """Around the drawing of a picture or document: up to 130 MB each. Four at once would leave the process that large,
    and are not made any sooner; and the library keeps what was freed between what was not, until it is asked.
    """
    try:
        with _one:
            yield
    finally:
        give_back()


def give_back() -> None:
    """What this process has free and the system does not know of. Takes a millisecond or two."""
    with suppress(OSError, AttributeError):  # another C library has no such door, or needs none
        ctypes.CDLL(None).malloc_trim(0)
