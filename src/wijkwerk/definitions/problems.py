"""What is wrong with the catalogue: gathered first, told all at once, each with its file, its line and its remedy."""

from collections.abc import Iterable
from dataclasses import dataclass

from wijkwerk.lib.problems import Mendable, all_told, faults_in_words


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


class DefinitionError(Exception):
    """The catalogue cannot be used. `problems` holds everything that was found, ordered by file and line."""

    def __init__(self, problems: Iterable[DefinitionProblem]) -> None:
        self.problems = tuple(sorted(set(problems)))
        assert self.problems, "a DefinitionError names at least one problem"
        super().__init__(f"De catalogus heeft {faults_in_words(len(self.problems))}:\n{all_told(self.problems)}")
