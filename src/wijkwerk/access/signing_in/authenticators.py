"""A second factor that comes or goes leaves its trace, and a fresh one counts for the session that made it."""

from typing import Any

from allauth.account.internal.flows.login import record_authentication
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authentication_failed, authenticator_added, authenticator_removed, authenticator_reset
from django.db import transaction
from django.dispatch import receiver
from django.http import HttpRequest

from wijkwerk.access.log.audit import record
from wijkwerk.access.people.account_actions import require_open
from wijkwerk.access.people.models import Person
from wijkwerk.access.privacy.person_erasure import sessions_of


@receiver(authenticator_added)
def added(request: HttpRequest, user: Person, authenticator: Authenticator, **more: Any) -> None:
    _tell(user, "add_second_factor", authenticator)
    if authenticator.type != Authenticator.Type.RECOVERY_CODES:
        record_authentication(request, user, "mfa", id=authenticator.pk, type=authenticator.type)


@receiver(authenticator_removed)
def removed(user: Person, authenticator: Authenticator, **more: Any) -> None:
    _tell(user, "remove_second_factor", authenticator)


@receiver(authenticator_reset)
def renewed(user: Person, authenticator: Authenticator, **more: Any) -> None:
    _tell(user, "renew_second_factor", authenticator)


@receiver(authentication_failed)
def failed(user: Person, **more: Any) -> None:
    record(person=None, verb="sign_in_failed", kind="person", key=str(user.pk), reason="tweede factor")


@transaction.atomic
def take_away_second_factor(person: Person, *, by: Person | None, reason: str) -> int:
    """For whoever lost the phone or the key: take all of it away, so that they set it up again at the next sign-in.

    Who has the lost phone may be signed in on it at this moment, so that every visit of this person ends. Raises
    ClosedAccountError.
    """
    require_open(person)
    theirs = Authenticator.objects.filter(user=person)
    count: int = theirs.count()
    theirs.delete()
    for session in sessions_of(person):
        session.delete()
    record(person=by, verb="remove_second_factor", kind="account", key=str(person.pk), reason=reason)
    return count


def _tell(person: Person, verb: str, authenticator: Authenticator) -> None:
    record(person=person, verb=verb, kind="account", key=str(person.pk), reason=str(authenticator.type))
