"""Who sits in a gremium, what is vacant there, and who sat there before: by a role, or by a function without rights."""

import datetime
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from wijkwerk.access.people.functions import FunctionHolding
from wijkwerk.access.people.models import Body, Person, RoleHolding
from wijkwerk.access.people.roles import Role, role_facts
from wijkwerk.present.numbers import date

Holding = RoleHolding | FunctionHolding


@dataclass(frozen=True, slots=True)
class Seat:
    """One role or function for one body. `person` is None where it is, or was, vacant."""

    holding: Holding
    person: Person | None
    what: str
    since: str
    until: str

    @property
    def is_function(self) -> bool:
        """Then it gives no right."""
        return isinstance(self.holding, FunctionHolding)


@dataclass(frozen=True, slots=True)
class Seats:
    """taken holds what is yet to begin too; ended the newest first."""

    taken: list[Seat] = field(default_factory=list)
    vacant: list[Seat] = field(default_factory=list)
    ended: list[Seat] = field(default_factory=list)


def seats_of(body: Body, today: datetime.date) -> Seats:
    return seats_in([body], today)[body.scope_id]


def seats_in(bodies: Collection[Body], today: datetime.date) -> Mapping[int, Seats]:
    """Of many bodies at once, by the number of their scope: as many questions to the database as for one."""
    seats = {body.scope_id: Seats() for body in bodies}
    for seat, is_gone_at_once in _all_seats(list(seats)):
        scope = seat.holding.scope_id
        assert scope is not None
        _place_of(seat, seats[scope], today, is_gone_at_once).append(seat)
    for each in seats.values():
        each.ended.reverse()
    return seats


def how_full(seats: Seats) -> str:
    """ "3 leden, 1 vacature" """
    members, open_seats = len(seats.taken), len(seats.vacant)
    words = [f"{members} {'lid' if members == 1 else 'leden'}"]
    if open_seats:
        words.append(f"{open_seats} {'vacature' if open_seats == 1 else 'vacatures'}")
    return ", ".join(words)


def _all_seats(scopes: Collection[int]) -> Iterator[tuple[Seat, bool]]:
    """In the order in which they began, with whether it ended at once."""
    roles = list(RoleHolding.objects.filter(scope__in=scopes).select_related("person", "scope"))
    functions = FunctionHolding.objects.filter(scope__in=scopes).select_related("person", "scope", "function")
    gone_at_once = _gone_at_once(roles)
    seats = [
        *((_seat_of_role(each, gone_at_once.get(each.pk)), each.pk in gone_at_once) for each in roles),
        *((_seat(each, each.person, each.function.name), False) for each in functions),
    ]
    yield from sorted(seats, key=lambda pair: (pair[0].holding.valid_from, pair[0].is_function, pair[0].holding.pk))


def _place_of(seat: Seat, seats: Seats, today: datetime.date, is_gone_at_once: bool) -> list[Seat]:
    last_day = seat.holding.valid_to
    if is_gone_at_once or (last_day is not None and last_day < today):
        return seats.ended
    if seat.person is not None:
        return seats.taken
    # A role that ends at once is vacant until midnight, and open to nobody.
    return seats.vacant if last_day is None or last_day > today or seat.is_function else seats.ended


def _gone_at_once(holdings: Sequence[RoleHolding]) -> Mapping[int, Person]:
    """Who held what ended at once on its first day: the row is vacant since, and only its history says who it was."""
    empty = [each.pk for each in holdings if each.person_id is None]
    past = RoleHolding.history.filter(id__in=empty).exclude(person_id=None).values_list("id", "person_id")
    by_holding: dict[int, int] = dict(past)
    people = Person.objects.in_bulk(by_holding.values())
    return {holding: people[person] for holding, person in by_holding.items() if person in people}


def _seat_of_role(holding: RoleHolding, past_holder: Person | None) -> Seat:
    return _seat(holding, past_holder or holding.person, role_facts(Role(holding.role)).name)


def _seat(holding: Holding, person: Person | None, what: str) -> Seat:
    until = date(holding.valid_to) if holding.valid_to else ""
    return Seat(holding, person, what, since=date(holding.valid_from), until=until)
