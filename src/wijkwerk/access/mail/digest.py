"""The message by e-mail about what waits for somebody: how often they want it, and what the last one was about."""

import datetime
from typing import Any, ClassVar

from django.core import signing
from django.db import models, transaction
from django.db.models import Q

from wijkwerk.access.log.audit import record
from wijkwerk.access.people.models import Person
from wijkwerk.access.privacy.personal import Personal
from wijkwerk.lib.user_errors import UserError

_SALT = "wijkwerk.digest"
_MONDAY, _SATURDAY = 0, 5


class DigestError(UserError):
    """A wish that cannot be kept; the message says why, in Dutch, and what to do."""


class Rhythm(models.TextChoices):
    NEVER = "nooit", "Geen bericht"
    WEEKLY = "week", "Iedere maandag"
    WORKDAYS = "werkdag", "Iedere werkdag, alleen als er iets nieuw of te laat is"


class DigestQuerySet(models.QuerySet["Digest"]):
    def due_on(self, day: datetime.date) -> "models.QuerySet[Digest]":
        """Of whoever wants one on this day of the week and can get it."""
        wanted = Q(pk__in=[])
        if day.weekday() < _SATURDAY:
            wanted |= Q(rhythm=Rhythm.WORKDAYS)
        if day.weekday() == _MONDAY:
            wanted |= Q(rhythm=Rhythm.WEEKLY)
        return self.filter(wanted, person__is_active=True).exclude(person__email="")


class Digest(models.Model):
    """What one person wants. `listed` is a mark of what the last message held, so that only what is new is told."""

    permission_kind: ClassVar = "inbox"
    personal: ClassVar = Personal(people=("person",), without={"listed": "een kenmerk van een lijst, en geen tekst"})

    person = models.OneToOneField(Person, on_delete=models.PROTECT, related_name="digest", verbose_name="persoon")
    rhythm = models.CharField("wanneer", max_length=8, choices=Rhythm.choices, default=Rhythm.NEVER)
    listed = models.JSONField("wat het laatste bericht noemde", default=list)
    sent_at = models.DateTimeField("laatst verstuurd op", null=True, blank=True)

    objects = DigestQuerySet.as_manager()

    class Meta:
        verbose_name = "bericht over wat wacht"
        verbose_name_plural = "berichten over wat wacht"

    def __str__(self) -> str:
        return f"bericht van persoon {self.person_id}"


def digest_of_person(person: Person) -> Digest:
    """What they want; no message where they never said."""
    return Digest.objects.filter(person=person).first() or Digest(person=person)


@transaction.atomic
def choose_rhythm(person: Person, rhythm: Rhythm) -> None:
    """Raises DigestError for somebody without an address."""
    if rhythm != Rhythm.NEVER and not person.email:
        raise DigestError(
            "Bij uw account staat geen e-mailadres. Vraag het aan bij ‘Mijn gegevens’; daarna kunt u bericht kiezen."
        )
    Digest.objects.update_or_create(person=person, defaults={"rhythm": rhythm})
    record(person=person, verb="set", kind="inbox", key=str(person.pk), reason=f"bericht: {rhythm.label.lower()}")


@transaction.atomic
def stop_digest(person: Person) -> None:
    """By the link in a message: whoever has the message may, signed in or not."""
    changed = Digest.objects.filter(person=person).exclude(rhythm=Rhythm.NEVER).update(rhythm=Rhythm.NEVER)
    if changed:
        record(person=person, verb="set", kind="inbox", key=str(person.pk), reason="bericht: afgemeld met de link")


def token_of(person: Person) -> str:
    """What the link in a message holds. It can do one thing: stop the messages."""
    return signing.dumps(person.pk, salt=_SALT)


def person_of_token(token: str) -> Person | None:
    """None where nobody made this token here, or the person is gone."""
    try:
        number: Any = signing.loads(token, salt=_SALT)
    except signing.BadSignature:
        return None
    return Person.objects.filter(pk=number, is_active=True).first()
