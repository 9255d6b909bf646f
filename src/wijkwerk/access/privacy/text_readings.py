"""How a text reads to people, whatever characters it is spelled with: that is what the finders look at.

Full-width letters and digits read as plain ones, what takes no room on the page reads as nothing. What takes no room
may also stand where a blank would ("Deldenerstraat" and "12" with a zero-width space between them), so such a text has
two readings. Each knows where in the text its characters stand.
"""

import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

# Letters and marks by their class, and nothing on the page.
_UNSEEN = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")
# A raised figure is a note or an exponent: "de Marskant ¹" is no house number.
_STAYS = ("<super>", "<sub>", "<fraction>")


@dataclass(frozen=True, slots=True)
class Reading:
    """A text as it reads. `places` has of each of its characters where it stands in the text itself."""

    text: str
    places: Sequence[int]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The part of the text itself that reads as this part of the reading."""
        return self.places[start], self.places[end - 1] + 1


def readings_of(text: str) -> tuple[Reading, ...]:
    """One reading; two where something in it takes no room."""
    if text.isascii() and not any(map(_is_unseen, set(text))):
        return (Reading(text, range(len(text))),)
    without = _read(text, lambda char: "" if _is_unseen(char) else _plain(char))
    if not any(map(_is_unseen, set(text))):
        return (without,)
    return without, _read(text, lambda char: " " if _is_unseen(char) else _plain(char))


def _read(text: str, reads_as: Callable[[str], str]) -> Reading:
    letters: list[str] = []
    places: list[int] = []
    for place, char in enumerate(text):
        plain = reads_as(char)
        letters.append(plain)
        places += [place] * len(plain)
    return Reading("".join(letters), places)


@lru_cache(maxsize=4096)
def _is_unseen(char: str) -> bool:
    if char in _UNSEEN or "\ufe00" <= char <= "\ufe0f" or "\U000e0100" <= char <= "\U000e01ef":
        return True
    return unicodedata.category(char) in {"Cf", "Cc"} and not char.isspace()


@lru_cache(maxsize=4096)
def _plain(char: str) -> str:
    """Digits of every script as 0 to 9, letters in every width as letters; one character may read as several."""
    if char.isdecimal():
        return str(unicodedata.decimal(char))
    return char if unicodedata.decomposition(char).startswith(_STAYS) else unicodedata.normalize("NFKC", char)
