"""What the folder of a release says of itself: what was counted, of which files, and what was renamed on the way."""

from pathlib import Path

from django.conf import settings

from wijkwerk.data.delivery_problems import ReleaseError
from wijkwerk.data.models import Release
from wijkwerk.data.release.folders import ReleaseRecord, read_release
from wijkwerk.present.numbers import number
from wijkwerk.present.words import STATUS_WORDS

# What the record of a release counts, by its own names for statuses and parts.
COUNT_WORDS = {
    "observations": "cellen",
    "areas": "gebieden",
    "borders": "grenzen",
    **STATUS_WORDS,
    "value": "cijfers",
    "provisional": "voorlopige cijfers",
    "unreliable": "onvoldoende betrouwbare cijfers",
}


def releases_folder() -> Path:
    return Path(settings.WIJKWERK_DATA) / "releases"


def folder_facts(release: Release) -> list[tuple[str, str]]:
    """Of a folder that is away, that it is."""
    try:
        record = read_release(releases_folder() / release.key).record
    except ReleaseError:
        return [("Map", "de map van deze levering ontbreekt")]
    return list(_facts(record))


def _facts(record: ReleaseRecord) -> list[tuple[str, str]]:
    return [
        *((f"Aantal {COUNT_WORDS.get(name, name)}", number(count)) for name, count in record.counts.items()),
        *(("Bestand", f"{file.name}\nSHA-256 {file.sha256}") for file in record.files),
        *(("Kolom hernoemd", f"{old} heet nu {new}") for old, new in record.resolved.items()),
        ("Gevonden aan hun onderwerp", ", ".join(f"{column} ({name})" for column, name in record.topics.items())),
        ("Niet gebruikt", ", ".join(record.unused)),
    ]
