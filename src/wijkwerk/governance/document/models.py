"""Documents that others rest on. What was written down stays."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from wijkwerk.access.models import Person, Scope
from wijkwerk.access.permission.confidentiality import Confidentiality
from wijkwerk.access.permission.permissions import PermissionFields
from wijkwerk.access.privacy.personal import ABOUT_THE_AREA, Personal
from wijkwerk.governance.kept_rows import WrittenOnce


class Document(WrittenOnce):
    """A paper that others rest on: where it can be found, or the hash of the file that was seen."""

    personal: ClassVar = Personal(
        people=("added_by",), without=dict.fromkeys(("title", "reference", "url", "sha256"), ABOUT_THE_AREA)
    )
    permission_fields: ClassVar = PermissionFields(confidentiality="confidentiality", scope="scope")

    title = models.CharField("titel", max_length=200)
    reference = models.CharField("kenmerk", max_length=200)
    date = models.DateField("datum")
    url = models.URLField("vindplaats", max_length=500, blank=True)
    sha256 = models.CharField("hash van het bestand", max_length=64, blank=True)
    confidentiality = models.CharField(
        "vertrouwelijkheid", max_length=14, choices=Confidentiality.choices, default=Confidentiality.INTERN
    )
    scope = models.ForeignKey(
        Scope, null=True, blank=True, on_delete=models.PROTECT, related_name="+", verbose_name="gaat over"
    )  # null: the whole gemeente
    added_by = models.ForeignKey(
        Person, null=True, on_delete=models.PROTECT, related_name="+", verbose_name="toegevoegd door"
    )

    class Meta:
        verbose_name = "document"
        verbose_name_plural = "documenten"
        ordering: ClassVar = ["-date", "title"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(url="", sha256=""), name="document_can_be_found"),
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.reference})"
