"""What Django itself logs of a request, without what the visitor chose: an address may be a link that signs in.

Forbidden (CSRF cookie not set.): /aanmelden/wachtwoord/8/…/   becomes   refused, CSRF cookie not set., view, status
"""

from http import HTTPStatus
from typing import Any

from .request_id import NUMBER

_REQUEST, _SECURITY = "django.request", "django.security."
_CSRF = f"{_SECURITY}csrf"


def without_address(logger: object, method: str, event: dict[str, Any]) -> dict[str, Any]:
    """A structlog processor for records of the standard library; before the one that writes out exceptions.

    Of a fault of ours the exception stays. What Django refuses (`django.security.*`) is the visitor's doing: a warning
    with its kind, for text and traceback repeat the host, path or origin that was refused.
    """
    record = event.get("_record")
    name = getattr(record, "name", "")
    if name != _REQUEST and not name.startswith(_SECURITY):
        return event
    status = getattr(record, "status_code", None)
    if name == _REQUEST:
        event["event"] = HTTPStatus(status).phrase if status else "request"
    else:
        event["problem"] = _csrf_reason(event["event"]) if name == _CSRF else name.removeprefix(_SECURITY)
        event["event"], event["level"] = "refused", "warning"
        event.pop("exc_info", None)
    request = getattr(record, "request", None)
    if number := getattr(request, NUMBER, None):
        event.setdefault("request", number)
    match = getattr(request, "resolver_match", None)
    event |= {"view": match.view_name if match else "", "status": status}
    return event


def _csrf_reason(told: str) -> str:
    """Of "Forbidden (Referer checking failed - https://… does not match …): /…/" what Django says itself."""
    return told.partition("(")[2].partition("): ")[0].partition(" - ")[0]
