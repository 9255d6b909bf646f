"""A person without a name: what others signed together with them stays, and nobody can tell who it was."""

import secrets
from collections.abc import Iterator
from typing import Any

from allauth.account.internal.stagekit import LOGIN_SESSION_KEY
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.models import Session
from django.db.models import CASCADE, Model, QuerySet
from django.db.models.fields.related import ForeignObjectRel

from wijkwerk.access.people.models import Person
from wijkwerk.access.privacy.personal_rows import erasers

from .erasing import forget_history

FORMER = "voormalig medewerker"


def anonymise_person(person: Person) -> None:
    """Take away name, address, organisation and every way to sign in; keep the row, for others point at it.

    What lies in files goes first. Where the rest then fails, a file that was never delivered is gone without need; the
    other way round, a person would be said to be erased while it lay there.
    """
    for erase in erasers().values():
        erase(person)
    for rows in own_rows(person):
        rows.delete()
    for session in sessions_of(person):
        session.delete()
    person.name = FORMER
    person.account = f"voormalig-{secrets.token_hex(8)}"
    person.email = ""
    person.is_active = False
    person.last_login = None
    person.organisation = None
    person.set_unusable_password()
    person.save()
    forget_history(Person, person.pk)


def own_rows(person: Person) -> Iterator[QuerySet[Model]]:
    """What means nothing without the person: links, identities, second factors, wishes. Django's CASCADE says so."""
    for relation in person._meta.get_fields(include_hidden=True):  # most have no name on the side of the person
        if isinstance(relation, ForeignObjectRel) and getattr(relation, "on_delete", None) is CASCADE:
            yield _rows_of(relation, person)


def sessions_of(person: Person) -> list[Session]:
    """Every session in which this person is signed in, or half: the second step is still to come.

    They do not say so in a column, so that each is opened.
    """
    key = str(person.pk)
    return [each for each in Session.objects.all().iterator() if key in _people_in(each.get_decoded())]


def _people_in(session: dict[str, Any]) -> set[str]:
    half = session.get(LOGIN_SESSION_KEY) or {}
    return {str(session.get(SESSION_KEY)), str(half.get("user_pk"))}


def _rows_of(relation: ForeignObjectRel, person: Person) -> QuerySet[Model]:
    model = relation.related_model
    assert not isinstance(model, str)
    return model._base_manager.filter(**{relation.field.name: person})
