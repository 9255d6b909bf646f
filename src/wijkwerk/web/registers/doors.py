"""The door of what a register shows: for whoever has a role, or for visitors too where some of it is open."""

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.views.decorators.http import require_safe

from wijkwerk.access.permission.permissions import kind_of
from wijkwerk.web.doors.open_pages import open_page
from wijkwerk.web.doors.public import visitor_of
from wijkwerk.web.doors.staff import staff_page

from .register import Register

View = Callable[..., HttpResponseBase]


def read_page(register: Register[Any]) -> Callable[[View], View]:
    """Serve a view that takes the request, who asks, and what stands in the address."""
    deed = (register.reads, kind_of(register.model))

    def decorate(view: View) -> View:
        if not register.is_open:
            return require_safe(staff_page(*deed)(view))

        @open_page(*deed)
        def page(request: HttpRequest, **place: object) -> HttpResponseBase:
            return view(request, visitor_of(request), **place)

        return require_safe(page)

    return decorate
