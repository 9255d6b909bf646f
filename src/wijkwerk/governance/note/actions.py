"""Begin a note, say it otherwise, and let another adopt it."""

from dataclasses import dataclass

from wijkwerk.access.models import Person, Scope
from wijkwerk.access.permission.confidentiality import Confidentiality
from wijkwerk.governance.errors import GovernanceError
from wijkwerk.governance.paper_places import level_and_place

from .facts import KeptFact, stored
from .flow import NoteFlow
from .models import Note

MOST_TEXT = 10_000


@dataclass(frozen=True, slots=True)
class NoteText:
    """What somebody wrote. `scope` None: it is about the whole gemeente; `facts`: the figures that the text names."""

    title: str
    text: str
    confidentiality: Confidentiality
    scope: Scope | None = None
    facts: tuple[KeptFact, ...] = ()


def write_note(note_text: NoteText, *, by: Person) -> Note:
    """Begin a note, as a draft. Raises GovernanceError where it has no title or text."""
    _refuse_text(note_text)
    note = _with_text(Note(written_by=by), note_text)
    return NoteFlow.begin(note, by=by, reason=level_and_place(note))


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
