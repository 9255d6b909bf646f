"""Which rows are due on a day: by the register's term, the owner's rule, and not yet dealt with."""

import datetime
from collections.abc import Iterable
from typing import Any

from django.db.models import CASCADE, CharField, Model, QuerySet
from django.db.models.functions import Cast

from wijkwerk.access.privacy.personal_rows import model_of, retained
from wijkwerk.access.privacy.processings import Claim
from wijkwerk.definitions.processings import Afterwards

from .models import Tombstone


def due_rows(claim: Claim, day: datetime.date) -> QuerySet[Any]:
    """The rows of a claim whose period has passed on a day. One that was made anonymous before is not due again."""
    holding = claim.holding
    known, term = retained(holding.kind), holding.term
    assert known is not None, f"{holding.kind} was not checked against the register"
    assert term is not None, f"{holding.kind} has no term"
    due: QuerySet[Any] = known.due(term.starts, term.last_start(day))
    if holding.afterwards is Afterwards.ERASE:
        return due
    gone = Tombstone.objects.filter(kind=holding.kind).values("key")
    keyed: QuerySet[Any] = due.alias(own_key=Cast("pk", CharField(max_length=200)))
    return keyed.exclude(own_key__in=gone)


def dependents_first(claims: Iterable[Claim]) -> list[Claim]:
    """In the order in which their rows are to be taken: one that goes with another row is taken before that one.

    Else it would be gone when its turn comes, without a tombstone. What is made anonymous comes last: its sessions go
    too, and those have no column that says so.
    """
    return sorted(
        claims,
        key=lambda claim: (
            claim.holding.afterwards is Afterwards.ANONYMISE,
            -_dependence(model_of(claim.holding.kind)),
        ),
    )


def _dependence(model: type[Model] | None, seen: frozenset[type[Model]] = frozenset()) -> int:
    """How many rows, one upon the other, a row of this kind can go with."""
    if model is None or model in seen:
        return 0
    owners = [
        field.related_model
        for field in model._meta.concrete_fields
        if field.remote_field is not None and field.remote_field.on_delete is CASCADE
    ]
    return max((1 + _dependence(owner, seen | {model}) for owner in owners if not isinstance(owner, str)), default=0)
