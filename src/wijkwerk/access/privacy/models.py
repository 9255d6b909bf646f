"""Tables of privacy: a retention run with what it plans and counts, what is left of a row, a request for correction.

None holds a personal value, but for the name and address that somebody asks to be corrected, until that is handled.
"""

from typing import Any, ClassVar, NoReturn

from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from wijkwerk.access.jobs.queue import Job
from wijkwerk.access.people.models import Person
from wijkwerk.definitions.processings import Afterwards

_AFTERWARDS = [(each.value, each.value) for each in Afterwards if each is not Afterwards.KEEP]


class RunState(models.TextChoices):
    PLANNED = "planned", "wacht op goedkeuring"
    APPROVED = "approved", "goedgekeurd"
    DONE = "done", "uitgevoerd"
    DROPPED = "dropped", "ingetrokken"


OPEN_STATES = (RunState.PLANNED, RunState.APPROVED)


class RetentionRun(models.Model):
    """One dry run: what was due on a day. Somebody else approves it; a job then takes what is still due."""

    permission_kind: ClassVar = "retention"

    state = models.CharField("toestand", max_length=10, choices=RunState, default=RunState.PLANNED)
    day = models.DateField("berekend op")
    planned_at = models.DateTimeField("gepland op", default=timezone.now, editable=False)
    planned_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+", verbose_name="gepland door")
    approved_at = models.DateTimeField("goedgekeurd op", null=True)
    approved_by = models.ForeignKey(
        Person, null=True, on_delete=models.PROTECT, related_name="+", verbose_name="goedgekeurd door"
    )
    finished_at = models.DateTimeField("klaar op", null=True)
    job = models.ForeignKey(Job, null=True, on_delete=models.SET_NULL, related_name="+", verbose_name="taak")

    class Meta:
        verbose_name = "ronde van de bewaartermijnen"
        verbose_name_plural = "rondes van de bewaartermijnen"
        ordering: ClassVar = ["-id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(approved_by=None) | ~Q(approved_by=F("planned_by")), name="retention_two_pairs_of_eyes"
            ),
        ]

    def __str__(self) -> str:
        return f"ronde {self.pk}"

    @property
    def is_open(self) -> bool:
        return self.state in OPEN_STATES


class RetentionTally(models.Model):
    """How many rows of one kind a run planned, took, and found to be due no longer."""

    permission_kind: ClassVar = "retention"

    run = models.ForeignKey(RetentionRun, on_delete=models.PROTECT, related_name="tallies", verbose_name="ronde")
    processing = models.CharField("verwerking", max_length=60)
    kind = models.CharField("soort", max_length=60)
    afterwards = models.CharField("wat ermee gebeurt", max_length=12, choices=_AFTERWARDS)
    planned = models.PositiveIntegerField("gepland", default=0)
    taken = models.PositiveIntegerField("gedaan", default=0)
    left = models.PositiveIntegerField("niet meer aan de beurt", default=0)

    class Meta:
        verbose_name = "telling van een ronde"
        verbose_name_plural = "tellingen van rondes"
        ordering: ClassVar = ["processing", "kind"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["run", "kind"], name="retention_tally_once")]

    def __str__(self) -> str:
        return f"{self.run}: {self.kind}"


class RetentionItem(models.Model):
    """One row that a run plans to take, by its key. Gone as soon as the run has dealt with it."""

    permission_kind: ClassVar = "retention"

    tally = models.ForeignKey(RetentionTally, on_delete=models.CASCADE, related_name="items", verbose_name="telling")
    key = models.CharField("kenmerk", max_length=200)

    class Meta:
        verbose_name = "regel van een ronde"
        verbose_name_plural = "regels van rondes"
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["tally", "key"], name="retention_item_once")]

    def __str__(self) -> str:
        return f"{self.tally.kind} {self.key}"


class TombstoneError(AssertionError):
    """Our own code asked to change or take away a tombstone."""


class TombstoneQuerySet(models.QuerySet["Tombstone"]):
    def update(self, **kwargs: Any) -> NoReturn:
        raise TombstoneError("a tombstone is never changed")

    def delete(self) -> NoReturn:
        raise TombstoneError("a tombstone is never taken away")


class Tombstone(models.Model):
    """What is left of a row that was erased or made anonymous: that it was there, and by which run it went.

    run   null: at the request of the person it was about
    """

    permission_kind: ClassVar = "retention"

    kind = models.CharField("soort", max_length=60)
    key = models.CharField("kenmerk", max_length=200)
    processing = models.CharField("verwerking", max_length=60)
    afterwards = models.CharField("wat ermee gebeurde", max_length=12, choices=_AFTERWARDS)
    run = models.ForeignKey(
        RetentionRun, null=True, on_delete=models.PROTECT, related_name="tombstones", verbose_name="ronde"
    )
    day = models.DateField("dag")

    objects = TombstoneQuerySet.as_manager()

    class Meta:
        verbose_name = "grafsteen"
        verbose_name_plural = "grafstenen"
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["kind", "key"], name="tombstone_once")]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk is not None:
            raise TombstoneError("a tombstone is never changed")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise TombstoneError("a tombstone is never taken away")


class CorrectionRequest(models.Model):
    """Somebody's wish to be named otherwise. Once handled, the wished values are taken out of it."""

    permission_kind: ClassVar = "persondata"

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+", verbose_name="persoon")
    name = models.CharField("gewenste naam", max_length=120, blank=True)
    email = models.EmailField("gewenst e-mailadres", blank=True)
    asked_at = models.DateTimeField("gevraagd op", default=timezone.now, editable=False)
    handled_at = models.DateTimeField("afgehandeld op", null=True)
    handled_by = models.ForeignKey(
        Person, null=True, on_delete=models.PROTECT, related_name="+", verbose_name="afgehandeld door"
    )
    granted = models.BooleanField("ingewilligd", default=False)
    answer = models.CharField("uitleg", max_length=500, blank=True)

    class Meta:
        verbose_name = "verzoek om correctie"
        verbose_name_plural = "verzoeken om correctie"
        ordering: ClassVar = ["-id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["person"], condition=Q(handled_at=None), name="one_open_correction_per_person"
            ),
            models.CheckConstraint(
                condition=Q(handled_at=None) | Q(name="", email=""), name="handled_correction_holds_no_values"
            ),
        ]

    def __str__(self) -> str:
        return f"verzoek {self.pk}"
