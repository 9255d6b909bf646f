"""What the walk over all flows needs of one kind of record."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Model

from wijkwerk.access.people.account_actions import add_person, give_role
from wijkwerk.access.people.models import Person
from wijkwerk.access.people.roles import Role

Make = Callable[[str], Any]


@dataclass(frozen=True, slots=True)
class Specimen:
    """What the walk over all flows needs of one kind.

    make     a record that is in this state
    comes_to state -> verb -> the state after it; what is not named cannot be done in that state
    owner    a role that may make each move; another per verb in `owners`
    hands    verb -> what puts somebody's hand in the record
    own      verbs that nobody does to themselves, of records that are people
    beside   states that follow from what the record hangs on, and from no move of its own
    changes  makes the record another one than was read
    body     what a move does besides, for a state that the kit does not keep itself
    """

    make: Make
    comes_to: Mapping[str, Mapping[str, str]]
    owner: Role
    owners: Mapping[str, Role] = field(default_factory=dict)
    hands: Mapping[str, tuple[Callable[[Any, Person], None], ...]] = field(default_factory=dict)
    own: tuple[str, ...] = ()
    beside: frozenset[str] = frozenset()
    changes: Callable[[Any], None] | None = None
    body: Callable[[Any, str], None] = lambda row, verb: None

    def owner_of(self, verb: str) -> Person:
        return person_with(self.owners.get(verb, self.owner))


def person_with(role: Role | None) -> Person:
    """Somebody new who holds a role everywhere; None for somebody who holds none."""
    account = f"{role or 'niemand'}-{Person.objects.count()}"
    made = add_person(by=None, account=account, name="Functie")
    if role is not None:
        give_role(made, role, by=None)
    return made


def sets(name: str) -> Callable[[Any, Person], None]:
    """Puts somebody in a field of the record."""

    def put(row: Model, person: Person) -> None:
        type(row)._base_manager.filter(pk=row.pk).update(**{name: person})

    return put


def overwrites(name: str, value: Any) -> Callable[[Any], None]:
    """Another got in between: the record says something else."""

    def put(row: Model) -> None:
        type(row)._base_manager.filter(pk=row.pk).update(**{name: value})

    return put
