"""Only what a browser does: an address that is asked otherwise says so, and no view is asked first."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase, HttpResponseNotAllowed

from .plain_pages import plain_page

METHODS = ("GET", "HEAD", "POST")


class RefusedMethodsMiddleware:
    """405 in Dutch: for a method that no page knows, and where a view refuses one; Django's own answer is empty."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.method not in METHODS:
            return _refused(", ".join(METHODS))
        response = self.get_response(request)
        if not isinstance(response, HttpResponseNotAllowed) or response.content:
            return response
        return _refused(response.headers["Allow"])


def _refused(allowed: str) -> HttpResponse:
    page = plain_page(
        405,
        "Zo werkt dit adres niet",
        "Dit adres is niet op deze manier op te vragen. Ga terug naar de pagina waar u vandaan kwam.",
    )
    page.headers["Allow"] = allowed
    return page
