"""Areas and their borders in the database: filled from releases, one division per year."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import duckdb
import shapely
from django.db import connection, transaction
from django.db.models import Max, QuerySet
from shapely.geometry.base import BaseGeometry

from wijkwerk.definitions.vocabulary import Level

from .coverage import clean_coverage, dissolve
from .models import Area
from .releases import ReleaseFolder

_FIELDS = ("level", "name", "official_name", "parent_code", "gemeente_code", "change_code")
_SIMPLE_NAME = re.compile(r"[^0-9a-zà-ÿ]+")


@dataclass(frozen=True, slots=True)
class AreasLoaded:
    """How many areas were new, and how many had another name, parent or change code than before."""

    new: int
    changed: int


@dataclass(frozen=True, slots=True)
class ReusedCode:
    """A code that means another place in a later division: no figure may be compared over it."""

    code: str
    level: Level
    name: str
    later_name: str


@transaction.atomic
def load_areas(release: ReleaseFolder) -> AreasLoaded:
    """Bring the areas that a release names into the database. Loading them again changes nothing.

    A release that brings borders adds areas but renames none, and brings no division that is older than those we have:
    the key figures are the ones that name the divisions.
    """
    if release.areas is None:
        return AreasLoaded(0, 0)
    with duckdb.connect() as con:
        rows = con.execute(
            "SELECT code, year, level, name, official_name, parent, gemeente, change_code FROM read_parquet(?)",
            [str(release.areas)],
        ).fetchall()
    if release.borders is not None:
        newest = _divisions().aggregate(newest=Max("year"))["newest"] or 0
        rows = [row for row in rows if row[1] >= newest]
    years = {row[1] for row in rows}
    known: dict[tuple[str, int], tuple[Any, ...]] = {
        (code, year): tuple(values)
        for code, year, *values in Area.objects.filter(year__in=years).values_list("code", "year", *_FIELDS)
    }
    new = [row for row in rows if (row[0], row[1]) not in known]
    changed = []
    if release.borders is None:
        changed = [row for row in rows if known.get((row[0], row[1]), row[2:]) != row[2:]]
    _write(new + changed)
    return AreasLoaded(len(new), len(changed))


@transaction.atomic
def load_borders(release: ReleaseFolder, origin: str) -> int:
    """Clean the borders of a release and keep them with the areas; returns how many areas got one.

    origin   who made them, as pages say it: "CBS en Kadaster, wijken-en-buurten-2024"

    Borders of a division that is not loaded serve the newest one, but only for codes that still mean the same place
    and have no border yet. Wijken and the gemeente become the union of their buurten where every buurt has a border,
    so that lines coincide.
    """
    if release.borders is None:
        return 0
    with duckdb.connect() as con:
        rows = con.execute("SELECT code, year, geometry FROM read_parquet(?)", [str(release.borders)]).fetchall()
    if not rows:
        return 0
    division = _division_for(rows[0][1])
    allowed = _allowed_codes(release, rows[0][1], division)
    given = {code: shapely.from_wkb(geometry) for code, _, geometry in rows if code in allowed}
    return store_borders(given, division, origin)


def store_borders(borders: Mapping[str, BaseGeometry], division: int, origin: str) -> int:
    """Clean borders (code -> shape in RD) of a division that is loaded, dissolve the larger areas, and keep all."""
    areas = {area.code: area for area in Area.objects.filter(year=division, code__in=_with_parents(borders, division))}
    cleaned = _clean_by_level(borders, areas)
    dissolved = _dissolved(cleaned, division)
    touched = []
    for code, shape in (cleaned | dissolved).items():
        if code not in areas:  # a larger area that no source has named yet
            continue
        area = areas[code]
        source = f"{origin}; samengesteld uit de buurten" if code in dissolved else origin
        geometry = shapely.to_wkb(shape)
        if area.geometry is None or (bytes(area.geometry), area.geometry_source) != (geometry, source):
            area.geometry, area.geometry_source = geometry, source
            touched.append(area)
    Area.objects.bulk_update(touched, ["geometry", "geometry_source"], batch_size=500)
    return len(touched)


def reused_codes(year: int, later: int, gemeente: str | None = None) -> list[ReusedCode]:
    """Codes of both divisions whose names say that they are not one place, wijken and buurten only."""
    chosen = Area.objects.filter(level__in=[Level.WIJK, Level.BUURT])
    if gemeente is not None:
        chosen = chosen.filter(gemeente_code=gemeente)
    names = dict(chosen.filter(year=year).values_list("code", "name"))
    return [
        ReusedCode(code, Level(level), names[code], name)
        for code, level, name in chosen.filter(year=later, code__in=names)
        .order_by("code")
        .values_list("code", "level", "name")
        if not is_same_name(names[code], name)
    ]


def is_same_name(one: str, other: str) -> bool:
    """Whether two names are one but for capitals, spaces and punctuation."""
    return _simple(one) == _simple(other)


def _simple(name: str) -> str:
    return _SIMPLE_NAME.sub("", name.casefold())


def _write(rows: Sequence[Sequence[Any]]) -> None:
    """Insert or update areas by their key. Not `bulk_create`: making 17,341 objects first takes four times as long."""
    columns = ("code", "year", *_FIELDS, "valid_from", "valid_to", "geometry_source")
    updates = ", ".join(f"{column} = excluded.{column}" for column in _FIELDS)
    statement = f"""
        INSERT INTO {Area._meta.db_table} ({", ".join(columns)}) VALUES ({", ".join(["%s"] * len(columns))})
        ON CONFLICT (code, year) DO UPDATE SET {updates}
    """
    values = [(*row, f"{row[1]}-01-01", f"{row[1]}-12-31", "") for row in rows]
    if values:
        with connection.cursor() as cursor:
            cursor.executemany(statement, values)


def _division_for(year: int) -> int:
    """The year itself where its division is loaded, else the newest."""
    years = set(_divisions().values_list("year", flat=True).distinct())
    return year if year in years or not years else max(years)


def _divisions() -> QuerySet[Area]:
    return Area.objects.exclude(level__in=[Level.STADSDEEL, Level.LAND])


def _allowed_codes(release: ReleaseFolder, own_year: int, division: int) -> set[str]:
    """Codes of the borders that the division has; where the years differ, under the same name and without a border."""
    names = dict(_divisions().filter(year=division).values_list("code", "name"))
    if own_year == division:
        return set(names)
    assert release.areas is not None, "borders of another year come with names, to tell whether a code is re-used"
    drawn = set(_divisions().filter(year=division, geometry__isnull=False).values_list("code", flat=True))
    with duckdb.connect() as con:
        own = dict(con.execute("SELECT code, name FROM read_parquet(?)", [str(release.areas)]).fetchall())
    return {code for code, name in own.items() if code in names and is_same_name(name, names[code])} - drawn


def _with_parents(given: Mapping[str, BaseGeometry], division: int) -> set[str]:
    parents = Area.objects.filter(year=division, code__in=given).values_list("parent_code", "gemeente_code")
    return set(given) | {code for pair in parents for code in pair if code}


def _clean_by_level(given: Mapping[str, BaseGeometry], areas: Mapping[str, Area]) -> dict[str, BaseGeometry]:
    by_level: dict[str, dict[str, BaseGeometry]] = {}
    for code, shape in given.items():
        by_level.setdefault(areas[code].level, {})[code] = shape
    cleaned: dict[str, BaseGeometry] = {}
    for borders in by_level.values():
        cleaned |= clean_coverage(borders)
    return cleaned


def _dissolved(cleaned: Mapping[str, BaseGeometry], division: int) -> dict[str, BaseGeometry]:
    gemeenten = {f"GM{code[2:6]}" for code in cleaned if code.startswith("BU")}
    buurten = Area.objects.filter(year=division, level=Level.BUURT, gemeente_code__in=gemeenten)
    rows = list(buurten.values_list("code", "parent_code", "gemeente_code"))
    wijken = dissolve(cleaned, {code: wijk for code, wijk, _ in rows if wijk})
    return wijken | dissolve(cleaned, {code: gemeente for code, _, gemeente in rows if gemeente})
