"""Release folders: one source at one moment, in one shape, immutable and hashed.

`releases/<key>/` holds `release.json`, `observations.parquet` and, where the source has them, `areas.parquet` and
`borders.parquet`. The key ends in the first eight digits of the hash of the *content*: the rows in a fixed order and
spelling, without file and line, so that the same figures in another container are the same release.
"""

import datetime
import hashlib
import json
import shutil
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
from numpy.typing import NDArray

from wijkwerk.definitions.sources import Source, SourceTable
from wijkwerk.lib.digests import sha256_of
from wijkwerk.lib.durable import UNFINISHED, publish_folder, sync_file, write_durably

from .problems import Problem, ReleaseError
from .raw import RawDelivery

RECORD = "release.json"
KEY_DIGITS = 8  # of the hash, at the end of a release's name
OBSERVATIONS = "observations.parquet"
AREAS = "areas.parquet"
BORDERS = "borders.parquet"

# Row groups as DuckDB likes them: 4.5 MB for KWB 2020, written by both cores. One group of all rows is 1.8 MB, but
# takes twice as long; only the embedded example is packed like that (`example_writing`).
PARQUET = "FORMAT parquet, COMPRESSION zstd"


Judge = Callable[[str, tuple[int, ...]], str | None]


@dataclass(frozen=True, slots=True)
class AppliedCorrection:
    """A correction of the catalogue and how many cells of this release it changed."""

    id: str
    reason: str
    cells: int


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


def write_release(
    con: duckdb.DuckDBPyConnection,
    source: Source,
    table: SourceTable,
    delivery: RawDelivery,
    releases: Path,
    *,
    moment: datetime.datetime,
    code_version: str,
    corrections: Sequence[AppliedCorrection] = (),
    resolved: dict[str, str] | None = None,
    unused: Sequence[str] = (),
    judge: Judge | None = None,
) -> tuple[ReleaseFolder, bool]:
    """Write the tables `observations`, `areas` and `borders` of `con` (the last two may be absent) as a release.

    judge   is asked before anything is written: given the key and the periods, it returns the key of the release that
            this one replaces, or None, or raises ReleaseError to refuse

    Returns the folder and whether it is new: a release with this content that is already there is left as it is.
    Built beside and renamed, so that a release is whole or absent.
    """
    present = _tables(con)
    observations_sha256 = hash_observations(con, "observations")
    areas_sha256 = hash_areas(con, "areas") if "areas" in present else None
    borders_sha256 = hash_borders(con, "borders") if "borders" in present else None
    digest = content_hash(observations_sha256, areas_sha256, borders_sha256)
    key = f"{source.id}-{table.table}-{digest[:KEY_DIGITS]}"
    final = releases / key
    if final.is_dir():
        existing = read_release(final)
        assert existing.record.content_sha256 == digest, f"two contents share the key {key}"
        return existing, False
    periods = tuple(row[0] for row in con.execute("SELECT DISTINCT period FROM observations ORDER BY 1").fetchall())
    replaces = judge(key, periods) if judge else None
    record = ReleaseRecord(
        key=key,
        source=source.id,
        table=table.table,
        periods=periods,
        created=moment.isoformat(timespec="seconds"),
        ingestor=source.protocol_of(table).value,
        code_version=code_version,
        files=tuple(
            SourceFile(file.name, file.sha256, file.bytes, file.url, file.fetched_at) for file in delivery.files
        ),
        counts=_counts(con, present),
        observations_sha256=observations_sha256,
        areas_sha256=areas_sha256,
        borders_sha256=borders_sha256,
        corrections=tuple(corrections),
        resolved=resolved or {},
        unused=tuple(unused),
        replaces=replaces,
    )
    releases.mkdir(parents=True, exist_ok=True)
    beside = Path(tempfile.mkdtemp(prefix=UNFINISHED, dir=releases))
    try:
        record = replace(record, parts=_write_tables(con, present, beside))
        write_durably(beside / RECORD, json.dumps(asdict(record), indent=2, ensure_ascii=False) + "\n")
        publish_folder(beside, final)
    except BaseException:
        shutil.rmtree(beside, ignore_errors=True)
        raise
    return ReleaseFolder(final, record), True


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
    with duckdb.connect() as con:
        found = {OBSERVATIONS: hash_observations(con, _parquet(release.observations))}
        expected: dict[str, str | None] = {OBSERVATIONS: record.observations_sha256}
        for name, path, digest, compute in (
            (AREAS, release.areas, record.areas_sha256, hash_areas),
            (BORDERS, release.borders, record.borders_sha256, hash_borders),
        ):
            expected[name] = digest
            if path is not None:
                found[name] = compute(con, _parquet(path))
    altered = [name for name in expected if found.get(name) != expected[name]]
    if altered:
        raise ReleaseError(_altered(release, name) for name in altered)


