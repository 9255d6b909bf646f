"""Work of millions of calls, away from the deep stack of a request.

Python 3.11 keeps its frames in pieces of memory. Where the stack ends just at the edge of a piece, every further call
asks the machine for a new one and gives it back: reading a file then takes eight times as long, by the luck of how many
layers a request passes. A new thread has a stack of its own, and nearly empty.
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
