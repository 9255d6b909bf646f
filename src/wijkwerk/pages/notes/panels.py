"""On a profile: what colleagues wrote about this area, for who may read it, and the way to write something there."""

from dataclasses import dataclass
from typing import ClassVar

from django.db.models import Count
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode

from wijkwerk.access.log.readings import record_listing
from wijkwerk.access.people.models import Person
from wijkwerk.access.people.scopes import Scope
from wijkwerk.access.permission.permissions import filtered
from wijkwerk.access.permission.reach import reach_of
from wijkwerk.data.area.scopes import scope_of_area
from wijkwerk.data.queries.figures import AreaRow
from wijkwerk.governance.models import Note, NoteState
from wijkwerk.governance.note.places import is_about, is_about_something_inside
from wijkwerk.present.figures.figure_text import running_name
from wijkwerk.present.numbers import date
from wijkwerk.web.frame.panels import panel
from wijkwerk.web.functions import functions_of
from wijkwerk.web.registers import level_words

_MOST = 5


@dataclass(frozen=True, slots=True)
class NoteLine:
    """One note, and by which function it was written."""

    note: Note
    level: str
    on: str
    by: str


@dataclass(frozen=True, slots=True)
class NotesPanel:
    """about     the name of the area in a sentence
    count        of all notes about it that this person may read; `lines` holds the newest of them
    inside       the number of those about what lies inside it
    write_href   empty where this person may not write about it
    """

    template: ClassVar[str] = "notes/panel.html"
    anchor: ClassVar[str] = "notities"
    title: ClassVar[str] = "Notities"

    about: str
    lines: tuple[NoteLine, ...]
    count: int
    inside: int
    all_href: str
    write_href: str

    @property
    def has_more(self) -> bool:
        return self.count > len(self.lines)


@panel("area", order=20, queries=16)
def notes_of_area(person: Person, area: AreaRow) -> NotesPanel | None:
    """Nothing for an area of another gemeente, or where there is nothing to read and this person may not write."""
    place = scope_of_area(area.code)
    if place is None:
        return None
    readable = filtered(person, "read", Note.objects.select_related("scope"))
    about = is_about(place)
    counts = readable.aggregate(
        here=Count("pk", filter=about), inside=Count("pk", filter=is_about_something_inside(place))
    )
    may_write = reach_of(person, "add", "note", NoteState.DRAFT).highest(place.pk) is not None
    if not may_write and not any(counts.values()):
        return None
    notes = list(readable.filter(about)[:_MOST]) if counts["here"] else []
    record_listing(notes, person)
    return NotesPanel(
        about=running_name(area),
        lines=_lines(notes),
        count=counts["here"],
        inside=counts["inside"],
        all_href=_list_href(place),
        write_href=f"{reverse('notes:add')}?{urlencode({'gebied': place.key})}" if may_write else "",
    )


def _list_href(place: Scope) -> str:
    """The list of notes about an area, and about what lies inside it."""
    return f"{reverse('notes:list')}?{urlencode({'gebied': place.key})}"


def _lines(notes: list[Note]) -> tuple[NoteLine, ...]:
    written = [(each.written_by_id, timezone.localtime(each.written_at).date()) for each in notes]
    functions = functions_of(written)
    return tuple(
        NoteLine(note, level_words(note), date(deed[1]), functions[deed])
        for note, deed in zip(notes, written, strict=True)
    )
