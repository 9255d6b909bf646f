"""Put a backup back into an empty folder and an empty database: checked whole first, built beside, shown at the end.

What is being built stands in `.unfinished-restore` in the data folder; a SQLite file beside its own place; PostgreSQL
keeps it in one transaction. `complete.json` there means that everything was checked: after a crash from then on, the
same command finishes what is left; before, it begins again. While that folder stands, no other command starts.
"""

import json
import shutil
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from io import StringIO
from pathlib import Path

from django.core.management import call_command
from django.db import connections, transaction
from django.db.migrations.loader import MigrationLoader

from wijkwerk.access.log.check import check_log
from wijkwerk.backup.errors import RestoreError
from wijkwerk.editions.shelf import CURRENT, Shelf
from wijkwerk.lib.database_url import DatabaseAddress, sqlite_address
from wijkwerk.lib.disk import require_room
from wijkwerk.lib.durable import UNFINISHED, sync_file, sync_folder, write_durably
from wijkwerk.lib.progress import Progress

from .archive import Archive, open_archive
from .archive_manifest import FILES, ROOMS, Manifest
from .connecting import connected
from .filling import fill_database, same_tables
from .rows import tables
from .work_folder import WORK, alone_in, for_nobody_else

_COMPLETE = "complete.json"
_SQLITE_COMPANIONS = ("", "-wal", "-shm", "-journal")


@dataclass(frozen=True, slots=True)
class Restored:
    """What was put back.

    chain_is_sound  whether the audit log, as it was in the backup, is
    unsound_files   how many stored files were damaged or gone when the backup was made
    """

    made_at: str
    rows: int
    files: int
    current: str | None
    chain_is_sound: bool
    unsound_files: int = 0


def restore_backup(
    file: Path, data: Path, address: DatabaseAddress, progress: Progress, digest: str | None = None
) -> Restored:
    """Put a backup back.

    data     the data folder, without figures
    address  of the database, without tables
    digest   SHA-256 of the manifest, as `backup` told it; without, only the archive itself says that it is right

    Raises RestoreError; then nothing of the backup shows, or is left.
    """
    with open_archive(file) as archive, for_nobody_else():
        if digest is not None and digest.lower() != archive.manifest_sha256:
            raise RestoreError("Dit is een andere reservekopie dan die met dit kenmerk. Er is niets teruggezet.")
        _require_same_version(archive.manifest)
        data.mkdir(parents=True, exist_ok=True)
        with alone_in([data] if address.is_postgresql else [data, Path(address.name).parent]):
            return _restore(archive, data, address, progress)


def _restore(archive: Archive, data: Path, address: DatabaseAddress, progress: Progress) -> Restored:
    work = data / WORK
    if not _is_complete(work, archive, address):
        _require_empty(data, address)
        _discard(work, address)
        _verify(archive, progress)
        try:
            _build(archive, work, address, progress)
        except BaseException:
            # Whoever can still clear away does: persons stand in it, and the same would happen once more.
            if not (work / _COMPLETE).exists():
                _discard(work, address)
            raise
    return _put_in_place(archive.manifest, data, address)


def _require_same_version(manifest: Manifest) -> None:
    steps = MigrationLoader(None).disk_migrations.items()
    # A database notes the steps that a squashed one replaces, and the squashed one only where it began with that.
    squashed = {f"{app} {name}" for (app, name), step in steps if step.replaces}
    ours = {f"{app} {name}" for (app, name), _ in steps} - squashed
    if set(manifest.migrations) - squashed != ours:
        raise RestoreError(
            f"Deze reservekopie is gemaakt met een andere versie van wijkwerk ({manifest.code_version}, "
            f"{len(manifest.migrations)} stappen van de database; hier {len(ours)}). Zet haar terug met die versie, en "
            "werk daarna bij."
        )
    if set(manifest.tables) != {model._meta.db_table for model in tables()}:
        raise RestoreError("Deze reservekopie heeft andere tabellen dan deze versie van wijkwerk.")


def _require_empty(data: Path, address: DatabaseAddress) -> None:
    filled = [name for name in (*ROOMS, "uploads") if (data / name).is_dir() and any((data / name).iterdir())]
    if (data / "wijkwerk.sqlite3").exists():
        filled.append("wijkwerk.sqlite3")
    if filled:
        raise RestoreError(
            f"In {data} staan al gegevens: {', '.join(filled)}. Terugzetten kan alleen in een lege map; kies er een "
            "met WIJKWERK_DATA."
        )
    if not address.is_postgresql:
        if Path(address.name).exists():
            raise RestoreError(f"{address.name} bestaat al. Terugzetten kan alleen in een lege database.")
        return
    with connected(address) as alias:
        _require_no_tables(address, alias)


def _require_no_tables(address: DatabaseAddress, alias: str) -> None:
    if connections[alias].introspection.table_names():
        raise RestoreError(
            f"De {address.without_password()} is niet leeg. Terugzetten kan alleen in een lege database; laat de "
            "beheerder er een maken."
        )


