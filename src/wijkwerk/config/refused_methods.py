"""An address that is asked in a way it does not know says so; Django's own answer is an empty page."""

from collections.abc import Callable

from django.http import HttpRequest
from django.http.response import HttpResponseBase, HttpResponseNotAllowed

from .plain_pages import plain_page


class RefusedMethodsMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        if not isinstance(response, HttpResponseNotAllowed) or response.content:
            return response
        page = plain_page(
            405,
            "Zo werkt dit adres niet",
            "Dit adres is niet op deze manier op te vragen. Ga terug naar de pagina waar u vandaan kwam.",
        )
        page.headers["Allow"] = response.headers["Allow"]
        return page
