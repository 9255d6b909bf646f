"""Pages for when little can be relied on: no database, no edition, no account. They say what to do."""

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string


def plain_page(status: int, heading: str, text: str, *, wait: int | None = None) -> HttpResponse:
    """wait   seconds after which asking again makes sense"""
    page = render_to_string("plain_problem.html", {"heading": heading, "text": text})
    response = HttpResponse(page, status=status, headers={"Cache-Control": "no-store"})
    if wait is not None:
        response.headers["Retry-After"] = str(wait)
    return response


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Django's `handler400`: what the request holds cannot be right. Why stands in the log."""
    return plain_page(
        400,
        "Dit verzoek kunnen we niet lezen",
        "Er klopt iets niet aan het adres of het formulier. Ga terug en probeer het opnieuw; er is niets opgeslagen.",
    )
