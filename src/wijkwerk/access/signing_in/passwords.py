"""Passwords of local accounts: a link that sets one, once, and what follows a change."""

from allauth.socialaccount.models import SocialAccount
from django.contrib.auth.tokens import default_token_generator
from django.db import transaction
from django.urls import reverse

from wijkwerk.access.log.audit import record
from wijkwerk.access.people.account_actions import ClosedAccountError, require_open
from wijkwerk.access.people.models import Person
from wijkwerk.lib.user_errors import UserError

from .sessions import end_sessions

# Where nobody adds anything to it: what becomes of the password that there was.
_WHY_A_LINK = {False: "er was geen wachtwoord", True: "het oude wachtwoord werkt niet meer"}
_CHOSEN = "zelf gekozen; andere sessies zijn beëindigd"


class PasswordLinkError(UserError):
    """No link is made for this person; the message says why, in Dutch."""


@transaction.atomic
def issue_password_link(person: Person, *, by: Person | None, reason: str = "") -> str:
    """The path of a page where this person sets a password, once and within a day.

    The present password and earlier links stop working at once, and so do open sessions.
    """
    try:
        require_open(person)
    except ClosedAccountError as error:
        raise PasswordLinkError(str(error)) from error
    had_one = person.has_usable_password()
    person.set_unusable_password()
    person.save(update_fields=["password"])
    end_sessions(person)
    record(person=by, verb="link", kind="account", key=str(person.pk), reason=reason or _WHY_A_LINK[had_one])
    return reverse("access:set_password", args=[person.pk, default_token_generator.make_token(person)])


def signs_in_with_provider(person: Person) -> bool:
    """Whether this person is known at a provider: a password beside that would be a second way in."""
    return bool(SocialAccount.objects.filter(user=person).exists())


def person_of_link(number: int, token: str) -> Person | None:
    """Whose link this is; None where it was used, is too old, or never was."""
    person = Person.objects.filter(pk=number, is_active=True).first()
    return person if person is not None and default_token_generator.check_token(person, token) else None


@transaction.atomic
def note_new_password(person: Person, *, but: str | None = None) -> None:
    """What follows a new password: every other session ends.

    but   the key of the session in which it was changed
    """
    end_sessions(person, but=but)
    record(person=person, verb="set_password", kind="account", key=str(person.pk), reason=_CHOSEN)
