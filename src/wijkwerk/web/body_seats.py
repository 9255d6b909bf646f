"""Who sits in a gremium, what is vacant there, and who sat there before."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from wijkwerk.access.people import Body, Person, RoleHolding
from wijkwerk.access.roles import Role, role_facts
from wijkwerk.present.numbers import date


@dataclass(frozen=True, slots=True)
class Seat:
    """One role for one body. `person` is None where it is, or was, vacant."""

    holding: RoleHolding
    person: Person | None
    role: str
    since: str
    until: str


@dataclass(frozen=True, slots=True)
class Seats:
    """taken holds what is yet to begin too; ended the newest first."""

    taken: Sequence[Seat]
    vacant: Sequence[Seat]
    ended: Sequence[Seat]


def seats_of(body: Body, today: datetime.date) -> Seats:
    held = list(RoleHolding.objects.filter(scope=body.scope).select_related("person", "scope").order_by("valid_from"))
    gone_at_once = _gone_at_once(held)
    taken, vacant, ended = [], [], []
    for holding in held:
        seat = _seat(holding, gone_at_once.get(holding.pk, holding.person))
        if holding.pk in gone_at_once or (holding.valid_to is not None and holding.valid_to < today):
            ended.append(seat)
        elif holding.person is not None:
            taken.append(seat)
        elif holding.valid_to is None or holding.valid_to > today:
            vacant.append(seat)
        else:
            ended.append(seat)
    return Seats(taken, vacant, list(reversed(ended)))


def how_full(seats: Seats) -> str:
    """ "3 leden, 1 vacature" """
    members, open_seats = len(seats.taken), len(seats.vacant)
    words = [f"{members} {'lid' if members == 1 else 'leden'}"]
    if open_seats:
        words.append(f"{open_seats} {'vacature' if open_seats == 1 else 'vacatures'}")
    return ", ".join(words)


def _gone_at_once(held: Sequence[RoleHolding]) -> Mapping[int, Person]:
    """Who held what ended at once on its first day: the row is vacant since, and only its history says who it was."""
    empty = [each.pk for each in held if each.person_id is None]
    past = RoleHolding.history.filter(id__in=empty).exclude(person_id=None).values_list("id", "person_id")
    by_holding: dict[int, int] = dict(past)
    people = Person.objects.in_bulk(by_holding.values())
    return {holding: people[person] for holding, person in by_holding.items() if person in people}


def _seat(holding: RoleHolding, person: Person | None) -> Seat:
    return Seat(
        holding=holding,
        person=person,
        role=role_facts(Role(holding.role)).name,
        since=date(holding.valid_from),
        until=date(holding.valid_to) if holding.valid_to else "",
    )
