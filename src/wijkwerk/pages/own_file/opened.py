"""A file of the box with what belongs to it: its source, the areas it is held against, and what was found in it."""

from dataclasses import dataclass

from django.urls import reverse

from wijkwerk.access.people.models import Person
from wijkwerk.data.delivery_problems import ReleaseError
from wijkwerk.data.ingestors.own_file import (
    KnownArea,
    Mapping,
    OwnFileError,
    OwnFileResult,
    ReadingSettings,
    Sniffed,
    without_rows,
)
from wijkwerk.data.models import OwnIndicator
from wijkwerk.data.own_files import kept_mapping, known_areas, read_delivery
from wijkwerk.definitions.sources import Source, SourceTable
from wijkwerk.pages.own_file import box as upload_box
from wijkwerk.pages.own_file.box import Upload
from wijkwerk.pages.own_file.sniffed import sniffed_upload
from wijkwerk.pages.own_file.tables import own_tables
from wijkwerk.web.frame.page_problems import BadQuestionError, NotHereError, Way


@dataclass(frozen=True, slots=True)
class OpenedUpload:
    """A file that was looked at, to map its columns.

    kept      the mapping of this file, of the last delivery, or of the catalogue
    sniffed   None where the file cannot be opened; then `error` says why
    """

    upload: Upload
    source: Source
    areas: tuple[KnownArea, ...]
    kept: Mapping
    reading: ReadingSettings | None
    sniffed: Sniffed | None
    error: OwnFileError | None

    @property
    def can_be_mapped(self) -> bool:
        return self.sniffed is not None and self.error is None

    @property
    def division_years(self) -> list[int]:
        """Newest first."""
        return sorted({area.year for area in self.areas}, reverse=True)


@dataclass(frozen=True, slots=True)
class DryRun:
    """What loading a file would find: a result, or everything that stands in the way. Neither before it is mapped."""

    upload: Upload
    source: Source
    areas: tuple[KnownArea, ...]
    reading: ReadingSettings | None
    result: OwnFileResult | None = None
    error: OwnFileError | None = None


def find_upload(person: Person, token: str) -> Upload:
    """Raises NotHereError where this person handed in no such file, or it was thrown away."""
    upload = upload_box.find(token, person)
    if upload is None:
        raise NotHereError(
            "Dit bestand is er niet meer. Een bestand dat niet geleverd is, bewaren we een week; een dat we niet "
            "openen, niet.",
            (Way("Bestand aanleveren", reverse("web:hand_in")),),
            title="Dit bestand is er niet",
        )
    return upload


def open_upload(person: Person, token: str, sheet: str = "") -> OpenedUpload:
    """sheet: of a workbook; else the one that was mapped before. Raises PageProblem where it or its source is gone."""
    upload = find_upload(person, token)
    source, table = _table_of(upload)
    areas, reading = known_areas(upload.gemeente), upload.reading
    kept = reading.mapping if reading else kept_mapping(source, table)
    answers = dict(reading.answers) if reading else {}
    sniffed, error = None, None
    try:
        sniffed = sniffed_upload(upload, areas, sheet or answers.get("blad") or kept.sheet)
    except OwnFileError as unreadable:
        error = unreadable
    if sniffed is not None and not sniffed.data_rows:
        error = OwnFileError(upload.name, [without_rows(sniffed)])
    return OpenedUpload(upload, source, areas, kept, reading, sniffed, error)


def run_dry(person: Person, token: str) -> DryRun:
    """Read it as a load would. Raises PageProblem where it, its source or an earlier release cannot be read."""
    upload = find_upload(person, token)
    source, table = _table_of(upload)
    areas, reading = known_areas(upload.gemeente), upload.reading
    if reading is None:
        return DryRun(upload, source, areas, reading)
    try:
        result = read_delivery(
            source, table, upload.path, reading, areas, new_version=upload.new_version, name=upload.name
        )
    except OwnFileError as error:
        return DryRun(upload, source, areas, reading, error=error)
    except ReleaseError as error:  # an earlier release that it must be compared with is damaged
        raise BadQuestionError(str(error), (Way("Naar de leveringen", reverse("releases:list")),)) from error
    return DryRun(upload, source, areas, reading, result)


def _table_of(upload: Upload) -> tuple[Source, SourceTable]:
    trial = OwnIndicator.objects.filter(pk=upload.trial).first() if upload.trial else None
    for source, table in own_tables(trial):
        if (source.id, table.table) == (upload.source, upload.table):
            return source, table
    raise BadQuestionError(
        f"De bron {upload.source} met tabel {upload.table} staat niet meer in de catalogus.",
        (Way("Bestand aanleveren", reverse("web:hand_in")),),
    )
