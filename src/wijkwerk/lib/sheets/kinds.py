"""What a column holds: how a cell becomes a value, how a value becomes a cell, and what somebody must fill in."""

import datetime
import math
import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

from wijkwerk.lib.spreadsheet_text import guarded, unguarded

from .cells import Cell, CellKind

# What stands in a cell that we write.
Written = str | float | int | datetime.date | None

T = TypeVar("T")
E = TypeVar("E", bound=StrEnum)

_DUTCH_DAY = re.compile(r"(\d{1,2})[-/](\d{1,2})[-/](\d{4})", re.ASCII)
_DUTCH_NUMBER = re.compile(r"[-−]?(\d{1,3}(\.\d{3})+|\d+)(,\d+)?", re.ASCII)
_PLAIN_NUMBER = re.compile(r"[-−]?\d+(\.\d+)?([eE][-+]?\d+)?", re.ASCII)
# "1.200" is 1200 for one reader and 1,2 for another: nobody guesses. "0.200" can only be the second.
_TWO_MEANINGS = re.compile(r"[-−]?[1-9]\d{0,2}\.\d{3}", re.ASCII)
_ONE_GROUP = re.compile(r"[-−]?\d{1,3}\.\d{3}", re.ASCII)
_ENDLESS = frozenset({"inf", "infinity", "oneindig", "∞", "nan"})
_LONGEST = 400  # characters: a number written out in full has some three hundred; Python reads more in quadratic time
_NUMBER = "een getal als 1234,5, zonder punt voor duizendtallen"
_YEAR = "een jaar, als 2030"
_DAY = "een datum, als 31-12-2026 of 2026-12-31"


class UnreadableCellError(ValueError):
    """A cell does not hold what its column holds; the message says what was expected, in Dutch."""


class EndlessNumberError(UnreadableCellError):
    """Such as inf, nan or 1e999: a number to a machine and to nobody else."""

    def __init__(self) -> None:
        super().__init__("een eindig getal")


@dataclass(frozen=True, slots=True)
class Kind(Generic[T]):
    """How the cells of a column are read and written. What was written is read back equal.

    read      a filled cell, never a formula or an error; None for what says nothing, such as a dash; raises ValueError
              with what was expected
    write     raises nothing
    expected  what to fill in, for the template: "een getal als 1234,5"
    choices   the only texts that may be filled in; empty where anything may
    """

    read: Callable[[Cell], T | None]
    write: Callable[[T], Written]
    expected: str
    choices: tuple[str, ...] = ()


def text_of(cell: Cell) -> str:
    """Text as people typed it, without the apostrophe that kept it from being a formula."""
    return unguarded(cell.text.strip())


def number_of(cell: Cell) -> float:
    """A finite number: from a sheet, "1.234,5" as the Dutch write it, or "1234.5" as machines do."""
    value = cell.number if cell.kind is CellKind.NUMBER and cell.number is not None else _number_in(text_of(cell))
    if not math.isfinite(value):
        raise EndlessNumberError
    return value


def _number_in(text: str) -> float:
    if text.lower().lstrip("+-−") in _ENDLESS:
        raise EndlessNumberError
    if len(text) > _LONGEST or _TWO_MEANINGS.fullmatch(text):
        raise UnreadableCellError(_NUMBER)
    if _DUTCH_NUMBER.fullmatch(text) and not _ONE_GROUP.fullmatch(text):
        text = text.replace(".", "").replace(",", ".")
    elif not _PLAIN_NUMBER.fullmatch(text):
        raise UnreadableCellError(_NUMBER)
    return float(text.replace("−", "-"))


def machine_cell(cell: Cell) -> Cell:
    """A cell of a file for machines, where a point is always a decimal one."""
    is_number = cell.kind is CellKind.TEXT and len(cell.text) <= _LONGEST and _PLAIN_NUMBER.fullmatch(cell.text)
    return Cell(CellKind.NUMBER, cell.text, float(cell.text.replace("−", "-"))) if is_number else cell


def year_of(cell: Cell) -> int:
    try:
        value = number_of(cell)
    except UnreadableCellError as error:
        raise UnreadableCellError(_YEAR) from error
    if not value.is_integer():
        raise UnreadableCellError(_YEAR)
    return int(value)


def day_of(cell: Cell) -> datetime.date:
    if cell.date is not None:
        return cell.date
    text = text_of(cell)
    dutch = _DUTCH_DAY.fullmatch(text)
    try:
        if dutch:
            day, month, year = (int(part) for part in dutch.groups())
            return datetime.date(year, month, day)
        return datetime.date.fromisoformat(text)
    except ValueError as error:
        raise UnreadableCellError(_DAY) from error


def spelled(
    parse: Callable[[str], T | None],
    expected: str,
    choices: tuple[str, ...] = (),
    number: Callable[[T], float | None] = lambda value: None,
) -> Kind[T]:
    """A value that knows its own Dutch spelling (`lib.values`): a number or a day in a cell is read as people write it.

    parse    takes what `str` of a value gives; None for what says nothing; raises ValueError with what was expected
    choices  the only spellings there are, for a list to choose from
    number   what a cell holds that can be added up; None where the value is more, or less, than a number
    """

    def write(value: T) -> Written:
        as_number = number(value)
        return guarded(str(value)) if as_number is None else as_number

    return Kind(lambda cell: parse(_as_people_write(cell)), write, expected, choices)


def _as_people_write(cell: Cell) -> str:
    if cell.date is not None:
        return f"{cell.date.day:02}-{cell.date.month:02}-{cell.date.year}"
    return cell.text.replace(".", ",") if cell.kind is CellKind.NUMBER else text_of(cell)


def one_of(words: type[E]) -> Kind[E]:
    """One of a few words; capitals do not matter, and a space is what the code has an underscore for."""
    choices = tuple(word.value.replace("_", " ") for word in words)
    expected = f"een van: {', '.join(choices)}"

    def read(cell: Cell) -> E:
        text = text_of(cell).lower().replace(" ", "_")
        if text not in {word.value for word in words}:
            raise UnreadableCellError(expected)
        return words(text)

    return Kind(read, lambda word: word.value.replace("_", " "), expected, choices)


TEXT: Kind[str] = Kind(text_of, guarded, "tekst")
NUMBER: Kind[float] = Kind(number_of, lambda value: value, "een getal als 1234,5")
YEAR: Kind[int] = Kind(year_of, lambda value: value, _YEAR)
DAY: Kind[datetime.date] = Kind(day_of, lambda value: value, _DAY)
