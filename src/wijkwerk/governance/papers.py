"""Papers: documents that others rest on, and notes. How confidential each is, and where it belongs, is said with it."""

import datetime
from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from wijkwerk.access.log.audit import joined, record
from wijkwerk.access.models import Person, Scope
from wijkwerk.access.permission.confidentiality import Confidentiality
from wijkwerk.access.stored_files.actions import storing
from wijkwerk.governance.kader.resolution import short_date
from wijkwerk.governance.note.facts import KeptFact, stored
from wijkwerk.governance.note.flow import NoteFlow
from wijkwerk.lib.files import FitFile

from .models import Document, Note
from .problems import GovernanceError

MOST_TEXT = 10_000


class UnfindableError(GovernanceError):
    """A document without a file, a place or a digest: nobody could find it back."""


@dataclass(frozen=True, slots=True)
class NoteText:
    """What somebody wrote. `scope` None: it is about the whole gemeente; `facts`: the figures that the text names."""

    title: str
    text: str
    confidentiality: Confidentiality
    scope: Scope | None = None
    facts: tuple[KeptFact, ...] = ()


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
    file: FitFile | None = None,
    reason: str = "",
) -> Document:
    """Write a document down, with the file itself where that is given: it is fixed with the document.

    Raises UnfindableError where nobody could find it back, GovernanceError where it is of a day to come or `sha256` is
    of another file, and FileRefusedError where the file cannot be stored.
    """
    if not title.strip() or not reference.strip():
        raise GovernanceError("Een document heeft een titel en een kenmerk nodig.")
    if not url.strip() and not sha256.strip() and file is None:
        raise UnfindableError("Zeg waar het document staat, of geef de hash (SHA-256) van het bestand.")
    if sha256.strip() and not is_sha256(sha256.strip()):
        raise GovernanceError("Een hash (SHA-256) bestaat uit 64 cijfers en letters van a tot en met f.")
    _refuse_other_hash(sha256, file)
    if url.strip() and not url.strip().startswith(("https://", "http://")):
        raise GovernanceError("Een vindplaats begint met https://.")
    refuse_future(date, "Een document")
    document = Document(
        title=title.strip(),
        reference=reference.strip(),
        date=date,
        url=url.strip(),
        sha256=file.content.sha256 if file else sha256.strip().lower(),
        confidentiality=confidentiality,
        scope=scope,
        added_by=by,
    )
    if file is None:
        return _kept(document, reason)
    with storing(file) as under_way:
        _kept(document, reason)
        under_way.hang(document, name=document.title, level=confidentiality, by=by, is_fixed=True)
    return document


@transaction.atomic
def _kept(document: Document, reason: str) -> Document:
    document.save()
    told = joined(_stands(document), reason)
    record(person=document.added_by, verb="add", kind="document", key=str(document.pk), reason=told)
    return document


def _refuse_other_hash(sha256: str, file: FitFile | None) -> None:
    """A photograph is kept without its place and camera, and so has two hashes; somebody knows that of their own."""
    typed = sha256.strip().lower()
    if file is not None and typed and typed not in {file.given_sha256, file.content.sha256}:
        raise GovernanceError(
            "De hash die u invulde, hoort niet bij dit bestand. Kies het goede bestand, of laat de hash leeg: dan "
            "rekenen wij haar uit."
        )


def write_note(note_text: NoteText, *, by: Person) -> Note:
    """Begin a note, as a draft. Raises GovernanceError where it has no title or text."""
    _refuse_text(note_text)
    note = _with_text(Note(written_by=by), note_text)
    return NoteFlow.begin(note, by=by, reason=_stands(note))


def change_note(note: Note, note_text: NoteText, *, by: Person, read: str) -> None:
    """Say a draft otherwise. Raises GovernanceError where a title or text is missing, and what `NoteFlow.move` raises.

    read   the mark (`NoteFlow.mark_of`) of what was written over
    """
    _refuse_text(note_text)
    with NoteFlow.move(note, "edit", by=by, read=read):
        _with_text(note, note_text)


def adopt_note(note: Note, *, by: Person, read: str, reason: str = "") -> None:
    """Let a draft stand as it is; nothing in it changes after. Raises what `NoteFlow.move` raises.

    read   the mark (`NoteFlow.mark_of`) of what was agreed to
    """
    with NoteFlow.move(note, "adopt", by=by, read=read, reason=reason):
        pass


def refuse_future(day: datetime.date, what: str) -> None:
    """Raises GovernanceError for a day that is still to come."""
    if day > timezone.localdate():
        raise GovernanceError(f"{what} kan niet van een dag zijn die nog moet komen ({short_date(day)}).")


def _stands(paper: Document | Note) -> str:
    return f"{paper.confidentiality}, over {paper.scope or 'de hele gemeente'}"


def _with_text(note: Note, note_text: NoteText) -> Note:
    note.title, note.text = note_text.title.strip(), note_text.text.strip()
    note.facts = stored(note_text.facts)
    note.confidentiality, note.scope = note_text.confidentiality, note_text.scope
    return note


def _refuse_text(note_text: NoteText) -> None:
    if not note_text.title.strip() or not note_text.text.strip():
        raise GovernanceError("Een notitie heeft een titel en een tekst nodig.")
    if len(note_text.text) > MOST_TEXT:
        raise GovernanceError(
            f"Deze tekst heeft {len(note_text.text)} tekens; er passen er {MOST_TEXT} in een notitie."
        )


def is_sha256(text: str) -> bool:
    return len(text) == 64 and all(letter in "0123456789abcdef" for letter in text.lower())
