"""Read the pledges, actions and terms that an example begins with: `afspraken.yaml` beside its figures."""

import datetime
from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field, TypeAdapter
from pydantic.dataclasses import dataclass

from .documents import read_document
from .located import Located
from .problems import DefinitionError
from .sources import STRICT, AreaCode, Name
from .validation import validate

FILE = "afspraken.yaml"
Account = Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]*$", max_length=60)]
Title = Annotated[str, Field(min_length=3, max_length=200)]
LevelWord = Literal["openbaar", "intern", "vertrouwelijk", "strikt"]


@dataclass(frozen=True, config=STRICT)
class ReportTerms:
    """People were told how it gets on. `how_many` None: nobody counted."""

    on: datetime.date
    how: Title
    how_many: int | None = None


@dataclass(frozen=True, config=STRICT)
class PledgeTerms:
    """A pledge as its file gives it.

    by, owner   accounts of the demonstration, which are functions
    due         as people write it: "eind maart 2027"
    area        None: the whole gemeente
    """

    id: Name
    by: Account
    title: Title
    audience: Literal["raad", "bewoners", "partner"]
    promised_on: datetime.date
    audience_words: str = ""
    owner: Account | None = None
    rhythm: Literal["", "maand", "kwartaal", "halfjaar", "jaar"] = ""
    due: str = ""
    area: AreaCode | None = None
    level: LevelWord = "intern"
    case_number: str = ""
    explanation: str = ""
    reports: tuple[ReportTerms, ...] = ()


@dataclass(frozen=True, config=STRICT)
class ActionTerms:
    """An action as its file gives it; `pledge` is the id of one that stands in the same file."""

    by: Account
    title: Title
    owner: Account | None = None
    due: str = ""
    area: AreaCode | None = None
    level: LevelWord = "intern"
    pledge: Name | None = None
    explanation: str = ""


@dataclass(frozen=True, config=STRICT)
class DefinitionTerms:
    """What a term means, as its file gives it. `adopted_by` None: it is a concept still."""

    by: Account
    term: Annotated[str, Field(min_length=3, max_length=120)]
    text: Annotated[str, Field(min_length=3, max_length=2_000)]
    source: Annotated[str, Field(min_length=3, max_length=300)]
    adopted_by: Account | None = None


@dataclass(frozen=True, config=STRICT)
class WorkTerms:
    """`definitions` in the order in which they were adopted: a later one of the same term takes the place."""

    pledges: tuple[PledgeTerms, ...] = ()
    actions: tuple[ActionTerms, ...] = ()
    definitions: tuple[DefinitionTerms, ...] = ()


WORK = TypeAdapter(WorkTerms)


def read_work(folder: Path) -> Located[WorkTerms] | None:
    """What stands in the file of an example; None where it has none. Raises DefinitionError with every problem."""
    path = folder / FILE
    if not path.is_file():
        return None
    document = read_document(path, FILE)
    terms = validate(document, WORK)
    if terms is None or document.problems:
        raise DefinitionError(document.problems)
    known = [each.id for each in terms.pledges]
    for index, action in enumerate(terms.actions):
        if action.pledge is not None and action.pledge not in known:
            remedy = "Zet de toezegging in hetzelfde bestand, of haal deze regel weg."
            document.report(("actions", index, "pledge"), f"'{action.pledge}'", "het id van een toezegging", remedy)
    for index in (index for index, name in enumerate(known) if name in known[:index]):
        remedy = "Geef elke toezegging een eigen id."
        document.report(("pledges", index, "id"), f"'{known[index]}' voor de tweede keer", "elk id één keer", remedy)
    if document.problems:
        raise DefinitionError(document.problems)
    return Located(terms, document)
