"""What is wrong with a kader: everything gathered first, then told at once; nothing is stored."""

from collections.abc import Iterable
from dataclasses import dataclass

from wijkwerk.lib.user_errors import UserError


@dataclass(frozen=True, slots=True)
class KaderProblem:
    """One thing that must be mended. All texts are Dutch, for the person who writes the norms.

    place                    "normen.xlsx, blad Normen, regel 4, kolom Waarde", "kaders/voorbeeld.yaml:23", "norm 3"
    found, expected, remedy  "'140'", "een percentage van 0 tot en met 100", "Verbeter de waarde."
    """

    place: str
    found: str
    expected: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.place}: gevonden {self.found}; verwacht {self.expected}. {self.remedy}"


class KaderError(UserError):
    """A version of the kader cannot be used. `problems` holds everything that was found, in the order of the norms."""

    def __init__(self, problems: Iterable[KaderProblem]) -> None:
        self.problems = tuple(dict.fromkeys(problems))
        assert self.problems, "a KaderError names at least one problem"
        many = len(self.problems)
        count = "1 fout" if many == 1 else f"{many} fouten"
        super().__init__(f"Dit kader heeft {count}:\n" + "\n".join(map(str, self.problems)))


class GovernanceError(UserError):
    """This cannot be done now; the message says why and what can be done, in Dutch."""
