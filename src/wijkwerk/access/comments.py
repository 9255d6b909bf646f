"""Opmerkingen of colleagues beside a record: what a record itself does not say, with who and when.

Whoever may read the record and may add a comment reads them: they are of colleagues, and a record may be open to more
than those. The writer may change one for an hour; after that a new one goes below it. They go with their record.
"""

import datetime
from typing import Any, ClassVar

from django.db import models, transaction
from django.db.models import Model, QuerySet
from django.db.models.signals import post_delete
from django.dispatch import receiver
from django.utils import timezone

from wijkwerk.access.lifecycles.lifecycle import FLOWS
from wijkwerk.access.log.audit import record
from wijkwerk.access.people.models import Person, Visitor
from wijkwerk.access.permission.permissions import kind_of
from wijkwerk.access.permission.refusals import require
from wijkwerk.definitions.processings import StartRule
from wijkwerk.lib.user_errors import UserError

from .privacy.personal import ABOUT_THE_AREA, Due, Personal

MOST_TEXT = 1_000
CHANGEABLE = datetime.timedelta(hours=1)


class CommentError(UserError):
    """A comment that cannot be kept or changed; the message says why, in Dutch."""


class Comment(models.Model):
    """About the record of this kind and key."""

    personal: ClassVar = Personal(
        people=("written_by",), due=Due("written_at", StartRule.MADE), without={"text": ABOUT_THE_AREA}
    )

    kind = models.CharField("soort", max_length=40)
    key = models.CharField("kenmerk", max_length=60)
    text = models.TextField("opmerking", max_length=MOST_TEXT)
    written_by = models.ForeignKey(
        Person, null=True, on_delete=models.PROTECT, related_name="+", verbose_name="geschreven door"
    )
    written_at = models.DateTimeField("geschreven op", default=timezone.now, editable=False)
    changed_at = models.DateTimeField("gewijzigd op", null=True, blank=True)

    class Meta:
        verbose_name = "opmerking van een collega"
        verbose_name_plural = "opmerkingen van collega’s"
        ordering: ClassVar = ["written_at", "id"]
        indexes: ClassVar = [models.Index(fields=["kind", "key"], name="comment_record")]

    def __str__(self) -> str:
        return f"opmerking {self.pk}"

    def is_changeable_by(self, person: Visitor) -> bool:
        return self.written_by_id == person.pk and timezone.now() < self.written_at + CHANGEABLE


def comments_about(row: Model) -> QuerySet[Comment]:
    return Comment.objects.filter(kind=kind_of(row), key=str(row.pk)).select_related("written_by")


@transaction.atomic
def add_comment(row: Model, text: str, *, by: Person) -> Comment:
    """Raises RefusedError for a record that this person may not read, and CommentError for nothing at all."""
    require(by, "read", row)
    require(by, "add", "comment")
    if not text.strip():
        raise CommentError("Schrijf eerst iets op.")
    comment = Comment.objects.create(kind=kind_of(row), key=str(row.pk), text=text.strip(), written_by=by)
    record(person=by, verb="add", kind="comment", key=str(comment.pk), reason=f"bij {comment.kind} {comment.key}")
    return comment


@transaction.atomic
def change_comment(comment: Comment, text: str, *, by: Person) -> None:
    """Raises CommentError where it is somebody else's, where the hour is over, and for nothing at all."""
    kept = Comment.objects.select_for_update().get(pk=comment.pk)
    if not kept.is_changeable_by(by):
        raise CommentError("Wijzigen kan een uur lang, door wie het schreef. Zet er een nieuwe opmerking onder.")
    if not text.strip():
        raise CommentError("Schrijf eerst iets op.")
    kept.text, kept.changed_at = text.strip(), timezone.now()
    kept.save(update_fields=["text", "changed_at"])
    record(person=by, verb="edit", kind="comment", key=str(kept.pk), reason="binnen het uur")


@receiver(post_delete)
def go_with_the_record(instance: Any, **_: object) -> None:
    """Whatever is erased takes along what was said about it."""
    flow = FLOWS.get(kind_of(instance)) if isinstance(instance, Model) else None
    if flow is not None and flow.model is type(instance):
        Comment.objects.filter(kind=kind_of(instance), key=str(instance.pk)).delete()
