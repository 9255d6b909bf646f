"""Within one request, what decides about somebody is read once: a page asks the permission table a dozen times.

That is which roles they have, and what lies inside the scopes of these.

Outside a request (a command, the worker) nothing is remembered. What changes a role or a scope forgets it all at once,
so that the rest of the same request already goes by it; the next request reads anew.
"""

from collections.abc import Callable, Hashable
from contextvars import ContextVar
from typing import Any, TypeVar

from django.db.models import Model
from django.db.models.signals import post_delete, post_save
from django.http import HttpRequest, HttpResponse

_Answer = TypeVar("_Answer")
_asked: ContextVar[dict[Hashable, Any] | None] = ContextVar("asked in this request")


class AskedOnceMiddleware:
    """Remember until the answer is made; what streams afterwards reads for itself."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        token = _asked.set({})
        try:
            return self.get_response(request)
        finally:
            _asked.reset(token)


def asked_once(question: Hashable, read: Callable[[], _Answer]) -> _Answer:
    """What `read` gives, or gave before in this request for the same question."""
    known = _asked.get(None)
    if known is None:
        return read()
    if question not in known:
        known[question] = read()
    answer: _Answer = known[question]
    return answer


def forget_on_change(model: type[Model]) -> None:
    """From now on a row of this model that is written or removed makes a request read anew."""
    for signal in (post_save, post_delete):
        signal.connect(_forget, sender=model, dispatch_uid=f"asked once {model._meta.label} {id(signal)}")


def _forget(**_: object) -> None:
    known = _asked.get(None)
    if known is not None:
        known.clear()
