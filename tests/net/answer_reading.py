"""An answer of the site as lines: its status, where it leads, the headers that mean something, and what it holds."""

from functools import lru_cache

from django.http.response import HttpResponseBase

from .file_reading import file_lines
from .page_reading import page_lines
from .scrubbing import scrubbed, without_tokens

_HEADERS = (
    "Content-Type", "Content-Disposition", "Cache-Control", "Content-Security-Policy", "Vary", "Allow", "X-Robots-Tag",
    "Cross-Origin-Opener-Policy", "Cross-Origin-Resource-Policy", "Permissions-Policy", "Referrer-Policy",
    "X-Content-Type-Options", "X-Frame-Options", "Clear-Site-Data", "Refresh", "Retry-After", "Content-Language",
)  # fmt: skip
# So usual that together they are one line.
_USUAL = {
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": (
        "accelerometer=(), autoplay=(), camera=(), display-capture=(), encrypted-media=(), fullscreen=(), "
        "geolocation=(), gyroscope=(), magnetometer=(), microphone=(), midi=(), payment=(), picture-in-picture=(), "
        "screen-wake-lock=(), usb=(), xr-spatial-tracking=()"
    ),
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}
# Of these only where they lead: the page around it is that of every other refusal.
_REFUSALS = {301, 302, 303, 307, 308, 401, 403, 405}


def answer_lines(response: HttpResponseBase) -> list[str]:
    content = whole_content(response)
    head = [f"status {response.status_code}"]
    if "Location" in response.headers:
        head.append(f"leads to {scrubbed(response.headers['Location'])}")
    if response.status_code in _REFUSALS:
        return [*head, *_title(content, response.headers.get("Content-Type", "")), *_cookies(response)]
    body = _body_lines(response.headers.get("Content-Type", ""), "attachment" in _disposition(response), content)
    return [*head, *_headers(response), *_cookies(response), "", *body]


def whole_content(response: HttpResponseBase) -> bytes:
    if response.streaming:
        return b"".join(response)  # type: ignore[arg-type,call-overload]
    return bytes(response.content)  # type: ignore[attr-defined]


def _disposition(response: HttpResponseBase) -> str:
    return response.headers.get("Content-Disposition", "")


def _headers(response: HttpResponseBase) -> list[str]:
    told = {name: scrubbed(response.headers[name]) for name in _HEADERS if name in response.headers}
    usual = told.items() >= _USUAL.items()
    lines = [f"{name}: {value}" for name, value in told.items() if not (usual and name in _USUAL)]
    return [*lines, "the usual headers of protection"] if usual else lines


def _cookies(response: HttpResponseBase) -> list[str]:
    return [f"cookie {name} {_kept(morsel)}" for name, morsel in sorted(response.cookies.items())]


def _kept(morsel: "dict[str, str]") -> str:
    facts = [f"{name}={value}" for name, value in sorted(morsel.items()) if value and name != "expires"]
    return " ".join(facts)


def _title(content: bytes, content_type: str) -> list[str]:
    if not content or not content_type.startswith("text/html"):
        return []
    return [line for line in _page(without_tokens(content)) if line.startswith(("title ", "h1 "))]


def _body_lines(content_type: str, is_download: bool, content: bytes) -> list[str]:
    if content_type.startswith("text/html") and not is_download:
        return list(_page(without_tokens(content)))
    return file_lines(content_type, content)


@lru_cache(maxsize=64)
def _page(content: bytes) -> tuple[str, ...]:
    """Kept for a while: most roles get the same page."""
    return tuple(scrubbed(line) for line in page_lines(content.decode()))
