"""Which events of the log are about one person, whoever did them: those of the keys that stand for the person."""

from collections.abc import Callable, Iterable
from typing import Any

from django.db.models import Q

from wijkwerk.access.jobs.queue import Job
from wijkwerk.access.log.audit import AuditEvent
from wijkwerk.access.people.functions import FunctionHolding
from wijkwerk.access.people.models import Person, RoleHolding
from wijkwerk.access.people.substitution import Substitution

from .models import CorrectionRequest

Keys = Callable[[Person], Iterable[Any]]


def _own(person: Person) -> Iterable[Any]:
    return [person.pk]


def _roles(person: Person) -> Iterable[Any]:
    return RoleHolding.objects.ever_held_by(person).values_list("pk", flat=True)


def _functions(person: Person) -> Iterable[Any]:
    return FunctionHolding.objects.filter(person=person).values_list("pk", flat=True)


def _requests(person: Person) -> Iterable[Any]:
    """Also those that are gone: asking was an event of the person."""
    keys = AuditEvent.objects.filter(person=person, kind="correctionrequest", verb="ask").values_list("key", flat=True)
    return [*keys, *CorrectionRequest.objects.filter(person=person).values_list("pk", flat=True)]


def _jobs(person: Person) -> Iterable[Any]:
    return Job.objects.filter(person=person).values_list("pk", flat=True)


def _substitutions(person: Person) -> Iterable[Any]:
    """Of the person's own roles, and where they stand in for somebody."""
    roles = RoleHolding.objects.ever_held_by(person)
    return Substitution.objects.filter(Q(substitute=person) | Q(holding__in=roles)).values_list("pk", flat=True)


# By the kind of the event: the keys under which it is about the person. A test asks it of every kind that is recorded.
ABOUT: dict[str, Keys] = {
    "account": _own,
    "correctionrequest": _requests,
    "functionholding": _functions,
    "inbox": _own,
    "job": _jobs,
    "person": _own,
    "persondata": _own,
    "roleholding": _roles,
    "substitution": _substitutions,
}


def about(person: Person) -> Q:
    """What others did that is about this person."""
    query = Q(pk__in=[])
    for kind, keys in ABOUT.items():
        query |= Q(kind=kind, key__in=[str(key) for key in keys(person)])
    return query
