"""The garbage collector, where many objects are made at once that cannot be garbage yet."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def collector_at_rest() -> Iterator[None]:
    """For a moment. Another thread that also does so may wake it early, which costs time and nothing else."""
    was_at_work = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_at_work:
            gc.enable()
