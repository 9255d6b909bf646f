"""What a note goes through: a draft that several may change, until somebody who did not adopts it."""

from collections.abc import Collection
from typing import ClassVar

from wijkwerk.access.lifecycles.lifecycle import Begin, Hands, Lifecycle, Move
from wijkwerk.access.lifecycles.moves import READ_AND_AGREED
from wijkwerk.access.lifecycles.waiting import Wait, within
from wijkwerk.access.log.audit import AuditEvent, joined
from wijkwerk.governance.note.models import Note, NoteState
from wijkwerk.lib.dutch import Gender, Noun


def editors(note: Note) -> Collection[int]:
    """The numbers of the people who changed it after it was written; the log knows."""
    events = AuditEvent.objects.filter(verb="edit", kind="note", key=str(note.pk), person__isnull=False)
    return set(events.values_list("person_id", flat=True))


def changed_level_or_place(before: Note, after: Note) -> str:
    """What becomes of who may read it. Titles and texts never go into the log."""
    changes = []
    if before.confidentiality != after.confidentiality:
        changes.append(f"van {before.confidentiality} naar {after.confidentiality}")
    if before.scope_id != after.scope_id:
        changes.append("een ander gebied of gremium")
    return joined(*changes) or "tekst gewijzigd"


class NoteFlow(Lifecycle[Note]):
    model = Note
    noun = Noun("notitie", Gender.FEMININE)
    states = NoteState
    read_fields = ("title", "text", "confidentiality", "scope")
    frozen: ClassVar = {NoteState.ADOPTED: "Deze notitie is vastgesteld en verandert niet meer. Schrijf een nieuwe."}
    waits_for: ClassVar = {
        NoteState.DRAFT: Wait(
            "adopt",
            asks="Lees als tweede mee",
            because="Twee paar ogen: u schreef er niet aan mee.",
            ignored="De notitie blijft een concept. Alleen wie mag meeschrijven, ziet haar.",
            due=within(14, of="written_at"),
        )
    }
    begins = Begin("add", (NoteState.DRAFT,))
    moves = (
        Move("edit", NoteState.DRAFT, NoteState.DRAFT, done="bewaard", reason=changed_level_or_place),
        Move(
            "adopt",
            NoteState.DRAFT,
            NoteState.ADOPTED,
            done="vastgesteld",
            not_by=(Hands("written_by", "geschreven", "nalezen"), Hands(editors, "gewijzigd", "nalezen")),
            stamps=("adopted_by", "adopted_at"),
            reason=READ_AND_AGREED,
        ),
    )
