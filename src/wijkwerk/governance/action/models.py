"""An actie: what people agreed to do, who does it and until when."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone
from simple_history.models import HistoricalRecords

from wijkwerk.access.models import Person, Scope
from wijkwerk.access.permission.confidentiality import Confidentiality
from wijkwerk.access.permission.permissions import PermissionFields
from wijkwerk.access.privacy.personal import ABOUT_THE_AREA, Due, Personal
from wijkwerk.definitions.processings import StartRule
from wijkwerk.governance.decision.models import Decision
from wijkwerk.governance.due import DueQuerySet, WithDue
from wijkwerk.governance.note.models import Note
from wijkwerk.governance.pledge.models import Pledge


class ActionState(models.TextChoices):
    """The words are those of the permission table's `toestand`."""

    OPEN = "open", "open"
    DONE = "gedaan", "gedaan"
    DROPPED = "vervallen", "vervallen"


class Action(WithDue):
    """Agreed on somewhere: in a decision, a note, or between people. Its owner may still have to be found."""

    permission_fields: ClassVar = PermissionFields(confidentiality="confidentiality", scope="scope", state="state")
    personal: ClassVar = Personal(
        people=("owner", "made_by", "closed_by"),
        due=Due("closed_at", StartRule.CLOSED),
        without=dict.fromkeys(("title", "explanation", "outcome", "decision", "note", "pledge"), ABOUT_THE_AREA),
    )

    title = models.CharField("wat", max_length=200)
    explanation = models.TextField("toelichting", max_length=2_000, blank=True)
    owner = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name="wie"
    )  # null: nobody yet
    decision = models.ForeignKey(
        Decision, null=True, blank=True, on_delete=models.PROTECT, related_name="actions", verbose_name="uit besluit"
    )
    note = models.ForeignKey(
        Note, null=True, blank=True, on_delete=models.SET_NULL, related_name="actions", verbose_name="uit notitie"
    )
    pledge = models.ForeignKey(
        Pledge, null=True, blank=True, on_delete=models.SET_NULL, related_name="actions", verbose_name="uit toezegging"
    )
    confidentiality = models.CharField(
        "vertrouwelijkheid", max_length=14, choices=Confidentiality.choices, default=Confidentiality.INTERN
    )
    scope = models.ForeignKey(
        Scope, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name="gaat over"
    )  # null: the whole gemeente
    state = models.CharField("stand", max_length=12, choices=ActionState.choices, default=ActionState.OPEN)
    outcome = models.CharField("wat het werd", max_length=500, blank=True)
    made_by = models.ForeignKey(
        Person, null=True, on_delete=models.PROTECT, related_name="+", verbose_name="gemaakt door"
    )
    made_at = models.DateTimeField("gemaakt op", default=timezone.now, editable=False)
    closed_by = models.ForeignKey(
        Person, null=True, on_delete=models.PROTECT, related_name="+", verbose_name="afgesloten door"
    )
    closed_at = models.DateTimeField("afgesloten op", null=True, blank=True)

    objects = DueQuerySet.as_manager()
    history = HistoricalRecords(verbose_name="geschiedenis van een actie")

    class Meta:
        verbose_name = "actie"
        verbose_name_plural = "acties"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state=ActionState.OPEN.value) | Q(closed_at__isnull=False), name="action_closed_on_a_day"
            ),
        ]

    def __str__(self) -> str:
        return self.title
