"""The areas that a file may speak of, and how people write them: padded, without prefix, by name."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from difflib import SequenceMatcher, get_close_matches
from enum import StrEnum
from functools import lru_cache

from wijkwerk.definitions.vocabulary import Level


@dataclass(frozen=True, slots=True)
class KnownArea:
    """One area of one year's division, as much as a reader of files must know of it."""

    code: str
    level: Level
    name: str
    parent: str | None
    year: int


class KeyKind(StrEnum):
    """How a cell names its area."""

    CODE = "code"  # BU01640202, padded or not
    NUMBER = "number"  # 1640202
    NAME = "name"


@dataclass(frozen=True, slots=True)
class Match:
    """The areas that a cell can mean: none, one, or several of different levels (Noord: a wijk and a buurt)."""

    areas: tuple[KnownArea, ...]
    kind: KeyKind | None

    def at(self, level: Level | None) -> "Match":
        if level is None:
            return self
        return Match(tuple(area for area in self.areas if area.level is level), self.kind)


NO_MATCH = Match((), None)

_CODE = re.compile(r"^(?:NL\d\d|GM\d{4}|SD\d{6}|WK\d{4}[0-9A-Z]{2}|BU\d{4}[0-9A-Z]{4})$")
_DIGITS = re.compile(r"^(\d{1,8})(?:[.,]0)?$")  # a program that thinks a code is a number writes 1640202.0
_PREFIXES = ((Level.BUURT, "BU", 8), (Level.WIJK, "WK", 6), (Level.GEMEENTE, "GM", 4))
_LEVEL_WORDS = {
    "land": Level.LAND,
    "nederland": Level.LAND,
    "gemeente": Level.GEMEENTE,
    "gemeenten": Level.GEMEENTE,
    "stadsdeel": Level.STADSDEEL,
    "stadsdelen": Level.STADSDEEL,
    "wijk": Level.WIJK,
    "wijken": Level.WIJK,
    "buurt": Level.BUURT,
    "buurten": Level.BUURT,
    "subbuurt": Level.SUBBUURT,
    "subbuurten": Level.SUBBUURT,
}
# Levels of other systems (Swing) that this monitor has no areas of, or that this gemeente did not make.
_OTHER_LEVEL = re.compile(
    r"^(?:sub-?wijk|deel-?wijk|deelgebied|stadsdeel|stadsgebied|kwadrant|rayon|district|cluster|sub-?buurt"
    r"|postcode(?:gebied)?)(?:en|s)?\b"
)
# "Wijk 02 Noord" is Noord; "Hengelo (O.)" is Hengelo.
_WIJK_PREFIX = re.compile(r"^(?:wijk|buurt)\s+\d{1,2}\s+")
_PROVINCE_SUFFIX = re.compile(r"\s*\((?:gr|fr|dr|o|gld|u|nh|zh|z|nb|l)\.?\)$")
LIKE_ENOUGH = 0.75


def looks_like_code(text: str) -> bool:
    return bool(_CODE.match(text.upper()))


def level_word(text: str) -> Level | None:
    """The level that a word in a level column says: "Buurt", "wijken"."""
    return _LEVEL_WORDS.get(text.strip().lower())


def other_level_word(text: str) -> str:
    """The word at the head of a text for a level besides land, gemeente, wijk and buurt: "subwijk"; or empty."""
    match = _OTHER_LEVEL.match(text.strip().lower()[:200])
    return match[0] if match else ""


# Bounded: the names of a hostile file must not stay behind in a worker.
@lru_cache(maxsize=50_000)
def plain_name(name: str) -> str:
    """A name without case, accents, extra blanks, CBS's "Wijk 02 " and its mark of the province."""
    text = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    text = " ".join(text.lower().replace("’", "'").replace("‘", "'").split())
    return _PROVINCE_SUFFIX.sub("", _WIJK_PREFIX.sub("", text))


