"""The page with the form of a new record of a register, or of one that is changed."""

from typing import Any

from django.db.models import Model
from django.http import HttpRequest

from wijkwerk.access.log.readings import record_reading
from wijkwerk.web.doors.public import visitor_of

from .register import Register


def form_context(register: Register[Any], request: HttpRequest, row: Model | None, title: str) -> dict[str, object]:
    """What such a page shows besides the form. Whoever opens a form to change a record reads the record."""
    if row is not None and request.method == "GET":
        record_reading(row, visitor_of(request))
    return {
        "section": register.section,
        "crumbs": register.trail(title),
        "title": title,
        "action": _new_address(register, request) if row is None else register.address("change", **register.place(row)),
        "back": register.address("list") if row is None else register.address("record", **register.place(row)),
    }


def _new_address(register: Register[Any], request: HttpRequest) -> str:
    """With what the address says of it, such as where it comes from; of a record that is gone there is none of that."""
    address = register.address("add")
    return request.get_full_path() if request.path == address else address
