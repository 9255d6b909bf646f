"""A signal of the rookmelder, and what the field says of it."""

from typing import ClassVar

from django.db import models
from django.utils import timezone

from wijkwerk.access.models import Person, Scope
from wijkwerk.access.permission.confidentiality import Confidentiality
from wijkwerk.access.permission.permissions import PermissionFields
from wijkwerk.access.privacy.personal import ABOUT_THE_AREA, Personal

from .sightings import FACTS, SightingFacts


class SignalState(models.TextChoices):
    """The words are those of the permission table's `toestand`."""

    WAITING = "wacht", "wacht op het veld"
    ANSWERED = "beantwoord", "beantwoord"
    LAPSED = "vervallen", "vervallen"


class Verdict(models.TextChoices):
    RECOGNISED = "herkend", "herkend"
    NOT_RECOGNISED = "niet_herkend", "niet herkend"
    EXPLAINED = "verklaard", "verklaard"
    UNDER_WAY = "loopt_al", "loopt al"


class SignalScan(models.Model):
    """That the rookmelder looked at an edition: by which rules, and what each came to."""

    permission_kind: ClassVar = "earlysignal"

    edition = models.CharField("editie", max_length=20, unique=True)
    scanned_at = models.DateTimeField("bekeken op", default=timezone.now)
    outcomes = models.JSONField("wat de regels gaven", default=list)  # rule, version, asked, sightings, silent

    class Meta:
        verbose_name = "blik van de rookmelder"
        verbose_name_plural = "blikken van de rookmelder"
        ordering: ClassVar = ["-scanned_at"]

    def __str__(self) -> str:
        return self.edition


class EarlySignal(models.Model):
    """A question to the field about one buurt, raised by a rule on the figures of one edition."""

    permission_fields: ClassVar = PermissionFields(confidentiality="confidentiality", scope="scope", state="state")

    edition = models.CharField("editie", max_length=20)
    rule = models.CharField("regel", max_length=40)
    rule_version = models.PositiveSmallIntegerField("versie van de regel")
    area = models.CharField("gebied", max_length=12)
    area_name = models.CharField("buurt", max_length=200)
    wijk = models.CharField("wijk", max_length=12, blank=True)
    wijk_name = models.CharField("naam van de wijk", max_length=200, blank=True)
    scope = models.ForeignKey(
        Scope, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name="gaat over"
    )  # null: the area is no longer there, and only who works everywhere still answers
    confidentiality = models.CharField(
        "vertrouwelijkheid", max_length=14, choices=Confidentiality.choices, default=Confidentiality.INTERN
    )
    indicator = models.CharField("indicator", max_length=80, blank=True)  # blank: about a stack of themes
    observed = models.JSONField("wat de rookmelder zag")
    raised_at = models.DateTimeField("gevraagd op", default=timezone.now)
    answer_by = models.DateField("antwoord vóór")
    state = models.CharField("stand", max_length=12, choices=SignalState.choices, default=SignalState.WAITING)

    class Meta:
        verbose_name = "signaal"
        verbose_name_plural = "signalen"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["edition", "rule", "area", "indicator"], name="signal_once_in_an_edition"),
        ]
        indexes: ClassVar = [models.Index(fields=["rule", "area", "indicator"], name="signal_of_a_place")]

    def __str__(self) -> str:
        return f"{self.area_name}: {self.observed.get('title', self.rule).lower()}"

    @property
    def facts(self) -> SightingFacts:
        return FACTS.validate_python(self.observed)


class FieldVerdict(models.Model):
    """What somebody who knows the buurt says of a signal. It stays; another verdict comes below it."""

    permission_kind: ClassVar = "earlysignal"
    permission_fields: ClassVar = PermissionFields(
        confidentiality="signal__confidentiality", scope="signal__scope", state="signal__state"
    )
    personal: ClassVar = Personal(people=("given_by",), without={"why": ABOUT_THE_AREA})

    signal = models.ForeignKey(EarlySignal, on_delete=models.CASCADE, related_name="verdicts", verbose_name="signaal")
    verdict = models.CharField("veldoordeel", max_length=12, choices=Verdict.choices)
    why = models.CharField("waarom", max_length=500)
    given_by = models.ForeignKey(
        Person, null=True, on_delete=models.PROTECT, related_name="+", verbose_name="gegeven door"
    )
    given_as = models.CharField("functie", max_length=120)
    given_at = models.DateTimeField("gegeven op", default=timezone.now)

    class Meta:
        verbose_name = "veldoordeel"
        verbose_name_plural = "veldoordelen"
        ordering: ClassVar = ["given_at", "pk"]

    def __str__(self) -> str:
        return self.get_verdict_display()
