"""What waits for one person, of all flows: `waiting_for(person)`.

A record waits for whoever may make the move that others wait for, by the permission table, the rules and the flow. The
list is never kept: it is asked each time, so that what moved on and what a role no longer gives is gone at once.
"""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Model, QuerySet

from wijkwerk.access.lifecycles.lifecycle import FLOWS
from wijkwerk.access.lifecycles.waiting import Wait
from wijkwerk.access.people.models import Person, scopes_by_role
from wijkwerk.access.people.scopes import with_all_inside
from wijkwerk.access.people.substitution import Substitution, acting_as
from wijkwerk.access.permission.permissions import filtered, kind_of, scope_of
from wijkwerk.access.permission.table import permission_table
from wijkwerk.lib.values import FuzzyDay

# Of one kind in one state. More is no list of work: the register of the kind has them all.
MOST = 100


@dataclass(frozen=True, slots=True)
class Waiting:
    """One record that waits for somebody.

    is_own    it lies in a scope that the person holds a role for
    instead   the substitution that lets this person act, where their own roles do not
    """

    kind: str
    row: Model
    wait: Wait
    due: FuzzyDay | None
    is_own: bool
    instead: Substitution | None

    def is_late(self, today: datetime.date) -> bool:
        return self.due is not None and self.due.is_late(today)


def waiting_for(person: Person) -> list[Waiting]:
    """Every record that waits for this person: the earliest time first, what has no time last."""
    own = with_all_inside({scope for scopes in scopes_by_role(person).values() for scope in scopes})
    return sorted(_items(person, own), key=_order)


def _items(person: Person, own: frozenset[int]) -> Iterator[Waiting]:
    for kind, flow in FLOWS.items():
        for state, wait in flow.waits_for.items():
            verb = flow.move_by_verb(wait.verb).permission or wait.verb
            for row in _rows(flow.rows_in(state), wait, verb, person):
                if flow.state_of(row) == state and flow.offers(row, person)[wait.verb].is_open:
                    instead = acting_as(person, verb, row)
                    yield Waiting(kind, row, wait, wait.due(row), scope_of(row) in own, instead)


def _rows(rows: QuerySet[Any], wait: Wait, verb: str, person: Person) -> QuerySet[Any]:
    """Those that this person may read too: nobody learns from a list of work what they may not see."""
    allowed = filtered(person, verb, rows)
    if ("read", kind_of(rows.model)) in permission_table():
        allowed = filtered(person, "read", allowed)
    return (allowed.filter(wait.of(person)) if wait.of else allowed)[:MOST]


def _order(item: Waiting) -> tuple[bool, datetime.date, datetime.date, str]:
    if item.due is None:
        return (True, datetime.date.max, datetime.date.max, str(item.row))
    return (False, item.due.last, item.due.first, str(item.row))
