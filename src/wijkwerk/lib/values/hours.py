"""Hours of work, as sure as they were written."""

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar

from .unreadable import UnreadableValueError
from .written_numbers import BLANKS, LONGEST, NUMBER, decimal_of, tidy, written

_FORM = re.compile(
    rf"(?P<about>(?:±|\+/-|ca\.?|circa|ongeveer) ?)?(?P<low>{NUMBER})(?: ?(?:-|–|à|tot) ?(?P<high>{NUMBER}))?"
    r"(?: ?(?:uur|uren|u))?",
    re.IGNORECASE | re.ASCII,
)
_DAYS = re.compile(r"\b(?:dag|dagen|dagdeel|dagdelen|fte|week|weken)\b", re.IGNORECASE)
_MOST = 1_000_000


@dataclass(frozen=True, slots=True, order=True)
class Hours:
    """A number of hours, or from how many to how many; `about` where it was written with ± or circa.

    Accepted: "4", "4 uur", "4,5 u", "1.250 uren", "± 4 uur", "circa 4 uur", "+/- 4", "4-6 uur", "4 à 6 uur",
    "4 tot 6". Blank and a mere dash are None. Not accepted: days, dagdelen, weeks and fte, because how many hours
    those have differs per employer; "6-4"; "4.5", which may be forgotten zeros.

    Ordered by the least, then by the most.
    """

    EXPECTED: ClassVar = "een aantal uren, als 4, ± 4 uur of 4-6 uur"

    low: Decimal
    high: Decimal
    about: bool = False

    @classmethod
    def parse(cls, text: str) -> "Hours | None":
        text = tidy(text)
        if text in BLANKS:
            return None
        if _DAYS.search(text[:LONGEST]):
            raise UnreadableValueError("een aantal uren: hoeveel uren een dag, een week of een fte heeft, verschilt")
        match = _FORM.fullmatch(text) if len(text) <= LONGEST else None
        low = decimal_of(match["low"]) if match else None
        if match is None or low is None:
            raise UnreadableValueError(cls.EXPECTED)
        high = decimal_of(match["high"]) if match["high"] else low
        if high is None or not low <= high < _MOST:
            raise UnreadableValueError(cls.EXPECTED)
        return cls(low, high, bool(match["about"]))

    @property
    def is_exact(self) -> bool:
        return self.low == self.high and not self.about

    def as_number(self) -> float | None:
        """For a cell that can be added up; None for what is not exact."""
        return float(self.low) if self.is_exact else None

    def __str__(self) -> str:
        about = "± " if self.about else ""
        low, high = written(self.low), written(self.high)
        return f"{about}{low} uur" if low == high else f"{about}{low}-{high} uur"
