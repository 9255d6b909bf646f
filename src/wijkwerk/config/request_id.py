"""A number for every request, in each line that it leaves in the log and in the answer: what a user can pass on."""

import re
import time
import uuid
from collections.abc import Callable

import structlog
from django.http import HttpRequest, HttpResponse

from .page_names import view_name

HEADER = "X-Request-ID"
NUMBER = "_wijkwerk_request_number"
# What a proxy in front may give; anything else could write its own lines in a log.
_GIVEN = re.compile(r"[A-Za-z0-9._-]{8,64}")
_log = structlog.stdlib.get_logger(__name__)


class RequestIdMiddleware:
    """First in the list, so that whatever happens has the number.

    The line of a request names its view, never its address: that may hold a secret, or what somebody searched for.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        number = request_id(request.headers.get(HEADER, ""))
        setattr(request, NUMBER, number)  # Django logs an answer that failed after this one has left
        began = time.monotonic()
        with structlog.contextvars.bound_contextvars(request=number):
            response = self.get_response(request)
            view = view_name(request)
            # Without a view are static files, of which only what went wrong is told; and what came to no page at all.
            if response.status_code not in {200, 304} if not view else not view.startswith("health_"):
                milliseconds = round(1000 * (time.monotonic() - began))
                _log.info(
                    "answered",
                    method=request.method,
                    view=view,
                    status=response.status_code,
                    ms=milliseconds,
                )
        response.headers[HEADER] = number
        return response


def request_id(given: str) -> str:
    """The one that was given, where it is harmless; else a new one."""
    return given if _GIVEN.fullmatch(given) else uuid.uuid4().hex
