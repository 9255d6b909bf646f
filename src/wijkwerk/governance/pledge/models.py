"""A pledge: what was promised to the council, to residents or to a partner, until they know what became of it."""

import datetime
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from simple_history.models import HistoricalRecords

from wijkwerk.access.models import Person, Scope
from wijkwerk.access.permission.confidentiality import Confidentiality
from wijkwerk.access.permission.permissions import PermissionFields
from wijkwerk.access.privacy.personal import ABOUT_THE_AREA, Due, Personal
from wijkwerk.definitions.processings import StartRule
from wijkwerk.governance.decision.models import Decision
from wijkwerk.governance.document.models import Document
from wijkwerk.governance.due import WithDue
from wijkwerk.governance.note.models import Note
from wijkwerk.lib.values import FuzzyDay

from .rhythm import Rhythm


class PledgeState(models.TextChoices):
    """The words are those of the permission table's `toestand`."""

    RUNNING = "loopt", "loopt"
    KEPT = "gedaan", "gedaan en verteld"
    IMPOSSIBLE = "kan_niet", "kan niet"


class Audience(models.TextChoices):
    """To whom it was promised."""

    COUNCIL = "raad", "de raad"
    RESIDENTS = "bewoners", "bewoners"
    PARTNER = "partner", "een partner"


class PledgeQuerySet(models.QuerySet["Pledge"]):
    def late(self, today: datetime.date) -> "PledgeQuerySet":
        """Running, and its last day or the next report should have been by now. What is in doubt is asked about."""
        is_late = Q(report_due__lt=today) | (Q(due_last__lt=today) & ~Q(due__contains="?"))
        return self.filter(is_late, state=PledgeState.RUNNING)


class Pledge(WithDue):
    """What was promised, in the words that were said. It is never deleted: it gets another answer."""

    permission_fields: ClassVar = PermissionFields(confidentiality="confidentiality", scope="scope", state="state")
    personal: ClassVar = Personal(
        people=("owner", "made_by", "closed_by"),
        due=Due("closed_at", StartRule.CLOSED),
        without=dict.fromkeys(
            (
                "title", "audience_words", "explanation", "case_number", "decision", "document", "note",
                "evidence", "evidence_document", "outcome",
            ),
            ABOUT_THE_AREA,
        ),
    )  # fmt: skip

    title = models.CharField("wat", max_length=200)
    audience = models.CharField("aan wie", max_length=10, choices=Audience.choices)
    audience_words = models.CharField("aan wie precies", max_length=200, blank=True)
    owner = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name="wie"
    )  # null: nobody yet
    promised_on = models.DateField("toegezegd op")
    rhythm = models.CharField("ritme", max_length=10, choices=Rhythm.choices, blank=True, default=Rhythm.NONE)
    report_due = models.DateField("bericht vóór", null=True, blank=True)  # null: no rhythm
    next_day = models.DateField("eerstvolgende dag", null=True, editable=False)  # of `due` and `report_due`
    decision = models.ForeignKey(
        Decision, null=True, blank=True, on_delete=models.PROTECT, related_name="pledges", verbose_name="uit besluit"
    )
    document = models.ForeignKey(
        Document, null=True, blank=True, on_delete=models.PROTECT, related_name="pledges", verbose_name="uit document"
    )
    note = models.ForeignKey(
        Note, null=True, blank=True, on_delete=models.SET_NULL, related_name="pledges", verbose_name="uit notitie"
    )
    case_number = models.CharField("zaaknummer", max_length=60, blank=True)
    explanation = models.TextField("toelichting", max_length=2_000, blank=True)
    confidentiality = models.CharField(
        "vertrouwelijkheid", max_length=14, choices=Confidentiality.choices, default=Confidentiality.INTERN
    )
    scope = models.ForeignKey(
        Scope, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name="gaat over"
    )  # null: the whole gemeente
    state = models.CharField("stand", max_length=12, choices=PledgeState.choices, default=PledgeState.RUNNING)
    evidence = models.CharField("bewijs", max_length=500, blank=True, default="")
    evidence_on = models.DateField("gedaan op", null=True, blank=True)
    evidence_document = models.ForeignKey(
        Document, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name="bewijs in document"
    )
    outcome = models.CharField("waarom het niet kan", max_length=500, blank=True)
    made_by = models.ForeignKey(
        Person, null=True, on_delete=models.PROTECT, related_name="+", verbose_name="vastgelegd door"
    )
    made_at = models.DateTimeField("vastgelegd op", default=timezone.now, editable=False)
    closed_by = models.ForeignKey(
        Person, null=True, on_delete=models.PROTECT, related_name="+", verbose_name="afgesloten door"
    )
    closed_at = models.DateTimeField("afgesloten op", null=True, blank=True)

    objects = PledgeQuerySet.as_manager()
    history = HistoricalRecords(verbose_name="geschiedenis van een toezegging")

    class Meta:
        verbose_name = "toezegging"
        verbose_name_plural = "toezeggingen"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state=PledgeState.RUNNING.value) | Q(closed_at__isnull=False),
                name="pledge_closed_on_a_day",
            ),
            models.CheckConstraint(
                condition=Q(evidence="") | Q(evidence_on__isnull=False), name="pledge_evidence_of_a_day"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def next_moment(self) -> FuzzyDay | None:
        """What comes first: the next report, or the time that it is to be done by."""
        due: FuzzyDay | None = self.due
        report = FuzzyDay.on(self.report_due) if self.report_due else None
        return min((each for each in (due, report) if each is not None), default=None)

    def is_late(self, today: datetime.date) -> bool:
        """As `PledgeQuerySet.late` says it of rows."""
        due: FuzzyDay | None = self.due
        report_is_late = self.report_due is not None and self.report_due < today
        return self.state == PledgeState.RUNNING and (report_is_late or (due is not None and due.is_late(today)))

    def plan(self, due: FuzzyDay | None, report_due: datetime.date | None) -> None:
        """When it is to be done, and when people are to be told how it gets on."""
        self.be_due(due)
        self.report_due = report_due
        self.next_day = min((day for day in (self.due_last, report_due) if day is not None), default=None)


# What has no day at all stands below what has one.
BY_NEXT_DAY = (F("next_day").asc(nulls_last=True),)


class About(models.TextChoices):
    """What people were told."""

    PROGRESS = "voortgang", "hoe het staat"
    OUTCOME = "uitkomst", "wat het werd"


class Notice(models.Model):
    """That people were told: how many, how and when, without anybody's name. It belongs to its pledge, and stays."""

    permission_kind: ClassVar = "pledge"
    personal: ClassVar = Personal(
        people=("written_by",),
        due=Due("pledge__closed_at", StartRule.CLOSED),
        without={"how": ABOUT_THE_AREA},
    )

    pledge = models.ForeignKey(Pledge, on_delete=models.CASCADE, related_name="notices", verbose_name="bij toezegging")
    about = models.CharField("verteld werd", max_length=10, choices=About.choices)
    told_on = models.DateField("verteld op")
    how = models.CharField("hoe", max_length=200)
    how_many = models.PositiveIntegerField("aan hoeveel mensen", null=True, blank=True)  # null: nobody counted
    written_by = models.ForeignKey(
        Person, null=True, on_delete=models.PROTECT, related_name="+", verbose_name="vastgelegd door"
    )
    written_at = models.DateTimeField("vastgelegd op", default=timezone.now, editable=False)

    class Meta:
        verbose_name = "bericht"
        verbose_name_plural = "berichten"
        ordering: ClassVar = ["-told_on", "-id"]

    def __str__(self) -> str:
        return f"bericht {self.pk}"
