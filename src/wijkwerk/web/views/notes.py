"""Notes: written by one, adopted by another, and read by those whom the table lets read them."""

from collections.abc import Mapping

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from wijkwerk.access.lifecycle import ChangedError, MoveError
from wijkwerk.access.people import Person
from wijkwerk.access.permissions import filtered, may, rules_against
from wijkwerk.access.refusals import find_allowed, require
from wijkwerk.governance.models import Note
from wijkwerk.governance.note_flow import NoteFlow
from wijkwerk.governance.papers import adopt_note, change_note, record_listing, record_reading, write_note
from wijkwerk.governance.problems import GovernanceError
from wijkwerk.web.forms_said import FormError, said_reason
from wijkwerk.web.free_text import free_text
from wijkwerk.web.open_pages import open_page
from wijkwerk.web.paper_rows import note_said, paper_choices, paper_row, require_as_said, status_of, told
from wijkwerk.web.public import visitor_of
from wijkwerk.web.sent_once import sent_once
from wijkwerk.web.staff import staff_page, staff_trail
from wijkwerk.web.whys import why_address

PER_PAGE = 50


@require_safe
@open_page("read", "note")
def notes(request: HttpRequest) -> HttpResponse:
    visitor = visitor_of(request)
    found = filtered(visitor, "read", Note.objects.select_related("scope", "written_by"))
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
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
    visitor = visitor_of(request)
    found = find_allowed(visitor, "read", Note.objects.select_related("scope", "written_by", "adopted_by"), pk=number)
    record_reading(found, visitor)
    return _page(request, found)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page("add", "note")
@sent_once
@free_text(title="Titel", text="Tekst")
def write(request: HttpRequest, person: Person) -> HttpResponse:
    if request.method != "POST":
        return _form(request, person)
    try:
        said = note_said(request)
        require_as_said(person, "add", Note(confidentiality=said.confidentiality, scope=said.scope))
        made = write_note(said, by=person)
    except (GovernanceError, FormError) as error:
        return _form(request, person, error=error)
    messages.success(request, "De notitie is bewaard als concept. Een ander kan haar vaststellen.")
    return redirect("web:note", number=made.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@staff_page("edit", "note")
@sent_once
@free_text(title="Titel", text="Tekst")
def change(request: HttpRequest, person: Person, number: int) -> HttpResponse:
    try:
        found = find_allowed(person, "edit", Note.objects.select_related("scope"), pk=number)
    except Http404:
        if request.method != "POST" or "text" not in request.POST:
            raise
        return _lost(request, person)
    if request.method != "POST":
        record_reading(found, person)
        return _form(request, person, found)
    try:
        said = note_said(request)
        require_as_said(person, "edit", Note(confidentiality=said.confidentiality, scope=said.scope))
        change_note(found, said, by=person, read=request.POST.get("read", ""))
    except ChangedError as error:
        return _conflict(request, person, number, error)
    except (GovernanceError, FormError, MoveError) as error:
        return _form(request, person, found, error)
    messages.success(request, "De notitie is gewijzigd.")
    return redirect("web:note", number=number)


@require_POST
@staff_page("adopt", "note")
@sent_once
@free_text(reason="Toelichting", to_log=("reason",))
def adopt(request: HttpRequest, person: Person, number: int) -> HttpResponse:
    found = find_allowed(person, "read", Note.objects.select_related("scope", "written_by"), pk=number)
    require(person, "adopt", found)
    try:
        adopt_note(found, by=person, read=request.POST.get("read", ""), reason=said_reason(request.POST))
    except MoveError as error:
        # As it is now: somebody may have made it more confidential than this person may read.
        found = find_allowed(person, "read", Note.objects.select_related("scope", "written_by"), pk=number)
        record_reading(found, person)
        return _page(request, found, str(error))
    messages.success(request, "De notitie is vastgesteld en verandert niet meer.")
    return redirect("web:note", number=number)


def _page(request: HttpRequest, found: Note, problem: str = "") -> HttpResponse:
    visitor = visitor_of(request)
    context = {
        "section": "papers",
        "crumbs": staff_trail(("Notities", reverse("web:notes")), (found.title, "")),
        "row": paper_row(found),
        "read": NoteFlow.mark_of(found),
        "may_edit": isinstance(visitor, Person) and not found.is_adopted and may(visitor, "edit", found),
        "may_adopt": isinstance(visitor, Person) and not found.is_adopted and may(visitor, "adopt", found),
        "why": why_address("adopt", "note", found.pk),
        "rules": rules_against(visitor, "adopt", found),
        "signed_in": isinstance(visitor, Person),
        "problem": problem,
    }
    return render(request, "web/note.html", context, status=409 if problem else 200)


def _conflict(request: HttpRequest, person: Person, number: int, error: ChangedError) -> HttpResponse:
    """Somebody else was first. Beside what stands there now: what this person wrote, to be kept or put together."""
    try:
        now = find_allowed(person, "edit", Note.objects.select_related("scope"), pk=number)
    except Http404:
        return _lost(request, person)
    record_reading(now, person)
    return _form(request, person, now, error, now=now)


def _lost(request: HttpRequest, person: Person) -> HttpResponse:
    """What was written for a note that this person may not change (any more); the same for one that is not there."""
    error = GovernanceError(
        "Deze notitie kunt u niet (meer) wijzigen: zij is vastgesteld, of zij is er niet voor u. Er is niets bewaard. "
        "Uw tekst staat hieronder; u kunt hem bewaren als een nieuwe notitie."
    )
    response = _form(request, person, error=error)
    response.status_code = 404
    return response


def _form(
    request: HttpRequest,
    person: Person,
    found: Note | None = None,
    error: Exception | None = None,
    now: Note | None = None,
) -> HttpResponse:
    """now   what somebody else made of it while this person wrote"""
    sent = request.POST if error else _as_sent(found)
    verb = "add" if found is None else "edit"
    title = "Notitie schrijven" if found is None else "Notitie wijzigen"
    context = {
        "section": "papers",
        "crumbs": staff_trail(("Notities", reverse("web:notes")), (title, "")),
        "title": title,
        "found": found,
        # What is sent is held against the note that was opened, until its writer saw what it has become.
        "read": request.POST.get("read", "") if error and not now else found and NoteFlow.mark_of(found),
        "now": now and paper_row(now),
        "sent": sent,
        **told(error),
        **paper_choices(person, verb, "note", sent.get("scope")),
    }
    return render(request, "web/staff/note_form.html", context, status=status_of(error))


def _as_sent(found: Note | None) -> Mapping[str, str]:
    if found is None:
        return {}
    return {
        "title": found.title,
        "text": found.text,
        "confidentiality": found.confidentiality,
        "scope": str(found.scope_id or ""),
    }
