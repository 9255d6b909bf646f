"""People and runs for the tests of privacy, with days that are easy to count from."""

import datetime
from typing import Any

from django.contrib.sessions.backends.db import SessionStore
from django.utils import timezone

from wijkwerk.access.models import Person, RoleHolding
from wijkwerk.access.people.roles import Role

TODAY = datetime.date(2026, 11, 28)


def moment(day: str) -> datetime.datetime:
    """Noon of a day."""
    return timezone.make_aware(datetime.datetime.combine(datetime.date.fromisoformat(day), datetime.time(12)))


def person(account: str, *, last_login: str | None = None, created: str = "2020-01-01", **more: Any) -> Person:
    given = {"name": f"Medewerker {account}", "email": f"{account}@voorbeeld.nl"} | more
    last = moment(last_login) if last_login else None
    return Person.objects.create(account=account, last_login=last, created_at=moment(created), **given)


def officer(account: str = "fg", held: Role = Role.PRIVACY_OFFICER) -> Person:
    """Somebody who may do what is done to others, without an event in the log."""
    made = person(account)
    role(made, "2020-01-01", held=held)
    return made


def role(holder: Person, since: str, until: str | None = None, held: Role = Role.ONDERZOEKER) -> RoleHolding:
    return RoleHolding.objects.create(
        person=holder,
        role=held,
        valid_from=datetime.date.fromisoformat(since),
        valid_to=datetime.date.fromisoformat(until) if until else None,
    )


def session_of(holder: Person) -> str:
    """A session as Django keeps one of a person who is signed in; returns its key."""
    store = SessionStore()
    store["_auth_user_id"] = str(holder.pk)
    store.create()
    assert store.session_key is not None
    return store.session_key
