"""By which function somebody did something: the roles that they had on that day, in the words of a sentence."""

import datetime
from collections.abc import Collection

from wijkwerk.access.people.models import RoleHolding
from wijkwerk.access.people.roles import Role, role_facts
from wijkwerk.present.numbers import enumeration

Did = tuple[int | None, datetime.date]  # the number of a person, and the day


def functions_of(deeds: Collection[Did]) -> dict[Did, str]:
    """For each person on a day, their functions; empty where nobody is known any more, or had a role then.

    One question to the database, however many there are.
    """
    people = {person for person, _ in deeds if person is not None}
    holdings = list(RoleHolding.objects.filter(person__in=people)) if people else []
    return {(person, day): _words([each for each in holdings if _holds(each, person, day)]) for person, day in deeds}


def _holds(holding: RoleHolding, person: int | None, day: datetime.date) -> bool:
    is_over = holding.valid_to is not None and holding.valid_to < day
    return holding.person_id == person and holding.valid_from <= day and not is_over


def _words(holdings: list[RoleHolding]) -> str:
    names = dict.fromkeys(role_facts(Role(each.role)).name for each in holdings)
    return enumeration([name[:1].lower() + name[1:] for name in sorted(names)])
