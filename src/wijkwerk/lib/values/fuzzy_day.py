"""When something is: on a day, or somewhere in a month, a quarter or a year, as far as anybody knows."""

import calendar
import datetime
import re
from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar

from .unreadable import UnreadableValueError
from .written_numbers import BLANKS, LONGEST, tidy

MONTHS = (
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
)
_PARTS = ("begin", "medio", "eind")
_MONTH_NUMBERS = {
    **{name: number for number, name in enumerate(MONTHS, start=1)},
    **{name[:3]: number for number, name in enumerate(MONTHS, start=1)},
    "mrt": 3,
    "sept": 9,
}
_YEAR = r"(?P<year>(?:19|20|21)\d\d)"
_PART = r"(?P<part>begin|medio|eind)"
_MONTH = rf"(?P<month>{'|'.join(sorted(_MONTH_NUMBERS, key=len, reverse=True))})\.?"


class Span(StrEnum):
    """How long the time is that something may fall in."""

    DAY = "day"
    THIRD_OF_MONTH = "third of month"  # begin: 1-10, medio: 11-20, eind: 21 and after
    MONTH = "month"
    QUARTER = "quarter"
    THIRD_OF_YEAR = "third of year"  # begin: January-April, medio: May-August, eind: September-December
    YEAR = "year"


_FORMS = (
    (Span.DAY, re.compile(r"(?P<day>\d{1,2})[-/](?P<number>\d{1,2})[-/](?P<year>(?:19|20|21)\d\d)", re.ASCII)),
    (Span.DAY, re.compile(r"(?P<year>(?:19|20|21)\d\d)-(?P<number>\d\d)-(?P<day>\d\d)", re.ASCII)),
    (Span.DAY, re.compile(rf"(?P<day>\d{{1,2}}) {_MONTH} {_YEAR}", re.ASCII)),
    (Span.THIRD_OF_MONTH, re.compile(rf"{_PART} {_MONTH} {_YEAR}", re.ASCII)),
    (Span.MONTH, re.compile(rf"{_MONTH} {_YEAR}", re.ASCII)),
    (Span.QUARTER, re.compile(rf"(?:q|k|kwartaal )(?P<quarter>[1-4]) {_YEAR}", re.ASCII)),
    (Span.QUARTER, re.compile(rf"(?P<quarter>[1-4])e kwartaal(?: van)? {_YEAR}", re.ASCII)),
    (Span.THIRD_OF_YEAR, re.compile(rf"{_PART} {_YEAR}", re.ASCII)),
    (Span.YEAR, re.compile(_YEAR, re.ASCII)),
)


@dataclass(frozen=True, slots=True)
class FuzzyDay:
    """The first day that it can be, and how long that time is; `doubtful` where it was written with a question mark.

    Accepted: "12-03-2026", "2026-03-12", "12 maart 2026"; "begin maart 2026", "medio mrt 2026", "eind jan. 2025";
    "maart 2026"; "Q3 2024", "K3 2024", "3e kwartaal 2024", "kwartaal 3 2024"; "begin 2025", "medio 2025", "eind 2025";
    "2025"; years from 1900 to 2199; capitals do not matter. One question mark, at the end or behind a word: "Q3? 2024",
    "maart 2026?". Blank and a mere dash are None. Not accepted: seasons, "na de zomer", two digits for a year.

    Ordered by the last day that it can be, as a list of what must be done is; then by the first.
    """

    EXPECTED: ClassVar = "een tijd, als 12-03-2026, maart 2026, eind januari 2025, Q3 2024 of 2025, eventueel met een ?"

    span: Span
    first: datetime.date
    doubtful: bool = False

    def __post_init__(self) -> None:
        assert self.span is Span.DAY or self.first.day in (1, 11, 21), f"{self.first} begins no {self.span}"

    @classmethod
    def parse(cls, text: str) -> "FuzzyDay | None":
        plain = tidy(text).lower()
        if plain in BLANKS:
            return None
        certain = re.sub(r" ?\?(?= |$)", "", plain, count=1) if len(plain) <= LONGEST else ""
        for span, form in _FORMS:
            if match := form.fullmatch(certain):
                return cls(span, _first(span, match), certain != plain)
        raise UnreadableValueError(cls.EXPECTED)

    @classmethod
    def on(cls, day: datetime.date) -> "FuzzyDay":
        """One day, known to the day."""
        return cls(Span.DAY, day)

    @property
    def last(self) -> datetime.date:
        """The last day that it can be."""
        match self.span:
            case Span.DAY:
                return self.first
            case Span.THIRD_OF_MONTH:
                return self.first.replace(day=self.first.day + 9) if self.first.day < 21 else _month_end(self.first, 0)
        return _month_end(self.first, {Span.MONTH: 0, Span.QUARTER: 2, Span.THIRD_OF_YEAR: 3, Span.YEAR: 11}[self.span])

    def is_late(self, today: datetime.date) -> bool:
        """Whether it should have been by now. What is in doubt is never late: it is to be asked about."""
        return today > self.last and not self.doubtful

    def is_to_be_asked(self, today: datetime.date) -> bool:
        """*Klopt dit nog?*: it was in doubt when it was written, and its time has passed."""
        return today > self.last and self.doubtful

    def __lt__(self, other: "FuzzyDay") -> bool:
        return (self.last, self.first, self.doubtful) < (other.last, other.first, other.doubtful)

    def __str__(self) -> str:
        doubt = "?" if self.doubtful else ""
        year, month = self.first.year, MONTHS[self.first.month - 1]
        match self.span:
            case Span.DAY:
                return f"{self.first.day:02}-{self.first.month:02}-{year}{doubt}"
            case Span.THIRD_OF_MONTH:
                return f"{_PARTS[self.first.day // 10]} {month} {year}{doubt}"
            case Span.MONTH:
                return f"{month} {year}{doubt}"
            case Span.QUARTER:
                return f"Q{self.first.month // 3 + 1}{doubt} {year}"
            case Span.THIRD_OF_YEAR:
                return f"{_PARTS[self.first.month // 4]} {year}{doubt}"
        return f"{year}{doubt}"


def _first(span: Span, match: re.Match[str]) -> datetime.date:
    parts = match.groupdict()
    year, third = int(parts["year"]), _PARTS.index(parts["part"]) if parts.get("part") else 0
    match span:
        case Span.DAY:
            month = int(parts["number"]) if parts.get("number") else _MONTH_NUMBERS[parts["month"]]
            return _day(year, month, int(parts["day"]))
        case Span.THIRD_OF_MONTH | Span.MONTH:
            return datetime.date(year, _MONTH_NUMBERS[parts["month"]], 1 + 10 * third)
        case Span.QUARTER:
            return datetime.date(year, 3 * int(parts["quarter"]) - 2, 1)
    return datetime.date(year, 1 + 4 * third, 1)


def _day(year: int, month: int, day: int) -> datetime.date:
    try:
        return datetime.date(year, month, day)
    except ValueError as error:
        raise UnreadableValueError("een dag die bestaat, als 12-03-2026") from error


def _month_end(first: datetime.date, months_later: int) -> datetime.date:
    month = first.month + months_later
    return first.replace(month=month, day=calendar.monthrange(first.year, month)[1])
