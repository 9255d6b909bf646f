"""Which files of the data folder are in a backup, while others write there."""

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from wijkwerk.access.stored_files.byte_store import ByteStore
from wijkwerk.backup.errors import BackupError
from wijkwerk.editions.cache import CACHE
from wijkwerk.lib.durable import is_unfinished

from .archive import ArchiveWriter
from .archive_manifest import ROOMS


@dataclass(frozen=True, slots=True)
class Group:
    """Files that are in a backup together or not at all.

    may_go  nobody asks for them by name: where they are gone before the first was read, the backup is whole without
    """

    folder: Path
    paths: tuple[Path, ...]
    may_go: bool = False

    @property
    def bytes(self) -> int:
        return sum(map(_size, self.paths))


def find_groups(data: Path, releases: Iterable[str], editions: Iterable[str]) -> list[Group]:
    """The raw deliveries that are there, and the releases and editions that the database knows.

    Raises BackupError where one of those is not there.
    """
    known = [
        *(data / "releases" / key for key in releases),
        *(data / "editions" / key for key in editions),
    ]
    groups = [Group(folder, tuple(_files_of(folder))) for folder in known if folder.is_dir()]
    missing = {*known} - {group.folder for group in groups if group.paths}
    if missing:
        raise BackupError(
            f"De database noemt mappen die er niet zijn of leeg zijn: {_names(missing, data)}. Zet ze terug uit een "
            "eerdere reservekopie; zonder deze is een nieuwe niet volledig."
        )
    return [*_raw_deliveries(data / "raw"), *groups]


def find_stored(store: ByteStore, hashes: Iterable[str]) -> tuple[list[Group], tuple[str, ...]]:
    """The stored files that rows name, and the hashes of those that are not there."""
    paths = {sha256: store.path(sha256) for sha256 in sorted(set(hashes))}
    there = [Group(path.parent, (path,)) for path in paths.values() if path.is_file()]
    return there, tuple(sha256 for sha256, path in paths.items() if not path.is_file())


def copy_groups(writer: ArchiveWriter, data: Path, groups: Iterable[Group]) -> Iterator[int]:
    """Yields how many bytes each piece was. Raises BackupError where something goes that has to be in the backup."""
    for group in groups:
        for number, path in enumerate(group.paths):
            try:
                yield from writer.add_file(path, path.relative_to(data).as_posix())
            except FileNotFoundError as error:
                if group.may_go and number == 0:
                    break
                raise BackupError(
                    f"De map {_names([group.folder], data)} veranderde tijdens het kopiëren: {path.name} is weg. Er is "
                    "geen reservekopie gemaakt. Haal niets weg zolang de opdracht loopt, en geef haar opnieuw."
                ) from error


def bytes_of(data: Path) -> int:
    """About how much a backup holds at most, with a database that stands in the folder."""
    paths = [path for room in ROOMS for path in _files_of(data / room, may_go=True)]
    return sum(map(_size, [*paths, *data.glob("*.sqlite3")]))


def _raw_deliveries(raw: Path) -> list[Group]:
    files: dict[Path, list[Path]] = {}
    for path in _files_of(raw, may_go=True):
        files.setdefault(path.parent, []).append(path)
    return [Group(folder, tuple(paths), may_go=True) for folder, paths in files.items()]


def _files_of(folder: Path, *, may_go: bool = False) -> list[Path]:
    """Every file below, without what is half-made, and without caches: those are made again.

    Raises OSError for a folder that may not be read: what is left out in silence is missed when it is needed.
    """

    def judge(problem: OSError) -> None:
        if not (may_go and isinstance(problem, FileNotFoundError)):
            raise problem

    files: list[Path] = []
    for place, folders, names in os.walk(folder, onerror=judge):
        folders[:] = [name for name in folders if not is_unfinished(name)]
        # With its companions, such as `cache.duckdb.wal`.
        kept = (Path(place, name) for name in names if not is_unfinished(name) and not name.startswith(CACHE))
        files += [path for path in kept if path.is_file()]
    return sorted(files)


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except FileNotFoundError:  # gone since it was listed
        return 0


def _names(folders: Iterable[Path], data: Path) -> str:
    return ", ".join(sorted(folder.relative_to(data).as_posix() for folder in folders))
