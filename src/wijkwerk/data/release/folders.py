"""Release folders: one source at one moment, in one shape, immutable and hashed.

`releases/<key>/` holds `release.json`, `observations.parquet` and, where the source has them, `areas.parquet` and
`borders.parquet`. The key ends in the first eight digits of the hash of the *content*: the rows in a fixed order and
spelling, without file and line, so that the same figures in another container are the same release.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from wijkwerk.data.delivery_problems import DeliveryProblem, ReleaseError
from wijkwerk.data.release.hashes import content_hash, hash_areas, hash_borders, hash_observations
from wijkwerk.lib.digests import sha256_of
from wijkwerk.lib.durable import UNFINISHED
from wijkwerk.lib.in_memory import connect_in_memory

RECORD = "release.json"
KEY_DIGITS = 8  # of the hash, at the end of a release's name
OBSERVATIONS = "observations.parquet"
AREAS = "areas.parquet"
BORDERS = "borders.parquet"


@dataclass(frozen=True, slots=True)
class RemovedSum:
    """What the source had given for a gemeente, where a correction took it away: `cells` values, together `sum`."""

    variable: str
    level: str
    gemeente: str
    period: int
    cells: int
    sum: float


@dataclass(frozen=True, slots=True)
class AppliedCorrection:
    """A correction of the catalogue and how many cells of this release it changed.

    removed   sums of what it took away; empty also in releases that were made before this was kept (24-11-2026)
    """

    id: str
    reason: str
    cells: int
    removed: tuple[RemovedSum, ...] = ()


@dataclass(frozen=True, slots=True)
class SourceFile:
    """One raw file of a release; its place in `ReleaseRecord.files` is `file` of an observation."""

    name: str
    sha256: str
    bytes: int
    url: str | None = None
    fetched_at: str | None = None


@dataclass(frozen=True, slots=True)
class ReleaseRecord:
    """What `release.json` says.

    counts    rows of observations by status, and of areas and borders: {"observations": …, "value": …, "areas": …}
    resolved  columns that the source renumbered: name in the catalogue -> name in the file
    topics    columns that were found by their topic: column of the file -> variable
    unused    filled columns of the file that the catalogue does not know
    """

    key: str
    source: str
    table: str
    periods: tuple[int, ...]
    created: str
    ingestor: str
    code_version: str
    files: tuple[SourceFile, ...]
    counts: dict[str, int]
    observations_sha256: str
    areas_sha256: str | None = None
    borders_sha256: str | None = None
    corrections: tuple[AppliedCorrection, ...] = ()
    resolved: dict[str, str] = field(default_factory=dict)
    topics: dict[str, str] = field(default_factory=dict)
    unused: tuple[str, ...] = ()
    replaces: str | None = None
    parts: dict[str, str] = field(default_factory=dict)  # file of the release -> SHA-256 of its bytes, as written

    @property
    def content_sha256(self) -> str:
        """One hash over all parts: what makes two releases the same."""
        return content_hash(self.observations_sha256, self.areas_sha256, self.borders_sha256)


@dataclass(frozen=True, slots=True)
class ReleaseFolder:
    """A release on disk."""

    path: Path
    record: ReleaseRecord

    @property
    def observations(self) -> Path:
        return self.path / OBSERVATIONS

    @property
    def areas(self) -> Path | None:
        path = self.path / AREAS
        return path if path.is_file() else None

    @property
    def borders(self) -> Path | None:
        path = self.path / BORDERS
        return path if path.is_file() else None


def read_release(folder: Path) -> ReleaseFolder:
    """The release in a folder. Raises ReleaseError when the record or a part is missing; compares no hashes."""
    try:
        data = json.loads((folder / RECORD).read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise ReleaseError([_no_release(folder, RECORD)]) from error
    if not (folder / OBSERVATIONS).is_file():
        raise ReleaseError([_no_release(folder, OBSERVATIONS)])
    return ReleaseFolder(folder, _record_of(data))


def list_releases(releases: Path) -> Iterator[ReleaseFolder]:
    """Every finished release in the folder, by key."""
    for record in sorted(releases.glob(f"*/{RECORD}")):
        if not record.parent.name.startswith(UNFINISHED):
            yield read_release(record.parent)


def verify_release(release: ReleaseFolder) -> None:
    """Compare what is on disk with the record. Raises ReleaseError naming each part that was altered.

    Where the bytes are those that were written, nothing can have changed; else the rows themselves are hashed, so that
    a release may be packed otherwise.
    """
    record = release.record
    if not record.key.endswith(record.content_sha256[:KEY_DIGITS]):
        raise ReleaseError([_altered(release, RECORD)])
    if record.parts and {name: _bytes_hash(release.path / name) for name in record.parts} == record.parts:
        return
    with connect_in_memory() as con:
        hashes = {OBSERVATIONS: hash_observations(con, _parquet(release.observations))}
        expected: dict[str, str | None] = {OBSERVATIONS: record.observations_sha256}
        for name, path, digest, compute in (
            (AREAS, release.areas, record.areas_sha256, hash_areas),
            (BORDERS, release.borders, record.borders_sha256, hash_borders),
        ):
            expected[name] = digest
            if path is not None:
                hashes[name] = compute(con, _parquet(path))
    altered = [name for name in expected if hashes.get(name) != expected[name]]
    if altered:
        raise ReleaseError(_altered(release, name) for name in altered)


def _bytes_hash(path: Path) -> str | None:
    return sha256_of(path) if path.is_file() else None


def _record_of(data: dict[str, Any]) -> ReleaseRecord:
    return ReleaseRecord(
        **data
        | {
            "periods": tuple(data["periods"]),
            "files": tuple(SourceFile(**file) for file in data["files"]),
            "corrections": tuple(_correction_of(correction) for correction in data["corrections"]),
            "unused": tuple(data["unused"]),
        }
    )


def _correction_of(data: dict[str, Any]) -> AppliedCorrection:
    return AppliedCorrection(**data | {"removed": tuple(RemovedSum(**each) for each in data.get("removed", []))})


def _parquet(path: Path) -> str:
    return f"read_parquet('{quoted_path(path)}')"


def quoted_path(path: Path) -> str:
    """A path as it stands between single quotes in SQL, where no parameter is allowed."""
    return str(path).replace("'", "''")


def _no_release(folder: Path, name: str) -> DeliveryProblem:
    return DeliveryProblem(
        file=str(folder.name),
        found=f"geen {name}",
        expected="een volledige levering",
        remedy="Haal de levering opnieuw binnen met ‘wijkwerk import’.",
    )


def _altered(release: ReleaseFolder, name: str) -> DeliveryProblem:
    return DeliveryProblem(
        file=f"{release.record.key}/{name}",
        found="een andere inhoud dan bij het maken is vastgelegd",
        expected="dezelfde rijen: een levering verandert nooit",
        remedy="Zet de map terug uit een reservekopie of maak de levering opnieuw uit de bronbestanden.",
    )
