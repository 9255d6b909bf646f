"""Make an embedded example of what is loaded: the signed or checked releases, packed small, and simplified borders."""

import json
import shutil
import tempfile
from collections.abc import Sequence
from dataclasses import asdict, replace
from pathlib import Path

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from wijkwerk.data.release.folders import (
    AREAS,
    OBSERVATIONS,
    RECORD,
    ReleaseFolder,
    list_releases,
    quoted_path,
    verify_release,
)
from wijkwerk.definitions.vocabulary import Level
from wijkwerk.lib.digests import sha256_of
from wijkwerk.lib.in_memory import connect_in_memory

from .coverage import simplify_coverage
from .example import BORDERS
from .models import Area, Release, ReleaseState

# One row group for all rows and the highest usual level: the repeated lists of codes then cost almost nothing.
_SMALL = "FORMAT parquet, COMPRESSION zstd, COMPRESSION_LEVEL 19, ROW_GROUP_SIZE 2000000"

# Metres. Outside the example's own gemeente borders serve a map of a gemeente at most; its own stay as they are.
_TOLERANCE = 30.0


def write_example(releases: Path, target: Path, gemeente: str) -> list[Path]:
    """Write `releases/` and `borders.parquet` into `target`, and return what was written.

    Every release of the database that is not rejected and not replaced goes in; releases that only bring borders do
    not, their borders do. Each packed release is read back and hashed before the old example is replaced.
    """
    target.mkdir(parents=True, exist_ok=True)
    beside = Path(tempfile.mkdtemp(prefix=".unfinished-", dir=target))
    try:
        packed = [
            _pack(release, beside / "releases" / release.path.name)
            for release in list_releases(releases)
            if release.path.name in _wanted() and release.record.counts["observations"]
        ]
        for release in packed:  # by its rows: the bytes are new
            verify_release(replace(release, record=replace(release.record, parts={})))
        _write_borders(beside / BORDERS, gemeente, _divisions(packed))
        shutil.rmtree(target / "releases", ignore_errors=True)
        (beside / "releases").rename(target / "releases")
        (beside / BORDERS).replace(target / BORDERS)
    finally:
        shutil.rmtree(beside, ignore_errors=True)
    return [target / "releases" / release.path.name for release in packed] + [target / BORDERS]


def _wanted() -> set[str]:
    kept = Release.objects.exclude(state=ReleaseState.REJECTED)
    replaced = set(kept.exclude(replaces="").values_list("replaces", flat=True))
    return set(kept.values_list("key", flat=True)) - replaced


def _pack(release: ReleaseFolder, folder: Path) -> ReleaseFolder:
    """The same rows in fewer bytes. Paths and moments of this machine do not go along, hashes and names of files do."""
    folder.mkdir(parents=True)
    with connect_in_memory() as con:
        parts = [(OBSERVATIONS, "variable, period, area")]
        parts += [(AREAS, "code, year")] if release.areas else []
        for name, order in parts:
            rows = f"SELECT * FROM read_parquet('{quoted_path(release.path / name)}') ORDER BY {order}"
            con.execute(f"COPY ({rows}) TO '{quoted_path(folder / name)}' ({_SMALL})")
    record = replace(release.record, parts={name: sha256_of(folder / name) for name, _ in parts})
    (folder / RECORD).write_text(json.dumps(asdict(record), indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    return ReleaseFolder(folder, record)


def _divisions(releases: Sequence[ReleaseFolder]) -> set[int]:
    """The years whose areas go along; a division that only a file of borders brought does not."""
    with connect_in_memory() as con:
        paths = [str(release.areas) for release in releases if release.areas]
        if not paths:
            return set()
        return {year for (year,) in con.execute("SELECT DISTINCT year FROM read_parquet(?)", [paths]).fetchall()}


def _write_borders(path: Path, gemeente: str, years: set[int]) -> None:
    areas = list(Area.objects.filter(geometry__isnull=False, year__in=years).exclude(level=Level.STADSDEEL))
    own = [area for area in areas if area.gemeente_code == gemeente]
    others = [area for area in areas if area.gemeente_code != gemeente]
    rows = [(area, shapely.from_wkb(bytes(area.geometry or b""))) for area in own]
    for year in sorted({area.year for area in others}):
        rows += _simplified([area for area in others if area.year == year])
    with connect_in_memory() as con:
        columns = {
            "code": _objects([area.code for area, _ in rows]),
            "year": np.array([area.year for area, _ in rows], dtype=np.int16),
            "geometry": _objects([shapely.to_wkb(shape) for _, shape in rows]),
            "source": _objects([area.geometry_source for area, _ in rows]),
        }
        con.register("given", columns)
        con.execute(
            f"""
            COPY (SELECT code::VARCHAR AS code, year, geometry::BLOB AS geometry, source::VARCHAR AS source
                  FROM given ORDER BY code, year) TO '{quoted_path(path)}' ({_SMALL})
            """
        )


def _simplified(areas: Sequence[Area]) -> list[tuple[Area, BaseGeometry]]:
    """Fewer points, whole metres; shared edges stay shared, because one point is rounded the same way everywhere."""
    shapes = simplify_coverage(
        {area.code: shapely.from_wkb(bytes(area.geometry or b"")) for area in areas}, tolerance=_TOLERANCE
    )
    return [(area, shapely.transform(shapes[area.code], np.round)) for area in areas]


def _objects(values: Sequence[object]) -> np.ndarray[tuple[int], np.dtype[np.object_]]:
    array = np.empty(len(values), dtype=object)
    array[:] = values
    return array
