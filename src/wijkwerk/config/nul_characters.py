"""Nothing that anybody types holds a NUL character, and PostgreSQL knows no text with one: such a request is refused.

SQLite would look for it and find nothing, or keep it, and then no backup fits a PostgreSQL database any more.
"""

from collections.abc import Callable, Iterator, Mapping
from typing import Any
from urllib.parse import unquote_to_bytes

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.deprecation import MiddlewareMixin

from .page_names import page_name
from .plain_pages import plain_page

NUL = "\0"


class NulCharactersMiddleware(MiddlewareMixin):
    """In the address or a cookie: before anything looks for a session or a page."""

    def process_request(self, request: HttpRequest) -> HttpResponse | None:
        if NUL in request.path_info or b"\0" in unquote_to_bytes(request.META.get("QUERY_STRING", "")):
            return plain_page(
                400, "Dit adres klopt niet", "Dit adres bevat een teken dat nergens in voorkomt. Typ het opnieuw."
            )
        if any(NUL in value for value in request.COOKIES.values()):
            return plain_page(
                400,
                "Dit verzoek klopt niet",
                "Uw browser stuurt een cookie mee met een teken dat nergens in voorkomt. Wis de cookies van deze site.",
            )
        return None


class NulFormsMiddleware(MiddlewareMixin):
    """In a form: its fields, their names, and the names of its files; not in the files, which their readers judge.

    After the CSRF check in the list, which has read the form by then, and so after the refusal of what is too large.
    The pages of `WIJKWERK_LARGE_FILES` are asked before anything is read; they keep nothing but names that they clean.
    """

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: tuple[Any, ...], place: Mapping[str, Any]
    ) -> HttpResponse | None:
        name = page_name(request)
        if request.method != "POST" or name in settings.WIJKWERK_LARGE_FILES:
            return None
        if not any(NUL in text for text in _texts(request)):
            return None
        return plain_page(
            400,
            "Dit formulier klopt niet",
            "Er staat een onzichtbaar teken in (een NUL-teken) dat we niet kunnen bewaren. Er is niets opgeslagen. Ga "
            "terug, typ de tekst over in plaats van haar te plakken, en verstuur het formulier opnieuw.",
        )


def _texts(request: HttpRequest) -> Iterator[str]:
    for field, values in request.POST.lists():
        yield field
        yield from map(str, values)
    for field, files in request.FILES.lists():
        yield field
        yield from (file.name or "" for file in files)
