"""A text that the log refused, whichever page it came by: a page that says what to do, and no fault of the site."""

import structlog
from django.http import HttpRequest, HttpResponse
from django.utils.deprecation import MiddlewareMixin

from wijkwerk.access.log.audit import PersonalReasonError

from .page_names import view_name
from .plain_pages import plain_page

_log = structlog.stdlib.get_logger(__name__)


class PersonalReasonsMiddleware(MiddlewareMixin):
    """422 where a form let something about a person through to the log. It should have asked, so that we are told too.

    What changes and its event are one transaction: nothing of it is stored.
    """

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        if not isinstance(exception, PersonalReasonError):
            return None
        _log.error("personal reason refused by the log", problem=str(exception), view=view_name(request))
        return plain_page(
            422,
            "Er staat iets over een persoon in uw tekst",
            "Wat u invulde komt in het logboek, en daar kan niemand het later uithalen. Daarom is er niets bewaard. Ga "
            "terug en haal het telefoonnummer, e-mailadres, rekeningnummer of BSN uit de tekst. Is het een zaaknummer? "
            "Zet dat woord ervoor.",
        )
