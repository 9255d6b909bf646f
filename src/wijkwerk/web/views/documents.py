"""The register of documents: everybody finds what they may read, and those who may add, add."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from wijkwerk.access.people import Person
from wijkwerk.access.permissions import filtered, may
from wijkwerk.access.refusals import find_allowed
from wijkwerk.governance.models import Document
from wijkwerk.governance.papers import add_document, record_listing, record_reading
from wijkwerk.governance.problems import GovernanceError
from wijkwerk.web.forms_said import FormError, said, said_day, said_level, said_scope
from wijkwerk.web.free_text import free_text
from wijkwerk.web.open_pages import open_page
from wijkwerk.web.paper_rows import paper_choices, paper_row, require_as_said, status_of, told
from wijkwerk.web.public import visitor_of
from wijkwerk.web.sent_once import sent_once
from wijkwerk.web.staff import staff_page, staff_trail

PER_PAGE = 50


@require_safe
@open_page("read", "document")
def documents(request: HttpRequest) -> HttpResponse:
    return _list(request)


@require_safe
@open_page("read", "document")
def document(request: HttpRequest, number: int) -> HttpResponse:
    visitor = visitor_of(request)
    found = find_allowed(visitor, "read", Document.objects.select_related("scope", "added_by"), pk=number)
    record_reading(found, visitor)
    context = {
        "section": "papers",
        "crumbs": staff_trail(("Documenten", reverse("web:documents")), (found.title, "")),
        "row": paper_row(found),
        "decisions": list(found.decisions.all()) if may(visitor, "read", "decision") else [],
        "signed_in": isinstance(visitor, Person),
    }
    return render(request, "web/document.html", context)


@require_POST
@staff_page("add", "document")
@sent_once
@free_text(title="Titel", reference="Kenmerk", url="Vindplaats")
def add(request: HttpRequest, person: Person) -> HttpResponse:
    try:
        day = said_day(request.POST)
        level, scope = said_level(request.POST), said_scope(request.POST, day)
        # What somebody may not add there, they may not say either: asked of the document as it would be.
        require_as_said(person, "add", Document(confidentiality=level, scope=scope))
        made = add_document(
            title=said(request.POST, "title", 200),
            reference=said(request.POST, "reference", 200),
            date=day,
            url=said(request.POST, "url", 500),
            sha256=said(request.POST, "sha256", 64),
            confidentiality=level,
            scope=scope,
            by=person,
        )
    except (GovernanceError, FormError) as error:
        return _list(request, error)
    messages.success(request, f"‘{made.title}’ staat in het register.")
    return redirect("web:document", number=made.pk)


def _list(request: HttpRequest, error: Exception | None = None) -> HttpResponse:
    visitor = visitor_of(request)
    found = filtered(visitor, "read", Document.objects.select_related("scope"))
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    record_listing(page, visitor)
    sent = request.POST if error else {}
    may_add = isinstance(visitor, Person) and may(visitor, "add", "document")
    context = {
        "section": "papers",
        "crumbs": staff_trail(("Documenten", "")),
        "page": page,
        "rows": [paper_row(each) for each in page],
        "may_add": may_add,
        "reads_notes": may(visitor, "read", "note"),
        "sent": sent,
        **told(error),
        **(paper_choices(visitor, "add", "document", sent.get("scope")) if may_add else {}),
    }
    return render(request, "web/documents.html", context, status=status_of(error))
