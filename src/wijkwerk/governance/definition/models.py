"""A begrip: what a word means here, where that stands, and who adopted it when."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from wijkwerk.access.permission.permissions import PermissionFields
from wijkwerk.access.privacy.personal import ABOUT_THE_AREA, Personal
from wijkwerk.governance.decision.models import Decision
from wijkwerk.governance.document.models import Document
from wijkwerk.governance.written import Written


class DefinitionState(models.TextChoices):
    """The words are those of the permission table's `toestand`."""

    DRAFT = "concept", "concept"
    IN_FORCE = "geldt", "geldt"
    ENDED = "vervallen", "vervallen"


class Definition(Written):
    """One wording of a term. Another wording is another record; of one term, one at most is in force."""

    permission_fields: ClassVar = PermissionFields(state="state")
    personal: ClassVar = Personal(
        people=("written_by", "adopted_by"),
        without=dict.fromkeys(("term", "text", "source", "decision", "document"), ABOUT_THE_AREA),
    )

    term = models.CharField("begrip", max_length=120)
    text = models.TextField("omschrijving", max_length=2_000)
    source = models.CharField("bron", max_length=300)
    document = models.ForeignKey(
        Document, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name="uit document"
    )
    decision = models.ForeignKey(
        Decision, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name="bij besluit"
    )
    state = models.CharField("stand", max_length=12, choices=DefinitionState.choices, default=DefinitionState.DRAFT)
    ended_at = models.DateTimeField("vervallen op", null=True, blank=True)

    history = HistoricalRecords(verbose_name="geschiedenis van een begrip")

    class Meta:
        verbose_name = "begrip"
        verbose_name_plural = "begrippen"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["term"], condition=Q(state="geldt"), name="definition_in_force_once"),
            models.CheckConstraint(
                condition=Q(state="concept") | Q(adopted_at__isnull=False), name="definition_adopted_on_a_day"
            ),
        ]

    def __str__(self) -> str:
        return self.term
