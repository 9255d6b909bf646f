"""Something that must be mended, as everybody is told of it: where, what was found, what was expected, what to do.

Each room says where in its own way: a line of a file, a cell, a norm, an indicator.
"""

from collections.abc import Sequence


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


def faults_in_words(count: int) -> str:
    return "1 fout" if count == 1 else f"{count} fouten"


def all_told(problems: Sequence[Mendable]) -> str:
    """A line each."""
    return "\n".join(map(str, problems))
