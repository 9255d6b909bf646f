"""Notities as a register: what was written, about which place, by when, and whether another agreed."""

from django.db.models import QuerySet
from django.utils import timezone

from wijkwerk.governance.models import Note, NoteState
from wijkwerk.governance.note.places import is_about, is_about_something_inside
from wijkwerk.present.numbers import date
from wijkwerk.web.frame.menu import menu_item
from wijkwerk.web.record_pages import address_of, place_of, record_page
from wijkwerk.web.registers import (
    Column,
    Register,
    level_column,
    level_words,
    place_column,
    place_filter,
    state_filter,
    word_filter,
)
from wijkwerk.web.search.searching import Hit, searched

NOTES = Register(
    Note,
    route="notes",
    section="notes",
    title="Notities",
    rows_are=("notitie", "notities"),
    lead="Wat collega’s opschreven over de gemeente, een gebied of een gremium. U ziet wat u mag lezen.",
    empty="Er zijn geen notities die u mag lezen.",
    related=("scope",),
    order=("-written_at",),
    columns=(
        Column("title", "Titel", lambda row: row.title, order=("title",)),
        Column("state", "Stand", lambda row: row.get_state_display(), order=("state",)),
        place_column(),
        level_column(),
        Column("written", "Geschreven", lambda row: timezone.localdate(row.written_at), order=("written_at",)),
        Column("text", "Tekst", lambda row: row.text, is_optional=True),
        Column("number", "Nummer", lambda row: row.pk, order=("pk",), is_optional=True),
    ),
    filters=(
        place_filter(lambda place: is_about(place) | is_about_something_inside(place)),
        state_filter(NoteState.choices),
        word_filter("title", "text"),
    ),
    is_open=True,
)  # fmt: skip
record_page("note", "notes:record")
menu_item("notes", "Notities", "notes:list", deed=("read", "note"), place=50)


def _all() -> QuerySet[Note]:
    return Note.objects.select_related("scope")


@searched("notities", "Notities", fields=("title",), newest="written_at", order=30, rows=_all)
def note_hit(note: Note) -> Hit:
    where = f"notitie, {note.get_state_display()}, over {place_of(note)}, {level_words(note)}"
    return Hit(note.title, where, address_of(note), date(timezone.localdate(note.written_at)))
