"""The door of every page for people who work with the figures: signed in, allowed, never kept by a cache.

@staff_page("deliver", "release")
def upload(request, person): ...
"""

from collections.abc import Callable
from functools import wraps

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.utils.cache import patch_vary_headers

from wijkwerk.access.people.models import Person
from wijkwerk.access.permission.refusals import require
from wijkwerk.access.permission.weighty import is_weighty
from wijkwerk.access.signing_in.confirming import ask_again, is_confirmed
from wijkwerk.data.delivery_problems import ReleaseError
from wijkwerk.data.own_files import default_gemeente
from wijkwerk.data.own_indicator.catalogue import site_catalogue
from wijkwerk.definitions.catalogue import Catalogue
from wijkwerk.definitions.problems import DefinitionError
from wijkwerk.web.doors.public import keep_nowhere, problem_page, visitor_of
from wijkwerk.web.doors.request_parts import asks
from wijkwerk.web.doors.taken_away import record_taking_away
from wijkwerk.web.frame.crumbs import Crumb
from wijkwerk.web.frame.page_problems import BadQuestionError, PageProblem, Way

StaffView = Callable[..., HttpResponseBase]
_LOOKS = {"GET", "HEAD", "OPTIONS"}


def staff_page(verb: str, kind: str, *, is_brake: bool = False) -> Callable[[StaffView], StaffView]:
    """Serve a view to whoever may do `verb` to a `kind`; a visitor who is not signed in is asked to, and comes back.

    What is sent for a deed that weighs asks first who it is, where that was not shown just now.

    is_brake   stops such a deed: nobody is held up who wants less to happen
    """
    asks_again = is_weighty((verb, kind)) and not is_brake

    def decorate(view: StaffView) -> StaffView:
        @wraps(view)
        def page(request: HttpRequest, **place: object) -> HttpResponseBase:
            visitor = visitor_of(request)
            if not isinstance(visitor, Person):
                return redirect_to_login(request.get_full_path())
            require(visitor, verb, kind)
            if asks_again and request.method not in _LOOKS and not is_confirmed(request):
                return ask_again(request)
            try:
                response = view(request, visitor, **place)
            except PageProblem as problem:
                return problem_page(request, problem)
            except DefinitionError as error:
                return _faults_page(request, error)
            record_taking_away(request, response, visitor, (verb, kind))
            patch_vary_headers(response, ["Cookie"])
            return keep_nowhere(response)

        return asks(verb, kind)(page)

    return decorate


def _faults_page(request: HttpRequest, error: DefinitionError) -> HttpResponseBase:
    """The catalogue in the folder cannot be used now. Published editions have their own, so that the site goes on."""
    response = render(request, "web/faults.html", {"problems": error.problems}, status=503)
    response["Cache-Control"] = "no-store"
    return response


def staff_trail(*steps: tuple[str, str]) -> tuple[Crumb, ...]:
    return (Crumb("Start", "/"), *(Crumb(words, href) for words, href in steps))


def own_gemeente() -> str:
    """The gemeente that this site is about. Raises PageProblem where nobody said which."""
    try:
        return default_gemeente()
    except ReleaseError as error:
        raise BadQuestionError(str(error), (Way("Naar de leveringen", "/leveringen/"),)) from error


def live_catalogue() -> Catalogue:
    """The definitions as they stand now, in the folder and on the site (an edition has its own).

    Raises DefinitionError where a file has a fault; `staff_page` makes a page of it.
    """
    return site_catalogue()
