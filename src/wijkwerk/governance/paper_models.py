"""Documents, notes and decisions. What was adopted is never changed: only replaced."""

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.db.models.signals import m2m_changed
from django.dispatch import receiver
from simple_history.models import HistoricalRecords

from wijkwerk.access.lifecycles.frozen_rows import Freezing, FrozenError, is_frozen
from wijkwerk.access.models import Person, Scope
from wijkwerk.access.permission.confidentiality import Confidentiality
from wijkwerk.access.permission.permissions import PermissionFields
from wijkwerk.access.privacy.personal import ABOUT_THE_AREA, Due, Personal
from wijkwerk.definitions.processings import StartRule

from .kept_rows import WrittenOnce
from .written import Written


class Document(WrittenOnce):
    """A paper that others rest on: where it can be found, or the hash of the file that was seen."""

    personal: ClassVar = Personal(
        people=("added_by",), without=dict.fromkeys(("title", "reference", "url", "sha256"), ABOUT_THE_AREA)
    )
    permission_fields: ClassVar = PermissionFields(confidentiality="confidentiality", scope="scope")

    title = models.CharField("titel", max_length=200)
    reference = models.CharField("kenmerk", max_length=200)
    date = models.DateField("datum")
    url = models.URLField("vindplaats", max_length=500, blank=True)
    sha256 = models.CharField("hash van het bestand", max_length=64, blank=True)
    confidentiality = models.CharField(
        "vertrouwelijkheid", max_length=14, choices=Confidentiality.choices, default=Confidentiality.INTERN
    )
    scope = models.ForeignKey(
        Scope, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name="gaat over"
    )  # null: the whole gemeente
    added_by = models.ForeignKey(
        Person, null=True, on_delete=models.PROTECT, related_name="+", verbose_name="toegevoegd door"
    )

    class Meta:
        verbose_name = "document"
        verbose_name_plural = "documenten"
        ordering: ClassVar = ["-date", "title"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(url="", sha256=""), name="document_can_be_found"),
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.reference})"


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


class Decision(Freezing):
    """What a body decided. A draft may be changed; once adopted it stays, and a later decision may replace it."""

    personal: ClassVar = Personal(
        people=("written_by", "adopted_by"), without={"documents": "staan bij de documenten, van wie ze toevoegde"}
    )

    body = models.CharField("gremium", max_length=120)
    date = models.DateField("datum")
    case_number = models.CharField("zaaknummer", max_length=60)
    subject = models.CharField("onderwerp", max_length=300)
    documents = models.ManyToManyField(Document, related_name="decisions", blank=True, verbose_name="documenten")
    written_by = models.ForeignKey(
        Person, null=True, on_delete=models.PROTECT, related_name="+", verbose_name="ingevoerd door"
    )
    adopted_at = models.DateTimeField("vastgelegd op", null=True, blank=True)
    adopted_by = models.ForeignKey(
        Person, null=True, on_delete=models.PROTECT, related_name="+", verbose_name="vastgelegd door"
    )

    history = HistoricalRecords(verbose_name="geschiedenis van een besluit", m2m_fields=[documents])

    class Meta:
        verbose_name = "besluit"
        verbose_name_plural = "besluiten"
        ordering: ClassVar = ["-date", "-id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case_number", "body", "date"], name="decision_once"),
        ]

    def __str__(self) -> str:
        return f"{self.body}, {self.date:%d-%m-%Y}: {self.subject} ({self.case_number})"

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        if is_frozen(self):
            raise FrozenError("an adopted decision is never deleted")
        return super().delete(*args, **kwargs)

    @property
    def is_adopted(self) -> bool:
        return self.adopted_at is not None


@receiver(m2m_changed, sender=Decision.documents.through)
def keep_the_documents_of_a_decision(instance: Decision, action: str, **kwargs: Any) -> None:
    if action.startswith("pre_") and isinstance(instance, Decision) and is_frozen(instance):
        raise FrozenError("the documents of an adopted decision are never changed")
