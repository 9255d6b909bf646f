"""The published editions, as people and pages list them. What is in one stands in its folder."""

from typing import ClassVar

from django.db import models

from wijkwerk.access.models import Person


class Edition(models.Model):
    key = models.CharField("kenmerk", max_length=20, unique=True)
    sequence = models.PositiveIntegerField("volgnummer", unique=True)
    published_at = models.DateTimeField("gepubliceerd op")
    published_by = models.ForeignKey(
        Person, null=True, on_delete=models.PROTECT, related_name="+", verbose_name="gepubliceerd door"
    )  # null: the system, at the first start of the demo
    manifest_sha256 = models.CharField("hash van het manifest", max_length=64)
    note = models.TextField("toelichting", blank=True)

    class Meta:
        verbose_name = "editie"
        verbose_name_plural = "edities"
        ordering: ClassVar = ["-sequence"]

    def __str__(self) -> str:
        return self.key
