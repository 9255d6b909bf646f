"""A body that is larger than any form of ours is refused before anything reads it."""

from collections.abc import Callable, Mapping
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.deprecation import MiddlewareMixin

from .page_names import page_name
from .plain_pages import plain_page

_AROUND_A_FILE = 1_000_000  # a file that is a little too large is refused by its form, which keeps what was typed


class RequestSizesMiddleware(MiddlewareMixin):
    """413 above `WIJKWERK_LARGEST_FORM`, but for the pages of `WIJKWERK_LARGE_FILES`, which judge it themselves.

    Before the CSRF check in the list: that one would read the whole of it to find the token. A body without a length
    is not read at all, by Django itself.
    """

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: tuple[Any, ...], place: Mapping[str, Any]
    ) -> HttpResponse | None:
        name = page_name(request)
        largest = largest_form(name)
        if name in settings.WIJKWERK_LARGE_FILES or body_size(request) <= largest:
            return None
        most = largest // 1_000_000
        return plain_page(
            413,
            "Dit is te groot",
            f"Hier past hoogstens {most} MB. Er is niets opgeslagen. Verstuur een kleiner bestand of minder tekst.",
        )


def largest_form(name: str) -> int:
    """Bytes of a body that the page of this url name takes, such as a file that stays with a record."""
    if name in settings.WIJKWERK_FILE_FORMS:
        return max(settings.WIJKWERK_FILE_BYTES + _AROUND_A_FILE, settings.WIJKWERK_LARGEST_FORM)
    return int(settings.WIJKWERK_LARGEST_FORM)


def body_size(request: HttpRequest) -> int:
    """Bytes that the body is said to have; Django reads no more than that."""
    told = str(request.META.get("CONTENT_LENGTH") or "0")
    return int(told) if told.isdecimal() else 0
