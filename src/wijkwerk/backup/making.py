"""Make a backup of the database and the files that belong to it, as they were at one moment, while the site runs."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from django.db import connections
from django.db.migrations.recorder import MigrationRecorder

from wijkwerk import __version__
from wijkwerk.access.models import StoredFile
from wijkwerk.access.stored_files.byte_store import ByteStore
from wijkwerk.data.models import Release
from wijkwerk.editions.manifest import MANIFEST
from wijkwerk.editions.models import Edition
from wijkwerk.editions.shelf import Shelf
from wijkwerk.lib.progress import Progress

from .archive import ArchiveWriter
from .archive_manifest import FILES, Manifest, Part
from .connecting import snapshot
from .finding import Group, bytes_of, copy_groups, find_groups, find_stored
from .half_made import appearing
from .numbering import numbers_given
from .rows import export_rows, tables


@dataclass(frozen=True, slots=True)
class Made:
    """A backup.

    damaged        editions that were not as they were published; they are in it as they were found
    damaged_files  numbers of stored files of which the same is true
    lost_files     numbers of those that were not there any more
    """

    file: Path
    bytes: int
    rows: int
    files: int
    manifest_sha256: str
    damaged: tuple[str, ...]
    damaged_files: tuple[int, ...] = ()
    lost_files: tuple[int, ...] = ()

    @property
    def is_whole(self) -> bool:
        return not (self.damaged or self.damaged_files or self.lost_files)


@dataclass(frozen=True, slots=True)
class _Moment:
    """What the database held at that moment.

    editions  the oldest first, each with the hash of its manifest
    stored    number of each stored file -> the hash of its bytes
    """

    releases: list[str]
    editions: dict[str, str]
    stored: dict[int, str]
    migrations: tuple[str, ...]
    numbers: dict[str, int]


def make_backup(data: Path, file: Path, progress: Progress) -> Made:
    """Write database, raw files, releases, editions and stored files to one file, which appears when it is whole.

    Rows come first, from one moment. Releases and editions never change, and stand on disk before the database knows
    them: those that it knew at that moment are copied after, whatever is published meanwhile.
    The bytes of stored files stay until the last of them was copied, also of those that somebody removes meanwhile.

    What a fetch is still filling is left out, and a raw delivery that somebody takes away meanwhile is missed by
    nobody. A release or edition that goes is a fault.

    Raises BackupError where the file is there already, another backup is writing it, it cannot be written, or a folder
    is missing; DiskFullError where it would not fit.
    """
    store = ByteStore(data)
    shelf = Shelf(data / "editions")
    with appearing(file, bytes_of(data)) as opened, ArchiveWriter(opened) as writer, store.undisturbed():
        before = shelf.current_key()
        with snapshot() as alias:
            moment = _moment(alias)
            for number, model in enumerate(models := tables()):
                progress(number, len(models), "Database kopiëren")
                writer.add_rows(model._meta.db_table, export_rows(model, alias))
        stored, lost = find_stored(store, moment.stored.values())
        _copy(writer, data, [*find_groups(data, moment.releases, moment.editions), *stored], progress)
        manifest = Manifest(
            made_at=datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds"),
            code_version=__version__,
            migrations=moment.migrations,
            current=_current(moment, [shelf.current_key(), before]),
            parts=tuple(writer.parts),
            numbers=moment.numbers,
            lost=lost,
        )
        digest = writer.finish(manifest)
    damaged = tuple(key for key in moment.editions if _is_damaged(key, moment.editions[key], shelf, manifest.files))
    rows = sum(part.rows or 0 for part in manifest.parts)
    altered = {sha256 for sha256, part in manifest.stored.items() if part.sha256 != sha256}
    return Made(
        file,
        file.stat().st_size,
        rows,
        len(manifest.files),
        digest,
        damaged,
        damaged_files=tuple(number for number, sha256 in moment.stored.items() if sha256 in altered),
        lost_files=tuple(number for number, sha256 in moment.stored.items() if sha256 in lost),
    )


def _moment(alias: str) -> _Moment:
    applied = MigrationRecorder(connections[alias]).applied_migrations()
    return _Moment(
        releases=list(Release.objects.using(alias).order_by("key").values_list("key", flat=True)),
        editions=dict(Edition.objects.using(alias).order_by("sequence").values_list("key", "manifest_sha256")),
        stored=dict(StoredFile.objects.using(alias).order_by("pk").values_list("pk", "sha256")),
        migrations=tuple(sorted(f"{app} {name}" for app, name in applied)),
        numbers=numbers_given(alias),
    )


def _current(moment: _Moment, pointers: Sequence[str | None]) -> str | None:
    """What visitors saw at that moment: the pointer as it is now or was before, whichever the database knew then.

    Where it knew neither, an edition was just shown and not written down yet; then the last that it knew.
    """
    return next((key for key in [*pointers, *reversed(moment.editions)] if key in moment.editions), None)


def _copy(writer: ArchiveWriter, data: Path, groups: Sequence[Group], progress: Progress) -> None:
    total = sum(group.bytes for group in groups)
    done = 0
    for size in copy_groups(writer, data, groups):
        done += size
        progress(done // 1_000_000, total // 1_000_000, "Leveringen, edities en bestanden kopiëren, in MB")


def _is_damaged(key: str, manifest_sha256: str, shelf: Shelf, copied: Sequence[Part]) -> bool:
    """Whether what was copied of an edition is something else than what was published."""
    hashes = {part.name.removeprefix(f"{FILES}/editions/{key}/"): part.sha256 for part in copied}
    if hashes.get(MANIFEST) != manifest_sha256:
        return True
    return any(hashes.get(file.name) != file.sha256 for file in shelf.manifest(key).files)
