"""The headers that protect a visitor, on every answer: pages, files, errors, static files, refusals."""

from collections.abc import Callable, Mapping, Sequence

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.utils.cache import patch_vary_headers

CSP = "Content-Security-Policy"
# A file that is taken along is opened as nothing: no script, no form, no frame, not even the site's own origin.
DOWNLOAD_CSP = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox"
# What a page of ours never asks a browser for, so that nothing in it can.
_UNUSED = (
    "accelerometer", "autoplay", "camera", "display-capture", "encrypted-media", "fullscreen", "geolocation",
    "gyroscope", "magnetometer", "microphone", "midi", "payment", "picture-in-picture", "screen-wake-lock",
    "usb", "xr-spatial-tracking",
)  # fmt: skip
# What Django's own settings do not say.
ALWAYS = {
    # No other site may show our answers as its own picture, script or style.
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": ", ".join(f"{name}=()" for name in _UNUSED),
}


class ResponseHeadersMiddleware:
    """Outside all others but the request's number, so that what they refuse or serve has the headers too.

    Django's own two for headers stand next. An answer that brings a header of its own keeps it.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response
        self.policy = policy_text(settings.SECURE_CSP)

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        is_download = response.headers.get("Content-Disposition", "").startswith("attachment")
        response.headers.setdefault(CSP, DOWNLOAD_CSP if is_download else self.policy)
        for name, value in ALWAYS.items():
            response.headers.setdefault(name, value)
        if _is_somebodys(request):
            _keep_to_them(response)
        return response


def _is_somebodys(request: HttpRequest) -> bool:
    """Whether the browser says who it is, and asks for more than a static file."""
    return settings.SESSION_COOKIE_NAME in request.COOKIES and not request.path.startswith(settings.STATIC_URL)


def _keep_to_them(response: HttpResponseBase) -> None:
    """Let no cache keep it for others: a page with a name on it, an error too, whatever the view says itself."""
    said = response.headers.get("Cache-Control", "")
    if "no-store" not in said and "private" not in said:
        response.headers["Cache-Control"] = "private, no-store"
    patch_vary_headers(response, ["Cookie"])


def policy_text(directives: Mapping[str, Sequence[str]]) -> str:
    """The header's value. Raises ValueError where it would let a page run what we did not write."""
    for name, sources in directives.items():
        unsafe = [source for source in sources if source.startswith("'unsafe-") or source == "*"]
        if unsafe:
            raise ValueError(f"{name} may not hold {', '.join(unsafe)}")
    return "; ".join(f"{name} {' '.join(sources)}" for name, sources in directives.items())
