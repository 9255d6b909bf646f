"""The door of every form that makes something: what is sent twice is done once.

    @require_POST
    @staff_page("add", "document")
    @sent_once
    def add(request, person): ...  # as `web.forms.deed` has it

Somebody presses twice, or a browser sends again what it never saw answered. Every page that is drawn gives its forms a
CSRF token of its own, so that the same token with the same content is the same form. The first one is done; the others
wait for it and lead to where it led. What was refused made nothing, and may be sent again.

Which forms were sent stands for a day in the cache that all web processes share (a table, whose key is unique). No form
outlives that: signing in makes every earlier token worthless, and nobody stays signed in for so long.
"""

import hashlib
import json
import time
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import messages
from django.core.cache import cache
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect

from wijkwerk.access.people.models import Person, Visitor
from wijkwerk.web.frame.page_problems import PageProblem

View = Callable[..., HttpResponseBase]

KEPT_SECONDS = 24 * 3600
# Longer than any form takes; whoever was cut off half-way (the machine, the database) may send it again after.
BUSY_SECONDS = 300
PATIENCE = 10.0  # seconds to wait for one that is being done at this moment
_BETWEEN_LOOKS = 0.05
_BUSY = "-"  # no address
_FIELD = "csrfmiddlewaretoken"


class StillBusyError(PageProblem):
    """The same form was sent before, and is not done yet, or was broken off half-way."""

    status = 409
    title = "Dit formulier is al verstuurd"


def sent_once(view: View) -> View:
    """Do what a form asks one time, however often it is sent. Inside the door that asks who may."""

    @wraps(view)
    def guarded(request: HttpRequest, person: Visitor, **place: Any) -> HttpResponseBase:
        key = _key(request, person)
        if key is None:
            return view(request, person, **place)
        led_to = _claimed(key)
        if led_to is not None:
            if isinstance(person, Person):  # a visitor has no session to keep words in, and needs none for this
                messages.info(request, "Dit formulier was al verstuurd. Het is één keer verwerkt, en dit kwam ervan.")
            return redirect(led_to)
        led_to = ""
        try:
            response = view(request, person, **place)
            if response.status_code == 302:
                led_to = response["Location"]
            return response
        finally:
            _settle(key, led_to)

    vars(guarded)["sent_once"] = True  # what a walk over all forms reads
    return guarded


def _key(request: HttpRequest, person: Visitor) -> str | None:
    """None for what is no form of a page: without a token the door of CSRF lets nothing through."""
    if request.method != "POST" or not request.POST.get(_FIELD):
        return None
    digest = hashlib.sha256(json.dumps([person.pk, request.path, sorted(request.POST.lists())]).encode())
    for name, files in sorted(request.FILES.lists()):
        for file in files:
            digest.update(json.dumps([name, file.name]).encode())
            for chunk in file.chunks():
                digest.update(chunk)
            file.seek(0)
    return f"sent-once-{digest.hexdigest()}"


def _claimed(key: str) -> str | None:
    """None: this form is for the caller to do. Else where it led to, after waiting for whoever is doing it.

    Raises StillBusyError where that takes too long.
    """
    until = time.monotonic() + PATIENCE
    while not cache.add(key, _BUSY, BUSY_SECONDS):
        led_to = cache.get(key)
        if led_to not in {_BUSY, None}:
            return str(led_to)
        if time.monotonic() > until:
            raise StillBusyError(
                "Het wordt nog verwerkt, of is halverwege afgebroken. Kijk over een minuut of er staat wat u invulde. "
                "Staat het er niet, open het formulier dan opnieuw."
            )
        time.sleep(_BETWEEN_LOOKS)
    return None


def _settle(key: str, led_to: str) -> None:
    """Keep where it led; what led nowhere made nothing, and may be sent again."""
    if led_to:
        cache.set(key, led_to, KEPT_SECONDS)
    else:
        cache.delete(key)
