"""The borders of a division: what deliveries drew, the larger areas of it, and what the newest division borrows."""

from collections.abc import Mapping, Sequence
from itertools import groupby

import shapely
from django.db import connection
from django.db.models import QuerySet
from shapely.geometry.base import BaseGeometry

from wijkwerk.data.area.areas import is_same_name
from wijkwerk.data.coverage import dissolve
from wijkwerk.data.models import Area, AreaVersionQuerySet
from wijkwerk.definitions.vocabulary import Level

Drawn = dict[str, tuple[bytes, str]]  # code -> WKB in RD, and who made it

_NO_BORDER = (None, "")
_PLURAL = {Level.BUURT: "buurten", Level.WIJK: "wijken"}
_PREFIX = {Level.BUURT: "BU", Level.WIJK: "WK"}


def divisions() -> QuerySet[Area]:
    return Area.objects.exclude(level__in=[Level.STADSDEEL, Level.LAND])


def newest_division() -> int | None:
    return divisions().order_by("-year").values_list("year", flat=True).first()


def settle_borders(year: int, versions: AreaVersionQuerySet) -> int:
    """Give every area of a division, as the register names it, the border that these versions say; returns how many
    got another border than they had, or none any more.

    Wijken and gemeenten become the union of their parts where a delivery drew every part, so that lines coincide. Where
    this is the newest division, areas that nobody drew get the border of an older one, as far as their code still means
    the same place: an older map is better than none, and its origin says of when it is.
    """
    drawn = _drawn(year, versions)
    if year == newest_division():
        drawn = _borrowed(year, versions, set(drawn)) | drawn
    rows = Area.objects.filter(year=year).exclude(level=Level.STADSDEEL)
    changed = [
        (*drawn.get(code, _NO_BORDER), pk)
        for pk, code, geometry, origin in rows.values_list("pk", "code", "geometry", "geometry_source")
        if (geometry and bytes(geometry), origin) != drawn.get(code, _NO_BORDER)
    ]
    _write(changed)
    return len(changed)


def _write(rows: Sequence[tuple[bytes | None, str, int]]) -> None:
    """Not `bulk_update`, which takes five times as long."""
    if rows:
        with connection.cursor() as cursor:
            cursor.executemany(
                f"UPDATE {Area._meta.db_table} SET geometry = %s, geometry_source = %s WHERE id = %s", rows
            )


def _drawn(year: int, versions: AreaVersionQuerySet) -> Drawn:
    rows = versions.filter(year=year).drawn_last()
    named = set(Area.objects.filter(year=year).values_list("code", flat=True))
    drawn: Drawn = {}
    fields = ("release_id", "of_borders", "code", "geometry", "geometry_source")
    for (_, of_borders), of_release in groupby(rows.values_list(*fields), lambda row: row[:2]):
        own = {code: (bytes(geometry), origin) for *_, code, geometry, origin in of_release if code in named}
        drawn |= own
        drawn |= _larger(own, year) if of_borders else {}
    return drawn


def _borrowed(newest: int, versions: AreaVersionQuerySet, has_border: set[str]) -> Drawn:
    """Of the division before it first. The years before deliveries kept their own stand as they were lent then."""
    borrowed: Drawn = {}
    delivered = versions.filter(year__lt=newest, of_borders=True)
    for year in delivered.order_by("year").values_list("year", flat=True).distinct():
        wanted = _same_places(year, newest) - has_border
        rows = delivered.filter(year=year).drawn_last().values_list("code", "geometry", "geometry_source")
        lent = {code: (bytes(geometry or b""), origin) for code, geometry, origin in rows if code in wanted}
        borrowed |= lent | {code: each for code, each in _larger(lent, newest).items() if code not in has_border}
    return borrowed


def _larger(parts: Drawn, year: int) -> Drawn:
    """The wijken of buurten, and the gemeenten of either, as the union of what one delivery drew."""
    shapes = {code: shapely.from_wkb(geometry) for code, (geometry, _) in parts.items()}
    origin = next((origin for _, origin in parts.values()), "")
    larger: Drawn = {}
    for part in (Level.BUURT, Level.WIJK):
        made = _dissolved(shapes, year, part)
        shapes |= made
        words = f"{origin}; samengesteld uit de {_PLURAL[part]}"
        larger |= {code: (shapely.to_wkb(shape), words) for code, shape in made.items()}
    return larger


def _dissolved(shapes: Mapping[str, BaseGeometry], year: int, part: Level) -> dict[str, BaseGeometry]:
    """The larger areas of those that have a shape: of buurten their wijken and gemeente; of wijken their gemeente, in
    a division that has no buurten of it (a file of wijken alone).
    """
    gemeenten = {f"GM{code[2:6]}" for code in shapes if code.startswith(_PREFIX[part])}
    parts = Area.objects.filter(year=year, level=part, gemeente_code__in=gemeenten)
    rows = list(parts.values_list("code", "parent_code", "gemeente_code"))
    if part is Level.BUURT:
        wijken = dissolve(shapes, {code: wijk for code, wijk, _ in rows if wijk})
        return wijken | dissolve(shapes, {code: gemeente for code, _, gemeente in rows if gemeente})
    divided = Area.objects.filter(year=year, level=Level.BUURT, gemeente_code__in=gemeenten)
    finer = set(divided.values_list("gemeente_code", flat=True))
    return dissolve(shapes, {code: gemeente for code, _, gemeente in rows if gemeente and gemeente not in finer})


def _same_places(year: int, later: int) -> set[str]:
    """Codes that carry the same name in both divisions."""
    names = dict(divisions().filter(year=year).values_list("code", "name"))
    return {
        code
        for code, name in divisions().filter(year=later).values_list("code", "name")
        if code in names and is_same_name(name, names[code])
    }
