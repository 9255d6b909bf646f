"""An amount of money in euro, as exact as it was written."""

import re
from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar

from .unreadable import UnreadableValueError
from .written_numbers import BLANKS, LONGEST, NUMBER, decimal_of, tidy, written

_FORM = re.compile(
    rf"(?P<minus>[-−]? ?)(?P<euro>(?:€|eur(?:o)?) ?)?(?P<inner>[-−]?)(?P<number>{NUMBER})(?:,(?:-|–|—|--))?"
    r"(?: ?(?P<unit>k|duizend|mln\.?|miljoen|m))?(?: ?(?:€|eur(?:o)?))?",
    re.IGNORECASE | re.ASCII,
)
_UNITS = {"k": 1_000, "duizend": 1_000, "mln": 1_000_000, "miljoen": 1_000_000}
_MOST = Decimal(10) ** 12  # beyond what a municipality can spend; and a column of the database ends


@dataclass(frozen=True, slots=True)
class Amount:
    """Euros, and the text where it was rounded: "118k" is not € 118.000, and is shown as it was written.

    Accepted: "€ 1.250", "1250", "1.250,50", "€ 30,-", "-€ 30", "€ -30", "1250 euro"; rounded "118k", "12,5 k",
    "118 duizend", "1,2 mln", "€ 1,2 miljoen". Blank and a mere dash are None: nobody said that it is nothing.
    Not accepted: "1.25" and "1,250", which two readers read differently; "m", a thousand or a million; parts of a cent.

    Two amounts are equal when the euros and the rounding are; they are ordered by their euros.
    """

    EXPECTED: ClassVar = "een bedrag, als € 1.250, 1.250,50, 118k of 1,2 mln"

    euros: Decimal
    rounded_as: str | None = None  # "118k", as written

    @classmethod
    def parse(cls, text: str) -> "Amount | None":
        text = tidy(text)
        if text in BLANKS:
            return None
        match = _FORM.fullmatch(text) if len(text) <= LONGEST else None
        number = decimal_of(match["number"]) if match else None
        if match is None or number is None or (match["minus"].strip() and match["inner"]):
            raise UnreadableValueError(cls.EXPECTED)
        unit = (match["unit"] or "").lower().rstrip(".")
        if unit == "m":
            raise UnreadableValueError("een bedrag in k of mln: m is voor de een duizend en voor de ander een miljoen")
        euros = number * _UNITS.get(unit, 1)
        if euros >= _MOST or euros != euros.quantize(Decimal("0.01")) or (not unit and _has_thousandths(number)):
            raise UnreadableValueError(cls.EXPECTED)
        is_below_zero = bool(match["minus"].strip() or match["inner"])
        return cls(-euros if is_below_zero else euros, text if unit else None)

    @property
    def is_rounded(self) -> bool:
        return self.rounded_as is not None

    def as_number(self) -> float | None:
        """For a cell that can be added up; None for a rounded amount, which would look exact there."""
        return None if self.is_rounded else float(self.euros)

    def __lt__(self, other: "Amount") -> bool:
        return self.euros < other.euros

    def __str__(self) -> str:
        if self.rounded_as is not None:
            return self.rounded_as
        sign = "-" if self.euros < 0 else ""
        return f"{sign}€ {written(abs(self.euros), least_decimals=2)}"


def _has_thousandths(number: Decimal) -> bool:
    """ "1,250" is 1250 for an English reader."""
    exponent = number.as_tuple().exponent
    return isinstance(exponent, int) and exponent < -2