def same_name(one: str, other: str) -> bool:
    """True when two spellings can be the same place: "Slangenbeek" and "Wijk 04 Slangenbeek", a typing error."""
    a, b = plain_name(one), plain_name(other)
    return a == b or a in b.split(" - ") or SequenceMatcher(None, a, b).ratio() >= LIKE_ENOUGH


@dataclass(frozen=True)
class AreaBook:
    """The division of one year to look areas up in; the other years only to explain what does not match."""

    year: int | None
    areas: tuple[KnownArea, ...]
    others: tuple[KnownArea, ...] = ()
    _codes: dict[str, KnownArea] = field(init=False, repr=False, compare=False, default_factory=dict)
    _names: dict[str, list[KnownArea]] = field(init=False, repr=False, compare=False, default_factory=dict)

    def __post_init__(self) -> None:
        for area in self.areas:
            self._codes[area.code] = area
            self._names.setdefault(plain_name(area.name), []).append(area)

    def find(self, text: str) -> Match:
        """By code, by the digits of a code, by name. Several areas only where a name or number fits several levels."""
        code = text.upper()
        if code in self._codes:
            return Match((self._codes[code],), KeyKind.CODE)
        if looks_like_code(code):
            return Match((), KeyKind.CODE)
        digits = _DIGITS.match(text)
        if digits:
            return Match(self._by_digits(digits[1]), KeyKind.NUMBER)
        if len(text) >= 200:
            return NO_MATCH
        named = tuple(self._names.get(plain_name(text), ())) or self._by_level_and_name(text)
        return Match(named, KeyKind.NAME) if named else NO_MATCH

    def count(self, level: Level) -> int:
        return sum(area.level is level for area in self.areas)

    def levels_of(self, name: str) -> list[Level]:
        return [area.level for area in self._names.get(plain_name(name), [])]

    def elsewhere(self, code: str) -> KnownArea | None:
        """The same code in another year's division, the latest one: a code that was taken away or given to another."""
        areas = [area for area in self.others if area.code == code.upper()]
        return max(areas, key=lambda area: area.year) if areas else None

    def nearest_names(self, text: str) -> list[str]:
        """Up to three names that look like it, for a person to choose from."""
        close = get_close_matches(plain_name(text[:200]), list(self._names), n=3, cutoff=0.6)
        return [self._names[name][0].name for name in close]

    def is_of_other_level(self, text: str) -> bool:
        """Whether a text names an area of a level that this division has no area of: "Subwijk Zuilen"."""
        word = other_level_word(text)
        level = level_word(word)
        return bool(word) and (level is None or not self.count(level))

    def _by_level_and_name(self, text: str) -> tuple[KnownArea, ...]:
        """ "Buurt Noord", as Swing writes it: the area of that name, of that level alone."""
        word, _, name = text.strip().partition(" ")
        level = level_word(word)
        named = self._names.get(plain_name(name), ()) if level and name else ()
        return tuple(area for area in named if area.level is level)

    def _by_digits(self, digits: str) -> tuple[KnownArea, ...]:
        """1640202 -> BU01640202: Excel took the prefix for text and the leading zero for nothing."""
        codes = (prefix + digits.zfill(width) for _, prefix, width in _PREFIXES if len(digits) <= width)
        return tuple(self._codes[code] for code in codes if code in self._codes)


def area_book(areas: Iterable[KnownArea], year: int | None) -> AreaBook:
    """The division of a year; where it is not known the last one before it, else the first after it.

    year   None takes the latest division
    """
    everything = tuple(areas)
    years = sorted({area.year for area in everything})
    if not years:
        return AreaBook(None, ())
    before = [known for known in years if year is None or known <= year]
    chosen = before[-1] if before else years[0]
    return AreaBook(
        chosen,
        tuple(area for area in everything if area.year == chosen),
        tuple(area for area in everything if area.year != chosen),
    )
