"""A difference as a developer reads it in a terminal."""

from collections.abc import Iterator, Sequence

from wijkwerk.access.people.roles import Role

from .comparing import Group

_EVERYBODY = tuple(role.value for role in Role)

_MOST_LINES = 30
_MOST_PLACES = 8
# Said in a word instead of one by one, where a change is for nearly everybody.
_MANY_ROLES = 12


def group_lines(group: Group, everybody: Sequence[str] = _EVERYBODY) -> Iterator[str]:
    yield from group.lines[:_MOST_LINES]
    if len(group.lines) > _MOST_LINES:
        yield f"  … and {len(group.lines) - _MOST_LINES} more lines"
    yield f"    on {_few(group.places)}"
    if group.who:
        yield f"    for {_roles(group.who, everybody)}"


def _few(places: Sequence[str]) -> str:
    shown = ", ".join(places[:_MOST_PLACES])
    return f"{shown} and {len(places) - _MOST_PLACES} more" if len(places) > _MOST_PLACES else shown


def _roles(who: Sequence[str], everybody: Sequence[str]) -> str:
    others = [role for role in everybody if role not in who]
    if len(who) < _MANY_ROLES:
        return ", ".join(who)
    return f"everybody but {', '.join(others)}" if others else "everybody"
