"""Notes: written by one, adopted by another, and read by those whom the table lets read them."""

from typing import ClassVar

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from wijkwerk.access.people import Person, Visitor
from wijkwerk.access.permissions import filtered, may, rules_against
from wijkwerk.access.readings import record_listing, record_reading
from wijkwerk.access.refusals import find_allowed, require
from wijkwerk.governance.models import Note, NoteState
from wijkwerk.governance.papers import (
    MOST_TEXT,
    NoteText,
    adopt_note,
    change_note,
    write_note,
)
from wijkwerk.web.forms import FreeText, Outcome, PlacedForm, Reason, ReasonForm, Sent, deed, done, form_of
from wijkwerk.web.open_pages import open_page
from wijkwerk.web.paper_rows import paper_row
from wijkwerk.web.public import visitor_of
from wijkwerk.web.record_pages import record_page
from wijkwerk.web.staff import staff_trail
from wijkwerk.web.whys import why_address

record_page("note", "web:note")
PER_PAGE = 50
_NOTES = Note.objects.select_related("scope", "written_by", "adopted_by")


class NoteForm(PlacedForm):
    model = Note
    state: ClassVar[str] = NoteState.DRAFT
    field_order = ("title", "text", "confidentiality", "scope")

    title = FreeText("Titel", 200)
    text = FreeText("Tekst", MOST_TEXT, lines=12)

    def note_text(self) -> NoteText:
        return NoteText(**{name: self.cleaned_data[name] for name in self.base_fields})


class AdoptNoteForm(ReasonForm):
    reason = Reason("Toelichting, voor het logboek", required=False, initial="nagelezen en akkoord")


@require_safe
@open_page("read", "note")
def notes(request: HttpRequest) -> HttpResponse:
    visitor = visitor_of(request)
    readable = filtered(visitor, "read", Note.objects.select_related("scope", "written_by"))
    page = Paginator(readable, PER_PAGE).get_page(request.GET.get("page"))
    record_listing(page, visitor)
    context = {
        "section": "papers",
        "crumbs": staff_trail(("Notities", "")),
        "page": page,
        "rows": [paper_row(each) for each in page],
        "may_add": isinstance(visitor, Person) and may(visitor, "add", "note"),
    }
    return render(request, "web/notes.html", context)


@require_safe
@open_page("read", "note")
def note(request: HttpRequest, number: int) -> HttpResponse:
    return _note_page(request, _readable(visitor_of(request), number))


def _readable(visitor: Visitor, number: int) -> Note:
    return find_allowed(visitor, "read", _NOTES, pk=number)


def _changeable(person: Person, number: int) -> Note:
    return find_allowed(person, "edit", _NOTES, pk=number)


def _adoptable(person: Person, number: int) -> Note:
    found = _readable(person, number)
    require(person, "adopt", found)
    return found


def _note_page(request: HttpRequest, note: Note, adopting: AdoptNoteForm | None = None) -> HttpResponse:
    """The note with what can be done to it; `adopting` is the form that was refused."""
    visitor = visitor_of(request)
    record_reading(note, visitor)
    is_person, is_open = isinstance(visitor, Person), not note.is_adopted
    may_adopt = is_person and is_open and may(visitor, "adopt", note)
    context = {
        "section": "papers",
        "crumbs": staff_trail(("Notities", reverse("web:notes")), (note.title, "")),
        "row": paper_row(note),
        "may_edit": is_person and is_open and may(visitor, "edit", note),
        "may_adopt": may_adopt,
        "adopting": form_of(adopting, AdoptNoteForm, visitor, ("adopt", "note"), note) if may_adopt else None,
        "why": why_address("adopt", "note", note.pk),
        "rules": rules_against(visitor, "adopt", note),
        "signed_in": is_person,
    }
    return render(request, "web/note.html", context)


def _form_page(request: HttpRequest, note: Note | None, form: NoteForm) -> HttpResponse:
    if note is not None and form.shows_row_as_it_is:
        record_reading(note, visitor_of(request))
    title = "Notitie schrijven" if note is None else "Notitie wijzigen"
    context = {
        "section": "papers",
        "crumbs": staff_trail(("Notities", reverse("web:notes")), (title, "")),
        "title": title,
        "form": form,
        "action": reverse("web:write_note") if note is None else reverse("web:change_note", args=[note.pk]),
        "back": reverse("web:notes") if note is None else reverse("web:note", args=[note.pk]),
    }
    return render(request, "web/staff/note_form.html", context)


@deed("add", "note", form=NoteForm, page=_form_page, opens=True)
def write(sent: Sent[None, NoteForm]) -> Outcome:
    made = write_note(sent.form.note_text(), by=sent.person)
    return done("De notitie is bewaard als concept. Een ander kan haar vaststellen.", "web:note", number=made.pk)


@deed("edit", "note", form=NoteForm, page=_form_page, find=_changeable, lost=_form_page, opens=True)
def change(sent: Sent[Note, NoteForm]) -> Outcome:
    change_note(sent.row, sent.form.note_text(), by=sent.person, read=sent.read)
    return done("De notitie is gewijzigd.", "web:note", number=sent.row.pk)


@deed("adopt", "note", form=AdoptNoteForm, page=_note_page, find=_adoptable)
def adopt(sent: Sent[Note, AdoptNoteForm]) -> Outcome:
    adopt_note(sent.row, by=sent.person, read=sent.read, reason=sent.reason)
    return done("De notitie is vastgesteld en verandert niet meer.", "web:note", number=sent.row.pk)
