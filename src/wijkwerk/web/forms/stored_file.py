"""The field for a file that stays with a record, and how confidential that file is."""

from pathlib import Path
from typing import Any

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db.models import Model

from wijkwerk.access.permission.confidentiality import Confidentiality
from wijkwerk.access.permission.permissions import level_of, scope_of
from wijkwerk.access.permission.reach import Reach
from wijkwerk.lib.files import FileLimits, FitFile, UnfitFileError, fit_to_keep
from wijkwerk.lib.files.formats import ENDINGS
from wijkwerk.lib.handed_in import HandedIn
from wijkwerk.lib.zip_archive import megabytes

from .fields import FileChoice
from .offered_fields import LevelField

CHOOSE_AGAIN = "Kies het bestand opnieuw: een browser bewaart uw keuze niet. De rest van wat u invulde, staat er nog."


def file_hint() -> str:
    return (
        f"PDF, Word, Excel, ODF, JPEG of PNG, ten hoogste {megabytes(settings.WIJKWERK_FILE_BYTES)}. Zonder macro’s of "
        "wachtwoord, en zonder gegevens over personen. Van een foto halen wij plaats, tijd en toestel weg."
    )


class StoredFileField(FileChoice):
    """A file that is kept as it is: judged by its content, whatever it is called. Gives a FitFile; blank: None."""

    def __init__(self, label: str, **more: Any) -> None:
        super().__init__(label, endings=ENDINGS, **({"hint": ""} | more))
        self.help_text = self.help_text or file_hint()

    def clean(self, data: Any, initial: Any = None) -> FitFile | None:
        file = super().clean(data, initial)
        if not file:
            return None
        try:
            return fit_to_keep(handed_in(file), FileLimits(bytes=settings.WIJKWERK_FILE_BYTES))
        except UnfitFileError as error:
            raise forms.ValidationError(str(error)) from error


class FileLevelField(LevelField):
    """How confidential a file of a record is: from the level of its record, up to what this person may say of it."""

    def offer(self, reach: Reach) -> None:
        """Nothing yet: the record is to come (`offer_for`)."""

    def offer_for(self, record: Model, reach: Reach) -> None:
        lowest, highest = level_of(record), reach.highest(scope_of(record)) or level_of(record)
        offered = [level for level in Confidentiality if lowest.rank <= level.rank <= max(lowest.rank, highest.rank)]
        self.choices = [(level.value, level.label) for level in offered]


def handed_in(file: "UploadedFile[Any]") -> HandedIn:
    """Where Django left it: on disk when it is large. It is gone when the request is over."""
    path = getattr(file, "temporary_file_path", None)
    if path is not None:
        return HandedIn("", Path(path()))
    file.seek(0)
    return HandedIn("", file.read())
