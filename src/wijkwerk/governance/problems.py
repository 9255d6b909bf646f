"""What is wrong with a kader: everything gathered first, then told at once; nothing is stored."""

from collections.abc import Iterable
from dataclasses import dataclass

from wijkwerk.lib.problems import Mendable, all_told, faults_in_words
from wijkwerk.lib.user_errors import UserError


@dataclass(frozen=True, slots=True)
class KaderProblem(Mendable):
    """place   "normen.xlsx, blad Normen, regel 4, kolom Waarde", "kaders/voorbeeld.yaml:23", "norm 3" """

    place: str
    found: str
    expected: str
    remedy: str

    @property
    def where_it_is(self) -> str:
        return self.place


class KaderError(UserError):
    """A version of the kader cannot be used. `problems` holds everything that was found, in the order of the norms."""

    def __init__(self, problems: Iterable[KaderProblem]) -> None:
        self.problems = tuple(dict.fromkeys(problems))
        assert self.problems, "a KaderError names at least one problem"
        super().__init__(f"Dit kader heeft {faults_in_words(len(self.problems))}:\n{all_told(self.problems)}")


class GovernanceError(UserError):
    """This cannot be done now; the message says why and what can be done, in Dutch."""
