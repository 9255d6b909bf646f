"""What others wait for in a record: the move that is to be made, by when, and what happens if nobody makes it."""

import datetime
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.utils import timezone

from wijkwerk.access.people.models import Person
from wijkwerk.lib.values import FuzzyDay


@dataclass(frozen=True, slots=True)
class Wait:
    """A move that others wait for, as a flow names it for one of its states.

    verb      of the move
    asks      what somebody has to do, before the name of the record: "Lees als tweede mee"
    because   why it comes to this person
    ignored   what happens where nobody does anything
    due       until when; None where the record says no time
    of        narrows it to the rows that wait for this person, where more may make the move: the owner's own
    """

    verb: str
    asks: str
    because: str
    ignored: str
    due: Callable[[Any], FuzzyDay | None]
    of: Callable[[Person], Q] | None = None


def within(days: int, *, of: str) -> Callable[[Any], FuzzyDay | None]:
    """Until so many days after the moment in this field of the row."""

    def due(row: Any) -> FuzzyDay | None:
        moment: datetime.datetime | None = getattr(row, of)
        return None if moment is None else FuzzyDay.on(timezone.localdate(moment) + datetime.timedelta(days))

    return due


def never(row: Any) -> None:
    """No time was said."""
