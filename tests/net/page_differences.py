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
        for change in changes(old.by_role.get(role, ()), new.by_role.get(role, ())):
            seen.setdefault(change, []).append(role)
    for change, roles in seen.items():
        yield Difference(scrubbed(new.address), change, tuple(roles))
