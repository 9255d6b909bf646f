"""Write the tables of a connection as a release folder: beside, hashed, and renamed when whole."""

import datetime
import json
import shutil
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import asdict, replace
from pathlib import Path

import duckdb

from wijkwerk.data.raw import RawDelivery
from wijkwerk.data.release.folders import (
    AREAS,
    BORDERS,
    KEY_DIGITS,
    OBSERVATIONS,
    RECORD,
    AppliedCorrection,
    ReleaseFolder,
    ReleaseRecord,
    SourceFile,
    quoted_path,
    read_release,
)
from wijkwerk.data.release.hashes import content_hash, hash_areas, hash_borders, hash_observations
from wijkwerk.definitions.sources import Source, SourceTable
from wijkwerk.lib.digests import sha256_of
from wijkwerk.lib.durable import UNFINISHED, publish_folder, sync_file, write_durably

# Row groups as DuckDB likes them: 4.5 MB for KWB 2020, written by both cores. One group of all rows is 1.8 MB, but
# takes twice as long; only the embedded example is packed like that (`example_writing`).
PARQUET = "FORMAT parquet, COMPRESSION zstd"

Judge = Callable[[str, tuple[int, ...]], str | None]


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
    topics: dict[str, str] | None = None,
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
        ingestor=delivery.protocol.value,
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
        topics=topics or {},
        unused=tuple(unused),
        replaces=replaces,
    )
    releases.mkdir(parents=True, exist_ok=True)
    beside = Path(tempfile.mkdtemp(prefix=UNFINISHED, dir=releases))
    try:
        record = replace(record, parts=_write_tables(con, present, beside))
        write_durably(beside / RECORD, json.dumps(asdict(record), indent=2, ensure_ascii=False) + "\n")
        publish_folder(beside, final)
    finally:
        shutil.rmtree(beside, ignore_errors=True)  # gone by its other name where all went well
    return ReleaseFolder(final, record), True


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
    # `ordered` was made by the hash. Its enums are text in the file, written twice as fast.
    parts = [(OBSERVATIONS, "FROM ordered")]
    if "areas" in present:
        parts.append((AREAS, "SELECT * FROM areas ORDER BY code, year"))
    if "borders" in present:
        parts.append((BORDERS, "SELECT * FROM borders ORDER BY code, year"))
    for name, query in parts:
        con.execute(f"COPY ({query}) TO '{quoted_path(folder / name)}' ({PARQUET})")
        sync_file(folder / name)
    return {name: sha256_of(folder / name) for name, _ in parts}
