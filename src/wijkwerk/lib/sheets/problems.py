"""What is wrong with a spreadsheet that somebody handed in: gathered first, told all at once, each with its remedy."""

from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Generic, Protocol, Self, TypeVar

from wijkwerk.lib.problems import Mendable

# Of one kind of problem in one column these are spelled out; the rest is counted. A column of 100,000 wrong cells
# must not become 100,000 sentences, in memory or on a page.
SPELLED_OUT = 20


class Refusal(StrEnum):
    """Why reading cannot go on at all."""

    REFUSED = "refused"  # not a file we open
    TOO_LARGE = "too_large"
    DAMAGED = "damaged"
    STRUCTURE = "structure"  # a text without columns


def column_letter(column: int) -> str:
    """0 -> A, 25 -> Z, 26 -> AA: how a spreadsheet names a column."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


@dataclass(frozen=True, slots=True)
class Place:
    """Where in the file. `row` counts from 1 and `column` from 0; None where it is about the whole."""

    sheet: str | None = None
    row: int | None = None
    column: int | None = None
    header: str | None = None

    @property
    def column_title(self) -> str | None:
        """ "C (Inwoners)": both, because a spreadsheet shows the letter and a person remembers the header."""
        if self.column is None:
            return self.header
        return column_letter(self.column) + (f" ({self.header})" if self.header else "")


@dataclass(frozen=True, slots=True)
class SheetProblem(Mendable):
    """Before the file can be used; for the person who hands it in.

    row                     as a spreadsheet counts; None where it is about the whole
    found, expected, remedy "‘12,5a’", "een getal", "Verbeter de cel."
    more                    how many more cells of the same column have it
    """

    sheet: str | None
    row: int | None
    column: str | None
    found: str
    expected: str
    remedy: str
    more: int = 0

    @property
    def place(self) -> str:
        """ "blad Uren, regel 4, kolom Uren per week"; "het hele bestand" where it is about the whole."""
        parts = [
            *([f"blad {self.sheet}"] if self.sheet else []),
            *([f"regel {self.row}"] if self.row is not None else []),
            *([f"kolom {self.column}"] if self.column else []),
        ]
        return ", ".join(parts) or "het hele bestand"

    def and_more(self, count: int) -> Self:
        return replace(self, more=count)

    @property
    def where_it_is(self) -> str:
        return self.place

    @property
    def how_often(self) -> str:
        return f" (en nog {self.more} keer in deze kolom)" if self.more else ""


def problem(place: Place, found: str, expected: str, remedy: str) -> SheetProblem:
    return SheetProblem(place.sheet, place.row, place.column_title, found, expected, sentence(remedy))


def sentence(text: str) -> str:
    return text[:1].upper() + text[1:] + ("" if text.endswith((".", "?", "!")) else ".")


class RefusedFile(Exception):
    """Reading cannot go on at all. What reads a kind of file tells it as one of its own problems."""

    def __init__(self, kind: Refusal, problem: SheetProblem) -> None:
        self.kind, self.problem = kind, problem
        super().__init__(str(problem))


def refusal(kind: Refusal, found: str, expected: str, remedy: str, place: Place | None = None) -> RefusedFile:
    return RefusedFile(kind, problem(place or Place(), found, expected, remedy))


class Countable(Protocol):
    def and_more(self, count: int) -> Self: ...


P = TypeVar("P", bound=Countable)


@dataclass
class ProblemLog(Generic[P]):
    """Gathers problems in the order they were met, and counts instead of keeping what says the same again.

    same  what two problems have in common that say the same
    """

    same: Callable[[P], Hashable]
    _kept: list[P] = field(default_factory=list)
    _counts: dict[Hashable, int] = field(default_factory=dict)
    _last: dict[Hashable, int] = field(default_factory=dict)

    def add(self, found: P) -> None:
        key = self.same(found)
        count = self._counts.get(key, 0) + 1
        self._counts[key] = count
        if count <= SPELLED_OUT:
            self._last[key] = len(self._kept)
            self._kept.append(found)

    def add_all(self, problems: Iterable[P]) -> None:
        for each in problems:
            self.add(each)

    def __bool__(self) -> bool:
        return bool(self._kept)

    def __iter__(self) -> Iterator[P]:
        surplus = {self._last[key]: count - SPELLED_OUT for key, count in self._counts.items() if count > SPELLED_OUT}
        for place, kept in enumerate(self._kept):
            yield kept.and_more(surplus[place]) if place in surplus else kept
