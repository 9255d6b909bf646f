"""What is different between the readings that were kept and those of now, with equal differences told once."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

from .parts import Compare, Difference, Readings

SHOWN_OF_NEW = 40


@dataclass(frozen=True)
class Group:
    """The same difference in all these places, for all of these roles."""

    lines: tuple[str, ...]
    places: tuple[str, ...]
    who: tuple[str, ...]


def differences(kept: Readings, now: Readings, compare: Compare | None = None) -> dict[str, list[Difference]]:
    """The name of a reading -> what is different in it; only those in which something is."""
    by_name: dict[str, list[Difference]] = {}
    for name in sorted(kept.keys() | now.keys()):
        if name not in now:
            by_name[name] = [Difference(name, ("- the reading is gone",))]
        elif name not in kept:
            by_name[name] = [Difference(name, ("+ the reading is new", *_first_lines(now[name])))]
        elif kept[name] != now[name]:
            by_name[name] = list((compare or line_differences)(name, kept[name], now[name]))
    return {name: each for name, each in by_name.items() if each}


def _first_lines(reading: str | bytes) -> Iterator[str]:
    """What is to be kept of a new one; of a picture nothing can be said in words."""
    lines = reading.splitlines() if isinstance(reading, str) else []
    yield from (f"+ {line}" for line in lines[:SHOWN_OF_NEW])
    if len(lines) > SHOWN_OF_NEW:
        yield f"+ … and {len(lines) - SHOWN_OF_NEW} lines more"


def grouped(every_difference: Iterable[Difference]) -> list[Group]:
    """Those with the same lines together, the widest first."""
    same: dict[tuple[str, ...], list[Difference]] = {}
    for each in every_difference:
        same.setdefault(each.lines, []).append(each)
    groups = [_group(lines, differences) for lines, differences in same.items()]
    return sorted(groups, key=lambda group: -len(group.places))


def line_differences(name: str, kept: str | bytes, now: str | bytes) -> Iterator[Difference]:
    """For a text of which no more is known than that it has lines."""
    if isinstance(kept, bytes) or isinstance(now, bytes):
        yield Difference(name, ("- other bytes",))
        return
    for change in changes(kept.splitlines(), now.splitlines()):
        yield Difference(name, change)


def changes(old: Iterable[str], new: Iterable[str]) -> list[tuple[str, ...]]:
    """Each run of lines that is not what it was: first what went ("- "), then what came ("+ ")."""
    before, after = list(old), list(new)
    runs = []
    for kind, begin, end, begin_new, end_new in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if kind != "equal":
            gone, come = before[begin:end], after[begin_new:end_new]
            runs.append((*(f"- {line}" for line in gone), *(f"+ {line}" for line in come)))
    return runs


def _group(lines: tuple[str, ...], same: list[Difference]) -> Group:
    places = tuple(dict.fromkeys(each.place for each in same))
    who = tuple(dict.fromkeys(role for each in same for role in each.who))
    return Group(lines, places, who)
