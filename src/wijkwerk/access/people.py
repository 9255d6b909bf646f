"""People and the roles they hold from a day to a day."""

import datetime
from enum import StrEnum
from typing import ClassVar, Self

from django.contrib.auth.models import AbstractBaseUser, AnonymousUser, BaseUserManager
from django.db import models
from django.db.models import F, Q
from django.utils import timezone


class Role(StrEnum):
    """Roles of the permission table. Everybody is a bezoeker, signed in or not."""

    BEZOEKER = "bezoeker"
    ONDERZOEKER = "onderzoeker"
    BEHEERDER = "beheerder"


class PersonManager(BaseUserManager["Person"]):
    def get_by_natural_key(self, username: str | None) -> "Person":
        return self.get(account=username)


class Person(AbstractBaseUser):
    """Somebody who can sign in. The name may be that of a function; an e-mail address is not needed."""

    account = models.SlugField("account", max_length=60, unique=True)
    name = models.CharField("naam", max_length=120)
    email = models.EmailField("e-mailadres", blank=True)
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
        return self.filter(Q(valid_to=None) | Q(valid_to__gte=day), valid_from__lte=day)


class RoleHolding(models.Model):
    """A person holds a role from a day until and including a day. Ended, never deleted."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="role_holdings", verbose_name="persoon")
    role = models.CharField(
        "rol", max_length=40, choices=[(role.value, role.value) for role in Role if role != Role.BEZOEKER]
    )
    valid_from = models.DateField("vanaf")
    valid_to = models.DateField("tot en met", null=True, blank=True)

    objects = RoleHoldingQuerySet.as_manager()

    class Meta:
        verbose_name = "rolinvulling"
        verbose_name_plural = "rolinvullingen"
        ordering: ClassVar = ["person", "role", "valid_from"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["person", "role", "valid_from"], name="role_holding_once"),
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
                name="role_holding_ends_after_start",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.role}"


def roles_of(person: Visitor, day: datetime.date | None = None) -> frozenset[Role]:
    """The roles of a person on a day (today where left out); bezoeker is always one of them."""
    if not isinstance(person, Person) or not person.is_active:
        return frozenset({Role.BEZOEKER})
    held = RoleHolding.objects.on(day or timezone.localdate()).filter(person=person)
    return frozenset({Role.BEZOEKER, *(Role(role) for role in held.values_list("role", flat=True))})
