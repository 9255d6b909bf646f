"""Borders in the database: cleaned, kept with the areas of their own division, and lent to the newest one."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import duckdb
import shapely
from django.db import transaction
from django.db.models import Max, QuerySet
from shapely.geometry.base import BaseGeometry

from wijkwerk.data.area.areas import is_same_name
from wijkwerk.data.coverage import clean_coverage, dissolve
from wijkwerk.data.models import Area
from wijkwerk.data.release.folders import ReleaseFolder
from wijkwerk.definitions.vocabulary import Level

_PLURAL = {Level.BUURT: "buurten", Level.WIJK: "wijken"}
_PREFIX = {Level.BUURT: "BU", Level.WIJK: "WK"}


@dataclass(frozen=True, slots=True)
class BordersLoaded:
    """What became of the borders of a release.

    division    the year they belong to; None where the release has no borders
    drawn       areas of that division that got a border, or another one than before, larger areas among them
    without     codes that the release names without a border, and that are no union of parts either
    covered     codes of which nothing was left when neighbours were made to fit
    borrower    a newer division whose areas without a border may use these; None where there is none
    lent        areas of the borrower that got one
    elsewhere   codes that the borrower does not have, or under another name: not the same place
    """

    division: int | None = None
    drawn: int = 0
    without: tuple[str, ...] = ()
    covered: tuple[str, ...] = ()
    borrower: int | None = None
    lent: int = 0
    elsewhere: int = 0


@transaction.atomic
def load_borders(release: ReleaseFolder, origin: str) -> BordersLoaded:
    """Clean the borders of a release and keep them with the areas of their division, which `load_areas` made.

    origin   who made them, as pages say it: "CBS en Kadaster, wijken-en-buurten-2024"

    Wijken and gemeenten become the union of their parts where every part has a border, so that lines coincide. Where
    the newest division is a later one, its areas without a border get these too, as far as a code still means the same
    place: an older map is better than none, and its origin says of when it is.
    """
    if release.borders is None:
        return BordersLoaded()
    rows, named = _delivered(release)
    if not rows:
        return BordersLoaded()
    division = int(rows[0][1])
    own = _divisions().filter(year=division)
    names = dict(own.values_list("code", "name"))
    shapes = {code: shapely.from_wkb(geometry) for code, _, geometry in rows if code in names}
    drawn = _store(shapes, division, origin)
    empty = set(own.filter(geometry__isnull=True).values_list("code", flat=True)) & (named | set(shapes))
    loaded = BordersLoaded(division, drawn, tuple(sorted(empty - set(shapes))), tuple(sorted(empty & set(shapes))))
    newest = _divisions().aggregate(newest=Max("year"))["newest"]
    if newest == division:
        return loaded
    same, bare = _same_places(names, newest)
    lent = _store({code: shape for code, shape in shapes.items() if code in same & bare}, newest, origin)
    return replace(loaded, borrower=newest, lent=lent, elsewhere=len(set(shapes) - same))


def _delivered(release: ReleaseFolder) -> tuple[list[tuple[str, int, bytes]], set[str]]:
    """The borders (code, year, shape), and the codes of all areas that the release names."""
    with duckdb.connect() as con:
        rows = con.execute("SELECT code, year, geometry FROM read_parquet(?)", [str(release.borders)]).fetchall()
        if release.areas is None:
            return rows, set()
        named = con.execute("SELECT code FROM read_parquet(?)", [str(release.areas)]).fetchall()
    return rows, {code for (code,) in named}


def _store(borders: Mapping[str, BaseGeometry], division: int, origin: str) -> int:
    """Clean borders (code -> shape in RD) of a division that is loaded, dissolve the larger areas, and keep all."""
    areas = {area.code: area for area in Area.objects.filter(year=division, code__in=_with_parents(borders, division))}
    cleaned = _clean_by_level(borders, areas)
    origins = dict.fromkeys(cleaned, origin)
    for part in (Level.BUURT, Level.WIJK):
        larger = _dissolved(cleaned, division, part)
        cleaned |= larger
        origins |= dict.fromkeys(larger, f"{origin}; samengesteld uit de {_PLURAL[part]}")
    touched = []
    for code, shape in cleaned.items():
        if code not in areas:  # a larger area that no source has named yet
            continue
        area, geometry = areas[code], shapely.to_wkb(shape)
        if area.geometry is None or (bytes(area.geometry), area.geometry_source) != (geometry, origins[code]):
            area.geometry, area.geometry_source = geometry, origins[code]
            touched.append(area)
    Area.objects.keep_borders(touched)
    return len(touched)


def _divisions() -> QuerySet[Area]:
    return Area.objects.exclude(level__in=[Level.STADSDEEL, Level.LAND])


def _same_places(names: Mapping[str, str], year: int) -> tuple[set[str], set[str]]:
    """Codes of another division that carry the same name in this year, and those of this year without a border."""
    later = _divisions().filter(year=year, code__in=names)
    same = {code for code, name in later.values_list("code", "name") if is_same_name(name, names[code])}
    return same, set(later.filter(geometry__isnull=True).values_list("code", flat=True))


def _with_parents(shapes: Mapping[str, BaseGeometry], division: int) -> set[str]:
    parents = Area.objects.filter(year=division, code__in=shapes).values_list("parent_code", "gemeente_code")
    return set(shapes) | {code for pair in parents for code in pair if code}


def _clean_by_level(shapes: Mapping[str, BaseGeometry], areas: Mapping[str, Area]) -> dict[str, BaseGeometry]:
    by_level: dict[str, dict[str, BaseGeometry]] = {}
    for code, shape in shapes.items():
        by_level.setdefault(areas[code].level, {})[code] = shape
    cleaned: dict[str, BaseGeometry] = {}
    for borders in by_level.values():
        cleaned |= clean_coverage(borders)
    return cleaned


def _dissolved(shapes: Mapping[str, BaseGeometry], division: int, part: Level) -> dict[str, BaseGeometry]:
    """The larger areas of those that have a shape: of buurten their wijken and gemeente; of wijken their gemeente, in
    a division that has no buurten of it (a file of wijken alone).
    """
    gemeenten = {f"GM{code[2:6]}" for code in shapes if code.startswith(_PREFIX[part])}
    parts = Area.objects.filter(year=division, level=part, gemeente_code__in=gemeenten)
    rows = list(parts.values_list("code", "parent_code", "gemeente_code"))
    if part is Level.BUURT:
        wijken = dissolve(shapes, {code: wijk for code, wijk, _ in rows if wijk})
        return wijken | dissolve(shapes, {code: gemeente for code, _, gemeente in rows if gemeente})
    divided = Area.objects.filter(year=division, level=Level.BUURT, gemeente_code__in=gemeenten)
    finer = set(divided.values_list("gemeente_code", flat=True))
    return dissolve(shapes, {code: gemeente for code, _, gemeente in rows if gemeente and gemeente not in finer})
