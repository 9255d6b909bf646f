"""Documents and notes as lists and pages show them, and what their forms said."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.utils import timezone

from wijkwerk.access.confidentiality import Confidentiality
from wijkwerk.access.people import Person, Visitor
from wijkwerk.access.reach import reach_of
from wijkwerk.access.refusals import RefusedError, require
from wijkwerk.governance.models import Document, Note, NoteState
from wijkwerk.governance.papers import MOST_TEXT, NoteText
from wijkwerk.present.numbers import date

from .forms_said import FormError, said, said_level, said_scope
from .scope_choices import scope_choices
from .whys import why_address

WHOLE = "de hele gemeente"


@dataclass(frozen=True, slots=True)
class PaperRow:
    """One line of a list. `where` is what it is about."""

    paper: Document | Note
    level: str
    where: str
    on: str


def paper_row(paper: Document | Note) -> PaperRow:
    day = paper.date if isinstance(paper, Document) else timezone.localtime(paper.written_at).date()
    return PaperRow(
        paper,
        Confidentiality(paper.confidentiality).label,
        WHOLE if paper.scope is None else paper.scope.name,
        date(day),
    )


class OutOfReachError(FormError):
    """What the form says may not be said by this person. `why` is where they read about it."""

    def __init__(self, message: str, why: str) -> None:
        super().__init__(message)
        self.why = why


def require_as_said(person: Person, verb: str, paper: Document | Note) -> None:
    """Asked of the paper as it would become: nobody puts one where, or as confidential as, they may not.

    Raises OutOfReachError, so that the form comes back with everything that was typed.
    """
    try:
        require(person, verb, paper)
    except RefusedError as error:
        where = WHOLE if paper.scope is None else paper.scope.name
        level = Confidentiality(paper.confidentiality).label
        raise OutOfReachError(
            f"Over {where} mag u dit niet vastleggen als ‘{level}’. Kies een ander gebied of een ander niveau. "
            "Uw tekst staat hieronder; er is nog niets bewaard.",
            why_address(*error.deed),
        ) from error


def told(error: Exception | None) -> dict[str, object]:
    """For the page that brings a form back."""
    return {"problem": str(error or ""), "why": error.why if isinstance(error, OutOfReachError) else ""}


def status_of(error: Exception | None) -> int:
    if error is None:
        return 200
    return 403 if isinstance(error, OutOfReachError) else 409


def note_said(request: HttpRequest) -> NoteText:
    """What the form of a note says. Raises FormError for a level or place that is not in the list."""
    return NoteText(
        title=said(request.POST, "title", 200),
        # One more than fits: a text that is too long is told so, and never cut short in silence.
        text=said(request.POST, "text", MOST_TEXT + 1),
        confidentiality=said_level(request.POST),
        scope=said_scope(request.POST, timezone.localdate()),
    )


def paper_choices(visitor: Visitor, verb: str, kind: str, chosen: str | None) -> dict[str, object]:
    """What the table lets this visitor say of a paper: about what, and how confidential.

    chosen   the number of the scope that the form holds already, "" for the whole gemeente; None: nothing yet
    """
    reach = reach_of(visitor, verb, kind, NoteState.DRAFT)
    places = [(number, words) for number, words in scope_choices() if reach.highest(number)]
    highest = [level for number in (None, *(number for number, _ in places)) if (level := reach.highest(number))]
    whole = reach.highest(None) is not None
    return {
        "levels": [(level.value, level.label) for level in max(highest, key=lambda level: level.rank).up_to()],
        "scopes": places,
        "chosen": ("" if whole or not places else str(places[0][0])) if chosen is None else chosen,
        "today": timezone.localdate().isoformat(),
        "whole": WHOLE if whole else "",
    }
