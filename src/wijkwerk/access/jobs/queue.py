"""Long work as rows: made by a page or a command, done by one worker process, followed by anybody.

    queued -> running -> done | failed | cancelled
       ^---------+  later: what it needs is not there now

A running job tells that it lives (`heartbeat_at`). One that has been silent too long lost its worker and goes
back to the queue; its handler must therefore be able to start again over what it left. `jobs` moves the states.
"""

from typing import ClassVar

from django.db import models
from django.utils import timezone

from wijkwerk.access.people.models import Person


class JobState(models.TextChoices):
    QUEUED = "queued", "in de wachtrij"
    RUNNING = "running", "bezig"
    DONE = "done", "klaar"
    FAILED = "failed", "mislukt"
    CANCELLED = "cancelled", "afgebroken"


class Job(models.Model):
    kind = models.CharField("soort", max_length=60)
    params = models.JSONField("opdracht", default=dict)
    state = models.CharField("toestand", max_length=10, choices=JobState, default=JobState.QUEUED)
    person = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="jobs", verbose_name="persoon")
    created_at = models.DateTimeField("gevraagd", default=timezone.now, editable=False)
    started_at = models.DateTimeField("begonnen", null=True)
    finished_at = models.DateTimeField("klaar", null=True)
    heartbeat_at = models.DateTimeField("laatste teken", null=True)
    attempts = models.PositiveSmallIntegerField("pogingen", default=0)
    done = models.PositiveBigIntegerField("gedaan", default=0)
    total = models.PositiveBigIntegerField("van", default=0)
    text = models.CharField("stap", max_length=300, blank=True)
    problem = models.TextField("wat er misging", blank=True)
    not_before = models.DateTimeField("niet voor", null=True)
    postponed = models.PositiveSmallIntegerField("keer uitgesteld", default=0)
    cancel_asked = models.BooleanField("moet stoppen", default=False)

    class Meta:
        verbose_name = "taak"
        verbose_name_plural = "taken"
        ordering: ClassVar = ["id"]
        indexes: ClassVar = [models.Index(fields=["state", "id"], name="job_queue")]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk} ({self.get_state_display()})"
