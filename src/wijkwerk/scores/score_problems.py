"""What makes it impossible to run a recipe on these figures: gathered, each with its place and its remedy, in Dutch."""

from collections.abc import Iterable
from dataclasses import dataclass

from wijkwerk.lib.problems import Mendable, all_told, faults_in_words


@dataclass(frozen=True, slots=True)
class ScoreProblem(Mendable):
    """where   the indicator, group, column or line that it is about"""

    where: str
    found: str
    expected: str
    remedy: str

    @property
    def where_it_is(self) -> str:
        return self.where


class ScoreError(Exception):
    """No score at all. `problems` holds everything that was found."""

    def __init__(self, problems: Iterable[ScoreProblem]) -> None:
        self.problems = tuple(dict.fromkeys(problems))
        assert self.problems, "a ScoreError names at least one problem"
        count = faults_in_words(len(self.problems))
        super().__init__(f"De score is niet te berekenen, {count}:\n{all_told(self.problems)}")
