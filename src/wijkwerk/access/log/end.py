"""Where the log ends, kept apart from it: a log of which the last events were taken off is whole in itself."""

from typing import ClassVar

from django.db import models

FIRST = "0" * 64  # what the first event follows
_THE_ONLY_ONE = 1


class LogEnd(models.Model):
    """number, digest  of the newest event. One row, made with the first event and moved in the same transaction."""

    id = models.PositiveSmallIntegerField(primary_key=True, default=_THE_ONLY_ONE, editable=False)
    number = models.PositiveBigIntegerField("nummer")
    digest = models.CharField("kenmerk", max_length=64)

    permission_kind: ClassVar = "auditevent"

    class Meta:
        verbose_name = "einde van het logboek"
        verbose_name_plural = "einde van het logboek"
        constraints: ClassVar = [
            models.CheckConstraint(condition=models.Q(pk=_THE_ONLY_ONE), name="the_log_has_one_end"),
        ]

    def __str__(self) -> str:
        return f"gebeurtenis {self.number}"


def log_end(database: str = "default") -> LogEnd | None:
    """None where nothing was written yet, or somebody took the row away."""
    return LogEnd.objects.using(database).filter(pk=_THE_ONLY_ONE).first()


def move_log_end(number: int, digest: str, *, from_digest: str) -> None:
    """Only the first event makes the row: a log that lost its end does not get another by growing."""
    if from_digest == FIRST:
        LogEnd.objects.create(pk=_THE_ONLY_ONE, number=number, digest=digest)
    else:
        LogEnd.objects.filter(pk=_THE_ONLY_ONE).update(number=number, digest=digest)
