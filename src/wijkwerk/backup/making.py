"""Make a backup of the database and the files that belong to it, as they were at one moment, while the site runs."""

import datetime
import fcntl
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from django.db import connections
from django.db.migrations.recorder import MigrationRecorder

from wijkwerk import __version__
from wijkwerk.data.models import Release
from wijkwerk.editions.cache import CACHE
from wijkwerk.editions.manifest import altered_files
from wijkwerk.editions.models import Edition
from wijkwerk.editions.shelf import Shelf
from wijkwerk.lib.disk import require_room
from wijkwerk.lib.durable import UNFINISHED, sync_folder

from .archive import ArchiveWriter, Manifest
from .connecting import snapshot
from .numbering import numbers_given
from .problems import BackupError
from .rows import export_rows, tables

Progress = Callable[[int, int, str], None]


@dataclass(frozen=True, slots=True)
class Made:
    """A backup. `damaged`: editions that were not as they were published; they are in it as they were found."""

    file: Path
    bytes: int
    rows: int
    files: int
    manifest_sha256: str
    damaged: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Moment:
    """What the database held at the moment of the snapshot."""

    releases: list[str]
    editions: list[str]
    migrations: tuple[str, ...]
    numbers: dict[str, int]


def make_backup(data: Path, file: Path, progress: Progress) -> Made:
    """Write database, raw files, releases and editions to one file, which appears when it is whole.

    Rows come first, from one moment. Releases and editions never change, and stand on disk before the database knows
    them: those that it knew at that moment are copied after, whatever is published meanwhile.

    Raises BackupError where the file is there already, another backup is writing it, or a folder is missing.
    """
    if file.exists():
        raise BackupError(f"{file} bestaat al. Een reservekopie wordt nooit overschreven; kies een andere naam.")
    if not file.parent.is_dir():
        raise BackupError(f"De map {file.parent} bestaat niet. Maak haar eerst.")
    with _beside(file) as opened, ArchiveWriter(opened) as writer:
        with snapshot() as alias:
            moment = _moment(alias)
            for number, model in enumerate(models := tables()):
                progress(number, len(models), "Database kopiëren")
                writer.add_rows(model._meta.db_table, export_rows(model, alias))
        shelf = Shelf(data / "editions")
        paths = _files(data, moment)
        _copy(writer, data, paths, progress)
        current = shelf.current_key()
        manifest = Manifest(
            made_at=datetime.datetime.now(datetime.UTC).isoformat(timespec="seconds"),
            code_version=__version__,
            migrations=moment.migrations,
            current=current if current in moment.editions else next(iter(reversed(moment.editions)), None),
            parts=tuple(writer.parts),
            numbers=moment.numbers,
        )
        digest = writer.finish(manifest)
    damaged = tuple(key for key in moment.editions if altered_files(shelf.root / key, shelf.manifest(key)))
    rows = sum(part.rows or 0 for part in manifest.parts)
    return Made(file, file.stat().st_size, rows, len(paths), digest, damaged)


@contextmanager
def _beside(file: Path) -> Iterator[IO[bytes]]:
    """An unfinished file that gets its name at the end, and goes where something fails; a killed one is overwritten."""
    beside = file.with_name(f"{UNFINISHED}{file.name}")
    descriptor = os.open(beside, os.O_RDWR | os.O_CREAT, 0o600)  # persons and their acts stand in it
    with os.fdopen(descriptor, "r+b") as opened:
        try:
            fcntl.flock(opened, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise BackupError(f"Een andere opdracht is al bezig met {file}.") from error
        try:
            opened.truncate()
            yield opened
            opened.flush()
            os.fsync(opened.fileno())
            os.link(beside, file)  # unlike a rename, this never takes the place of a file that came meanwhile
        except FileExistsError as error:
            raise BackupError(f"{file} is intussen door een ander gemaakt.") from error
        finally:
            beside.unlink(missing_ok=True)
    sync_folder(file.parent)


def _moment(alias: str) -> _Moment:
    applied = MigrationRecorder(connections[alias]).applied_migrations()
    return _Moment(
        releases=list(Release.objects.using(alias).order_by("key").values_list("key", flat=True)),
        editions=list(Edition.objects.using(alias).order_by("sequence").values_list("key", flat=True)),
        migrations=tuple(sorted(f"{app} {name}" for app, name in applied)),
        numbers=numbers_given(alias),
    )


def _files(data: Path, moment: _Moment) -> list[Path]:
    folders = [data / "releases" / key for key in moment.releases] + [
        data / "editions" / key for key in moment.editions
    ]
    missing = [str(folder.relative_to(data)) for folder in folders if not folder.is_dir()]
    if missing:
        raise BackupError(
            f"De database noemt mappen die er niet zijn: {', '.join(missing)}. Zet ze terug uit een eerdere "
            "reservekopie; zonder deze is een nieuwe niet volledig."
        )
    found = [path for folder in [data / "raw", *folders] for path in folder.rglob("*") if path.is_file()]
    return sorted(path for path in found if _is_kept(path.relative_to(data)))


def _is_kept(path: Path) -> bool:
    """Not what is half-made, and no cache: that is made again, with its companions such as `cache.duckdb.wal`."""
    return not any(part.startswith(UNFINISHED) for part in path.parts) and not path.name.startswith(CACHE)


def _copy(writer: ArchiveWriter, data: Path, paths: list[Path], progress: Progress) -> None:
    total = sum(path.stat().st_size for path in paths)
    done = 0
    for path in paths:
        for size in writer.add_file(path, path.relative_to(data).as_posix()):
            done += size
            progress(done // 1_000_000, total // 1_000_000, "Leveringen en edities kopiëren, in MB")


def require_room_for(data: Path, file: Path) -> None:
    """Raises DiskFullError where a copy of everything would not fit; the real one is smaller."""
    size = sum(path.stat().st_size for path in data.rglob("*") if path.is_file() and _is_kept(path.relative_to(data)))
    require_room(file.parent, size, "de reservekopie")
