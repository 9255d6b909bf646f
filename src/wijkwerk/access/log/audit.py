"""What happened, who did it, and why: a log that only grows.

Each event carries the digest of the one before, so that a row taken out or changed later shows. The log
holds no personal values: the number of a person and the key of an object, never a name or an address. What people write
as a reason is looked through before (`web.forms`, `cli.kept_texts`); `record` is the last door, for keys too: some
are made of a name that somebody typed.
"""

import datetime
import hashlib
import json
from typing import Any, ClassVar, NoReturn

from django.db import connection, models, transaction
from django.utils import timezone

from wijkwerk.access.log.end import FIRST, LogEnd, log_end, move_log_end
from wijkwerk.access.log.words import kind_words, verb_words
from wijkwerk.access.people.models import Person
from wijkwerk.access.permission.permissions import kind_of
from wijkwerk.access.privacy.personal_text import holds_certain, name_holds_certain

# Any number that nothing else in this database locks by: "audit" in ASCII.
_CHAIN_LOCK = int.from_bytes(b"audit")
# Somebody came, looked, took a copy or left: nothing changed. All else says why it changed, or what it became.
NEEDS_NO_REASON = frozenset({"export", "sign_in", "sign_in_failed", "sign_out", "view"})


class AppendOnlyError(AssertionError):
    """Our own code asked the log to change or forget something."""


class PersonalReasonError(AssertionError):
    """Our own code let a text through to the log in which a number or an address of a person stands.

    In a request it becomes a page that says so (`config.personal_reasons`), and not a fault of the site.
    """


class NoReasonError(AssertionError):
    """Our own code changed something without saying why, or what it became."""


class AuditEventQuerySet(models.QuerySet["AuditEvent"]):
    def update(self, **kwargs: Any) -> NoReturn:
        raise AppendOnlyError("an audit event is never changed")

    def delete(self) -> NoReturn:
        raise AppendOnlyError("an audit event is never deleted")


class AuditEvent(models.Model):
    moment = models.DateTimeField("moment", default=timezone.now, editable=False)
    person = models.ForeignKey(
        Person, null=True, on_delete=models.PROTECT, related_name="+", verbose_name="persoon"
    )  # null: the system itself
    verb = models.CharField("handeling", max_length=40)
    kind = models.CharField("soort", max_length=40)
    key = models.CharField("kenmerk", max_length=200)
    reason = models.TextField("reden", blank=True)
    previous_digest = models.CharField(max_length=64, editable=False)
    digest = models.CharField(max_length=64, unique=True, editable=False)

    objects = AuditEventQuerySet.as_manager()

    class Meta:
        verbose_name = "gebeurtenis"
        verbose_name_plural = "gebeurtenissen"
        ordering: ClassVar = ["id"]
        indexes: ClassVar = [models.Index(fields=["kind", "key"], name="audit_event_object")]

    def __str__(self) -> str:
        what = f"{kind_words(self.kind)} {self.key} {verb_words(self.verb)}"
        return f"{timezone.localtime(self.moment):%d-%m-%Y %H:%M} {what}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk is not None:
            raise AppendOnlyError("an audit event is never changed")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise AppendOnlyError("an audit event is never deleted")

    def expected_digest(self) -> str:
        fields = [
            self.previous_digest,
            self.moment.astimezone(timezone.get_default_timezone()).isoformat(),
            self.person_id,
            self.verb,
            self.kind,
            self.key,
            self.reason,
        ]
        return hashlib.sha256(json.dumps(fields, ensure_ascii=False).encode()).hexdigest()


def record(*, person: Person | None, verb: str, kind: str, key: str, reason: str = "") -> AuditEvent:
    """Write one event, in the transaction of the change it is about.

    Raises NoReasonError for a change without a reason, and PersonalReasonError for a reason or a key with a telephone
    number, e-mail address, IBAN or BSN in it.
    """
    if not reason.strip() and verb not in NEEDS_NO_REASON:
        raise NoReasonError(f"{verb} {kind} {key} needs a reason")
    refuse_personal(reason, f"the reason of {verb} {kind}")
    if name_holds_certain(key):
        raise PersonalReasonError(f"the key of {verb} {kind} holds something about a person")
    with transaction.atomic():
        _hold_chain()
        previous = _previous_digest(log_end())
        event = AuditEvent(person=person, verb=verb, kind=kind, key=key, reason=reason, previous_digest=previous)
        event.digest = event.expected_digest()
        event.save()
        move_log_end(event.pk, event.digest, from_digest=previous)
    return event


def first_day_of(row: models.Model) -> datetime.date:
    """The day of the first event about a record; today where there is none yet."""
    events = AuditEvent.objects.filter(kind=kind_of(row), key=str(row.pk)).order_by("id")
    moment = events.values_list("moment", flat=True).first()
    return timezone.localdate(moment)


def _previous_digest(end: LogEnd | None) -> str:
    """Of the event that the log ended with, also where that was taken off since: what follows it then shows the gap."""
    if end is not None:
        return end.digest
    return AuditEvent.objects.order_by("-id").values_list("digest", flat=True).first() or FIRST


def joined(*parts: str) -> str:
    """A reason of several parts, such as what it becomes and why; empty ones are left out."""
    return "; ".join(part.strip() for part in parts if part.strip())


def refuse_personal(text: str, what: str) -> None:
    """Raises PersonalReasonError for a text that may not be kept for ever, before anything is done with it."""
    if holds_certain(text):
        raise PersonalReasonError(f"{what} holds something about a person")


def _hold_chain() -> None:
    """Let one transaction at a time add to the chain, until it ends: two may not follow the same event.

    In SQLite a transaction holds the only write lock already.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_CHAIN_LOCK])


def first_broken_event(database: str = "default") -> AuditEvent | None:
    """The first event that does not follow from the one before; None where the whole log is sound."""
    previous = FIRST
    for event in AuditEvent.objects.using(database).order_by("id").iterator():
        if event.previous_digest != previous or event.digest != event.expected_digest():
            return event
        previous = event.digest
    return None
