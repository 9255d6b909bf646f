"""Scopes: what a role is held for. Areas, bodies and later assignments each register theirs.

A scope lies in its parent (buurt, wijk, stadsdeel, gemeente), and who holds a role for one holds it for what lies
inside. A scope ends when its area is merged away or its body dissolved; a role held for it then gives nothing any more.
"""

import datetime
from collections.abc import Collection
from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from wijkwerk.access.asked_once import asked_once


def in_force_on(day: datetime.date) -> Q:
    """What began by a day and did not end before it; the last day still counts."""
    return Q(valid_from__lte=day) & (Q(valid_to=None) | Q(valid_to__gte=day))


class ScopeKind(models.TextChoices):
    AREA = "area", "gebied"
    BODY = "body", "gremium"
    ASSIGNMENT = "assignment", "opdracht"


class ScopeQuerySet(models.QuerySet["Scope"]):
    def on(self, day: datetime.date) -> Self:
        """Scopes in force on a day."""
        return self.filter(in_force_on(day))


class Scope(models.Model):
    """One thing that roles, documents and budgets hang on. Ended, never deleted: what hangs on it keeps its meaning."""

    permission_kind: ClassVar = "roleholding"

    kind = models.CharField("soort", max_length=12, choices=ScopeKind.choices)
    key = models.CharField("kenmerk", max_length=60)
    name = models.CharField("naam", max_length=200)
    parent = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="children", verbose_name="ligt in"
    )
    valid_from = models.DateField("vanaf")
    valid_to = models.DateField("tot en met", null=True, blank=True)

    objects = ScopeQuerySet.as_manager()

    history = HistoricalRecords(verbose_name="geschiedenis van een bereik")

    class Meta:
        verbose_name = "bereik"
        verbose_name_plural = "bereiken"
        ordering: ClassVar = ["kind", "key", "valid_from"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["kind", "key"], condition=Q(valid_to=None), name="scope_open_once"),
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")), name="scope_ends_after_start"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def is_valid_on(self, day: datetime.date) -> bool:
        return self.valid_from <= day and (self.valid_to is None or self.valid_to >= day)


def lies_within(scope: int | None, holders: Collection[int]) -> bool:
    """Whether a scope is one of `holders` or lies inside one, however deep. No scope lies in nobody's.

    Both are numbers of scopes.
    """
    seen: set[int] = set()
    at = scope
    while at is not None and at not in seen:
        if at in holders:
            return True
        seen.add(at)
        at = Scope.objects.filter(pk=at).values_list("parent_id", flat=True).first()
    return False


def with_all_inside(holders: Collection[int]) -> frozenset[int]:
    """These scopes and everything that lies inside them."""
    return asked_once(("inside", frozenset(holders)), lambda: _with_all_inside(holders))


def _with_all_inside(holders: Collection[int]) -> frozenset[int]:
    scopes, layer = set(holders), set(holders)
    while layer:
        layer = set(Scope.objects.filter(parent_id__in=layer).values_list("pk", flat=True)) - scopes
        scopes |= layer
    return frozenset(scopes)
