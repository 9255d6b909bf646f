"""No address of ours holds a NUL character, and PostgreSQL knows no text with one: such a request is refused."""

from collections.abc import Callable
from urllib.parse import unquote_to_bytes

from django.http import HttpRequest, HttpResponse

from .plain_pages import plain_page


class NulCharactersMiddleware:
    """SQLite would look for it and find nothing; on PostgreSQL the same question would end as a fault of the site."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if "\0" in request.path_info or b"\0" in unquote_to_bytes(request.META.get("QUERY_STRING", "")):
            return plain_page(
                400, "Dit adres klopt niet", "Dit adres bevat een teken dat nergens in voorkomt. Typ het opnieuw."
            )
        return self.get_response(request)
