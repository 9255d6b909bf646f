"""What can be wrong with, or unclear about, a file that somebody hands over.

A *problem* must be mended in the file or the mapping. A *question* has several right answers and the person who
delivers must choose. A *remark* stops nothing. Problems and open questions together stop a load; they are all
gathered before anything is raised, so that one round of mending is enough.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Self

from wijkwerk.data.delivery_problems import DeliveryProblem, ReleaseError
from wijkwerk.lib.sheets import Place, ProblemLog, RefusedFile, sentence


class ProblemKind(StrEnum):
    """The first four are what `lib.sheets` refuses."""

    REFUSED = "refused"  # not a file we open
    TOO_LARGE = "too_large"
    DAMAGED = "damaged"
    STRUCTURE = "structure"  # header row, columns, merged cells
    FORMULA = "formula"
    AREA = "area"
    PERIOD = "period"
    NUMBER = "number"
    DATE = "date"
    DUPLICATE = "duplicate"
    MAPPING = "mapping"
    RANGE = "range"
    REDELIVERED = "redelivered"
    QUESTION = "question"
    REMARK = "remark"


@dataclass(frozen=True, slots=True)
class FileProblem(DeliveryProblem):
    """A problem of an own file; its kind, and how many more cells of the same column have it (`more`)."""

    kind: ProblemKind = ProblemKind.STRUCTURE
    more: int = 0

    def and_more(self, count: int) -> Self:
        return replace(self, more=count)


def problem(kind: ProblemKind, place: Place, found: str, expected: str, remedy: str) -> FileProblem:
    """`remedy` becomes a sentence; the name of the file is filled in where the problems are raised."""
    return FileProblem(
        file="",
        found=found,
        expected=expected,
        remedy=sentence(remedy),
        sheet=place.sheet,
        row=place.row,
        column=place.column_title,
        kind=kind,
    )


@dataclass(frozen=True, slots=True)
class Choice:
    key: str
    label: str


@dataclass(frozen=True, slots=True)
class Question:
    """Something with more than one right answer.

    id         stable for the same file: an answer given to `id` fits when the file is read again
    evidence   what in the file points one way, in words; empty where nothing does
    suggested  the choice that the evidence points to; never taken silently
    """

    id: str
    place: Place
    text: str
    choices: tuple[Choice, ...]
    evidence: str = ""
    suggested: str | None = None

    def allows(self, answer: str) -> bool:
        return any(choice.key == answer for choice in self.choices)

    def as_problem(self) -> FileProblem:
        choices = "; ".join(f"{choice.key} = {choice.label}" for choice in self.choices)
        evidence = f" Aanwijzing: {self.evidence}." if self.evidence else ""
        return problem(
            ProblemKind.QUESTION,
            self.place,
            f"een vraag: {self.text}",
            f"een keuze voor ‘{self.id}’",
            f"kies uit: {choices}.{evidence}",
        )


class OwnFileError(ReleaseError):
    """The file was not loaded: everything that is wrong and everything that must be chosen, at once.

    problems   all of it, the open questions too, for whoever only prints
    questions  the open questions as such, for whoever can ask
    """

    problems: tuple[FileProblem, ...]

    def __init__(self, name: str, problems: Iterable[FileProblem], questions: Iterable[Question] = ()) -> None:
        self.questions = tuple(questions)
        question_problems = tuple(question.as_problem() for question in self.questions)
        super().__init__(replace(each, file=name) for each in (*problems, *question_problems))

    @property
    def defects(self) -> tuple[FileProblem, ...]:
        """The problems that are no question: they need another file or another mapping."""
        return tuple(each for each in self.problems if each.kind is not ProblemKind.QUESTION)


def problem_of(refused: RefusedFile) -> FileProblem:
    """What the door refuses, as a problem of an own file."""
    sheet_problem = refused.problem
    return FileProblem(
        file="",
        found=sheet_problem.found,
        expected=sheet_problem.expected,
        remedy=sheet_problem.remedy,
        sheet=sheet_problem.sheet,
        row=sheet_problem.row,
        column=sheet_problem.column,
        kind=ProblemKind(refused.kind.value),
    )


def problem_log() -> ProblemLog[FileProblem]:
    return ProblemLog(same=lambda each: (each.kind, each.sheet, each.column, each.expected))
