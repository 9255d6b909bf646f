"""Files that people have handed in and not yet delivered: `uploads/<token>/`, each for its own person, for a week."""

import json
import re
import secrets
import shutil
import time
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from django.conf import settings
from django.core.files.uploadedfile import UploadedFile

from wijkwerk.access.people.models import Person
from wijkwerk.data.ingestors.own_file import KnownArea, ReadingSettings, read_settings, write_companions
from wijkwerk.data.ingestors.own_file.ingestion import AREAS, SETTINGS

RECORD = "upload.json"
KEPT_SECONDS = 7 * 24 * 3600
_TOKEN = re.compile(r"^[A-Za-z0-9_-]{22}$")
_STRANGE = re.compile(r"[^\w. ()+-]+")
_LONGEST_NAME = 100


@dataclass(frozen=True, slots=True)
class Upload:
    """One file in the box. `gemeente` is the one whose areas it is held against."""

    token: str
    person: int
    name: str
    source: str
    table: str
    gemeente: str
    new_version: bool = False
    reason: str = ""  # of the new version: why the earlier figures are not right
    trial: int = 0  # the own indicator that it is tried against, which nobody adopted yet: then it is never delivered

    @property
    def folder(self) -> Path:
        return _box() / self.token

    @property
    def path(self) -> Path:
        return self.folder / self.name

    @property
    def paths(self) -> list[Path]:
        """The file and its companions, as a delivery."""
        return [self.path, self.folder / SETTINGS, self.folder / AREAS]

    @property
    def reading(self) -> ReadingSettings | None:
        """How it is to be read; None before the columns were mapped."""
        return read_settings(self.folder / SETTINGS) if (self.folder / SETTINGS).is_file() else None

    def keep_reading(self, reading: ReadingSettings, areas: Iterable[KnownArea]) -> None:
        write_companions(self.folder, reading, areas)


def put(file: "UploadedFile[bytes]", person: Person, source: str, table: str, gemeente: str, trial: int = 0) -> Upload:
    """Write a file to the box, piece by piece, and clear away what lay there too long."""
    _sweep()
    name = safe_name(file.name or "")
    upload = Upload(secrets.token_urlsafe(16), person.pk, name, source, table, gemeente, trial=trial)
    upload.folder.mkdir(parents=True, mode=0o700)
    with upload.path.open("wb") as target:
        for chunk in file.chunks():
            target.write(chunk)
    keep(upload)
    return upload


def keep(upload: Upload) -> None:
    """Whole or not at all: whoever asks for all files of a person reads it meanwhile."""
    beside = upload.folder / f".{RECORD}"  # no file of a person begins with a full stop
    beside.write_text(json.dumps(asdict(upload)), encoding="utf-8")
    beside.replace(upload.folder / RECORD)


def throw_away(upload: Upload) -> None:
    """At once, rather than with the others after a week."""
    shutil.rmtree(upload.folder, ignore_errors=True)


def find(token: str, person: Person) -> Upload | None:
    """The upload of this person; another's is as absent as one that never was."""
    upload = _read(_box() / token) if _TOKEN.match(token) else None
    return upload if upload is not None and upload.person == person.pk else None


def all_of(person: Person) -> list[Upload]:
    """What this person handed in and has not delivered, by name."""
    return sorted((each for each in _all() if each.person == person.pk), key=lambda each: each.name)


def erase_all_of(person: Person) -> None:
    """With the person. OSError where a file cannot be taken away: it is not to stay behind unseen."""
    for upload in all_of(person):
        shutil.rmtree(upload.folder)


def safe_name(name: str) -> str:
    """The file's own name without anything a file system or a page could stumble on."""
    plain = _STRANGE.sub("_", Path(name.replace("\\", "/")).name).strip(" .")[-_LONGEST_NAME:].strip(" .")
    return f"bestand {plain}".strip() if plain.lower() in {"", RECORD, SETTINGS, AREAS} else plain


def _box() -> Path:
    return Path(settings.WIJKWERK_DATA) / "uploads"


def _read(folder: Path) -> Upload | None:
    record = folder / RECORD
    return Upload(**json.loads(record.read_text(encoding="utf-8"))) if record.is_file() else None


def _folders() -> list[Path]:
    return [each for each in _box().iterdir() if _TOKEN.match(each.name)] if _box().is_dir() else []


def _all() -> Iterator[Upload]:
    for folder in _folders():
        upload = _read(folder)
        if upload is not None:
            yield upload


def _sweep() -> None:
    oldest = time.time() - KEPT_SECONDS
    for folder in _folders():
        if folder.stat().st_mtime < oldest:
            shutil.rmtree(folder, ignore_errors=True)