def _verify(archive: Archive, progress: Progress) -> None:
    """Read every part once, before anything is written."""
    total = sum(part.bytes for part in archive.manifest.parts)
    done = 0
    for part in archive.manifest.parts:
        for piece in archive.pieces(part):
            done += len(piece)
            progress(done // 1_000_000, total // 1_000_000, "Reservekopie controleren, in MB")


def _build(archive: Archive, work: Path, address: DatabaseAddress, progress: Progress) -> None:
    require_room(work.parent, 2 * sum(part.bytes for part in archive.manifest.parts), "het terugzetten")
    work.mkdir()
    _unpack(archive, work, progress)
    target = _built_as(address)
    with connected(target) as alias, _all_or_nothing(target, alias):
        if target.is_postgresql:
            _hold_database(target, alias)
        progress(0, 0, "Database maken")
        call_command("migrate", database=alias, interactive=False, verbosity=0, skip_checks=True, stdout=StringIO())
        fill_database(archive, alias, progress)
        write_durably(work / _COMPLETE, json.dumps({"manifest": archive.manifest_sha256}))
        sync_folder(work)
    if not target.is_postgresql:
        sync_file(Path(target.name))


def _all_or_nothing(target: DatabaseAddress, alias: str) -> AbstractContextManager[object]:
    """PostgreSQL makes tables in a transaction too. A SQLite file does not, and need not: it has another name yet."""
    return transaction.atomic(using=alias) if target.is_postgresql else nullcontext()


def _hold_database(address: DatabaseAddress, alias: str) -> None:
    """Until the end of the transaction: a restore into another folder may have the same database."""
    with connections[alias].cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(hashtext('wijkwerk restore'))")
        if not cursor.fetchone()[0]:
            raise RestoreError(
                f"Een andere opdracht is al bezig met terugzetten in de {address.without_password()}. Wacht tot die "
                "klaar is."
            )
    _require_no_tables(address, alias)  # one may have been filled since that was asked first


def _unpack(archive: Archive, work: Path, progress: Progress) -> None:
    files = archive.manifest.files
    for number, part in enumerate(files):
        progress(number, len(files), "Leveringen, edities en bestanden terugzetten")
        path = work / part.name.removeprefix(f"{FILES}/")
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("wb") as file:
            file.writelines(archive.pieces(part))
        sync_file(path)
    if archive.manifest.current is not None:
        shelf = Shelf(work / "editions")
        shelf.make_current(archive.manifest.current)
        (shelf.root / CURRENT).chmod(0o600)
    for room in ROOMS:
        (work / room).mkdir(exist_ok=True)
        for folder in [work / room, *(path for path in (work / room).rglob("*") if path.is_dir())]:
            sync_folder(folder)


def _is_complete(work: Path, archive: Archive, address: DatabaseAddress) -> bool:
    """Whether an earlier run built all of this backup, and was broken off while it put things in place."""
    try:
        mark = json.loads((work / _COMPLETE).read_text(encoding="utf-8"))
    except (FileNotFoundError, ValueError):
        return False
    if mark != {"manifest": archive.manifest_sha256}:
        return False
    built = address if address.is_postgresql or Path(address.name).exists() else _built_as(address)
    if not built.is_postgresql and not Path(built.name).exists():
        return False
    with connected(built) as alias:
        present = set(connections[alias].introspection.table_names())
        return set(archive.manifest.tables) <= present and all(same for _, same in same_tables(archive.manifest, alias))


def _put_in_place(manifest: Manifest, data: Path, address: DatabaseAddress) -> Restored:
    """Renames alone, each of which may have been done by an earlier run. The mark goes last."""
    work = data / WORK
    for room in ROOMS:
        if (work / room).exists():
            if (data / room).is_dir():
                (data / room).rmdir()  # empty, as was required
            (work / room).rename(data / room)
    built = Path(_built_as(address).name)
    if not address.is_postgresql and built.exists():
        built.rename(address.name)
        sync_folder(built.parent)
    sync_folder(data)
    with connected(address) as alias:
        sound = check_log(alias).is_whole
    (work / _COMPLETE).unlink()  # the folder is empty but for the mark
    work.rmdir()
    return Restored(
        made_at=manifest.made_at,
        rows=sum(part.rows or 0 for part in manifest.parts),
        files=len(manifest.files),
        current=manifest.current,
        chain_is_sound=sound,
        unsound_files=sum(part.sha256 != sha256 for sha256, part in manifest.stored.items()) + len(manifest.lost),
    )


def _discard(work: Path, address: DatabaseAddress) -> None:
    """What an earlier run left before it was complete."""
    if work.exists():
        shutil.rmtree(work)
    if not address.is_postgresql:
        for companion in _SQLITE_COMPANIONS:
            Path(f"{_built_as(address).name}{companion}").unlink(missing_ok=True)


def _built_as(address: DatabaseAddress) -> DatabaseAddress:
    """A SQLite file is built beside its place; in PostgreSQL the transaction keeps it out of sight."""
    if address.is_postgresql:
        return address
    path = Path(address.name)
    return sqlite_address(path.with_name(f"{UNFINISHED}{path.name}"))
