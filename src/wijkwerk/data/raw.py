"""Files as received: never edited, each with its SHA-256, so that every figure leads back to a file and a line.

A raw folder is `raw/<source>/<table>/<moment>/` with the files and `raw.json`. Fetchers write one; `keep_raw` makes
one of files that somebody hands over.
"""

import datetime
import json
import tempfile
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from wijkwerk.data.delivery_problems import DeliveryProblem, ReleaseError, raise_any
from wijkwerk.definitions.vocabulary import Protocol
from wijkwerk.lib.digests import sha256_of
from wijkwerk.lib.durable import UNFINISHED, copy_durably, is_unfinished, publish_folder, write_durably

RECORD = "raw.json"


@dataclass(frozen=True, slots=True)
class RawFile:
    """One file as received. `path` says where it lies now; the rest is what `raw.json` holds."""

    path: Path
    name: str
    sha256: str
    bytes: int
    url: str | None = None
    etag: str | None = None
    fetched_at: str | None = None


@dataclass(frozen=True, slots=True)
class RawDelivery:
    """All files of one delivery of one table, in the order that `file` of an observation counts them."""

    source: str
    table: str
    protocol: Protocol
    files: tuple[RawFile, ...]
    folder: Path | None = None

    def named(self, part: str) -> list[tuple[int, RawFile]]:
        """The files whose name holds `part` (an entity set's name), with their index."""
        return [(index, file) for index, file in enumerate(self.files) if part in file.name]


def open_raw(source: str, table: str, protocol: Protocol, paths: Sequence[Path]) -> RawDelivery:
    """A delivery of files where they lie, or of one raw folder that a fetcher made. Raises ReleaseError."""
    if len(paths) == 1 and (paths[0] / RECORD).is_file():
        return read_raw(paths[0])
    files = files_of(paths)
    return RawDelivery(source, table, protocol, tuple(_describe(path) for path in files))


def read_raw(folder: Path) -> RawDelivery:
    """The delivery that lies in a raw folder, after comparing every file with its SHA-256. Raises ReleaseError."""
    record = json.loads((folder / RECORD).read_text(encoding="utf-8"))
    files = []
    problems = []
    for entry in record["files"]:
        path = folder / entry["name"]
        file = RawFile(
            path=path,
            name=entry["name"],
            sha256=entry["sha256"],
            bytes=entry["bytes"],
            url=entry.get("url"),
            etag=entry.get("etag"),
            fetched_at=entry.get("fetched_at"),
        )
        if not path.is_file() or sha256_of(path) != file.sha256:
            problems.append(_altered(file))
        files.append(file)
    raise_any(problems)
    return RawDelivery(record["source"], record["table"], Protocol(record["protocol"]), tuple(files), folder)


def keep_raw(delivery: RawDelivery, raw_folder: Path, moment: datetime.datetime) -> RawDelivery:
    """Copy a delivery to `raw_folder/<source>/<table>/<moment>` and return it from there.

    A delivery that already lies in a raw folder, or whose very files were kept before, is not copied again. The copy
    is made beside and renamed, so that a raw folder is whole or absent.
    """
    if delivery.folder is not None:
        return delivery
    table_folder = raw_folder / delivery.source / delivery.table
    kept = _kept_before(delivery, table_folder)
    if kept is not None:
        return read_raw(kept)
    table_folder.mkdir(parents=True, exist_ok=True)
    beside = Path(tempfile.mkdtemp(prefix=UNFINISHED, dir=table_folder))
    fetched_at = moment.isoformat(timespec="seconds")
    entries = []
    for file in delivery.files:
        copy_durably(file.path, beside / file.name)
        entry = asdict(file) | {"fetched_at": file.fetched_at or fetched_at}
        del entry["path"]
        entries.append(entry)
    record = {
        "source": delivery.source,
        "table": delivery.table,
        "protocol": delivery.protocol.value,
        "files": entries,
    }
    write_durably(beside / RECORD, json.dumps(record, indent=2, ensure_ascii=False) + "\n")
    final = table_folder / moment.strftime("%Y%m%dT%H%M%S%f")
    publish_folder(beside, final)
    return read_raw(final)


def files_of(paths: Sequence[Path]) -> list[Path]:
    """The files themselves, and those in the folders. Raises ReleaseError for what is not there."""
    missing = [path for path in paths if not path.exists()]
    if missing:
        raise ReleaseError(
            DeliveryProblem(
                file=path.name,
                found="geen bestand op deze plek",
                expected="een bestand of een map met bestanden",
                remedy="Controleer de naam van het bestand.",
            )
            for path in missing
        )
    files: list[Path] = []
    for path in paths:
        files.extend(sorted(child for child in path.iterdir() if child.is_file()) if path.is_dir() else [path])
    return files


def _describe(path: Path) -> RawFile:
    return RawFile(path=path, name=path.name, sha256=sha256_of(path), bytes=path.stat().st_size)


def _kept_before(delivery: RawDelivery, table_folder: Path) -> Path | None:
    wanted = [(file.name, file.sha256) for file in delivery.files]
    for record in sorted(table_folder.glob(f"*/{RECORD}")):
        if is_unfinished(record.parent.name):
            continue
        entries = json.loads(record.read_text(encoding="utf-8"))["files"]
        if [(entry["name"], entry["sha256"]) for entry in entries] == wanted:
            return record.parent
    return None


def _altered(file: RawFile) -> DeliveryProblem:
    return DeliveryProblem(
        file=file.name,
        found="een andere inhoud dan bij ontvangst, of geen bestand",
        expected=f"het bestand met SHA-256 {file.sha256[:12]}…",
        remedy="Zet het oorspronkelijke bestand terug of haal de bron opnieuw op.",
    )
