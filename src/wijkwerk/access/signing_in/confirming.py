"""Ask once more who this is, before what weighs: publishing, giving roles, adopting, a retention run, erasure.

The doors ask it of what is sent for a deed that weighs (`weighty`). By hand it stands only on what has no such door,
and on a page that must ask before its form is filled in:

    @staff_page("publish", "edition")
    @confirm_first
    def publish(request, person): ...

Whoever showed who they are within the last ten minutes goes on; the
others do so first. The demo does not ask.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme, urlencode

from wijkwerk.access.people.models import Person

from .second_factor import confirmed_recently


def confirm_first(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    """Serve a view to whoever confirmed recently. Inside the door that asks who is signed in and what they may."""

    @wraps(view)
    def page(request: HttpRequest, *args: Any, **place: Any) -> HttpResponseBase:
        if is_confirmed(request):
            return view(request, *args, **place)
        return ask_again(request)

    return page


def ask_again(request: HttpRequest) -> HttpResponseBase:
    """To the page that asks; from there one comes back to the page that one was on, with nothing done yet."""
    return redirect(f"{reverse('access:confirm')}?{urlencode({'next': _way_back(request)})}")


def is_confirmed(request: HttpRequest) -> bool:
    person = request.user
    return isinstance(person, Person) and (settings.WIJKWERK_DEMO or confirmed_recently(request, person))


def _way_back(request: HttpRequest) -> str:
    """This page; for what was sent in a form, the page that the form stood on."""
    if request.method in {"GET", "HEAD"}:
        return request.get_full_path()
    came_from = request.headers.get("Referer", "")
    if url_has_allowed_host_and_scheme(came_from, {request.get_host()}, require_https=request.is_secure()):
        parts = urlsplit(came_from)
        return f"{parts.path}?{parts.query}" if parts.query else parts.path
    return request.path
