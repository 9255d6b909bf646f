"""What is different for whom between the reading of an address that was kept and the one of now."""

from collections.abc import Iterator

from .comparing import changes
from .parts import Difference
from .roles_readings import Lines, parse
from .scrubbing import scrubbed


def page_differences(name: str, kept: str | bytes, now: str | bytes) -> Iterator[Difference]:
    """One for each change on the page, with all the roles that see it."""
    assert isinstance(kept, str)
    assert isinstance(now, str)
    old, new = parse(kept), parse(now)
    seen: dict[Lines, list[str]] = {}
    for role in dict.fromkeys((*old.by_role, *new.by_role)):
        for change in _changes(old.by_role.get(role, ()), new.by_role.get(role, ())):
            seen.setdefault(change, []).append(role)
    for change, roles in seen.items():
        yield Difference(scrubbed(new.address), change, tuple(roles))


def _changes(old: Lines, new: Lines) -> list[Lines]:
    """Where the status is another one, that is what is told: another page comes with it, line by line."""
    if old[:1] != new[:1]:
        return changes(_answer(old), _answer(new))
    return changes(old, new)


def _answer(lines: Lines) -> Lines:
    return tuple(line for line in lines[:2] if line.startswith(("status ", "leads to ")))
