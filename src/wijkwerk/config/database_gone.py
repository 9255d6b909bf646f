"""The database that falls away: what comes from an edition goes on, what needs the database says so with 503."""

import sys
from collections.abc import Callable

import structlog
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import DatabaseError, InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.views.defaults import server_error

from .plain_pages import plain_page

_WAIT = 30  # seconds
_log = structlog.stdlib.get_logger(__name__)


class DatabaseGoneMiddleware:
    """Last in the list, so that it sees a view's exception first.

    Somebody who was signed in cannot be known without the database. They get the pages that are for everybody, as
    everybody sees them, and keep their session for when it is back.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponseBase | None:
        if not is_gone(exception):
            return None
        _log.error("database gone", problem=type(exception).__name__, view=_view_of(request))
        return _as_for_everybody(request) or database_gone_page()


def is_gone(problem: BaseException | None) -> bool:
    """Whether the database could not answer; a question of ours that it refuses is a fault of the site."""
    return isinstance(problem, OperationalError | InterfaceError) or type(problem) is DatabaseError


def database_gone_page() -> HttpResponse:
    return plain_page(
        503,
        "Dit kan nu even niet",
        "De database is niet bereikbaar. Wat u deed is geheel vastgelegd of helemaal niet; niets is half opgeslagen. "
        "Probeer het over een minuut opnieuw. De openbare cijfers blijven te bekijken.",
        wait=_WAIT,
    )


def server_fault(request: HttpRequest) -> HttpResponseBase:
    """Django's `handler500`: also what fell over outside a view, where only the exception tells why."""
    return database_gone_page() if is_gone(sys.exc_info()[1]) else server_error(request)


def _as_for_everybody(request: HttpRequest) -> HttpResponseBase | None:
    """The same page for a visitor who is not signed in; None where it has nothing for them without a database."""
    match = request.resolver_match
    if match is None or request.method not in {"GET", "HEAD"} or settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return None
    request.user = AnonymousUser()
    try:
        response: HttpResponseBase = match.func(request, *match.args, **match.kwargs)
    except (OperationalError, InterfaceError):
        return None
    if response.status_code not in {200, 304}:
        return None
    response.headers["Cache-Control"] = "private, no-store"
    return response


def _view_of(request: HttpRequest) -> str:
    return request.resolver_match.view_name if request.resolver_match else ""
