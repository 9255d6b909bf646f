"""Only what a browser does: an address that is asked otherwise says so, and no view is asked first."""

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase, HttpResponseNotAllowed
from django.utils.deprecation import MiddlewareMixin

from .plain_pages import plain_page

METHODS = ("GET", "HEAD", "POST")


class RefusedMethodsMiddleware(MiddlewareMixin):
    """405 in Dutch: for a method that no page knows, and where a view refuses one; Django's own answer is empty."""

    def process_request(self, request: HttpRequest) -> HttpResponse | None:
        return None if request.method in METHODS else _refused(", ".join(METHODS))

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
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
