"""Signing in by a link that works once: how the demo lets one person try several roles.

A terminal can print nothing but a link, so that it signs in by a GET. The link is the whole secret: 256 random bits, of
which only the hash is kept, good for one use and one hour. A site with real people signs in through the municipality's
own identity provider; there these links are refused.
"""

import datetime
import hashlib
import secrets
from typing import ClassVar

from django.conf import settings
from django.contrib.auth.backends import BaseBackend
from django.core.cache import cache
from django.db import models, transaction
from django.utils import timezone

from wijkwerk.access.people.models import Person

LIFE = datetime.timedelta(hours=1)
# Wrong tries per visitor's address per minute and per web worker, kept in memory only.
MOST_TRIES = 10
BACKEND = f"{__name__}.LinkBackend"


class SignInRefusedError(Exception):
    """Nobody is signed in; the message says why, in Dutch."""


class TooManyTriesError(SignInRefusedError):
    """This visitor must wait."""


class SignInLink(models.Model):
    """The hash of a token that signs one person in, once, until a moment. The token is kept nowhere."""

    permission_kind: ClassVar = "account"

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+", verbose_name="persoon")
    token_hash = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField("gemaakt", default=timezone.now)
    expires_at = models.DateTimeField("geldig tot")
    used_at = models.DateTimeField("gebruikt", null=True)

    class Meta:
        verbose_name = "aanmeldlink"
        verbose_name_plural = "aanmeldlinks"
        ordering: ClassVar = ["id"]

    def __str__(self) -> str:
        return f"aanmeldlink {self.pk}"


class LinkBackend(BaseBackend):
    """Keeps a person signed in while the demo lasts; whoever holds a good link is let in by `redeem`."""

    def get_user(self, user_id: int) -> Person | None:
        if not settings.WIJKWERK_DEMO:
            return None
        return Person.objects.filter(pk=user_id, is_active=True).first()


def issue_token(person: Person) -> str:
    """A fresh token for this person; the ones handed out before stop working."""
    _refuse_outside_demo()
    token = secrets.token_urlsafe(32)
    with transaction.atomic():
        SignInLink.objects.filter(person=person, used_at=None).delete()
        SignInLink.objects.create(person=person, token_hash=_hashed(token), expires_at=timezone.now() + LIFE)
    return token


def redeem(token: str, visitor: str) -> Person:
    """Whoever the token belongs to; it does not work again. Raises SignInRefusedError, in Dutch.

    visitor   the address that asks, to slow down guessing
    """
    _refuse_outside_demo()
    tries = f"sign-in:{_hashed(visitor)}"
    if cache.get(tries, 0) >= MOST_TRIES:
        raise TooManyTriesError("Te veel pogingen. Wacht een minuut en probeer het dan opnieuw.")
    link = SignInLink.objects.select_related("person").filter(token_hash=_hashed(token)).first()
    if link is None or not link.person.is_active:
        cache.add(tries, 0, timeout=60)
        cache.incr(tries)
        raise SignInRefusedError("Deze aanmeldlink bestaat niet. Start de demonstratie opnieuw voor nieuwe links.")
    _use(link)
    return link.person


def _use(link: SignInLink) -> None:
    now = timezone.now()
    with transaction.atomic():
        fresh = SignInLink.objects.filter(pk=link.pk, used_at=None)
        if fresh.filter(expires_at__gt=now).update(used_at=now):
            return
        reason = "is verlopen" if fresh.exists() else "is al gebruikt"
    raise SignInRefusedError(f"Deze aanmeldlink {reason}. Start de demonstratie opnieuw voor nieuwe links.")


def _refuse_outside_demo() -> None:
    if not settings.WIJKWERK_DEMO:
        raise SignInRefusedError("Aanmelden met een link kan alleen in de demonstratie.")


def _hashed(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
