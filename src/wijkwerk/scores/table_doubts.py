"""What may pass for a figure of an area and is none: codes for missing, and rows of a total. A person must say."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from wijkwerk.data.area.codes import level_of_code
from wijkwerk.data.total_words import says_total
from wijkwerk.definitions.missing_codes import MISSING_CODES
from wijkwerk.definitions.vocabulary import Level
from wijkwerk.engine.intervals import FloatArray
from wijkwerk.lib.problems import Problem

from .table_file import Line

MISSING_OPTION, TOTALS_OPTION = "--missing-codes", "--totals"
# The whole of which the other rows are parts, by what a row is called.
_WHOLES = frozenset({"nederland", "netherlands", "heel nederland", "the netherlands", "land", "gemeente"})
_FROM_LARGE_TO_SMALL = tuple(Level)
_SHOWN = 5


class Handling(StrEnum):
    """What somebody says is to be done with them."""

    DROP = "drop"
    KEEP = "keep"


@dataclass(frozen=True)
class Total:
    """A row that seems to be a total. why: what tells it"""

    line: Line
    why: str


def totals_among(lines: Sequence[Line], unit: int, name: int | None, level: int | None) -> list[Total]:
    """By the word in its code or name, or (where no column says the level) by a code of a larger area than others have.

    A word that most of the rows have is no sign of anything.
    """
    texts = [unit] if name is None else [unit, name]
    by_word = [each for line in lines if (each := _by_word(line, texts, is_levelled=level is not None))]
    found = by_word if 2 * len(by_word) < len(lines) else []
    if level is None:
        told = {each.line.number for each in found}
        found += [each for each in _by_code(lines, unit) if each.line.number not in told]
    return sorted(found, key=lambda each: each.line.number)


def totals_problem(totals: Sequence[Total]) -> Problem:
    told = ", ".join(f"{each.why} op regel {each.line.number}" for each in totals[:_SHOWN])
    return Problem(
        "rijen van een totaal" if len(totals) > 1 else f"regel {totals[0].line.number}",
        told + _and_more(totals),
        "een keuze: een totaal is geen gebied naast de andere",
        f"Geef {TOTALS_OPTION} drop om zulke rijen over te slaan, of {TOTALS_OPTION} keep om ze als gebied mee te "
        "rekenen. Met --level KOLOM wordt elk niveau apart berekend.",
    )


def totals_remark(totals: Sequence[Total]) -> str:
    what = "1 rij van een totaal" if len(totals) == 1 else f"{len(totals)} rijen van een totaal"
    told = ", ".join(f"{each.why} (regel {each.line.number})" for each in totals[:_SHOWN])
    return f"{what} overgeslagen: {told}{_and_more(totals)}."


def codes_among(values: FloatArray) -> np.ndarray:
    """(rows,) which values are a code for missing, by their value: −99997 and −99.997,00 are one number."""
    return np.isin(values, list(MISSING_CODES))


def codes_problem(column: str, numbers: Sequence[int], values: Sequence[float]) -> Problem:
    """numbers  of the lines"""
    what = "een code" if len(set(values)) == 1 else "codes"
    return Problem(
        f"kolom '{column}'",
        f"{_codes(values)} op {_lines(numbers)}: {what} waarmee CBS, PDOK en Swing een ontbrekend cijfer schrijven",
        "een keuze",
        f"Geef {MISSING_OPTION} drop om deze cellen als leeg te lezen, of {MISSING_OPTION} keep als het getallen zijn.",
    )


def codes_remark(column: str, values: Sequence[float]) -> str:
    return f"Kolom '{column}': {len(values)} keer geen cijfer, geschreven als {_codes(values)}."


def _by_word(line: Line, texts: Sequence[int], *, is_levelled: bool) -> Total | None:
    """Where a column says the level, the country or gemeente may well be an area of its own level."""
    for text in (line.cells[column] for column in texts):
        if says_total(text) or (not is_levelled and text.lower() in _WHOLES):
            return Total(line, f"'{text}'")
    return None


def _by_code(lines: Sequence[Line], unit: int) -> Iterator[Total]:
    sizes = [_size(line.cells[unit]) for line in lines]
    smallest = max((size for size in sizes if size is not None), default=0)
    for line, size in zip(lines, sizes, strict=True):
        if size is not None and size < smallest:
            level, others = _FROM_LARGE_TO_SMALL[size], _FROM_LARGE_TO_SMALL[smallest]
            yield Total(line, f"'{line.cells[unit]}' ({level} tussen gebieden van niveau {others})")


def _size(code: str) -> int | None:
    """The place of its level, from large to small."""
    level = level_of_code(code)
    return None if level is None else _FROM_LARGE_TO_SMALL.index(level)


def _and_more(totals: Sequence[Total]) -> str:
    return f" en nog {len(totals) - _SHOWN}" if len(totals) > _SHOWN else ""


def _codes(values: Sequence[float]) -> str:
    return ", ".join(f"{value:.0f}".replace("-", "\u2212") for value in dict.fromkeys(values))


def _lines(numbers: Sequence[int]) -> str:
    told = ", ".join(map(str, numbers[:_SHOWN]))
    more = len(numbers) - _SHOWN
    return f"regel {told}" + (f" en nog {more} keer" if more > 0 else "")
