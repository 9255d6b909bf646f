"""Read the starting files of governance: kaders and goals. The register is leading as soon as it has begun."""

from pathlib import Path
from typing import Annotated

from pydantic import Field, TypeAdapter
from pydantic.dataclasses import dataclass

from .documents import Document, read_document
from .kaders import KaderTerms
from .located import Located
from .problems import DefinitionError
from .sources import STRICT, Name
from .validation import validate


@dataclass(frozen=True, config=STRICT)
class GoalTerms:
    """A goal; one with a parent is a subdoel of it."""

    id: Name
    title: Annotated[str, Field(min_length=3, max_length=200)]
    text: str = ""
    parent: Name | None = None


KADER = TypeAdapter(KaderTerms)
GOALS = TypeAdapter(tuple[GoalTerms, ...])


def kader_files(catalogue: Path) -> list[Path]:
    """The starting kaders of a catalogue, in the order of their names."""
    return sorted((catalogue / "kaders").glob("[!.]*.yaml"))


def read_kader(path: Path) -> Located[KaderTerms]:
    """One kader as its file gives it; whether its norms fit indicators and areas, `governance.kader.checks` says.

    Raises DefinitionError with every problem: line, what was found, expected, and the remedy.
    """
    document = read_document(path, f"kaders/{path.name}")
    terms = validate(document, KADER)
    if terms is None or document.problems:
        raise DefinitionError(document.problems)
    if path.stem != terms.id:
        document.report(("id",), f"'{terms.id}'", f"'{path.stem}', de naam van het bestand", "Maak beide gelijk.")
        raise DefinitionError(document.problems)
    return Located(terms, document)


def read_goals(catalogue: Path) -> tuple[GoalTerms, ...]:
    """The starting goals, each parent before its children; none where there is no file. Raises DefinitionError."""
    path = catalogue / "goals.yaml"
    if not path.is_file():
        return ()
    document = read_document(path, path.name)
    goals = validate(document, GOALS) or ()
    _check_goals(goals, document)
    if document.problems:
        raise DefinitionError(document.problems)
    return goals


def _check_goals(goals: tuple[GoalTerms, ...], document: Document) -> None:
    known: set[str] = set()
    for index, goal in enumerate(goals):
        if goal.id in known:
            found = f"doel '{goal.id}' voor de tweede keer"
            document.report((index, "id"), found, "elk doel één keer", "Verwijder een van beide.")
        if goal.parent is not None and goal.parent not in known:
            remedy = "Zet het doel waar dit onder valt erboven in het bestand."
            document.report((index, "parent"), f"'{goal.parent}'", "een doel dat eerder in het bestand staat", remedy)
        known.add(goal.id)
