"""Work of millions of calls, away from the deep stack of a request.

Measured on Python 3.11: below the layers of a request, reading a file took up to eight times as long as in a thread of
its own. What it looks like, and is not proven: frames are kept in pieces of memory, and where the stack ends at the
edge of a piece, every further call asks the machine for a new one and gives it back.
"""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import ParamSpec, TypeVar

_Given = ParamSpec("_Given")
_Answer = TypeVar("_Answer")


def on_own_stack(work: Callable[_Given, _Answer], *args: _Given.args, **kwargs: _Given.kwargs) -> _Answer:
    """What `work` answers or raises. It must ask nothing of the database: a connection belongs to its thread."""
    with ThreadPoolExecutor(1) as other:
        return other.submit(work, *args, **kwargs).result()
