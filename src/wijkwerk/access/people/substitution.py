"""Vervanging: somebody who is away has a substitute from a day until and including a day, for one role in one scope.

The substitute may do and read what the role gives, and the log says in whose place. Two who stand in for one another
are one pair of eyes: what one of them made, the other does not agree to.
"""

import datetime
from collections.abc import Callable, Collection
from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from simple_history.models import HistoricalRecords

from wijkwerk.access.asked_once import forget_on_change
from wijkwerk.access.people.models import Person, RoleHolding, Visitor, own_scopes_by_role
from wijkwerk.access.people.roles import Held, Role, role_facts
from wijkwerk.access.permission.permissions import kind_of, roles_allow
from wijkwerk.access.permission.table import permission_table
from wijkwerk.access.privacy.personal import Personal


class SubstitutionQuerySet(models.QuerySet["Substitution"]):
    def on(self, day: datetime.date) -> Self:
        """In force on a day, and so is the role; the last day still counts."""
        holdings = RoleHolding.objects.in_force(day).filter(person__is_active=True)
        return self.filter(valid_from__lte=day, valid_to__gte=day, ended_at=None, holding__in=holdings)


class Substitution(models.Model):
    """One role of somebody, handed over for a while. It may be ended before its last day; it is never deleted."""

    personal: ClassVar = Personal(people=("substitute", "agreed_by"))

    holding = models.ForeignKey(
        RoleHolding, on_delete=models.PROTECT, related_name="substitutions", verbose_name="rolinvulling"
    )
    substitute = models.ForeignKey(
        Person, on_delete=models.PROTECT, related_name="substitutions", verbose_name="vervanger"
    )
    valid_from = models.DateField("vanaf")
    valid_to = models.DateField("tot en met")
    agreed_by = models.ForeignKey(
        Person, null=True, on_delete=models.PROTECT, related_name="+", verbose_name="vastgelegd door"
    )
    agreed_at = models.DateTimeField("vastgelegd op", default=timezone.now, editable=False)

    objects = SubstitutionQuerySet.as_manager()

    ended_at = models.DateTimeField("beëindigd op", null=True, blank=True)  # null: until its last day

    history = HistoricalRecords(verbose_name="geschiedenis van een vervanging")

    class Meta:
        verbose_name = "vervanging"
        verbose_name_plural = "vervangingen"
        ordering: ClassVar = ["valid_from", "id"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(valid_to__gte=F("valid_from")), name="substitution_ends_after_start"),
        ]

    def __str__(self) -> str:
        return f"vervanging van {self.role_words}"

    @property
    def has_begun(self) -> bool:
        return self.valid_from <= timezone.localdate()

    @property
    def last_day(self) -> datetime.date:
        """The last day that it counted, or will count."""
        return self.valid_to if self.ended_at is None else min(self.valid_to, timezone.localdate(self.ended_at))

    @property
    def held(self) -> Held:
        """What it gives, as the permission table asks for it."""
        scope = self.holding.scope_id
        return {Role.BEZOEKER: frozenset(), Role(self.holding.role): frozenset(() if scope is None else (scope,))}

    @property
    def role_words(self) -> str:
        """The role and its scope, without a name: "stadsdeelregisseur, Noord"."""
        where = f", {self.holding.scope.name}" if self.holding.scope else ""
        return f"{role_facts(Role(self.holding.role)).name}{where}"


def acting_as(person: Visitor, verb: str, obj: models.Model | str) -> Substitution | None:
    """The substitution that lets a person do this, where their own roles do not."""
    if not isinstance(person, Person) or (verb, kind_of(obj)) not in permission_table():
        return None
    substitutions = list(_of(person))
    if not substitutions or roles_allow(own_scopes_by_role(person), verb, obj):
        return None
    return next((each for each in substitutions if roles_allow(each.held, verb, obj)), None)


def pair_of_eyes(person: int, since: Callable[[], datetime.date]) -> Collection[int]:
    """The numbers of the people who are one pair of eyes with this one, for what was made since a day.

    since   asked only where the person ever stood in for somebody, or somebody for them
    """
    either = Substitution.objects.filter(Q(substitute=person) | Q(holding__person=person))
    rows = [each for each in either.select_related("holding") if each.has_begun]
    first = since() if rows else None
    together = [(each.substitute_id, each.holding.person_id) for each in rows if first and each.last_day >= first]
    return {number for pair in together for number in pair if number is not None}


def _of(person: Person) -> models.QuerySet[Substitution]:
    return Substitution.objects.on(timezone.localdate()).filter(substitute=person).select_related("holding__scope")


forget_on_change(Substitution)
