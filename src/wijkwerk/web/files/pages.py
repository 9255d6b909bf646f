"""The pages that records with files stand on, by kind: a file that is added or removed leads back to one.

The kit of registers says it of each of its kinds (`registers.RecordPages`); who may add files says `keeps_files`.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse

from wijkwerk.access.permission.permissions import kind_of

# Draws the page of a record; with the form that was refused, where there is one.
RecordPage = Callable[[HttpRequest, Any, Any], HttpResponse]


@dataclass(frozen=True, slots=True)
class FilesPage:
    """address   the name of its url, which takes the number of the record
    rows      those that the page is drawn of
    """

    page: RecordPage
    address: str
    rows: QuerySet[Any]


_PAGES: dict[str, FilesPage] = {}


def files_stand_on(page: RecordPage, model: type[Model], *, address: str, rows: QuerySet[Any]) -> None:
    """Register the page of one record of this kind."""
    _PAGES[kind_of(model)] = FilesPage(page, address, rows)


def files_page_of(kind: str) -> FilesPage | None:
    return _PAGES.get(kind)
