"""Who must pass a second factor, and whether this session did.

How somebody proved who they are stands in the session, bound to that person: a password, a code or key of their own,
or a provider that says that it asked for a second factor itself.
"""

import time
from typing import Any

from allauth.account.internal.flows.login import get_authentication_records, record_authentication
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.http import HttpRequest

from wijkwerk.access.people.models import Person, roles_of
from wijkwerk.access.people.roles import role_facts

PROVIDER = "provider"
# Seconds for which a proof is good enough for what cannot be undone.
CONFIRMED_FOR = 600


def needs_second_factor(person: Person) -> bool:
    """Whether a role that this person holds publishes, administers or adopts. The demo never asks."""
    return not settings.WIJKWERK_DEMO and any(role_facts(role).needs_mfa for role in roles_of(person))


def has_second_factor(person: Person) -> bool:
    """Whether an app or a key was set up. Recovery codes are the way back, not a factor."""
    return bool(Authenticator.objects.filter(user=person).exclude(type=Authenticator.Type.RECOVERY_CODES).exists())


def passed_second_factor(request: HttpRequest, person: Person) -> bool:
    return any(
        record.get("method") == "mfa" or (record.get("method") == PROVIDER and record.get("second_factor"))
        for record in get_authentication_records(request, person)
    )


def record_provider(request: HttpRequest, person: Person, *, second_factor: bool, auth_time: float | None) -> None:
    """auth_time   when the provider last asked who this is; None where it does not say"""
    record_authentication(request, person, PROVIDER, second_factor=second_factor, auth_time=auth_time)


def confirmed_recently(request: HttpRequest, person: Person) -> bool:
    """Whether this person showed who they are within the last ten minutes, and not just that a session is open."""
    moments = [_moment(record) for record in get_authentication_records(request, person)]
    return any(moment > time.time() - CONFIRMED_FOR for moment in moments)


def _moment(record: dict[str, Any]) -> float:
    """A provider may sign in silently, by a session of its own: what counts there is when it asked."""
    if record.get("method") == PROVIDER:
        return min(float(record.get("auth_time") or 0), time.time())
    return float(record["at"]) if record.get("method") in {"password", "mfa"} else 0.0
