"""The door of a page that is open to visitors too, and is about no edition: permission first, never kept for others.

@open_page("read", "permission")
def who_may_what(request): ...
"""

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.cache import patch_vary_headers

from wijkwerk.access.permission.refusals import require
from wijkwerk.web.doors.public import keep_nowhere, problem_page, visitor_of
from wijkwerk.web.doors.request_parts import asks
from wijkwerk.web.frame.page_problems import PageProblem

OpenView = Callable[..., HttpResponseBase]


def open_page(verb: str, kind: str) -> Callable[[OpenView], OpenView]:
    """Serve a view to whoever may do `verb` to a `kind`, signed in or not."""

    def decorate(view: OpenView) -> OpenView:
        @wraps(view)
        def page(request: HttpRequest, **place: object) -> HttpResponseBase:
            require(visitor_of(request), verb, kind)
            try:
                response = view(request, **place)
            except PageProblem as problem:
                return problem_page(request, problem)
            response.headers.setdefault("Cache-Control", "private, no-cache")
            patch_vary_headers(response, ["Cookie"])
            return keep_nowhere(response) if request.user.is_authenticated else response

        return asks(verb, kind)(page)

    return decorate
