"""Signing in by a link that works once."""

from typing import ClassVar

from django.contrib.auth.backends import BaseBackend
from django.db import models
from django.utils import timezone

from .people import Person


class SignInLink(models.Model):
    """The hash of a token that signs one person in, once, until a moment. The token is kept nowhere."""

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
    """Keeps a person signed in; whoever holds a good link is signed in by `redeem`."""

    def get_user(self, user_id: int) -> Person | None:
        return Person.objects.filter(pk=user_id, is_active=True).first()
