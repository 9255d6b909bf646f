"""Until when something is to be done, as exactly as anybody knows; sorted and filtered by its last possible day."""

import datetime
from typing import Any, Self

from django.db import models
from django.db.models import F

from wijkwerk.access.value_fields import FuzzyDayColumn
from wijkwerk.lib.values import FuzzyDay


class DueQuerySet(models.QuerySet[Any]):
    def late(self, today: datetime.date) -> Self:
        """What should have been by now. What was written with a question mark is asked about, and never late."""
        return self.filter(due_last__lt=today).exclude(due__contains="?")


class WithDue(models.Model):
    """A record that is to be done before a time. `due_last` follows from `due`; say it with `be_due`."""

    due = FuzzyDayColumn("vóór")
    due_last = models.DateField("op zijn laatst", null=True, editable=False)

    class Meta:
        abstract = True

    def be_due(self, due: FuzzyDay | None) -> None:
        self.due = due
        self.due_last = due.last if due else None


# What has no time stands below what has one.
BY_TIME = (F("due_last").asc(nulls_last=True),)
