"""A session from sign-in to sign-out: how long it lasts, and how all of a person's are ended."""

import time

from django.conf import settings
from django.contrib.sessions.backends.base import SessionBase
from django.contrib.sessions.models import Session
from django.http import HttpRequest

from wijkwerk.access.log.audit import record
from wijkwerk.access.people.models import Person
from wijkwerk.access.privacy.person_erasure import sessions_of

SIGNED_IN_AT = "signed_in_at"
SEEN_AT = "seen_at"
# The moment of the last page is kept to the minute: a write for every page would be too much.
_SEEN_EVERY = 60


def begin_session(request: HttpRequest, person: Person) -> None:
    """What follows every way of signing in, once Django has given the session a new key."""
    request.session[SIGNED_IN_AT] = request.session[SEEN_AT] = int(time.time())
    record(person=person, verb="sign_in", kind="person", key=str(person.pk))


def is_over(session: SessionBase) -> bool:
    """Whether a session has lasted a working day, or was left alone for too long."""
    now = time.time()
    began = session.get(SIGNED_IN_AT, now)
    seen = session.get(SEEN_AT, now)
    return bool(now - began > settings.SESSION_COOKIE_AGE or now - seen > settings.WIJKWERK_IDLE_MINUTES * 60)


def note_page(session: SessionBase) -> None:
    now = int(time.time())
    session.setdefault(SIGNED_IN_AT, now)
    if now - session.get(SEEN_AT, 0) >= _SEEN_EVERY:
        session[SEEN_AT] = now


def end_sessions(person: Person, *, but: str | None = None) -> int:
    """End every session of a person, on every machine; returns how many.

    but   the key of one that goes on

    One that waits for the second step ends too: it began with a password that may not count any more.
    """
    theirs = [each.session_key for each in sessions_of(person) if each.session_key != but]
    Session.objects.filter(session_key__in=theirs).delete()
    return len(theirs)
