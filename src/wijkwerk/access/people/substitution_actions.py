"""Agree on a vervanging, and end it. Each writes the audit event it causes, in one transaction."""

import datetime

from django.db import transaction
from django.utils import timezone

from wijkwerk.access.log.audit import record
from wijkwerk.access.people.account_actions import RoleError, require_open
from wijkwerk.access.people.models import Person, RoleHolding, own_scopes_by_role
from wijkwerk.access.people.roles import Role, role_facts
from wijkwerk.access.people.substitution import Substitution
from wijkwerk.access.permission.permissions import may
from wijkwerk.access.permission.refusals import require

# Longer than a leave: then somebody else holds the role.
LONGEST = datetime.timedelta(days=366)


@transaction.atomic
def agree_substitution(
    holding: RoleHolding, substitute: Person, *, first_day: datetime.date, last_day: datetime.date, by: Person
) -> Substitution:
    """Let somebody do what a role gives from a day until and including a day.

    Raises RefusedError for the role of somebody else, and RoleError where it cannot be agreed like this.
    """
    planned = Substitution(
        holding=holding, substitute=substitute, valid_from=first_day, valid_to=last_day, agreed_by=by
    )
    require(by, "add", planned)
    require_open(substitute)
    _refuse_days(holding, first_day, last_day)
    _refuse_people(holding, substitute, by)
    if Substitution.objects.filter(holding=holding, valid_from__lte=last_day, valid_to__gte=first_day).exists():
        raise RoleError("Voor deze rol is in die tijd al een vervanger afgesproken. Beëindig die vervanging eerst.")
    planned.save()
    reason = f"{planned.role_words}, van {first_day:%d-%m-%Y} tot en met {last_day:%d-%m-%Y}"
    record(person=by, verb="add", kind="substitution", key=str(planned.pk), reason=reason)
    return planned


@transaction.atomic
def end_substitution(substitution: Substitution, *, by: Person) -> None:
    """End it now, whether it has begun or not: from now on it gives nothing.

    Raises RefusedError for the role of somebody else, and RoleError where it is over already.
    """
    require(by, "end", substitution)
    kept = Substitution.objects.select_for_update().get(pk=substitution.pk)
    today = timezone.localdate()
    if kept.ended_at is not None or kept.valid_to < today:
        raise RoleError("Deze vervanging is al voorbij.")
    kept.ended_at = timezone.now()
    kept.save(update_fields=["ended_at"])
    record(person=by, verb="end", kind="substitution", key=str(kept.pk), reason=kept.role_words)


def _refuse_days(holding: RoleHolding, first_day: datetime.date, last_day: datetime.date) -> None:
    if first_day < timezone.localdate():
        raise RoleError("Een vervanging begint vandaag of later. Kies een latere eerste dag.")
    if last_day < first_day:
        raise RoleError("De laatste dag ligt vóór de eerste. Kies een latere laatste dag.")
    if last_day - first_day > LONGEST:
        raise RoleError("Een vervanging duurt ten hoogste een jaar. Duurt het langer, geef de rol dan aan een ander.")
    if holding.valid_to is not None and holding.valid_to < first_day:
        raise RoleError(f"De rol eindigt zelf al op {holding.valid_to:%d-%m-%Y}.")


def _refuse_people(holding: RoleHolding, substitute: Person, by: Person) -> None:
    if holding.person is None:
        raise RoleError("Deze rol is vacant. Iemand kan haar vervullen; een vervanger is daar niet voor.")
    if holding.person == substitute:
        raise RoleError("Niemand vervangt zichzelf. Kies een collega.")
    if set(own_scopes_by_role(substitute)) == {Role.BEZOEKER}:
        raise RoleError(f"{substitute} heeft zelf geen rol. Kies een collega die al met wijkwerk werkt.")
    facts = role_facts(Role(holding.role))
    if facts.needs_mfa and not may(by, "manage", "roleholding"):
        raise RoleError(
            f"De rol {facts.name} mag wat veel gewicht heeft. Vraag een functioneel beheerder om deze vervanging vast "
            "te leggen."
        )
