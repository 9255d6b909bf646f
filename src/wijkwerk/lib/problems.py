"""Something that must be mended, as everybody is told of it: where, what was found, what was expected, what to do.

Each room says where in its own way: a line of a file, a cell, a norm, an indicator.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar


class Mendable:
    """One thing that must be mended. All texts are Dutch, for the person who mends it.

    found, expected, remedy  "'140'", "een percentage van 0 tot en met 100", "Verbeter de waarde."
    """

    __slots__ = ()

    found: str
    expected: str
    remedy: str

    @property
    def where_it_is(self) -> str:
        """ "normen.xlsx, regel 4, kolom Waarde"."""
        raise NotImplementedError

    @property
    def how_often(self) -> str:
        """ " (en nog 12 keer in deze kolom)"; empty where it is told as often as it is there."""
        return ""

    def __str__(self) -> str:
        return f"{self.where_it_is}: gevonden {self.found}{self.how_often}; verwacht {self.expected}. {self.remedy}"


@dataclass(frozen=True, slots=True)
class Problem(Mendable):
    """place   in words: "norm 3, waarde", "indicator 'inwoners'", "kaders/voorbeeld.yaml:23" """

    place: str
    found: str
    expected: str
    remedy: str

    @property
    def where_it_is(self) -> str:
        return self.place


P = TypeVar("P", bound=Mendable)


class UnusableError(Exception, Generic[P]):
    """Something cannot be used. `problems` holds everything that must be mended, each once; nothing was kept."""

    beginning = "Dit is niet te gebruiken:"  # of the message, before the number of faults
    problems: tuple[P, ...]

    def __init__(self, problems: Iterable[P]) -> None:
        self.problems = tuple(dict.fromkeys(problems))
        assert self.problems, f"{type(self).__name__} names at least one problem"
        super().__init__(f"{self.beginning} {faults_in_words(len(self.problems))}:\n{all_told(self.problems)}")


def faults_in_words(count: int) -> str:
    return "1 fout" if count == 1 else f"{count} fouten"


def all_told(problems: Sequence[Mendable]) -> str:
    """A line each."""
    return "\n".join(map(str, problems))
