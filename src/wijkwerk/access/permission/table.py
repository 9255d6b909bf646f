"""The permission table: role × verb × kind of object × state -> up to which level, and where.

Each room says in its own `permissions.csv` who may do what with the kinds of objects that it owns; what all installed
rooms say is one table. A cell says how confidential a thing may be for this role to do this with it:

    nee                          never
    ja                           always
    intern                       up to and including intern, wherever it lies
    eigen                        whatever its level, where it lies in the scope that the role is held for
    eigen vertrouwelijk          up to and including vertrouwelijk, there
    intern + eigen vertrouwelijk  the first everywhere, and the second there

A row's `toestand` is the state the object is in; `*` stands for every state. What no row names is no.
"""

import csv
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.apps import apps

from wijkwerk.access.people.roles import Role
from wijkwerk.access.permission.confidentiality import Confidentiality

FILE = "permissions.csv"
ANY_STATE = "*"
_OWN = "eigen"
_EVERYTHING = Confidentiality.STRIKT

Deed = tuple[str, str]  # verb, kind of object


@dataclass(frozen=True, slots=True)
class Grant:
    """What one cell allows: up to which level everywhere, and up to which in one's own scope; None where nothing."""

    everywhere: Confidentiality | None = None
    own: Confidentiality | None = None

    @property
    def is_something(self) -> bool:
        return self.everywhere is not None or self.own is not None

    def covers(self, level: Confidentiality, *, is_own: bool) -> bool:
        limits = (self.everywhere, self.own if is_own else None)
        return any(limit is not None and level.rank <= limit.rank for limit in limits)


@dataclass(frozen=True, slots=True)
class Row:
    """What each role may do to objects in one state."""

    state: str
    grants: Mapping[Role, Grant]
    explanation: str
    subject: str  # the heading that readers find it under

    def is_about(self, state: str | None) -> bool:
        return self.state == ANY_STATE or self.state == state


def is_granted(
    rows: Sequence[Row],
    *,
    state: str | None,
    level: Confidentiality,
    held: Collection[Role],
    lies_in_scope: Callable[[Collection[Role]], bool],
) -> bool:
    """Whether the rows of one verb and kind let somebody with these roles do it to one object.

    state          the object's, in the words of the table; None where its kind has none
    level          how confidential the object is
    held           the roles of the person; everybody is a bezoeker, and the caller says so
    lies_in_scope  whether the object lies in a scope that one of these roles is held for; called only where the
                   answer hangs on it, for it may take a query
    """
    about = [row for row in rows if row.is_about(state)]
    if any(row.grants[role].covers(level, is_own=False) for row in about for role in held):
        return True
    in_own_scope = {role for row in about for role in held if row.grants[role].covers(level, is_own=True)}
    return bool(in_own_scope) and lies_in_scope(in_own_scope)


class TableError(ValueError):
    """A file says something that is no answer: the room, the row, the column and what stands there."""


@cache
def permission_table() -> Mapping[Deed, Sequence[Row]]:
    """For each verb and kind its rows, one per state, of all rooms that are installed.

    Raises TableError on a cell that is no answer, and where a row or a kind is named twice.
    """
    return read_tables(table_files())


def table_files() -> tuple[Path, ...]:
    """Of each installed room that owns kinds, the lowest room first as the settings name them.

    Asked of Django and not imported: access knows no room above it.
    """
    rooms = (Path(each.path) for each in apps.get_app_configs() if each.name.startswith("wijkwerk."))
    return tuple(room / FILE for room in rooms if (room / FILE).is_file())


def read_tables(files: Sequence[Path]) -> Mapping[Deed, Sequence[Row]]:
    """The tables of these files as one. Raises TableError as `permission_table` does."""
    merged: dict[Deed, Sequence[Row]] = {}
    rooms: dict[str, Path] = {}
    for file in files:
        table = _read(file)
        for _, kind in table:
            if rooms.setdefault(kind, file) != file:
                raise TableError(f"{kind} stands in {_place(rooms[kind])} and in {_place(file)}")
        merged |= table
    return merged


def _read(file: Path) -> Mapping[Deed, Sequence[Row]]:
    with file.open(encoding="utf-8", newline="") as opened:
        lines = list(csv.DictReader(opened, delimiter=";"))
    table: dict[Deed, list[Row]] = {}
    for line in lines:
        rows = table.setdefault((line["handeling"], line["soort"]), [])
        if any(row.state == line["toestand"] or ANY_STATE in (row.state, line["toestand"]) for row in rows):
            raise TableError(f"{_place(file)} names {_named(line)} twice")
        rows.append(_row(file, line))
    return table


def _place(file: Path) -> str:
    return f"{file.parent.name}/{file.name}"


def read_grant(cell: str) -> Grant:
    """Raises ValueError for a cell that is no answer."""
    if cell == "nee":
        return Grant()
    if cell == "ja":
        return Grant(everywhere=_EVERYTHING)
    everywhere, plus, own = cell.partition(" + ")
    if everywhere.split(" ")[0] == _OWN:
        if plus:
            raise ValueError(cell)
        return Grant(own=_own_level(everywhere))
    return Grant(everywhere=Confidentiality(everywhere), own=_own_level(own) if plus else None)


def written_grant(grant: Grant) -> str:
    """The cell that says this."""
    if grant.everywhere == _EVERYTHING:
        return "ja"
    own = f"{_OWN} {grant.own}" if grant.own is not None else ""
    return " + ".join(part for part in (grant.everywhere, own) if part) or "nee"


def _own_level(words: str) -> Confidentiality:
    own, _, level = words.partition(" ")
    if own != _OWN:
        raise ValueError(words)
    return Confidentiality(level) if level else _EVERYTHING


def _row(file: Path, line: Mapping[str, str]) -> Row:
    if not line["toestand"]:
        raise TableError(f"{_place(file)}, {_named(line)}: no state; write {ANY_STATE} for every state")
    grants = {role: _grant(file, line, role) for role in Role}
    return Row(line["toestand"], grants, line["uitleg"], line["onderwerp"])


def _grant(file: Path, line: Mapping[str, str], role: Role) -> Grant:
    cell = line.get(role) or ""
    try:
        return read_grant(cell)
    except ValueError as error:
        raise TableError(f"{_place(file)}, {_named(line)}, {role}: {cell!r}") from error


def _named(line: Mapping[str, str]) -> str:
    return f"{line['handeling']} {line['soort']} {line['toestand']}"
