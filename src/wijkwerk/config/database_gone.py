"""The database that falls away: what comes from an edition goes on, what needs the database says so with 503."""

import sys
from collections.abc import Callable

import structlog
from django.conf import settings
from django.db import DatabaseError, InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.views.defaults import server_error

from wijkwerk.lib.sqlite_file import is_damaged
from wijkwerk.lib.sqlite_file import is_gone as is_file_gone

from .health import MEND
from .page_names import view_name
from .plain_pages import plain_page

_WAIT = 30  # seconds
_GONE = "_wijkwerk_database_gone"
_log = structlog.stdlib.get_logger(__name__)


class DatabaseGoneMiddleware:
    """Outside the session and everything that knows people, so that a page can be asked again without them.

    Somebody who was signed in cannot be known without the database. They get the pages that are for everybody, as
    everybody sees them, and keep their session for when it is back.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        known = settings.SESSION_COOKIE_NAME in request.COOKIES
        if not getattr(request, _GONE, False) or not known or request.method not in {"GET", "HEAD"}:
            return response
        request.COOKIES = {
            name: value for name, value in request.COOKIES.items() if name != settings.SESSION_COOKIE_NAME
        }
        as_for_everybody = self.get_response(request)
        if as_for_everybody.status_code not in {200, 304}:
            return response
        as_for_everybody.headers["Cache-Control"] = "private, no-store"
        return as_for_everybody

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponseBase | None:
        return _told(request, exception) if is_gone(exception) else None


def is_gone(problem: BaseException | None) -> bool:
    """Whether the database could not answer; a question of ours that it refuses is a fault of the site."""
    return isinstance(problem, OperationalError | InterfaceError) or type(problem) is DatabaseError


def database_gone_page() -> HttpResponse:
    return plain_page(
        503,
        "Dit kan nu even niet",
        "De database is niet bereikbaar, of antwoordt niet op tijd. Wat u deed is geheel vastgelegd of helemaal niet; "
        "niets is half opgeslagen. "
        "Probeer het over een minuut opnieuw. De openbare cijfers blijven te bekijken.",
        wait=_WAIT,
    )


def server_fault(request: HttpRequest) -> HttpResponseBase:
    """Django's `handler500`: also what fell over outside a view, where only the exception tells why."""
    problem = sys.exc_info()[1]
    return _told(request, problem) if problem is not None and is_gone(problem) else server_error(request)


def _told(request: HttpRequest, problem: BaseException) -> HttpResponse:
    mend = {"remedy": MEND} if is_damaged(problem) or is_file_gone(problem) else {}
    _log.error("database gone", problem=type(problem).__name__, view=view_name(request), **mend)
    setattr(request, _GONE, True)
    return database_gone_page()
