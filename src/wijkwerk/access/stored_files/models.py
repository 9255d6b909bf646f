"""The table of stored files. The bytes stand on disk, under their hash (`byte_store`)."""

import datetime
from functools import cached_property
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone

from wijkwerk.access.people.models import Person
from wijkwerk.access.people.scopes import Scope
from wijkwerk.access.permission.confidentiality import Confidentiality
from wijkwerk.access.permission.permissions import PermissionFields
from wijkwerk.lib.files import FileFormat


class StoredFileError(AssertionError):
    """Our own code asked to change a stored file."""


class StoredFile(models.Model):
    """One file of one record. It does not change: another file is another row. It goes with its record.

    kind, key        of the record, as the log names it
    name             as its user calls it; what the file was called on somebody's machine is not kept
    confidentiality  its own; who may read it is never less strict than for the record (`hanging.level_of_file`)
    is_fixed         it is what the record is about, and stays as long as that stays; the others are annexes
    """

    permission_fields: ClassVar = PermissionFields(confidentiality="confidentiality")

    kind = models.CharField("soort stuk", max_length=40)
    key = models.CharField("kenmerk van het stuk", max_length=200)
    name = models.CharField("naam", max_length=200)
    format = models.CharField("soort", max_length=8, choices=[(each.value, each.value) for each in FileFormat])
    seen = models.CharField("aan de inhoud gezien", max_length=100)
    size = models.PositiveBigIntegerField("grootte in bytes")
    sha256 = models.CharField("hash (SHA-256)", max_length=64, db_index=True)
    confidentiality = models.CharField(
        "vertrouwelijkheid", max_length=14, choices=Confidentiality.choices, default=Confidentiality.INTERN
    )
    is_fixed = models.BooleanField("is het stuk zelf", default=False)
    added_by = models.ForeignKey(
        Person, null=True, on_delete=models.PROTECT, related_name="+", verbose_name="toegevoegd door"
    )
    added_at = models.DateTimeField("toegevoegd op", default=timezone.now, editable=False)

    class Meta:
        verbose_name = "bestand"
        verbose_name_plural = "bestanden"
        ordering: ClassVar = ["-is_fixed", "id"]
        indexes: ClassVar = [models.Index(fields=["kind", "key"], name="stored_file_record")]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["kind", "key"], condition=Q(is_fixed=True), name="one_fixed_file_per_record"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk is not None:
            raise StoredFileError("a stored file is never changed")
        super().save(*args, **kwargs)

    @property
    def media_type(self) -> str:
        return FileFormat(self.format).media_type

    @property
    def is_picture(self) -> bool:
        return FileFormat(self.format).is_picture

    @cached_property
    def record(self) -> models.Model | None:
        """What it hangs on; None where that is gone."""
        from .hanging import find_record

        return find_record(self.kind, self.key)

    @property
    def scope(self) -> Scope | None:
        """Where its record belongs: a file lies nowhere else."""
        return getattr(self.record, "scope", None)

    @property
    def added_on(self) -> datetime.date:
        return timezone.localtime(self.added_at).date()