def hash_observations(con: duckdb.DuckDBPyConnection, relation: str) -> str:
    """SHA-256 over the rows in canonical order; `relation` is a table name or a read_parquet call.

    The rows are put in order of variable, period and area in the temporary table `ordered`. Hashed are the sorted lists
    of areas, variables and statuses as text, then column by column the places in those lists and the numbers, as
    little-endian integers and doubles (NaN where there is none). File and line are left out: they say where a figure
    was found, not what it is. (Hashing one text line per row takes five times as long.)
    """
    digest = hashlib.sha256()
    for column in ("area", "variable", "status"):
        con.execute(
            f"""
            CREATE OR REPLACE TEMP TABLE known_{column} AS
            SELECT {column}, (row_number() OVER (ORDER BY {column}) - 1)::INTEGER AS {column}_id
            FROM (SELECT DISTINCT {column} FROM {relation})
            """
        )
        known = con.execute(f"SELECT {column} FROM known_{column} ORDER BY {column}_id").fetchall()
        digest.update("\n".join([column, *(text for (text,) in known), ""]).encode())
    con.execute(
        f"""
        CREATE OR REPLACE TEMP TABLE ordered AS
        SELECT o.*, area_id, variable_id, status_id
        FROM {relation} o
        JOIN known_area USING (area) JOIN known_variable USING (variable) JOIN known_status USING (status)
        ORDER BY (variable_id::BIGINT << 48) | (period::BIGINT << 32) | area_id, area_year
        """
    )
    for column, kind in _HASHED:
        if kind == "<f8" and con.execute(f"SELECT count({column}) FROM ordered").fetchall() == [(0,)]:
            continue
        values = con.execute(f"SELECT {column} FROM ordered").fetchnumpy()[column]
        digest.update(f"{column}\n".encode())
        digest.update(_filled(values).astype(kind).tobytes())
    return digest.hexdigest()


# The name of a column goes before its bytes, so that an empty one may be left out.
_HASHED = (
    ("variable_id", "<i4"),
    ("period", "<i2"),
    ("area_id", "<i4"),
    ("area_year", "<i2"),
    ("status_id", "<i4"),
    ("value", "<f8"),
    ("low", "<f8"),
    ("high", "<f8"),
    ("n", "<f8"),
)


def _filled(values: Any) -> NDArray[Any]:
    """A plain array: NaN where a number is missing, and no minus before a zero."""
    if values.dtype.kind != "f":
        return np.asarray(values)
    return np.ma.filled(np.ma.asarray(values), np.nan) + 0.0


def hash_areas(con: duckdb.DuckDBPyConnection, relation: str) -> str:
    return _hash_rows(
        con.execute(
            f"""
            SELECT code, year, level, name, official_name, parent, gemeente, change_code
            FROM {relation} ORDER BY code, year
            """
        ).fetchall()
    )


def hash_borders(con: duckdb.DuckDBPyConnection, relation: str) -> str:
    return _hash_rows(
        con.execute(f"SELECT code, year, sha256(geometry) FROM {relation} ORDER BY code, year").fetchall()
    )


def content_hash(*parts: str | None) -> str:
    return hashlib.sha256("\n".join(part or "" for part in parts).encode()).hexdigest()


def _bytes_hash(path: Path) -> str | None:
    return sha256_of(path) if path.is_file() else None


def _hash_rows(rows: list[tuple[Any, ...]]) -> str:
    digest = hashlib.sha256()
    for row in rows:
        digest.update(";".join("" if cell is None else str(cell) for cell in row).encode())
        digest.update(b"\n")
    return digest.hexdigest()


def _tables(con: duckdb.DuckDBPyConnection) -> set[str]:
    return {row[0] for row in con.execute("SELECT table_name FROM information_schema.tables").fetchall()}


def _counts(con: duckdb.DuckDBPyConnection, present: set[str]) -> dict[str, int]:
    by_status = dict(con.execute("SELECT status, count(*) FROM observations GROUP BY 1 ORDER BY 1").fetchall())
    counts = {"observations": sum(by_status.values()), **by_status}
    for name in ("areas", "borders"):
        if name in present:
            counts[name] = con.execute(f"SELECT count(*) FROM {name}").fetchall()[0][0]
    return counts


def _write_tables(con: duckdb.DuckDBPyConnection, present: set[str], folder: Path) -> dict[str, str]:
    """Returns the SHA-256 of each file."""
    # `ordered` was made by the hash.
    parts = [(OBSERVATIONS, "SELECT * EXCLUDE (area_id, variable_id, status_id) FROM ordered")]
    if "areas" in present:
        parts.append((AREAS, "SELECT * FROM areas ORDER BY code, year"))
    if "borders" in present:
        parts.append((BORDERS, "SELECT * FROM borders ORDER BY code, year"))
    for name, query in parts:
        con.execute(f"COPY ({query}) TO '{_quoted(folder / name)}' ({PARQUET})")
        sync_file(folder / name)
    return {name: sha256_of(folder / name) for name, _ in parts}


def _record_of(data: dict[str, Any]) -> ReleaseRecord:
    return ReleaseRecord(
        **data
        | {
            "periods": tuple(data["periods"]),
            "files": tuple(SourceFile(**file) for file in data["files"]),
            "corrections": tuple(AppliedCorrection(**correction) for correction in data["corrections"]),
            "unused": tuple(data["unused"]),
        }
    )


def _parquet(path: Path) -> str:
    return f"read_parquet('{_quoted(path)}')"


def _quoted(path: Path) -> str:
    return str(path).replace("'", "''")


def _no_release(folder: Path, name: str) -> Problem:
    return Problem(
        file=str(folder.name),
        found=f"geen {name}",
        expected="een volledige levering",
        remedy="Haal de levering opnieuw binnen met ‘wijkwerk import’.",
    )


def _altered(release: ReleaseFolder, name: str) -> Problem:
    return Problem(
        file=f"{release.record.key}/{name}",
        found="een andere inhoud dan bij het maken is vastgelegd",
        expected="dezelfde rijen: een levering verandert nooit",
        remedy="Zet de map terug uit een reservekopie of maak de levering opnieuw uit de bronbestanden.",
    )
