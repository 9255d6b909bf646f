"""The Content-Security-Policy header on every answer, from `SECURE_CSP`."""

from collections.abc import Callable, Mapping, Sequence

from django.conf import settings
from django.http import HttpRequest, HttpResponse

HEADER = "Content-Security-Policy"


class ContentSecurityMiddleware:
    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.policy = policy_text(settings.SECURE_CSP)

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        response.headers.setdefault(HEADER, self.policy)
        return response


def policy_text(directives: Mapping[str, Sequence[str]]) -> str:
    """The header's value. Raises ValueError where it would let a page run what we did not write."""
    for name, sources in directives.items():
        unsafe = [source for source in sources if source.startswith("'unsafe-") or source == "*"]
        if unsafe:
            raise ValueError(f"{name} may not hold {', '.join(unsafe)}")
    return "; ".join(f"{name} {' '.join(sources)}" for name, sources in directives.items())
