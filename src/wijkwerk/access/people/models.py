"""People, the organisations they belong to and the bodies they meet in."""

import datetime
from typing import ClassVar, Self

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser, BaseUserManager
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from simple_history.models import HistoricalRecords

from wijkwerk.access.asked_once import asked_once, forget_on_change
from wijkwerk.access.people.roles import Held, Role, role_facts
from wijkwerk.access.people.scopes import Scope, in_force_on


class Organisation(models.Model):
    """Where people work or take part: the gemeente, a corporatie, the police, an organisation of residents."""

    code = models.SlugField("code", max_length=60, unique=True)
    name = models.CharField("naam", max_length=120)
    is_active = models.BooleanField("doet mee", default=True)

    history = HistoricalRecords(verbose_name="geschiedenis van een organisatie")

    class Meta:
        verbose_name = "organisatie"
        verbose_name_plural = "organisaties"
        ordering: ClassVar = ["name"]

    def __str__(self) -> str:
        return self.name


class BodyKind(models.TextChoices):
    """What kind of gremium. UNKNOWN stands where nobody said it yet, and is never offered."""

    COLLEGE = "college", "college"
    COUNCIL = "council", "raad"
    BOARD = "board", "directie of managementteam"
    DEPARTMENT = "department", "afdeling"
    TEAM = "team", "team"
    STEERING_GROUP = "steering_group", "stuurgroep"
    CORE_GROUP = "core_group", "kerngroep"
    CONSULTATION = "consultation", "overleg"
    OTHER = "other", "iets anders"
    UNKNOWN = "unknown", "soort nog niet gekozen"


class BodyQuerySet(models.QuerySet["Body"]):
    def directly_in(self, body: "Body") -> Self:
        """The bodies that fall under this one, without what falls under those."""
        return self.filter(scope__parent=body.scope_id)

    def not_ended_by(self, day: datetime.date) -> Self:
        """What is still there after a day."""
        return self.filter(Q(scope__valid_to=None) | Q(scope__valid_to__gt=day))


class Body(models.Model):
    """A gremium: college, afdeling, team, stuurgroep. It has a scope, on which its roles and papers hang.

    A body falls under another, or is about an area: what its scope lies in. Who holds a role for that holds it for this
    body too. It stands once, in the scope, so that the two cannot differ.
    """

    code = models.SlugField("code", max_length=60, unique=True)
    name = models.CharField("naam", max_length=120)
    kind = models.CharField("soort", max_length=20, choices=BodyKind.choices, default=BodyKind.UNKNOWN)
    scope = models.OneToOneField(Scope, on_delete=models.PROTECT, related_name="+", verbose_name="bereik")

    objects = BodyQuerySet.as_manager()

    history = HistoricalRecords(verbose_name="geschiedenis van een gremium")

    class Meta:
        verbose_name = "gremium"
        verbose_name_plural = "gremia"
        ordering: ClassVar = ["name"]

    def __str__(self) -> str:
        return self.name

    @property
    def parent(self) -> "Body | None":
        """The body that this one falls under; None where it falls under none."""
        return Body.objects.filter(scope=self.scope.parent_id).first() if self.scope.parent_id else None


class PersonManager(BaseUserManager["Person"]):
    def get_by_natural_key(self, username: str | None) -> "Person":
        return self.get(account=username)


class Person(AbstractBaseUser):
    """Somebody who can sign in. The name may be that of a function; an e-mail address is not needed."""

    account = models.SlugField("account", max_length=60, unique=True)
    name = models.CharField("naam", max_length=120)
    email = models.EmailField("e-mailadres", blank=True)
    organisation = models.ForeignKey(
        Organisation, null=True, blank=True, on_delete=models.PROTECT, related_name="people", verbose_name="organisatie"
    )
    is_active = models.BooleanField("mag aanmelden", default=True)
    created_at = models.DateTimeField("gemaakt op", default=timezone.now, editable=False)

    objects = PersonManager()

    USERNAME_FIELD = "account"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    class Meta:
        verbose_name = "persoon"
        verbose_name_plural = "personen"
        ordering: ClassVar = ["name", "account"]

    def __str__(self) -> str:
        return self.name

    def get_full_name(self) -> str:
        return self.name

    def get_short_name(self) -> str:
        return self.name


Visitor = Person | AnonymousUser


