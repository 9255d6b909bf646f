"""Periods as calendars and laws count them: two years after 29 February is a day of the calendar, not 730 days."""

import datetime
import re
from calendar import monthrange
from dataclasses import dataclass

_UNITS = {
    "jaar": ("months", 12),
    "jaren": ("months", 12),
    "maand": ("months", 1),
    "maanden": ("months", 1),
    "week": ("days", 7),
    "weken": ("days", 7),
    "dag": ("days", 1),
    "dagen": ("days", 1),
}
_SPELLING = re.compile(r"([1-9]\d{0,2}) (jaar|jaren|maand|maanden|week|weken|dag|dagen)")


@dataclass(frozen=True, slots=True)
class CalendarPeriod:
    """As it is spelled ("13 maanden"), and what that adds to a day."""

    text: str
    months: int = 0
    days: int = 0

    def after(self, day: datetime.date) -> datetime.date:
        """The same day of a later month, or the last one of that month where it has no such day.

        31 January + 1 maand = 28 February; 29 February 2024 + 1 jaar = 28 February 2025. Raises OverflowError beyond
        the year 9999.
        """
        number = day.year * 12 + day.month - 1 + self.months
        year, month = number // 12, number % 12 + 1
        if year > datetime.MAXYEAR:
            raise OverflowError(f"{day} + {self.text} lies beyond the calendar")
        same = datetime.date(year, month, min(day.day, monthrange(year, month)[1]))
        return same + datetime.timedelta(days=self.days)

    def last_start(self, today: datetime.date) -> datetime.date:
        """The last day from which this period has passed today: every earlier one has passed as well."""
        start = self._about(today)
        while self.after(start) > today:
            start -= datetime.timedelta(days=1)
        while self.after(start + datetime.timedelta(days=1)) <= today:
            start += datetime.timedelta(days=1)
        return start

    def _about(self, today: datetime.date) -> datetime.date:
        number = today.year * 12 + today.month - 1 - self.months
        first = datetime.date(max(number // 12, datetime.MINYEAR), number % 12 + 1, 1)
        return first + datetime.timedelta(days=today.day - 1 - self.days)


def read_period(text: str) -> CalendarPeriod:
    """ "2 jaar", "13 maanden", "6 weken", "1 dag". Raises ValueError for any other spelling."""
    spelled = _SPELLING.fullmatch(text)
    if spelled is None:
        raise ValueError(f"no period: {text!r}")
    unit, times = _UNITS[spelled.group(2)]
    count = int(spelled.group(1)) * times
    return CalendarPeriod(text, months=count) if unit == "months" else CalendarPeriod(text, days=count)


def end_of_year(day: datetime.date) -> datetime.date:
    return datetime.date(day.year, 12, 31)
