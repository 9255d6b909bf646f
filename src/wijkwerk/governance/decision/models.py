"""Decisions of bodies. What was adopted is never changed: only replaced."""

from typing import Any, ClassVar

from django.db import models
from django.db.models.signals import m2m_changed
from django.dispatch import receiver
from simple_history.models import HistoricalRecords

from wijkwerk.access.lifecycles.frozen_rows import Freezing, FrozenError, is_frozen
from wijkwerk.access.models import Person
from wijkwerk.access.privacy.personal import Personal
from wijkwerk.governance.document.models import Document


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
