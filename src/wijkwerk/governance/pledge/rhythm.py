"""How often people are told how a pledge gets on, and when that is next due.

It counts from the last time that they were told: whoever hears something each quarter never waits longer than one.
Plain arithmetic on months, and no `dateutil`: `rrule` makes series from a fixed day, in which "each month from
31 January" has no February, and of `relativedelta` this would be one line.
"""

import calendar
import datetime

from django.db import models


class Rhythm(models.TextChoices):
    NONE = "", "geen vast ritme"
    MONTHLY = "maand", "elke maand"
    QUARTERLY = "kwartaal", "elk kwartaal"
    HALF_YEARLY = "halfjaar", "elk half jaar"
    YEARLY = "jaar", "elk jaar"


_MONTHS = {Rhythm.MONTHLY: 1, Rhythm.QUARTERLY: 3, Rhythm.HALF_YEARLY: 6, Rhythm.YEARLY: 12}


def next_report(rhythm: Rhythm, last: datetime.date) -> datetime.date | None:
    """The last day that the next report may come: one time after the last one. None without a rhythm."""
    months = _MONTHS.get(rhythm)
    return None if months is None else _months_later(last, months)


def _months_later(day: datetime.date, months: int) -> datetime.date:
    """The same day of a later month, or its last where that month is shorter."""
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return datetime.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
