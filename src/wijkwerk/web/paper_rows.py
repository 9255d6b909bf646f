"""Documents and notes as lists and pages show them."""

from dataclasses import dataclass

from django.utils import timezone

from wijkwerk.access.confidentiality import Confidentiality
from wijkwerk.governance.models import Document, Note
from wijkwerk.present.numbers import date
from wijkwerk.web.forms.fields import WHOLE


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
