"""Before every page of somebody who is signed in: is the session still good, and did they pass a second factor?

A visitor without a session cookie passes untouched, and their pages stay the same for everybody.
"""

from collections.abc import Callable

from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.views import redirect_to_login
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.http import urlencode

from wijkwerk.access.people.models import Person

from .second_factor import has_second_factor, needs_second_factor, passed_second_factor
from .sessions import is_over, note_page

Answer = Callable[[HttpRequest], HttpResponse]


class SessionLimitsMiddleware:
    """Sign out whoever stayed too long or was away too long, and bring them back after signing in again."""

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if _person(request) is None:
            return self.get_response(request)
        if is_over(request.session):
            logout(request)
            if request.method in {"GET", "HEAD"}:
                return redirect_to_login(request.get_full_path())
            return redirect(f"{reverse('access:sign_in')}?{urlencode({'verlopen': 'ja'})}")
        note_page(request.session)
        return self.get_response(request)


class SecondFactorMiddleware:
    """Nothing before the second factor, for whoever holds a role that publishes or administers.

    Open stay only the ways to pass it and to leave; and for whoever has none yet, the pages that set it up. Whoever has
    one passes it first: a stolen password must not be enough to put another in its place.
    """

    def __init__(self, get_response: Answer) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        person = _person(request)
        if person is None or request.path.startswith(_OPEN) or passed_second_factor(request, person):
            return self.get_response(request)
        try:
            needed = needs_second_factor(person)
        except (OperationalError, InterfaceError) as gone:
            _leave_unknown(request, gone)
            return self.get_response(request)
        if not needed:
            return self.get_response(request)
        is_set_up = has_second_factor(person)
        if not is_set_up and request.path in _TO_SET_IT_UP:
            return self.get_response(request)
        way = "access:confirm" if is_set_up else "mfa_index"
        return redirect(f"{reverse(way)}?{urlencode({'next': request.get_full_path(), 'reden': 'tweede-factor'})}")


_OPEN = ("/account/bevestigen/", "/aanmelden/", "/afmelden/", "/gezond/", "/gereed/", settings.STATIC_URL)
_TO_SET_IT_UP = frozenset({"/account/", "/account/app/", "/account/sleutels/", "/account/sleutels/nieuw/"})


def _person(request: HttpRequest) -> Person | None:
    """Who is signed in, without asking for a session where the browser has none.

    With the database gone nobody can be known: whatever asks after this gets the same fault, and no page is let through
    unchecked.
    """
    if settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return None
    try:
        return request.user if isinstance(request.user, Person) else None
    except (OperationalError, InterfaceError) as gone:
        _leave_unknown(request, gone)
        return None


def _leave_unknown(request: HttpRequest, gone: Exception) -> None:
    def nobody() -> Person:
        raise gone

    vars(request)["user"] = SimpleLazyObject(nobody)
