"""How a text names a figure: `{indicator.part}`."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

_NAME = re.compile(r"\{([a-z][a-z0-9_]*)\.([a-z]+)\}")


class FactPart(StrEnum):
    """What is named of a figure; the words are those that people type."""

    NOW = "nu"  # its last value for the area of the text
    YEAR = "jaar"  # the year of that value
    GEMEENTE = "gemeente"  # the value of the gemeente in that year
    COUNTRY = "nederland"  # and of the country


@dataclass(frozen=True, slots=True)
class FactName:
    """`part` as it was typed: it may be none that there is."""

    indicator: str
    part: str

    def __str__(self) -> str:
        return f"{self.indicator}.{self.part}"

    @classmethod
    def parse(cls, name: str) -> "FactName":
        indicator, _, part = name.partition(".")
        return cls(indicator, part)


def names_in(text: str) -> tuple[FactName, ...]:
    """Every figure that a text names, once, in the order of the text."""
    return tuple(dict.fromkeys(FactName(*match.groups()) for match in _NAME.finditer(text)))


def filled(text: str, words: Callable[[FactName], str | None]) -> str:
    """The text with words for each name; a name without words stays as it was typed."""

    def replacement(match: re.Match[str]) -> str:
        known = words(FactName(match[1], match[2]))
        return match[0] if known is None else known

    return _NAME.sub(replacement, text)
