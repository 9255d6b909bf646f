"""The parts of the net, and what a part has to offer to be compared and accepted like the others.

A part takes its whole reading anew each time: a name for each thing that it read, and the text (or the picture) of it.
The net keeps every one of them as a file of that name in the folder of the part, and compares.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path

KEPT = Path(__file__).with_name("kept")

# What was read: the name of its kept file (with "/" for a folder, and its ending) -> text, or bytes for a picture.
Readings = Mapping[str, str | bytes]


@dataclass(frozen=True)
class Difference:
    """One thing that is not what it was. Those with equal `lines` are printed once, with all their places.

    place  where: an address or the name of a step
    lines  what, for somebody who reads it: "+ …" for what came and "- …" for what went
    who    the roles that see it; empty where that says nothing
    """

    place: str
    lines: tuple[str, ...]
    who: tuple[str, ...] = ()


# (name of the reading, what was kept, what is there now) -> the differences; both are there, and they are not equal.
Compare = Callable[[str, str | bytes, str | bytes], Iterable[Difference]]


def _name_contains(name: str, content: str | bytes, match: str) -> bool:
    return match in name


@dataclass(frozen=True)
class Part:
    """take      called once, in a process of its own that has not set up Django yet, with what the names or addresses
              have to contain ("" for all); a part that cannot take less takes all, and what was not meant is left out
    compare   for a part that can say more than which lines differ
    concerns  whether a reading (its name and content) is one of those that were asked for; its name has to contain
              the text, where the part says nothing else
    """

    name: str
    take: Callable[[str], Readings]
    compare: Compare | None = None
    concerns: Callable[[str, str | bytes, str], bool] = _name_contains

    @property
    def kept_folder(self) -> Path:
        return KEPT / self.name


# Each is a module with a `PART`; in the order in which they run.
_MODULES = ("pages", "walk", "screens")


def all_parts() -> list[Part]:
    return [part(name) for name in _MODULES]


def part(name: str) -> Part:
    found = import_module(f"tests.net.{name}").PART
    assert isinstance(found, Part)
    return found


def names() -> tuple[str, ...]:
    return _MODULES
