"""What a delivery says of areas, kept beside it until it counts: names as they stand, borders made to fit together."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import shapely
from django.db import connection, transaction

from wijkwerk.data.area.codes import level_of
from wijkwerk.data.coverage import clean_coverage
from wijkwerk.data.models import AreaVersion, Release
from wijkwerk.data.release.folders import ReleaseFolder
from wijkwerk.definitions.sources import Source
from wijkwerk.lib.in_memory import connect_in_memory

Key = tuple[str, int]  # code and year of the division


class Naming(NamedTuple):
    """What an area is called and where it lies, in the order of `areas.parquet`; the fields are those of the models.

    name   blank where a delivery only draws the area
    """

    level: str
    name: str = ""
    official_name: str = ""
    parent_code: str | None = None
    gemeente_code: str | None = None
    change_code: int | None = None


_COLUMNS = ("code", "year", *Naming._fields, "geometry", "geometry_source", "of_borders", "release_id")


@dataclass(frozen=True, slots=True)
class Border:
    """A border that fits its neighbours: WKB in RD, and who made it, as pages say it."""

    level: str
    geometry: bytes
    origin: str


Versions = Sequence[tuple[Any, ...]]  # rows of `AreaVersion`, without their release


def origin_of(source: Source, folder: ReleaseFolder) -> str:
    """Who made the borders of a release: "CBS en Kadaster, wijken-en-buurten-2024"."""
    return f"{source.owner}, {folder.record.table}"[:120]


def versions_of(folder: ReleaseFolder, origin: str) -> Versions:
    """What a release folder says of areas. To make the borders of a whole country fit takes a minute."""
    return _rows(_named(folder), _cleaned(folder, origin), of_borders=folder.borders is not None)


def drawn_versions_of(folder: ReleaseFolder, borders: Mapping[Key, Border]) -> Versions:
    """The areas that a release folder names, with borders that were made to fit before and stand beside it."""
    named = _named(folder)
    return _rows(named, {key: border for key, border in borders.items() if key in named}, of_borders=False)


@transaction.atomic
def keep_versions(release: Release, versions: Versions) -> None:
    """Keep what a release says of areas. What was kept of it before stays: a release never says anything else."""
    statement = f"""
        INSERT INTO {AreaVersion._meta.db_table} ({", ".join(_COLUMNS)})
        VALUES ({", ".join(["%s"] * len(_COLUMNS))}) ON CONFLICT (release_id, code, year) DO NOTHING
    """
    if versions:
        # Not `bulk_create`: making 17,341 objects first takes four times as long.
        with connection.cursor() as cursor:
            cursor.executemany(statement, [(*row, release.pk) for row in versions])


def _named(folder: ReleaseFolder) -> dict[Key, Naming]:
    if folder.areas is None:
        return {}
    with connect_in_memory() as con:
        rows = con.execute(
            "SELECT code, year, level, name, official_name, parent, gemeente, change_code FROM read_parquet(?)",
            [str(folder.areas)],
        ).fetchall()
    return {(code, year): Naming(*values) for code, year, *values in rows}


def _cleaned(folder: ReleaseFolder, origin: str) -> dict[Key, Border]:
    """Each level apart; what vanishes under its neighbours is left out."""
    if folder.borders is None:
        return {}
    query = f"SELECT {level_of('code')}, year, code, geometry FROM read_parquet(?)"
    with connect_in_memory() as con:
        rows = con.execute(query, [str(folder.borders)]).fetchall()
    by_level: dict[tuple[str, int], dict[str, Any]] = {}
    for level, year, code, geometry in rows:
        by_level.setdefault((level, year), {})[code] = shapely.from_wkb(geometry)
    return {
        (code, year): Border(level, shapely.to_wkb(shape), origin)
        for (level, year), shapes in by_level.items()
        for code, shape in clean_coverage(shapes).items()
    }


def _rows(named: Mapping[Key, Naming], borders: Mapping[Key, Border], *, of_borders: bool) -> Versions:
    bare = {key: Naming(border.level) for key, border in borders.items() if key not in named}
    return [
        (*key, *names, *((border.geometry, border.origin) if border else (None, "")), of_borders)
        for key, names in (*named.items(), *bare.items())
        for border in [borders.get(key)]
    ]
