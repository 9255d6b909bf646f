"""Notes, decisions and documents, as a search finds them: by title, and by the number of their case."""

from django.db.models import QuerySet
from django.urls import reverse

from wijkwerk.governance.models import Decision, Document, Note
from wijkwerk.present.numbers import date

from .paper_rows import paper_row
from .searching import Hit, searched


def _notes() -> QuerySet[Note]:
    return Note.objects.select_related("scope")


def _decisions() -> QuerySet[Decision]:
    return Decision.objects.all()


def _documents() -> QuerySet[Document]:
    return Document.objects.select_related("scope")


@searched(
    "besluiten",
    "Besluiten",
    fields=("subject", "case_number", "body"),
    numbers=("case_number",),
    newest="date",
    order=10,
    rows=_decisions,
)
def decision_hit(decision: Decision) -> Hit:
    draft = "" if decision.is_adopted else ", nog niet vastgelegd"
    where = f"besluit van {decision.body}, zaaknummer {decision.case_number}{draft}"
    return Hit(decision.subject, where, f"{reverse('web:decisions')}#besluit-{decision.pk}", date(decision.date))


@searched(
    "documenten",
    "Documenten",
    fields=("title", "reference"),
    numbers=("reference",),
    newest="date",
    order=20,
    rows=_documents,
)
def document_hit(document: Document) -> Hit:
    row = paper_row(document)
    where = f"document, kenmerk {document.reference}, over {row.where}, {row.level}"
    return Hit(document.title, where, reverse("web:document", args=[document.pk]), row.on)


@searched("notities", "Notities", fields=("title",), newest="written_at", order=30, rows=_notes)
def note_hit(note: Note) -> Hit:
    row = paper_row(note)
    where = f"notitie, {note.get_state_display()}, over {row.where}, {row.level}"
    return Hit(note.title, where, reverse("web:note", args=[note.pk]), row.on)
