"""Answers that were given before, up to so many bytes together: what was asked longest ago goes first."""

import sys
import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable
from dataclasses import fields, is_dataclass
from enum import Enum
from types import FunctionType, ModuleType
from typing import Any, TypeVar, cast

import numpy as np

Answer = TypeVar("Answer")

# So many of a long row are weighed, evenly spread; the others weigh as much. A profile of 500 figures takes 0.3 ms.
_WEIGHED = 32
_WEIGHTLESS = (type, Enum, FunctionType, ModuleType)  # of the program, not of the answer


class Room:
    """Holds answers by key. May be shared by threads; two that ask the same at once both make it, and one is kept.

    most       bytes of all answers together
    is_shared  what an answer refers to and does not own: it is not weighed
    """

    def __init__(self, most: int, is_shared: Callable[[object], bool] = lambda value: False) -> None:
        self.most = most
        self._is_shared = is_shared
        self._used = 0
        self._kept: OrderedDict[Hashable, tuple[Any, int]] = OrderedDict()
        self._lock = threading.Lock()

    @property
    def used(self) -> int:
        return self._used

    def __len__(self) -> int:
        return len(self._kept)

    def find(self, key: Hashable) -> Any:
        """The answer that is kept; None where there is none."""
        with self._lock:
            if key not in self._kept:
                return None
            self._kept.move_to_end(key)
            return self._kept[key][0]

    def ask(self, key: Hashable, make: Callable[[], Answer], weigh: Callable[[Answer], int] | None = None) -> Answer:
        """The answer that is kept, or else a new one. `weigh` where the caller knows its bytes better."""
        with self._lock:
            if key in self._kept:
                self._kept.move_to_end(key)
                return cast(Answer, self._kept[key][0])
        answer = make()
        self._put(key, answer, bytes_of(answer, self._is_shared) if weigh is None else weigh(answer))
        return answer

    def forget(self, is_gone: Callable[[Hashable], bool]) -> list[Any]:
        """Drop the answers with such a key, and give them."""
        with self._lock:
            return [self._drop(key) for key in list(self._kept) if is_gone(key)]

    def _put(self, key: Hashable, answer: object, weight: int) -> None:
        dropped = []  # outlives the lock: what ends with it may ask something here
        with self._lock:
            if key in self._kept:
                dropped.append(self._drop(key))
            self._kept[key] = (answer, weight)
            self._used += weight
            # The newest stays, however large: whoever asked has it in hand anyway.
            while self._used > self.most and len(self._kept) > 1:
                dropped.append(self._drop(next(iter(self._kept))))

    def _drop(self, key: Hashable) -> Any:
        answer, weight = self._kept.pop(key)
        self._used -= weight
        return answer


def bytes_of(value: object, is_shared: Callable[[object], bool] = lambda value: False) -> int:
    """About what it takes in memory with all that it holds; what is held twice counts once.

    >>> bytes_of("wijk") == sys.getsizeof("wijk")
    True
    """
    return round(_bytes_of(value, is_shared, set()))


def _bytes_of(value: object, is_shared: Callable[[object], bool], seen: set[int]) -> float:
    if value is None or id(value) in seen or isinstance(value, _WEIGHTLESS) or is_shared(value):
        return 0.0
    seen.add(id(value))
    if isinstance(value, np.ndarray):
        return float(sys.getsizeof(value) + (0 if value.flags.owndata else value.nbytes))
    own = float(sys.getsizeof(value))
    if isinstance(value, str | bytes | int | float):
        return own
    if isinstance(value, dict):
        return own + _of_many(value.keys(), is_shared, seen) + _of_many(value.values(), is_shared, seen)
    if isinstance(value, list | tuple | set | frozenset):
        return own + _of_many(value, is_shared, seen)
    return own + sum(_bytes_of(part, is_shared, seen) for part in _parts(value))


def _of_many(values: Iterable[object], is_shared: Callable[[object], bool], seen: set[int]) -> float:
    listed = list(values)
    step = max(1, len(listed) // _WEIGHED)
    weighed = listed[::step]
    total = sum(_bytes_of(each, is_shared, seen) for each in weighed)
    return total * (len(listed) / len(weighed)) if weighed else 0.0


def _parts(value: object) -> list[object]:
    """What an object holds in its slots and its dictionary."""
    named = [getattr(value, field.name, None) for field in fields(value)] if is_dataclass(value) else []
    return [*named, *getattr(value, "__dict__", {}).values()]
