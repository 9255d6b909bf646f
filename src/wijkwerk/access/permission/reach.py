"""How far a person's roles reach for one deed: up to which level everywhere, and up to which in scopes of their own.

For a form that offers no more than somebody may say. `may` decides on what is sent.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from wijkwerk.access.people.models import Visitor, scopes_by_role
from wijkwerk.access.people.scopes import with_all_inside
from wijkwerk.access.permission.confidentiality import Confidentiality
from wijkwerk.access.permission.table import permission_table


@dataclass(frozen=True, slots=True)
class Reach:
    """everywhere the highest level for anything, about the whole gemeente too; None where nothing
    own        number of a scope -> the highest level there; with all that lies inside the scopes of the roles
    """

    everywhere: Confidentiality | None
    own: Mapping[int, Confidentiality]

    def highest(self, scope: int | None) -> Confidentiality | None:
        """The highest level for what is about this scope; None for a scope: about the whole gemeente."""
        return _highest((self.everywhere, None if scope is None else self.own.get(scope)))


def reach_of(person: Visitor, verb: str, kind: str, state: str) -> Reach:
    """For objects in one state; for a deed that the table does not name, nothing."""
    everywhere: Confidentiality | None = None
    own: dict[int, Confidentiality] = {}
    held = scopes_by_role(person)
    for row in permission_table().get((verb, kind), ()):
        if not row.is_about(state):
            continue
        for role, scopes in held.items():
            grant = row.grants[role]
            everywhere = _highest((everywhere, grant.everywhere))
            if grant.own is not None and scopes:
                own |= {scope: _highest((own.get(scope), grant.own)) or grant.own for scope in with_all_inside(scopes)}
    return Reach(everywhere, own)


def _highest(levels: Iterable[Confidentiality | None]) -> Confidentiality | None:
    return max((level for level in levels if level is not None), key=lambda level: level.rank, default=None)