class RoleHoldingQuerySet(models.QuerySet["RoleHolding"]):
    def on(self, day: datetime.date) -> Self:
        """Holdings in force on a day; the last day of a holding still counts."""
        return self.filter(in_force_on(day))

    def ever_held_by(self, person: Person) -> Self:
        """Also what ended at once on its first day: the row is vacant since, and its history says who held it."""
        past = RoleHolding.history.filter(person_id=person.pk).values("id")
        return self.filter(Q(person=person) | Q(pk__in=past))

    def open_vacancies(self, day: datetime.date) -> Self:
        """Roles that somebody can fill. What ends at once on its first day is vacant until midnight, and not open."""
        return self.on(day).filter(person=None).exclude(valid_to=day)

    def in_force(self, day: datetime.date) -> Self:
        """As `on`, and what the role is held for is still there too."""
        scope_holds = Q(scope__valid_to=None) | Q(scope__valid_to__gte=day)
        return self.on(day).filter(Q(scope=None) | scope_holds & Q(scope__valid_from__lte=day))


def holding_constraints(what: str) -> list[models.BaseConstraint]:
    """Of who holds a role or a function: once from a day on for an area, and never until before that day."""
    return [
        models.UniqueConstraint(
            fields=["person", what, "valid_from"], condition=Q(scope=None), name=f"{what}_holding_once"
        ),
        models.UniqueConstraint(fields=["person", what, "scope", "valid_from"], name=f"{what}_holding_once_per_scope"),
        models.CheckConstraint(
            condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")), name=f"{what}_holding_ends_after_start"
        ),
    ]


class RoleHolding(models.Model):
    """A role from a day until and including a day, for a scope or for none; held by a person, or vacant.

    Ended, never deleted.
    """

    person = models.ForeignKey(
        Person, null=True, blank=True, on_delete=models.PROTECT, related_name="role_holdings", verbose_name="persoon"
    )  # null: vacant; a vacant role gives nobody anything
    role = models.CharField(
        "rol", max_length=40, choices=[(role.value, role.value) for role in Role if role != Role.BEZOEKER]
    )
    scope = models.ForeignKey(
        Scope, null=True, blank=True, on_delete=models.PROTECT, related_name="role_holdings", verbose_name="voor"
    )
    valid_from = models.DateField("vanaf")
    valid_to = models.DateField("tot en met", null=True, blank=True)

    objects = RoleHoldingQuerySet.as_manager()

    history = HistoricalRecords(verbose_name="geschiedenis van een rolinvulling")

    class Meta:
        verbose_name = "rolinvulling"
        verbose_name_plural = "rolinvullingen"
        ordering: ClassVar = ["person", "role", "valid_from"]
        constraints: ClassVar = holding_constraints("role")

    def __str__(self) -> str:
        where = f" voor {self.scope}" if self.scope else ""
        return f"{self.person or 'vacature'}: {role_facts(Role(self.role)).name}{where}"


def roles_of(person: Visitor, day: datetime.date | None = None) -> frozenset[Role]:
    """The roles of a person on a day (today where left out); bezoeker is always one of them."""
    return frozenset(scopes_by_role(person, day))


def scopes_by_role(person: Visitor, day: datetime.date | None = None) -> Held:
    """The roles of a person on a day, each with the numbers of the scopes that it is held for (often none).

    Those of somebody whom the person stands in for are among them.
    """
    if not isinstance(person, Person) or not person.is_active:
        return {Role.BEZOEKER: frozenset()}
    on = day or timezone.localdate()
    whose = Q(person=person) | _substituted_by(person, on)
    return asked_once(("roles", person.pk, on), lambda: _held(whose, on))


def own_scopes_by_role(person: Person) -> Held:
    """As `scopes_by_role`, of today and without those of somebody else."""
    return _held(Q(person=person), timezone.localdate())


def _substituted_by(person: Person, day: datetime.date) -> Q:
    in_force = Q(substitutions__valid_from__lte=day, substitutions__valid_to__gte=day, substitutions__ended_at=None)
    return in_force & Q(substitutions__substitute=person, person__is_active=True)


def _held(whose: Q, day: datetime.date) -> Held:
    by_role: dict[Role, set[int]] = {Role.BEZOEKER: set()}
    holdings = RoleHolding.objects.in_force(day).filter(whose)
    for role, scope in holdings.values_list("role", "scope_id"):
        by_role.setdefault(Role(role), set()).update(() if scope is None else (scope,))
    return {role: frozenset(scopes) for role, scopes in by_role.items()}


for _model in (RoleHolding, Scope):
    forget_on_change(_model)
