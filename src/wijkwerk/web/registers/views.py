"""What every register has: its list, and the list as a file."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from wijkwerk.access.log.readings import record_listing
from wijkwerk.access.people.models import Person, Visitor
from wijkwerk.access.permission.permissions import kind_of, may
from wijkwerk.lib.sheets.writing import csv_bytes, workbook_bytes
from wijkwerk.lib.spreadsheet_text import harmless
from wijkwerk.web.doors.public import visitor_of
from wijkwerk.web.frame.page_problems import NotHereError, Way

from .columns import sheet_columns, sheet_row
from .doors import View, read_page
from .listing import listing
from .register import Register, kept_rows, read_query

LIST = "web/registers/list.html"
_TYPES = {
    "excel.csv": "text/csv; charset=utf-8",
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def list_context(register: Register[Any], request: HttpRequest) -> dict[str, object]:
    """What the page of a list shows, for whoever may read some of it."""
    visitor = visitor_of(request)
    shown = listing(register, read_query(register, request.GET), visitor)
    record_listing(shown.page, visitor)
    return {
        "section": register.section,
        "crumbs": register.trail(),
        "listing": shown,
        "may_add": isinstance(visitor, Person) and bool(register.adds) and _may_add(register, visitor),
    }


def _may_add(register: Register[Any], person: Person) -> bool:
    return may(person, register.adds, kind_of(register.model))


def file_view(register: Register[Any]) -> View:
    """What the list shows, as a file: the same rows, columns and order, all pages of it."""

    @read_page(register)
    def view(request: HttpRequest, visitor: Visitor, form: str) -> HttpResponse:
        if form not in _TYPES:
            raise NotHereError(
                f"Dit bestand is er niet: ‘{form}’.",
                (Way("Terug naar de lijst", register.address("list")),),
            )
        asked = read_query(register, request.GET)
        rows = list(kept_rows(register, asked, visitor))
        record_listing(rows, visitor)
        return _file(register, form, sheet_columns(asked.columns), [sheet_row(asked.columns, row) for row in rows])

    return view


def _file(register: Register[Any], form: str, columns: Any, rows: Any) -> HttpResponse:
    # What looks like a formula would run in a CSV, and in a workbook as soon as somebody edits its cell.
    safe = [[harmless(cell) if isinstance(cell, str) else cell for cell in row] for row in rows]
    if form == "xlsx":
        content = workbook_bytes(register.title[:31], columns, safe)
    else:
        content = csv_bytes(columns, safe, machines=form == "csv")
    response = HttpResponse(content, content_type=_TYPES[form])
    name = f"{register.title.lower()}-{timezone.localdate():%Y-%m-%d}.{'csv' if form != 'xlsx' else form}"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
