"""Find in free text what points at one person: phone numbers, e-mail, IBAN, BSN, addresses, names beside contact data.

For most texts this is a reminder to who writes, and no lock: they may be kept on purpose (`web.forms`). For the
log, which forgets nothing, a number or an at sign is one; what looks like an address or a name is only ever a hint. It
must be quiet on what municipal papers are full of (case numbers, amounts, years, area codes, general numbers); what it
must find and must leave alone stands in `tests/access/privacy/test_personal_text.py`.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import count
from urllib.parse import unquote

from .text_addresses import addresses_in
from .text_names import names_in
from .text_numbers import bsns_in, emails_in, ibans_in, phones_in
from .text_readings import Reading, readings_of


class PersonalKind(StrEnum):
    """The order is that of certainty: where two overlap, the first one is told."""

    IBAN = "rekeningnummer (IBAN)"
    EMAIL = "e-mailadres"
    PHONE = "telefoonnummer"
    BSN = "burgerservicenummer (BSN)"
    ADDRESS = "adres"
    NAME = "naam van een persoon"

    @property
    def is_guess(self) -> bool:
        """No check digit, numbering plan or at sign says so, but the words around it."""
        return self in {PersonalKind.ADDRESS, PersonalKind.NAME}


@dataclass(frozen=True, slots=True)
class Finding:
    """One place in a text. The text itself is not kept, so that a finding can be shown and logged safely."""

    kind: PersonalKind
    start: int
    end: int
    masked: str


Finder = Callable[[str], Iterator[tuple[int, int]]]
_FINDERS: dict[PersonalKind, Finder] = {
    PersonalKind.IBAN: ibans_in,
    PersonalKind.EMAIL: emails_in,
    PersonalKind.PHONE: phones_in,
    PersonalKind.BSN: bsns_in,
    PersonalKind.ADDRESS: addresses_in,
}
_CERTAIN = [kind for kind in PersonalKind if not kind.is_guess]
_MAY_BE_CERTAIN = re.compile(r"\d\D?\d|@|[\[({<]\s?(?:at|apen)", re.IGNORECASE)
_WORD = re.compile(r"\w+")
_DIGITS_SHOWN = 3
_SIGNS_FOR_BLANKS = str.maketrans(dict.fromkeys("_-+.,;/~=", " "))


def find_personal(text: str) -> tuple[Finding, ...]:
    """Everything in the text that points at one person, in reading order; no two overlap."""
    readings = [(reading, _spans_by_kind(reading.text)) for reading in readings_of(text)]
    found: list[Finding] = []
    for kind in PersonalKind:
        for reading, spans in readings:
            _add(found, kind, reading, spans[kind])
    return tuple(sorted(found, key=lambda each: each.start))


def find_certain(text: str) -> tuple[Finding, ...]:
    """The same without what is a guess: what is refused where nobody can be asked."""
    return tuple(each for each in find_personal(text) if not each.kind.is_guess)


def find_in_name(name: str) -> tuple[Finding, ...]:
    """The same in the name of a file or the key of an object, where signs stand in the place of blanks:

    "klacht_buurthuis_0612345678.csv" reads as "klacht buurthuis 0612345678 csv".
    """
    return find_certain(name) or find_certain(_with_blanks(name))


def holds_certain(text: str) -> bool:
    """Whether a number or address of a person stands in the text beyond doubt. Quick on a text without digits."""
    return any(
        _MAY_BE_CERTAIN.search(reading.text) is not None and any(any(_FINDERS[kind](reading.text)) for kind in _CERTAIN)
        for reading in readings_of(text)
    )


def name_holds_certain(name: str) -> bool:
    """The same for the name of a file or the key of an object."""
    return holds_certain(name) or holds_certain(_with_blanks(name))


def _with_blanks(name: str) -> str:
    """Also where a browser or a mail program spelled the blanks as %20."""
    return unquote(name).translate(_SIGNS_FOR_BLANKS)


def told(found: Iterable[Finding]) -> str:
    """What was found, masked, for in a sentence: "telefoonnummer (06-1•••••••)"."""
    return ", ".join(f"{each.kind.value} ({each.masked})" for each in found)


def without_personal(text: str) -> str:
    """The text with what was found in it masked: for what is told about a text that was saved before."""
    for each in reversed(find_personal(text)):
        text = text[: each.start] + each.masked + text[each.end :]
    return text


def _spans_by_kind(text: str) -> dict[PersonalKind, list[tuple[int, int]]]:
    spans = {kind: list(finder(text)) for kind, finder in _FINDERS.items()}
    contact = [span for found in spans.values() for span in found]
    return spans | {PersonalKind.NAME: list(names_in(text, contact))}


def _add(found: list[Finding], kind: PersonalKind, reading: Reading, spans: Iterable[tuple[int, int]]) -> None:
    for first, last in spans:
        start, end = reading.span(first, last)
        if all(end <= other.start or other.end <= start for other in found):
            found.append(Finding(kind, start, end, masked(reading.text[first:last])))


def masked(text: str) -> str:
    """Enough to find the place again, too little to know the value: "06-12345678" -> "06-1•••••••"."""
    return _without_later_digits(_WORD.sub(lambda word: _masked_word(word.group()), text))


def _masked_word(word: str) -> str:
    kept = 1 if len(word) > 2 else len(word)
    return word[:kept] + "•" * (len(word) - kept)


def _without_later_digits(text: str) -> str:
    """A number that is written figure by figure has no long word in it."""
    digits = count(1)
    return "".join("•" if char.isdigit() and next(digits) > _DIGITS_SHOWN else char for char in text)
