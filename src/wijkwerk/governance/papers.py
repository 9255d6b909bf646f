"""Papers: documents that others rest on, and notes. How confidential each is, and where it belongs, is said with it."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from wijkwerk.access.audit import AuditEvent, joined, record
from wijkwerk.access.confidentiality import RESTRICTED, Confidentiality
from wijkwerk.access.models import Person, Scope
from wijkwerk.access.people import Visitor

from .models import Document, Note, NoteState
from .problems import GovernanceError
from .resolution import short_date
from .versions import ChangedError, version_of

MOST_TEXT = 10_000
# What adopting means where somebody adds nothing to it.
READ_AND_AGREED = "nagelezen en akkoord"


@dataclass(frozen=True, slots=True)
class NoteText:
    """What somebody wrote. `scope` None: it is about the whole gemeente."""

    title: str
    text: str
    confidentiality: Confidentiality
    scope: Scope | None = None


@transaction.atomic
def add_document(
    *,
    title: str,
    reference: str,
    date: datetime.date,
    by: Person | None,
    url: str = "",
    sha256: str = "",
    confidentiality: Confidentiality = Confidentiality.INTERN,
    scope: Scope | None = None,
    reason: str = "",
) -> Document:
    """Write a document down. Raises GovernanceError where nobody could find it back, or it is of a day to come."""
    if not title.strip() or not reference.strip():
        raise GovernanceError("Een document heeft een titel en een kenmerk nodig.")
    if not url.strip() and not sha256.strip():
        raise GovernanceError("Zeg waar het document staat, of geef de hash (SHA-256) van het bestand.")
    if sha256.strip() and not _is_sha256(sha256.strip()):
        raise GovernanceError("Een hash (SHA-256) bestaat uit 64 cijfers en letters van a tot en met f.")
    if url.strip() and not url.strip().startswith(("https://", "http://")):
        raise GovernanceError("Een vindplaats begint met https://.")
    refuse_future(date, "Een document")
    document = Document.objects.create(
        title=title.strip(),
        reference=reference.strip(),
        date=date,
        url=url.strip(),
        sha256=sha256.strip().lower(),
        confidentiality=confidentiality,
        scope=scope,
        added_by=by,
    )
    record(person=by, verb="add", kind="document", key=str(document.pk), reason=joined(_stands(document), reason))
    return document


@transaction.atomic
def write_note(said: NoteText, *, by: Person) -> Note:
    """Begin a note, as a draft. Raises GovernanceError where it has no title or text."""
    _refuse_text(said)
    note = Note.objects.create(
        title=said.title.strip(),
        text=said.text.strip(),
        confidentiality=said.confidentiality,
        scope=said.scope,
        written_by=by,
    )
    record(person=by, verb="add", kind="note", key=str(note.pk), reason=_stands(note))
    return note


@transaction.atomic
def change_note(note: Note, said: NoteText, *, by: Person, read: str) -> None:
    """Say a draft otherwise. Raises GovernanceError once it was adopted, by somebody else in the meantime too.

    read   the version (`version_of`) that was written over; ChangedError where it stands no longer
    """
    _refuse_text(said)
    if version_of(_hold_draft(note)) != read:
        raise ChangedError("Deze notitie is gewijzigd sinds u haar opende. Er is niets bewaard.")
    changes = _level_and_place(note, said)
    note.title, note.text = said.title.strip(), said.text.strip()
    note.confidentiality, note.scope = said.confidentiality, said.scope
    note.save(update_fields=["title", "text", "confidentiality", "scope"])
    record(person=by, verb="edit", kind="note", key=str(note.pk), reason=changes)


@transaction.atomic
def adopt_note(note: Note, *, by: Person, read: str, reason: str = "") -> None:
    """Let a draft stand as it is; nothing in it changes after. Raises GovernanceError for whoever wrote it.

    read   the version (`version_of`) that was agreed to; ChangedError where it stands no longer
    """
    if version_of(_hold_draft(note)) != read:
        raise ChangedError(
            "Deze notitie is gewijzigd sinds u haar las. Er is niets vastgesteld. Hieronder staat zij zoals zij nu is: "
            "lees haar opnieuw, en stel haar dan vast."
        )
    if note.written_by_id == by.pk:
        raise GovernanceError("U hebt deze notitie zelf geschreven. Een ander moet haar vaststellen.")
    if has_changed(note, by):
        raise GovernanceError("U hebt deze notitie zelf gewijzigd. Een ander moet haar vaststellen.")
    note.state, note.adopted_by, note.adopted_at = NoteState.ADOPTED, by, timezone.now()
    note.save(update_fields=["state", "adopted_by", "adopted_at"])
    record(person=by, verb="adopt", kind="note", key=str(note.pk), reason=reason or READ_AND_AGREED)


def has_changed(note: Note, person: Person) -> bool:
    """Whether this person changed it after it was written; the log tells."""
    return AuditEvent.objects.filter(person=person, verb="edit", kind="note", key=str(note.pk)).exists()


def record_reading(paper: Document | Note, reader: Visitor) -> None:
    """Keep in the log that somebody looked at something vertrouwelijk; what anybody inside may see is not kept."""
    if paper.confidentiality in RESTRICTED and isinstance(reader, Person):
        record(person=reader, verb="view", kind=str(paper._meta.model_name), key=str(paper.pk))


def record_listing(papers: Iterable[Document | Note], reader: Visitor) -> None:
    """The same for a list: its titles tell something too. One event for all that stands on the page."""
    restricted = [paper for paper in papers if paper.confidentiality in RESTRICTED]
    if restricted and isinstance(reader, Person):
        kind = str(restricted[0]._meta.model_name)
        record(person=reader, verb="view", kind=kind, key="-", reason=_listed(restricted))


def _listed(papers: Sequence[Document | Note]) -> str:
    return f"in een lijst: {', '.join(str(paper.pk) for paper in papers)}"


def refuse_future(day: datetime.date, what: str) -> None:
    """Raises GovernanceError for a day that is still to come."""
    if day > timezone.localdate():
        raise GovernanceError(f"{what} kan niet van een dag zijn die nog moet komen ({short_date(day)}).")


def _stands(paper: Document | Note) -> str:
    return f"{paper.confidentiality}, over {paper.scope or 'de hele gemeente'}"


def _level_and_place(note: Note, said: NoteText) -> str:
    """What becomes of who may read it; empty where that stays as it was. Titles and texts never go into the log."""
    found = []
    if note.confidentiality != said.confidentiality:
        found.append(f"van {note.confidentiality} naar {said.confidentiality}")
    if note.scope_id != (said.scope and said.scope.pk):
        found.append("een ander gebied of gremium")
    return joined(*found) or "tekst gewijzigd"


def _refuse_text(said: NoteText) -> None:
    if not said.title.strip() or not said.text.strip():
        raise GovernanceError("Een notitie heeft een titel en een tekst nodig.")
    if len(said.text) > MOST_TEXT:
        raise GovernanceError(f"Deze tekst heeft {len(said.text)} tekens; er passen er {MOST_TEXT} in een notitie.")


def _hold_draft(note: Note) -> Note:
    """Take the row as it is now, for this transaction alone: a page may have stood open while others went on."""
    note.refresh_from_db(from_queryset=Note.objects.select_for_update())
    if note.is_adopted:
        raise GovernanceError("Deze notitie is vastgesteld en verandert niet meer. Schrijf een nieuwe.")
    return note


def _is_sha256(text: str) -> bool:
    return len(text) == 64 and all(letter in "0123456789abcdef" for letter in text.lower())
