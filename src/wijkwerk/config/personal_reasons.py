"""A text that the log refused, whichever page it came by: a page that says what to do, and no fault of the site."""

from collections.abc import Callable

import structlog
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from wijkwerk.access.log.audit import PersonalReasonError

from .plain_pages import plain_page

_log = structlog.stdlib.get_logger(__name__)


class PersonalReasonsMiddleware:
    """422 where a form let something about a person through to the log. It should have asked, so that we are told too.

    What changes and its event are one transaction: nothing of it is stored.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponseBase | None:
        if not isinstance(exception, PersonalReasonError):
            return None
        view = request.resolver_match.view_name if request.resolver_match else ""
        _log.error("personal reason refused by the log", problem=str(exception), view=view)
        return plain_page(
            422,
            "Er staat iets over een persoon in uw tekst",
            "Wat u invulde komt in het logboek, en daar kan niemand het later uithalen. Daarom is er niets bewaard. Ga "
            "terug en haal het telefoonnummer, e-mailadres, rekeningnummer of BSN uit de tekst. Is het een zaaknummer? "
            "Zet dat woord ervoor.",
        )
