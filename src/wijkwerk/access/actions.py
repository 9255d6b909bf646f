"""Changes to people and their roles. Each writes the audit event it causes, in one transaction."""

import datetime

from django.db import transaction
from django.utils import timezone

from .audit import record
from .people import Person, Role, RoleHolding


class RoleError(Exception):
    """A role cannot be given or ended like this; the message says why, in Dutch."""


@transaction.atomic
def add_person(*, by: Person | None, account: str, name: str, reason: str = "") -> Person:
    """Make an account that nobody can sign in to with a password."""
    person = Person(account=account, name=name)
    person.set_unusable_password()
    person.full_clean()
    person.save()
    record(person=by, verb="add", kind="person", key=str(person.pk), reason=reason)
    return person


@transaction.atomic
def close_account(person: Person, *, by: Person | None, reason: str) -> None:
    """Keep the person, for what they did stays in the log; let nobody sign in as them again."""
    person.is_active = False
    person.save(update_fields=["is_active"])
    record(person=by, verb="close", kind="person", key=str(person.pk), reason=reason)


@transaction.atomic
def give_role(
    person: Person, role: Role, *, by: Person | None, since: datetime.date | None = None, reason: str = ""
) -> RoleHolding:
    """Give a role from a day (today where left out). Raises RoleError where it is already held then."""
    first_day = since or timezone.localdate()
    if role == Role.BEZOEKER:
        raise RoleError("Iedereen is al bezoeker; deze rol wordt niet gegeven.")
    if RoleHolding.objects.on(first_day).filter(person=person, role=role).exists():
        raise RoleError(f"{person} heeft de rol {role} al op {first_day:%d-%m-%Y}.")
    holding = RoleHolding.objects.create(person=person, role=role, valid_from=first_day)
    record(person=by, verb="give", kind="roleholding", key=str(holding.pk), reason=reason)
    return holding


@transaction.atomic
def end_role(holding: RoleHolding, *, by: Person | None, last_day: datetime.date, reason: str) -> None:
    """End a role after a day. Raises RoleError where it ended before, or never began by then."""
    if holding.valid_to is not None and holding.valid_to <= last_day:
        raise RoleError(f"Deze rol is al geëindigd op {holding.valid_to:%d-%m-%Y}.")
    if last_day < holding.valid_from:
        raise RoleError(f"De laatste dag ligt vóór de eerste ({holding.valid_from:%d-%m-%Y}).")
    holding.valid_to = last_day
    holding.save(update_fields=["valid_to"])
    record(person=by, verb="end", kind="roleholding", key=str(holding.pk), reason=reason)
