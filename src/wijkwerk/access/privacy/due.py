"""Which rows are due on a day: by the register's term, the owner's rule, and not yet dealt with."""

import datetime
from typing import Any

from django.db.models import CharField, QuerySet
from django.db.models.functions import Cast

from wijkwerk.definitions.processings import Afterwards

from .models import Tombstone
from .register import Claim
from .registry import retained


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
