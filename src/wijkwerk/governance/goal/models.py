"""The goals that norms serve."""

from typing import Any, ClassVar, NoReturn

from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from wijkwerk.access.lifecycles.frozen_rows import Freezing, FrozenError
from wijkwerk.governance.kept_rows import KeptQuerySet


class Goal(Freezing):
    """A goal of the bestuurlijke opdracht. The hoofddoelen have no parent; a goal below one is a subdoel.

    Ended with a day, never deleted: what points at it keeps its meaning.
    """

    code = models.SlugField("code", max_length=60, unique=True)
    title = models.CharField("doel", max_length=200)
    text = models.TextField("toelichting", blank=True)
    position = models.PositiveSmallIntegerField("plaats", default=1)
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="children", verbose_name="onderdeel van"
    )
    valid_from = models.DateField("geldig vanaf", null=True, blank=True)  # null: from the beginning of the register
    valid_to = models.DateField("geldig tot en met", null=True, blank=True)

    objects = KeptQuerySet.as_manager()

    history = HistoricalRecords(verbose_name="geschiedenis van een doel")

    class Meta:
        verbose_name = "doel"
        verbose_name_plural = "doelen"
        ordering: ClassVar = ["position", "code"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(valid_from=None) | Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
                name="goal_ends_after_start",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        raise FrozenError("Goal is never deleted")
