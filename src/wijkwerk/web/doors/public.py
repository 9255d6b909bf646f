"""The door of every public page: permission first, then the page kept before, then the view.

    @public_page("niveau", "jaar")
    def indicator(request, site, indicator): ...

    @score_page("niveau")
    def urgency(request, site): ...   intern, unless the gemeente opens its scores (WIJKWERK_OPEN_SCORES)

A view gets the Site (the edition of the address, or the current one) and only the query parameters it named. It
raises a PageProblem for what it cannot answer; that becomes a page with a way on.
"""

from collections.abc import Callable
from functools import partial, wraps
from typing import TypeVar
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseNotAllowed, QueryDict
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.utils.http import parse_etags

from wijkwerk.access.people.models import Person, Visitor
from wijkwerk.access.permission.permissions import may
from wijkwerk.access.permission.refusals import RefusedError, record_refusal
from wijkwerk.web.doors.request_parts import asks
from wijkwerk.web.doors.taken_away import record_taking_away
from wijkwerk.web.frame.page_cache import KeptPage, PageCache, PageKey, best_encoding, keep_page
from wijkwerk.web.frame.page_problems import PageProblem
from wijkwerk.web.frame.site import Site, open_site
from wijkwerk.web.frame.version import CODE_VERSION

View = Callable[..., HttpResponseBase]
_Response = TypeVar("_Response", bound=HttpResponseBase)
PAGES = PageCache()
SCORES = ("read", "score")

# Everybody asks again whether the page is still the same (a new edition may have come); 304 costs next to nothing.
_FRESH = "public, no-cache"
# A permalink's figures never change; its look may, with a new version of the code.
_FROZEN = "public, max-age=3600"
_OWN = "private, no-cache"
# Back, after signing out on a machine that others use, may show nothing that was not for everybody.
_NOWHERE = "private, no-store"


def public_page(*parameters: str, verb: str = "read") -> Callable[[View], View]:
    """Serve a view as a public page of an edition. `parameters` are the names in the query that it knows."""
    return _edition_page(parameters, lambda visitor: may(visitor, verb, "edition"), (verb, "edition"))


def score_page(*parameters: str) -> Callable[[View], View]:
    """As `public_page`, for scores and what is made of them: for those who may read scores, or for everybody."""
    return _edition_page(parameters, may_see_scores, SCORES)


def may_see_scores(visitor: Visitor) -> bool:
    """Whether pages with scores are open to this visitor, and links to them are worth showing."""
    return may(visitor, "read", "edition") and (settings.WIJKWERK_OPEN_SCORES or may(visitor, "read", "score"))


def record_scores_taken(request: HttpRequest, response: HttpResponseBase, visitor: Visitor) -> None:
    """Keep in the log that a file with scores was taken away, where scores are not for everybody."""
    if isinstance(visitor, Person) and not settings.WIJKWERK_OPEN_SCORES:
        record_taking_away(request, response, visitor, SCORES)


def _edition_page(
    parameters: tuple[str, ...], allowed: Callable[[Visitor], bool], deed: tuple[str, str]
) -> Callable[[View], View]:
    def decorate(view: View) -> View:
        @wraps(view)
        def page(request: HttpRequest, edition: str | None = None, **place: str) -> HttpResponseBase:
            if request.method not in {"GET", "HEAD"}:
                return HttpResponseNotAllowed(["GET", "HEAD"])
            visitor = visitor_of(request)
            if not allowed(visitor):
                record_refusal(visitor, *deed)
                raise RefusedError(deed)
            try:
                site = open_site(edition, request.path, normalised_query(request.GET, parameters))
                response = _answer(request, site, visitor, lambda: view(request, site, **place))
            except PageProblem as problem:
                return problem_page(request, problem)
            if deed == SCORES:
                record_scores_taken(request, response, visitor)
            return response

        return asks(*deed)(page)

    return decorate


def keep_nowhere(response: _Response) -> _Response:
    """A page that holds something for this person alone: no browser keeps it, and no cache between."""
    response["Cache-Control"] = _NOWHERE
    return response


def visitor_of(request: HttpRequest) -> Visitor:
    user = request.user
    return user if isinstance(user, Person) else AnonymousUser()


def person_of(request: HttpRequest) -> Person:
    """Who is signed in, behind a door that lets nobody else through."""
    assert isinstance(request.user, Person), "this page stands behind a door"
    return request.user


def problem_page(request: HttpRequest, problem: PageProblem) -> HttpResponse:
    context = {"problem": problem, "heading": problem.title}
    response = render(request, "web/problem.html", context, status=problem.status)
    response["Cache-Control"] = "no-store"
    return response


def normalised_query(query: QueryDict, parameters: tuple[str, ...]) -> QueryDict:
    """The known parameters with a value, in one order: two spellings of one question are one page.

    A parameter that ends in "*" stands for every name that begins so, as `gewicht-*`.
    """
    known = [name for name in sorted(query) if any(map(partial(_is_named, name), parameters))]
    pairs = [(name, value.strip()) for name in known for value in query.getlist(name)]
    return QueryDict(urlencode([(name, value) for name, value in pairs if value]))


def _is_named(name: str, parameter: str) -> bool:
    return name.startswith(parameter[:-1]) if parameter.endswith("*") else name == parameter


def _answer(
    request: HttpRequest, site: Site, visitor: Visitor, view: Callable[[], HttpResponseBase]
) -> HttpResponseBase:
    if isinstance(visitor, Person):
        return _private(view())
    key: PageKey = (site.edition.key, site.newest, CODE_VERSION, request.path, site.query.urlencode())
    kept = PAGES.get(key)
    if kept is None:
        response = view()
        if not isinstance(response, HttpResponse) or response.status_code != 200 or response.cookies:
            return response  # a stream, a way elsewhere, somebody's own
        if response.has_header("Cache-Control"):
            return response  # a page that says itself how long it may be kept, such as one of endlessly many
        kept = keep_page(response.content, response["Content-Type"], response.get("Content-Disposition", ""))
        PAGES.put(key, kept)
    return _served(request, kept, _FROZEN if site.permalinked else _FRESH)


def _served(request: HttpRequest, kept: KeptPage, freshness: str) -> HttpResponse:
    wanted = parse_etags(request.headers.get("If-None-Match", ""))
    if kept.etag in wanted or "*" in wanted:
        response = HttpResponse(status=304)
        del response["Content-Type"]
    else:
        encoding = best_encoding(request.headers.get("Accept-Encoding", ""), kept)
        response = HttpResponse(kept.form(encoding), content_type=kept.content_type)
        if encoding != "identity":
            response["Content-Encoding"] = encoding
        if kept.disposition:
            response["Content-Disposition"] = kept.disposition
    response["ETag"] = kept.etag
    response["Cache-Control"] = freshness
    patch_vary_headers(response, ["Cookie", "Accept-Encoding"])
    return response


def _private(response: HttpResponseBase) -> HttpResponseBase:
    response.headers.setdefault("Cache-Control", _OWN)
    patch_vary_headers(response, ["Cookie"])
    return response
