"""Numbers as the Dutch write them: a point between thousands, a comma before decimals."""

import re
from decimal import Decimal

# Of a text that is read as a value: more is no figure that anybody typed.
LONGEST = 40
NUMBER = r"(?:\d{1,3}(?:\.\d{3})+|\d+)(?:,\d+)?"
_NUMBER = re.compile(NUMBER, re.ASCII)
BLANKS = frozenset({"", "-", "–", "—", "−"})


def tidy(text: str) -> str:
    """Without blanks around it, and with one space where there were more or another kind of them."""
    return " ".join(text.split())


def decimal_of(text: str) -> Decimal | None:
    """The number, exactly; None for what is none, "1.25" too: half the world means a quarter more than one by it."""
    if len(text) > LONGEST or not _NUMBER.fullmatch(text):
        return None
    return Decimal(text.replace(".", "").replace(",", "."))


def written(number: Decimal, *, least_decimals: int = 0) -> str:
    """1250.5 -> "1.250,5"; with `least_decimals=2` "1.250,50". A whole number has no decimals."""
    number = number.normalize()
    exponent = number.as_tuple().exponent
    assert isinstance(exponent, int), "a finite number"
    decimals = max(least_decimals, -exponent) if exponent < 0 else 0
    return f"{number:,.{decimals}f}".translate(str.maketrans(",.", ".,"))
