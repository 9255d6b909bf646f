"""Where in a file a norm stands, and the problems that checks write down about it. Knows no database."""

import difflib
import math
from collections.abc import Callable, Collection
from dataclasses import dataclass

from wijkwerk.lib.problems import Problem

# Where a field of a norm stands: (number of the norm from 0, name of the field) -> "normen.xlsx, regel 4, kolom Waarde"
Places = Callable[[int, str], str]


def numbered(index: int, name: str) -> str:
    """Places for norms that come from no file."""
    return f"norm {index + 1}, {name}"


@dataclass(frozen=True, slots=True)
class NormProblems:
    """Where the problems of one norm are written down."""

    index: int
    places: Places
    problems: list[Problem]

    def __call__(self, name: str, found: str, expected: str, remedy: str) -> None:
        self.problems.append(Problem(self.places(self.index, name), found, expected, remedy))


def nearest(word: str, known: Collection[str], what: str) -> str:
    """The remedy for a word that is not known: the one that was probably meant."""
    near = difflib.get_close_matches(word, list(known), n=1, cutoff=0.6)
    return f"Bedoelt u ‘{near[0]}’?" if near else f"Controleer {what}."


def range_words(low: float, high: float) -> str:
    if not math.isfinite(high):
        return f"van {number_words(low)} of meer"
    if not math.isfinite(low):
        return f"van ten hoogste {number_words(high)}"
    return f"van {number_words(low)} tot en met {number_words(high)}"


def number_words(value: float) -> str:
    return f"{value:.10g}".replace(".", ",").replace("-", "−")
