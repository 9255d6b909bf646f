"""The pages that records with files stand on: each kind says its own, and gets the panel and the forms by that.

    @files_on(Document, address="web:document")
    def _document_page(request, document, form=None): … "files": file_panel(request, document, form) …

and in its template `{% include "web/parts/files.html" %}`. Who may add files says `keeps_files`, below.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse

from wijkwerk.access.permissions import kind_of

# Draws the page of a record; with the form that was refused, where there is one.
RecordPage = Callable[[HttpRequest, Any, Any], HttpResponse]
_Page = TypeVar("_Page", bound=Callable[..., HttpResponse])


@dataclass(frozen=True, slots=True)
class FilesPage:
    """address   the name of its url, which takes the number of the record
    rows      those that the page is drawn of
    """

    page: RecordPage
    address: str
    rows: QuerySet[Any]


_PAGES: dict[str, FilesPage] = {}


def files_on(model: type[Model], *, address: str, rows: QuerySet[Any] | None = None) -> Callable[[_Page], _Page]:
    """Register the page of one record of this kind."""

    def register(page: _Page) -> _Page:
        _PAGES[kind_of(model)] = FilesPage(page, address, model._default_manager.all() if rows is None else rows)
        return page

    return register


def files_page_of(kind: str) -> FilesPage | None:
    return _PAGES.get(kind)
