"""How often one visitor may ask what costs much or send what anybody may send, and how much may run at once.

Addresses are kept in memory for a minute at most, and written nowhere. Each process counts for itself: a shared count
would put the database, or one more server, before every public page. Floods are for the web server in front.
"""

import threading
import time
from collections import Counter
from collections.abc import Callable, Mapping
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.http.response import HttpResponseBase

from .page_names import page_name
from .plain_pages import plain_page
from .visitor_address import counted_as

PERIOD = 60.0  # seconds
_MOST_KEPT = 20_000  # counters; beyond, somebody makes up addresses, and a new minute begins
_SLOT = "_wijkwerk_slot"


class RequestRatesMiddleware:
    """429 above `WIJKWERK_RATES` (per visitor, page and minute, in one web process); 503 where all slots are taken.

    `WIJKWERK_SENDING_RATES` counts only what is sent to a page that takes a form without an account: of one visitor,
    and of all of them together, who may be one with many addresses.
    `WIJKWERK_HEAVY` names the pages that compute for seconds. Of them so many run at once that a thread is always left
    for the other pages.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response
        self.counter = MinuteCounter()
        self.slots = threading.BoundedSemaphore(settings.WIJKWERK_HEAVY_AT_ONCE)

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        try:
            return self.get_response(request)
        finally:
            if getattr(request, _SLOT, False):
                self.slots.release()

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: tuple[Any, ...], place: Mapping[str, Any]
    ) -> HttpResponseBase | None:
        name = page_name(request)
        visitor = counted_as(request.META.get("REMOTE_ADDR", ""))
        if request.method == "POST" and self._is_sent_too_often(name, visitor):
            return _sent_too_often()
        most = settings.WIJKWERK_RATES.get(name)
        if most is None:
            return None
        if self.counter.count((name, visitor)) > most:
            return _too_often()
        if name in settings.WIJKWERK_HEAVY:
            if not self.slots.acquire(timeout=settings.WIJKWERK_HEAVY_PATIENCE):
                return _too_busy()
            setattr(request, _SLOT, True)
        return None

    def _is_sent_too_often(self, name: str, visitor: str) -> bool:
        """What one visitor sends too often does not count for the others."""
        rates = settings.WIJKWERK_SENDING_RATES.get(name)
        if rates is None:
            return False
        most, most_of_all = rates
        return self.counter.count((f"{name} sent", visitor)) > most or self.counter.count((name, "")) > most_of_all


class MinuteCounter:
    """How often each key was counted in this minute."""

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._lock = threading.Lock()
        self._counts: Counter[tuple[str, str]] = Counter()
        self._began = now()

    def count(self, key: tuple[str, str]) -> int:
        with self._lock:
            if self._now() - self._began >= PERIOD or len(self._counts) >= _MOST_KEPT:
                self._counts.clear()
                self._began = self._now()
            self._counts[key] += 1
            return self._counts[key]


def _too_often() -> HttpResponseBase:
    return plain_page(
        429,
        "Dat was te vaak achter elkaar",
        "Deze pagina vraagt veel rekenwerk. Wacht een minuut en probeer het dan opnieuw.",
        wait=round(PERIOD),
    )


def _sent_too_often() -> HttpResponseBase:
    return plain_page(
        429,
        "Dat was te vaak achter elkaar",
        "Er wordt nu veel verstuurd, en wij kunnen niet alles tegelijk aannemen. Uw bericht is niet verstuurd. Wacht "
        "een minuut, ga terug in uw browser en verstuur het opnieuw.",
        wait=round(PERIOD),
    )


def _too_busy() -> HttpResponseBase:
    return plain_page(
        503,
        "Het is hier nu druk",
        "Anderen rekenen op dit moment ook. Probeer het over een halve minuut opnieuw.",
        wait=30,
    )
