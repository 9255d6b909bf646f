"""Borders as sources give them: GeoJSON and EWKT, in RD or in degrees, brought to WKB in RD (EPSG:28992, metres)."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import duckdb
import numpy as np
import shapely
from numpy.typing import NDArray
from pyproj import Transformer
from shapely.geometry.base import BaseGeometry

from wijkwerk.data.delivery_problems import DeliveryProblem, ReleaseError
from wijkwerk.data.raw import RawDelivery
from wijkwerk.definitions.sources import SourceTable

# Where the Netherlands lie: x and y in metres, longitude and latitude in degrees, a little wide.
_RD = (-10_000, 285_000, 300_000, 640_000)
_DEGREES = (2.5, 50.0, 7.8, 54.0)

_EWKT = re.compile(r"^\s*(?:SRID=\d+;)?(.*)$", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Border:
    """One border as delivered; `geometry` is None where the source has none."""

    code: str
    geometry: BaseGeometry | None
    file: int
    line: int


def stage_borders(
    con: duckdb.DuckDBPyConnection, table: SourceTable, delivery: RawDelivery, borders: Sequence[Border]
) -> None:
    """Make the table `borders` (code, year, geometry). Raises ReleaseError with every border that cannot be one.

    A feature without a geometry, or with an empty one, is an area without a border (two wijken of 2016), no fault.
    A code that occurs more than once is one area in parts (WK191104 in the wijken of 2016): the parts are united.
    """
    year = table.area_year or table.year
    assert year is not None, "borders belong to the division of one year"
    drawn = [border for border in borders if border.geometry is not None and not border.geometry.is_empty]
    problems = [problem for border in drawn if (problem := _unusable(border, delivery))]
    if problems:
        raise ReleaseError(problems)
    united: dict[str, list[BaseGeometry]] = {}
    for border in drawn:
        assert border.geometry is not None
        united.setdefault(border.code, []).append(to_rd(border.geometry))
    codes = np.array(list(united), dtype=object)
    shapes = np.empty(len(united), dtype=object)
    shapes[:] = [
        shapely.to_wkb(polygons_of(shapely.union_all(parts) if len(parts) > 1 else parts[0]))
        for parts in united.values()
    ]
    con.register("given_borders", {"code": codes, "geometry": shapes})
    con.execute(
        f"""
        CREATE OR REPLACE TABLE borders AS
        SELECT code::VARCHAR AS code, {year}::SMALLINT AS year, geometry::BLOB AS geometry FROM given_borders
        """
    )
    con.unregister("given_borders")


def to_rd(geometry: BaseGeometry) -> BaseGeometry:
    """The geometry in RD, whether it came in RD, in longitude and latitude, or in latitude and longitude.

    Told by the place where the numbers put it, which is surer than the file's word: GeoJSON says degrees by its
    standard, an old `crs` member says RD, and EPSG:4326 turns the axes round.
    """
    system = _system_of(geometry)
    assert system is not None, "the border was judged before"
    if system == "rd":
        return geometry
    return shapely.transform(geometry, _to_metres if system == "lonlat" else _swapped_to_metres)


def polygons_of(geometry: BaseGeometry) -> BaseGeometry:
    """A valid Polygon or MultiPolygon; lines and points that mending leaves are dropped."""
    valid = shapely.make_valid(geometry, method="structure") if not geometry.is_valid else geometry
    if valid.geom_type in {"Polygon", "MultiPolygon"}:
        return shapely.force_2d(valid)
    parts = [part for part in shapely.get_parts(valid) if part.geom_type in {"Polygon", "MultiPolygon"}]
    return shapely.force_2d(shapely.union_all(parts))


def from_ewkt(text: str | None) -> BaseGeometry | None:
    """`SRID=28992;POLYGON ((…))`, or the same without SRID; None where it is no such text."""
    match = _EWKT.match(text or "")
    return shapely.from_wkt(match.group(1), on_invalid="ignore") if match else None


def from_geojson(text: str | None) -> BaseGeometry | None:
    return shapely.from_geojson(text, on_invalid="ignore") if text else None


def _system_of(geometry: BaseGeometry) -> str | None:
    box = geometry.bounds
    if _within(box, _RD):
        return "rd"
    if _within(box, _DEGREES):
        return "lonlat"
    if _within((box[1], box[0], box[3], box[2]), _DEGREES):
        return "latlon"
    return None


def _within(box: tuple[float, ...], limits: tuple[float, ...]) -> bool:
    return box[0] >= limits[0] and box[1] >= limits[1] and box[2] <= limits[2] and box[3] <= limits[3]


def _to_metres(points: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.column_stack(_transformer().transform(points[:, 0], points[:, 1]))


def _swapped_to_metres(points: NDArray[np.float64]) -> NDArray[np.float64]:
    return _to_metres(points[:, ::-1])


def _transformer() -> Any:
    # Without the correction grid, which PROJ would fetch over the network: up to 0.3 m off, where borders are ± 10 m.
    return Transformer.from_crs("EPSG:4326", "EPSG:28992", always_xy=True)


def _unusable(border: Border, delivery: RawDelivery) -> DeliveryProblem | None:
    geometry = border.geometry
    assert geometry is not None
    if geometry.geom_type not in {"Polygon", "MultiPolygon"}:
        return _refused(border, delivery, f"een {geometry.geom_type}", "een vlak (Polygon of MultiPolygon)")
    if _system_of(geometry) is None:
        place = ", ".join(f"{value:.1f}" for value in geometry.bounds)
        return _refused(border, delivery, f"een grens buiten Nederland ({place})", "RD (EPSG:28992) of WGS 84")
    return None


def _refused(border: Border, delivery: RawDelivery, found: str, expected: str) -> DeliveryProblem:
    return DeliveryProblem(
        file=delivery.files[border.file].name,
        row=border.line,
        column="geometrie",
        found=f"bij {border.code or 'een gebied zonder code'}: {found}",
        expected=expected,
        remedy="Haal de grenzen opnieuw op in het stelsel EPSG:28992.",
    )
