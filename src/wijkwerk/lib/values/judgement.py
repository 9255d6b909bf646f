"""A judgement of people in five steps, or that they do not know."""

from enum import Enum

from .unreadable import UnreadableValueError
from .written_numbers import tidy

_MINUSES = str.maketrans(dict.fromkeys("-–—", "−"))
_EXPECTED = "een oordeel: −−, −, 0, +, ++ of onbekend"


class Judgement(Enum):
    """Never a number to count with: two times + is not ++.

    Accepted: the six signs; a hyphen or a dash for the minus sign ("--"), and capitals in "Onbekend". Blank is None:
    not judged yet, which is another thing than *onbekend*. Not accepted: words ("dubbel plus"), "+/-" and "?".

    Ordered from −− to ++. *Onbekend* stands nowhere in that order: comparing it raises TypeError.
    """

    VERY_BAD = "−−"
    BAD = "−"
    NEUTRAL = "0"
    GOOD = "+"
    VERY_GOOD = "++"
    UNKNOWN = "onbekend"

    @classmethod
    def parse(cls, text: str) -> "Judgement | None":
        text = tidy(text).translate(_MINUSES).lower()
        if not text:
            return None
        try:
            return cls(text)
        except ValueError as error:
            raise UnreadableValueError(_EXPECTED) from error

    @property
    def rank(self) -> int | None:
        """−2 to 2, for a place in a picture; None for *onbekend*."""
        return None if self is Judgement.UNKNOWN else list(Judgement).index(self) - 2

    def __lt__(self, other: object) -> bool:
        if not isinstance(other, Judgement) or self.rank is None or other.rank is None:
            return NotImplemented
        return self.rank < other.rank

    def __str__(self) -> str:
        return self.value
