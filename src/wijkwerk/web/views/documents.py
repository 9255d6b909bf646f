"""The register of documents: everybody finds what they may read, and those who may add, add."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from wijkwerk.access.people import Person
from wijkwerk.access.permissions import filtered, may
from wijkwerk.access.readings import record_listing, record_reading
from wijkwerk.access.refusals import find_allowed
from wijkwerk.governance.models import Document
from wijkwerk.governance.papers import UnfindableError, add_document, is_sha256
from wijkwerk.web.file_pages import files_on
from wijkwerk.web.file_panel import file_panel
from wijkwerk.web.forms import (
    Day,
    FreeText,
    Outcome,
    PlacedForm,
    PlainText,
    Sent,
    StaffForm,
    StoredFileField,
    deed,
    done,
    form_of,
)
from wijkwerk.web.open_pages import open_page
from wijkwerk.web.paper_rows import paper_row
from wijkwerk.web.public import visitor_of
from wijkwerk.web.record_pages import record_page
from wijkwerk.web.staff import staff_trail

PER_PAGE = 50
_DOCUMENTS = Document.objects.select_related("scope", "added_by")


record_page("document", "web:document")


class DocumentForm(PlacedForm):
    model = Document
    field_order = ("title", "reference", "day", "file", "url", "sha256", "confidentiality", "scope")

    title = FreeText("Titel", 200)
    reference = FreeText("Kenmerk", 200)
    day = Day("Datum", initial=timezone.localdate)
    file = StoredFileField("Het bestand zelf", required=False)
    url = FreeText("Vindplaats (https://…)", 500, required=False, inputmode="url")
    sha256 = PlainText(
        "Of alleen de hash (SHA-256) van het bestand", 64,
        pattern=is_sha256, expected="een reeks van 64 cijfers en letters van a tot en met f", required=False,
    )  # fmt: skip

    def document(self) -> dict[str, Any]:
        """What the register keeps of it."""
        said = dict(self.cleaned_data)
        return {"date": said.pop("day")} | {name: said[name] for name in self.base_fields if name in said}


@require_safe
@open_page("read", "document")
def documents(request: HttpRequest) -> HttpResponse:
    return _list_page(request)


@require_safe
@open_page("read", "document")
def document(request: HttpRequest, number: int) -> HttpResponse:
    return _document_page(request, find_allowed(visitor_of(request), "read", _DOCUMENTS, pk=number))


@files_on(Document, address="web:document", rows=_DOCUMENTS)
def _document_page(request: HttpRequest, found: Document, form: StaffForm | None = None) -> HttpResponse:
    """The document with its files; `form` is one of those that was refused."""
    visitor = visitor_of(request)
    record_reading(found, visitor)
    context = {
        "section": "papers",
        "crumbs": staff_trail(("Documenten", reverse("web:documents")), (found.title, "")),
        "row": paper_row(found),
        "decisions": list(found.decisions.all()) if may(visitor, "read", "decision") else [],
        "files": file_panel(request, found, form),
        "signed_in": isinstance(visitor, Person),
    }
    return render(request, "web/document.html", context)


def _list_page(request: HttpRequest, row: None = None, adding: DocumentForm | None = None) -> HttpResponse:
    visitor = visitor_of(request)
    readable = filtered(visitor, "read", Document.objects.select_related("scope"))
    page = Paginator(readable, PER_PAGE).get_page(request.GET.get("page"))
    record_listing(page, visitor)
    may_add = isinstance(visitor, Person) and may(visitor, "add", "document")
    context = {
        "section": "papers",
        "crumbs": staff_trail(("Documenten", "")),
        "page": page,
        "rows": [paper_row(each) for each in page],
        "reads_notes": may(visitor, "read", "note"),
        "adding": form_of(adding, DocumentForm, visitor, ("add", "document")) if may_add else None,
    }
    return render(request, "web/documents.html", context)


@deed("add", "document", form=DocumentForm, page=_list_page)
def add(sent: Sent[None, DocumentForm]) -> Outcome:
    try:
        made = add_document(**sent.form.document(), by=sent.person)
    except UnfindableError as error:
        raise UnfindableError(
            "Kies het bestand, zeg waar het staat, of geef de hash (SHA-256) van het bestand."
        ) from error
    return done(f"‘{made.title}’ staat in het register.", "web:document", number=made.pk)
