"""Notes: a draft changes; once adopted it stays."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from wijkwerk.access.models import Scope
from wijkwerk.access.permission.confidentiality import Confidentiality
from wijkwerk.access.permission.permissions import PermissionFields
from wijkwerk.access.privacy.personal import ABOUT_THE_AREA, Due, Personal
from wijkwerk.definitions.processings import StartRule
from wijkwerk.governance.written import Written


class NoteState(models.TextChoices):
    """The words are those of the permission table's `toestand`."""

    DRAFT = "concept", "concept"
    ADOPTED = "vastgesteld", "vastgesteld"


class Note(Written):
    """What somebody wrote down about the whole gemeente, an area or a body. A draft changes; once adopted it stays."""

    personal: ClassVar = Personal(
        people=("written_by", "adopted_by"),
        due=Due("written_at", StartRule.MADE),
        without=dict.fromkeys(("title", "text"), ABOUT_THE_AREA),
    )
    permission_fields: ClassVar = PermissionFields(confidentiality="confidentiality", scope="scope", state="state")

    title = models.CharField("titel", max_length=200)
    text = models.TextField("tekst", max_length=10_000)
    facts = models.JSONField("cijfers in de tekst", default=list, blank=True, editable=False)
    confidentiality = models.CharField(
        "vertrouwelijkheid", max_length=14, choices=Confidentiality.choices, default=Confidentiality.INTERN
    )
    scope = models.ForeignKey(
        Scope, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name="gaat over"
    )  # null: the whole gemeente
    state = models.CharField("stand", max_length=12, choices=NoteState.choices, default=NoteState.DRAFT)

    history = HistoricalRecords(verbose_name="geschiedenis van een notitie")

    class Meta:
        verbose_name = "notitie"
        verbose_name_plural = "notities"
        ordering: ClassVar = ["-written_at", "-id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state=NoteState.DRAFT.value) | Q(adopted_at__isnull=False), name="note_adopted_on_a_day"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_adopted(self) -> bool:
        return self.state == NoteState.ADOPTED
