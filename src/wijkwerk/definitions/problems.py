"""What is wrong with the catalogue: gathered first, told all at once, each with its file, its line and its remedy."""

import difflib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from wijkwerk.lib.problems import Mendable, UnusableError


@dataclass(frozen=True, slots=True, order=True)
class DefinitionProblem(Mendable):
    """For the statistician who writes the file.

    file      path within the catalogue folder, with forward slashes: "indicators/inwoners.yaml"
    line      counted from 1, of the key or value that it is about
    path      the keys that lead there: "formula.denominator"; empty for the file as a whole
    """

    file: str
    line: int
    path: str
    found: str
    expected: str
    remedy: str

    @property
    def where_it_is(self) -> str:
        return f"{self.file}:{self.line}" + (f": {self.path}" if self.path else "")


class Fault(NamedTuple):
    """What is wrong with a part of a definition, before anyone asks in which file and on which line that stands."""

    path: tuple[str | int, ...]  # from the part on
    found: str
    expected: str
    remedy: str

    def under(self, *path: str | int) -> "Fault":
        """The same fault, of the whole that has the part at this path."""
        return self._replace(path=(*path, *self.path))


class ProblemsError(UnusableError[DefinitionProblem]):
    """A definition cannot be used. Its problems are ordered by file and line."""

    def __init__(self, problems: Iterable[DefinitionProblem]) -> None:
        super().__init__(sorted(problems))


class DefinitionError(ProblemsError):
    """The catalogue cannot be used."""

    beginning = "De catalogus heeft"


def did_you_mean(name: str, names: Iterable[str], otherwise: str, *, cutoff: float = 0.6) -> str:
    """The remedy for a name that nobody knows: the one that is most like it, or else what there is to do."""
    near = difflib.get_close_matches(name, list(names), n=1, cutoff=cutoff)
    return f"Bedoelt u '{near[0]}'?" if near else otherwise
