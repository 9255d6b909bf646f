"""What makes it impossible to run a recipe on these figures: gathered, each with its place and its remedy, in Dutch."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ScoreProblem:
    """where   the indicator, group, column or line that it is about"""

    where: str
    found: str
    expected: str
    remedy: str

    def __str__(self) -> str:
        return f"{self.where}: gevonden {self.found}; verwacht {self.expected}. {self.remedy}"


class ScoreError(Exception):
    """No score at all. `problems` holds everything that was found."""

    def __init__(self, problems: Iterable[ScoreProblem]) -> None:
        self.problems = tuple(dict.fromkeys(problems))
        assert self.problems, "a ScoreError names at least one problem"
        many = len(self.problems)
        super().__init__(
            f"De score is niet te berekenen, {'1 fout' if many == 1 else f'{many} fouten'}:\n"
            + "\n".join(map(str, self.problems))
        )
