"""An ontwikkeling: what the gemeente or a partner is going to do in an area, as exactly as anybody knows."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from simple_history.models import HistoricalRecords

from wijkwerk.access.models import Organisation, Person, Scope
from wijkwerk.access.permission.confidentiality import Confidentiality
from wijkwerk.access.permission.permissions import PermissionFields
from wijkwerk.access.privacy.personal import ABOUT_THE_AREA, Due, Personal
from wijkwerk.access.value_fields import AmountColumn, FuzzyDayColumn
from wijkwerk.definitions.processings import StartRule
from wijkwerk.lib.values import Amount, FuzzyDay


class DevelopmentState(models.TextChoices):
    """The words are those of the permission table's `toestand`."""

    KNOWN = "bekend", "bekend"
    DROPPED = "vervallen", "vervallen"
    FINISHED = "afgerond", "afgerond"


class Certainty(models.TextChoices):
    """How sure it is that it happens, from least to most."""

    UNSURE = "onzeker", "onzeker"
    PLANNED = "gepland", "gepland"
    DECIDED = "besloten", "besloten"
    UNDER_WAY = "loopt", "loopt"


class Party(models.TextChoices):
    GEMEENTE = "gemeente", "gemeente"
    PARTNER = "partner", "partner"


class Development(models.Model):
    """What is going to happen in an area. Its times and its amount may be unknown: that is no zero and no *never*.

    `starts_first`, `ends_last` and `amount_euros` follow from what was said, so that lists sort by them.
    """

    permission_fields: ClassVar = PermissionFields(confidentiality="confidentiality", scope="scope", state="state")
    personal: ClassVar = Personal(
        people=("made_by", "closed_by"),
        due=Due("closed_at", StartRule.CLOSED),
        without=dict.fromkeys(
            ("title", "explanation", "organisation", "party_words", "source", "outcome"), ABOUT_THE_AREA
        ),
    )

    title = models.CharField("wat", max_length=200)
    explanation = models.TextField("toelichting", max_length=2_000, blank=True)
    party = models.CharField("van wie", max_length=10, choices=Party.choices)
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name="organisatie"
    )  # null: of the gemeente, or of a partner that stands in no list
    party_words = models.CharField("wie precies", max_length=200, blank=True)
    starts = FuzzyDayColumn("begin")
    starts_first = models.DateField("begin op zijn vroegst", null=True, editable=False)
    ends = FuzzyDayColumn("klaar")
    ends_last = models.DateField("klaar op zijn laatst", null=True, editable=False)
    amount = AmountColumn("bedrag")
    amount_euros = models.DecimalField("bedrag in euro", max_digits=14, decimal_places=2, null=True, editable=False)
    certainty = models.CharField("zekerheid", max_length=10, choices=Certainty.choices)
    source = models.CharField("waar het staat", max_length=300, blank=True)
    confidentiality = models.CharField(
        "vertrouwelijkheid", max_length=14, choices=Confidentiality.choices, default=Confidentiality.INTERN
    )
    scope = models.ForeignKey(Scope, on_delete=models.PROTECT, related_name="+", verbose_name="gebied")
    state = models.CharField("stand", max_length=12, choices=DevelopmentState.choices, default=DevelopmentState.KNOWN)
    outcome = models.CharField("hoe het afliep", max_length=500, blank=True)
    made_by = models.ForeignKey(
        Person, null=True, on_delete=models.PROTECT, related_name="+", verbose_name="vastgelegd door"
    )
    made_at = models.DateTimeField("vastgelegd op", default=timezone.now, editable=False)
    closed_by = models.ForeignKey(
        Person, null=True, on_delete=models.PROTECT, related_name="+", verbose_name="afgesloten door"
    )
    closed_at = models.DateTimeField("afgesloten op", null=True, blank=True)

    history = HistoricalRecords(verbose_name="geschiedenis van een ontwikkeling")

    class Meta:
        verbose_name = "ontwikkeling"
        verbose_name_plural = "ontwikkelingen"
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state=DevelopmentState.KNOWN.value) | Q(closed_at__isnull=False),
                name="development_closed_on_a_day",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def set_period(self, starts: FuzzyDay | None, ends: FuzzyDay | None) -> None:
        """Say from when until when; None: nobody knows."""
        self.starts, self.starts_first = starts, starts.first if starts else None
        self.ends, self.ends_last = ends, ends.last if ends else None

    def set_amount(self, amount: Amount | None) -> None:
        """Say what it costs; None: nobody said, which is not nothing."""
        self.amount = amount
        self.amount_euros = amount.euros if amount else None


# What begins first stands first; of what nobody knows when it begins, what ends first, and then the rest.
BY_PERIOD = (F("starts_first").asc(nulls_last=True), F("ends_last").asc(nulls_last=True))
