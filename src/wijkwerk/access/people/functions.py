"""Functions: who does what, without a right. A recruiter, somebody of the Kennispunt, a member of the CMT.

Records name a function where a role would say too much: roles are those of the permission table, each with rights. A
gemeente adds its own. What is held here gives nobody anything: `people.scopes_by_role` never reads it.
"""

import datetime
from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from simple_history.models import HistoricalRecords

from wijkwerk.access.people.models import Person, holding_constraints
from wijkwerk.access.people.scopes import Scope, in_force_on


class Function(models.Model):
    """A function as a gemeente calls it. No longer used, never deleted: what names it keeps its meaning."""

    code = models.SlugField("code", max_length=60, unique=True)
    name = models.CharField("naam", max_length=120)
    description = models.CharField("uitleg", max_length=300, blank=True)
    is_active = models.BooleanField("wordt gebruikt", default=True)

    history = HistoricalRecords(verbose_name="geschiedenis van een functie")

    class Meta:
        verbose_name = "functie"
        verbose_name_plural = "functies"
        ordering: ClassVar = ["name"]

    def __str__(self) -> str:
        return self.name


class FunctionHoldingQuerySet(models.QuerySet["FunctionHolding"]):
    def on(self, day: datetime.date) -> Self:
        return self.filter(in_force_on(day))

    def not_ended_by(self, day: datetime.date) -> Self:
        """In force after a day, or yet to begin."""
        return self.filter(Q(valid_to=None) | Q(valid_to__gt=day))


class FunctionHolding(models.Model):
    """A function from a day until and including a day, for a scope or for the whole gemeente; held, or vacant."""

    permission_kind: ClassVar = "function"

    person = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="function_holdings",
        verbose_name="persoon",
    )  # fmt: skip  # null: vacant
    function = models.ForeignKey(Function, on_delete=models.PROTECT, related_name="holdings", verbose_name="functie")
    scope = models.ForeignKey(
        Scope, null=True, blank=True, on_delete=models.PROTECT, related_name="function_holdings", verbose_name="voor"
    )
    valid_from = models.DateField("vanaf")
    valid_to = models.DateField("tot en met", null=True, blank=True)

    objects = FunctionHoldingQuerySet.as_manager()

    history = HistoricalRecords(verbose_name="geschiedenis van een functie-invulling")

    class Meta:
        verbose_name = "functie-invulling"
        verbose_name_plural = "functie-invullingen"
        ordering: ClassVar = ["function", "valid_from", "pk"]
        constraints: ClassVar = holding_constraints("function")

    def __str__(self) -> str:
        where = f" voor {self.scope}" if self.scope else ""
        return f"{self.person or 'vacature'}: {self.function}{where}"
