"""What can be wrong with, or unclear about, a file that somebody hands over.

A *problem* must be mended in the file or the mapping. A *question* has several right answers and the person who
delivers must choose. A *remark* stops nothing. Problems and open questions together stop a load; they are all
gathered before anything is raised, so that one round of mending is enough.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from enum import StrEnum

from wijkwerk.data.problems import Problem, ReleaseError

# Of one kind of problem in one column these are spelled out; the rest is counted. A column of 100,000 wrong cells
# must not become 100,000 sentences, in memory or on a page.
SPELLED_OUT = 20


class ProblemKind(StrEnum):
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
class FileProblem(Problem):
    """A problem of an own file; its kind, and how many more cells of the same column have it (`more`)."""

    kind: ProblemKind = ProblemKind.STRUCTURE
    more: int = 0


def problem(kind: ProblemKind, place: Place, found: str, expected: str, remedy: str) -> FileProblem:
    """`remedy` becomes a sentence; the name of the file is filled in where the problems are raised."""
    return FileProblem(
        file="",
        found=found,
        expected=expected,
        remedy=_sentence(remedy),
        sheet=place.sheet,
        row=place.row,
        column=place.column_title,
        kind=kind,
    )


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:] + ("" if text.endswith((".", "?", "!")) else ".")


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
        asked = tuple(question.as_problem() for question in self.questions)
        super().__init__(replace(found, file=name) for found in (*problems, *asked))

    @property
    def defects(self) -> tuple[FileProblem, ...]:
        """The problems that are no question: they need another file or another mapping."""
        return tuple(found for found in self.problems if found.kind is not ProblemKind.QUESTION)


class RefusedFile(Exception):
    """Inside the package: reading cannot go on at all. The public functions turn it into `OwnFileError`."""

    def __init__(self, found: FileProblem) -> None:
        self.problem = found
        super().__init__(str(found))


def refusal(kind: ProblemKind, found: str, expected: str, remedy: str, place: Place | None = None) -> RefusedFile:
    return RefusedFile(problem(kind, place or Place(), found, expected, remedy))


@dataclass
class ProblemLog:
    """Gathers problems in the order they were met, and counts instead of keeping what says the same again."""

    _kept: list[FileProblem] = field(default_factory=list)
    _counts: dict[tuple[object, ...], int] = field(default_factory=dict)
    _last: dict[tuple[object, ...], int] = field(default_factory=dict)

    def add(self, found: FileProblem) -> None:
        key = (found.kind, found.sheet, found.column, found.expected)
        count = self._counts.get(key, 0) + 1
        self._counts[key] = count
        if count <= SPELLED_OUT:
            self._last[key] = len(self._kept)
            self._kept.append(found)

    def add_all(self, problems: Iterable[FileProblem]) -> None:
        for found in problems:
            self.add(found)

    def __bool__(self) -> bool:
        return bool(self._kept)

    def __iter__(self) -> Iterator[FileProblem]:
        surplus = {self._last[key]: count - SPELLED_OUT for key, count in self._counts.items() if count > SPELLED_OUT}
        for place, found in enumerate(self._kept):
            yield replace(found, more=surplus[place]) if place in surplus else found
