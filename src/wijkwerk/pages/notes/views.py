"""Notities: written by one, adopted by another, and read by those whom the table lets read them."""

from collections.abc import Mapping

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from wijkwerk.access.people.models import Person, Visitor
from wijkwerk.access.people.scopes import Scope, ScopeKind
from wijkwerk.access.permission.refusals import find_allowed
from wijkwerk.data.area.scopes import scope_of_area
from wijkwerk.governance.models import Note
from wijkwerk.governance.note.actions import adopt_note, change_note, write_note
from wijkwerk.governance.note.facts import restored
from wijkwerk.present.numbers import date
from wijkwerk.web.figures.fact_texts import nameable, read_text
from wijkwerk.web.forms import AgreeForm, Outcome, Sent, deed, done
from wijkwerk.web.frame.site import Site, site_or_bare
from wijkwerk.web.markdown import as_html
from wijkwerk.web.record_pages import place_of
from wijkwerk.web.registers import Button, RecordPages, Shown, level_words

from .forms import NoteForm
from .register import NOTES


def _facts(note: Note, visitor: Visitor) -> list[tuple[str, str]]:
    """Who wrote it and who adopted it is for who is signed in."""
    is_person = isinstance(visitor, Person)
    return [
        ("Gaat over", place_of(note)),
        ("Vertrouwelijkheid", level_words(note)),
        ("Geschreven op", date(timezone.localdate(note.written_at))),
        ("Geschreven door", note.written_by.name if is_person and note.written_by else ""),
        ("Vastgesteld door", note.adopted_by.name if is_person and note.adopted_by else ""),
    ]


def _shown(note: Note, visitor: Visitor) -> Shown:
    read = read_text(note.text, restored(note.facts))
    more = {"text": as_html(read.text), "named": read.facts, "area_href": _area_href(note.scope)}
    return Shown(_facts(note, visitor), note.get_state_display(), resting=note.actions.order_by("-pk"), more=more)


def _area_href(scope: Scope | None) -> str:
    """The profile of the area that a note is about; empty for a body, and for an area without a profile now."""
    site = site_or_bare(reverse("notes:list"))
    if scope is None or scope.kind != ScopeKind.AREA or not isinstance(site, Site):
        return ""
    return site.links.area(scope.key) if site.store.area(scope.key) else ""


def _beside_form() -> dict[str, object]:
    """The figures that a text may name."""
    site = site_or_bare(reverse("notes:list"))
    return {"nameable": nameable(site) if isinstance(site, Site) else []}


def _suggested(request: HttpRequest) -> Mapping[str, object]:
    """A form that is opened from an area is about that area."""
    place = scope_of_area(request.GET.get("gebied", ""))
    return {"scope": place} if place else {}


PAGES = RecordPages(
    NOTES,
    Note.objects.select_related("scope", "written_by", "adopted_by"),
    _shown,
    (
        Button("edit", "Wijzigen", "notes:change", None, "Zolang de notitie een concept is."),
        Button("adopt", "Vaststellen", "notes:adopt", AgreeForm, "De notitie verandert daarna niet meer."),
    ),
    new="Notitie schrijven",
    changed="Notitie wijzigen",
    lead="Schrijf over een gebied of een onderwerp, niet over personen. Een ander stelt de notitie vast; daarna "
    "verandert zij niet meer.",
    save="Bewaren als concept",
    hidden=("facts", "adopted_by", "adopted_at"),
    template="notes/note.html",
    beside_form=_beside_form,
    form_template="notes/form.html",
)


def _changeable(person: Person, number: int) -> Note:
    return find_allowed(person, "edit", PAGES.rows, pk=number)


@deed("add", "note", form=NoteForm, page=PAGES.form_page, opens=True, suggest=_suggested)
def add(sent: Sent[None, NoteForm]) -> Outcome:
    new_note = write_note(sent.form.note_text(), by=sent.person)
    return done(
        "De notitie is bewaard als concept. Een ander kan haar vaststellen.", "notes:record", number=new_note.pk
    )


@deed("edit", "note", form=NoteForm, page=PAGES.form_page, find=_changeable, lost=PAGES.form_page, opens=True)
def change(sent: Sent[Note, NoteForm]) -> Outcome:
    change_note(sent.row, sent.form.note_text(), by=sent.person, read=sent.read)
    return done("De notitie is gewijzigd.", "notes:record", number=sent.row.pk)


@deed("adopt", "note", form=AgreeForm, page=PAGES.page, find=PAGES.readable)
def adopt(sent: Sent[Note, AgreeForm]) -> Outcome:
    adopt_note(sent.row, by=sent.person, read=sent.read, reason=sent.reason)
    return done("De notitie is vastgesteld en verandert niet meer.", "notes:record", number=sent.row.pk)
