"""Documents and notes as lists and pages show them, and what their forms said."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.utils import timezone

from wijkwerk.access.confidentiality import Confidentiality
from wijkwerk.governance.models import Document, Note
from wijkwerk.governance.papers import MOST_TEXT, NoteText
from wijkwerk.present.numbers import date

from .forms_said import said, said_level, said_scope
from .scope_choices import scope_choices

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


def note_said(request: HttpRequest) -> NoteText:
    """What the form of a note says. Raises FormError for a level or place that is not in the list."""
    return NoteText(
        title=said(request.POST, "title", 200),
        # One more than fits: a text that is too long is told so, and never cut short in silence.
        text=said(request.POST, "text", MOST_TEXT + 1),
        confidentiality=said_level(request.POST),
        scope=said_scope(request.POST, timezone.localdate()),
    )


def paper_choices() -> dict[str, object]:
    return {
        "levels": Confidentiality.choices,
        "scopes": scope_choices(),
        "today": timezone.localdate().isoformat(),
        "whole": WHOLE,
    }
