"""Notes: written by one, adopted by another, and read by those whom the table lets read them."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from wijkwerk.access.people import Person, Visitor
from wijkwerk.access.permissions import filtered, may, rules_against
from wijkwerk.access.readings import record_listing, record_reading
from wijkwerk.access.refusals import find_allowed
from wijkwerk.access.scopes import Scope, ScopeKind
from wijkwerk.data.area_scopes import scope_of_area
from wijkwerk.governance.kept_facts import KeptFact, restored
from wijkwerk.governance.models import Note, NoteState
from wijkwerk.governance.note_places import is_about, is_about_something_inside
from wijkwerk.governance.papers import (
    MOST_TEXT,
    NoteText,
    adopt_note,
    change_note,
    write_note,
)
from wijkwerk.present.collation import collation_key
from wijkwerk.web.fact_texts import facts_of, nameable, read_text
from wijkwerk.web.forms import (
    FreeText,
    MarkdownText,
    Outcome,
    PlacedForm,
    Reason,
    ReasonForm,
    Sent,
    deed,
    done,
    form_of,
)
from wijkwerk.web.markdown import as_html
from wijkwerk.web.note_panel import notes_href, notes_query
from wijkwerk.web.open_pages import open_page
from wijkwerk.web.paper_rows import paper_row
from wijkwerk.web.problems import BadQuestionError, Way
from wijkwerk.web.public import visitor_of
from wijkwerk.web.record_pages import record_page
from wijkwerk.web.site import Site, site_or_bare
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
    text = MarkdownText("Tekst", MOST_TEXT)

    facts: tuple[KeptFact, ...] = ()

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if self.keeps and "text" in cleaned and "scope" in cleaned:
            try:
                self.facts = facts_of(cleaned["text"], cleaned["scope"])
            except ValidationError as problem:
                self.add_error("text", problem)
        return cleaned

    def text_as_read(self, text: str) -> str:
        return text if "text" in self.errors else read_text(text, self.facts).text

    def note_text(self) -> NoteText:
        return NoteText(**{name: self.cleaned_data[name] for name in self.base_fields}, facts=self.facts)


class AdoptNoteForm(ReasonForm):
    reason = Reason("Toelichting, voor het logboek", required=False, initial="nagelezen en akkoord")


@require_safe
@open_page("read", "note")
def notes(request: HttpRequest) -> HttpResponse:
    """The newest first; `?gebied=` leaves those about one area, `&erin=ja` with those about what lies inside it."""
    visitor = visitor_of(request)
    place, with_inside = _place_of(request), request.GET.get("erin") == "ja"
    readable = filtered(visitor, "read", Note.objects.select_related("scope", "written_by"))
    page = Paginator(_about(readable, place, with_inside), PER_PAGE).get_page(request.GET.get("page"))
    record_listing(page, visitor)
    context = {
        "section": "papers",
        "crumbs": staff_trail(("Notities", "")),
        "page": page,
        "rows": [paper_row(each) for each in page],
        "may_add": isinstance(visitor, Person) and may(visitor, "add", "note"),
        "place": place,
        "places": _places_of(readable, place),
        "with_inside": with_inside,
        "inside_href": notes_href(place, with_inside=True) if place else "",
        "query": notes_query(place, with_inside=with_inside) if place else "",
    }
    return render(request, "web/notes.html", context)


def _place_of(request: HttpRequest) -> Scope | None:
    """The area that the address names. Raises BadQuestionError for one that is not there."""
    code = request.GET.get("gebied", "").strip()
    if not code:
        return None
    place = scope_of_area(code)
    if place is None:
        ways = (Way("Alle notities", reverse("web:notes")),)
        raise BadQuestionError(f"Er is in deze gemeente geen gebied met de code ‘{code}’.", ways)
    return place


def _about(notes: QuerySet[Note], place: Scope | None, with_inside: bool) -> QuerySet[Note]:
    if place is None:
        return notes
    about = is_about(place)
    return notes.filter(about | is_about_something_inside(place) if with_inside else about)


def _places_of(readable: QuerySet[Note], place: Scope | None) -> list[tuple[str, str]]:
    """Code and name of the areas that there are notes about; of notes that this visitor may read alone."""
    of_areas = readable.filter(scope__kind=ScopeKind.AREA, scope__valid_to=None).order_by()
    places = dict(of_areas.values_list("scope__key", "scope__name").distinct())
    if place is not None:
        places[place.key] = place.name
    return sorted(places.items(), key=lambda each: collation_key(each[1]))


@require_safe
@open_page("read", "note")
def note(request: HttpRequest, number: int) -> HttpResponse:
    return _note_page(request, _readable(visitor_of(request), number))


def _readable(visitor: Visitor, number: int) -> Note:
    return find_allowed(visitor, "read", _NOTES, pk=number)


def _changeable(person: Person, number: int) -> Note:
    return find_allowed(person, "edit", _NOTES, pk=number)


def _note_page(request: HttpRequest, note: Note, adopting: AdoptNoteForm | None = None) -> HttpResponse:
    """The note with what can be done to it; `adopting` is the form that was refused."""
    visitor = visitor_of(request)
    record_reading(note, visitor)
    is_person, is_open = isinstance(visitor, Person), not note.is_adopted
    read = read_text(note.text, restored(note.facts))
    may_adopt = is_person and is_open and may(visitor, "adopt", note)
    context = {
        "section": "papers",
        "crumbs": staff_trail(("Notities", reverse("web:notes")), (note.title, "")),
        "row": paper_row(note),
        "text": as_html(read.text),
        "facts": read.facts,
        "area_href": _area_href(note.scope),
        "may_edit": is_person and is_open and may(visitor, "edit", note),
        "may_adopt": may_adopt,
        "adopting": form_of(adopting, AdoptNoteForm, visitor, ("adopt", "note"), note) if may_adopt else None,
        "why": why_address("adopt", "note", note.pk),
        "rules": rules_against(visitor, "adopt", note),
        "signed_in": is_person,
    }
    return render(request, "web/note.html", context)


def _area_href(scope: Scope | None) -> str:
    """The profile of the area that a note is about; empty for a body, and for an area without a profile now."""
    site = site_or_bare(reverse("web:notes"))
    if scope is None or scope.kind != ScopeKind.AREA or not isinstance(site, Site):
        return ""
    return site.links.area(scope.key) if site.store.area(scope.key) else ""


def _nameable() -> list[tuple[str, str]]:
    site = site_or_bare(reverse("web:notes"))
    return nameable(site) if isinstance(site, Site) else []


def _suggested(request: HttpRequest) -> Mapping[str, object]:
    """A form that is opened from an area is about that area."""
    place = scope_of_area(request.GET.get("gebied", ""))
    return {"scope": place} if place else {}


def _form_page(request: HttpRequest, note: Note | None, form: NoteForm) -> HttpResponse:
    if note is not None and form.shows_row_as_it_is:
        record_reading(note, visitor_of(request))
    title = "Notitie schrijven" if note is None else "Notitie wijzigen"
    context = {
        "section": "papers",
        "crumbs": staff_trail(("Notities", reverse("web:notes")), (title, "")),
        "title": title,
        "form": form,
        "nameable": _nameable(),
        "action": reverse("web:write_note") if note is None else reverse("web:change_note", args=[note.pk]),
        "back": reverse("web:notes") if note is None else reverse("web:note", args=[note.pk]),
    }
    return render(request, "web/staff/note_form.html", context)


@deed("add", "note", form=NoteForm, page=_form_page, opens=True, suggest=_suggested)
def write(sent: Sent[None, NoteForm]) -> Outcome:
    made = write_note(sent.form.note_text(), by=sent.person)
    return done("De notitie is bewaard als concept. Een ander kan haar vaststellen.", "web:note", number=made.pk)


@deed("edit", "note", form=NoteForm, page=_form_page, find=_changeable, lost=_form_page, opens=True)
def change(sent: Sent[Note, NoteForm]) -> Outcome:
    change_note(sent.row, sent.form.note_text(), by=sent.person, read=sent.read)
    return done("De notitie is gewijzigd.", "web:note", number=sent.row.pk)


@deed("adopt", "note", form=AdoptNoteForm, page=_note_page, find=_readable)
def adopt(sent: Sent[Note, AdoptNoteForm]) -> Outcome:
    adopt_note(sent.row, by=sent.person, read=sent.read, reason=sent.reason)
    return done("De notitie is vastgesteld en verandert niet meer.", "web:note", number=sent.row.pk)
