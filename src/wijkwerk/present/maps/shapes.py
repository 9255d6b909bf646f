"""Borders as compact SVG paths: from WKB in RD (metres, north up) to whole units of a 1000-wide picture, y down.

Making them costs milliseconds per gemeente and they never change within an edition, so callers keep the result.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

WIDTH = 1000
# A tall or wide gemeente must not make a picture of 4000 units: the long side is cut down to this.
_TALLEST = 1500
# CBS's generalised borders leave gaps and overlaps (Hengelo 2024: 34 and 33, up to some 80 m wide). What is narrower
# belongs to a neighbour; a real enclave is wider.
_GAP_METRES = 100.0
# Half a unit of the picture: what a line loses is less than its own width.
_SIMPLIFY_UNITS = 0.5

# Looked up by name because the published type stubs are those of shapely 2.1, which had no coverage_clean yet.
_coverage_clean: Callable[..., NDArray[np.object_]] = vars(shapely)["coverage_clean"]


@dataclass(frozen=True, slots=True)
class Shape:
    """One area: its path, the point farthest from its border, and the room for a label there, in picture units."""

    path: str
    x: float
    y: float
    room: float  # width of the area at that point


@dataclass(frozen=True, slots=True)
class MapShapes:
    """The areas of one map and, where groups were given, each group as one shape (the wijken around buurten)."""

    width: int
    height: int
    shapes: dict[str, Shape]
    groups: dict[str, Shape]

    @property
    def is_empty(self) -> bool:
        return not self.shapes

    def of_groups(self) -> "MapShapes":
        """The same picture with the groups as its areas: the map of wijken from the borders of buurten."""
        return MapShapes(self.width, self.height, self.groups, {})


EMPTY = MapShapes(WIDTH, 0, {}, {})


def map_shapes(geometries: Mapping[str, bytes], group_of: Mapping[str, str | None] | None = None) -> MapShapes:
    """Project WKB geometries into one picture.

    geometries  area code → WKB in RD; areas without a border are simply not in it; unreadable or empty ones drop out
    group_of    area code → code of the larger area whose outline is wanted too
    """
    metres: Mapping[str, BaseGeometry] = {
        code: border for code, wkb in geometries.items() if (border := _read(wkb)) is not None
    }
    if not metres:
        return EMPTY
    picture = _Picture.around(list(metres.values()))
    metres = _coverage(metres, _SIMPLIFY_UNITS * picture.metres_per_unit)
    groups = _dissolved(metres, group_of or {})
    return MapShapes(
        picture.width,
        picture.height,
        {code: picture.shape(geometry) for code, geometry in metres.items()},
        {code: picture.shape(geometry) for code, geometry in groups.items()},
    )


def _read(wkb: bytes) -> BaseGeometry | None:
    geometry = shapely.from_wkb(wkb, on_invalid="ignore")
    if geometry is None or geometry.is_empty:
        return None
    polygons = shapely.make_valid(geometry, method="structure", keep_collapsed=False)
    return None if polygons.is_empty or polygons.area == 0 else polygons


def _coverage(metres: Mapping[str, BaseGeometry], tolerance: float) -> dict[str, BaseGeometry]:
    """The areas without gaps and overlaps, simplified together, so that neighbours keep one border between them.

    Borders that cannot be mended (GEOS gives up) are drawn as they are: a map with slivers is better than none. An
    area that another one covers altogether keeps its own border for the same reason.
    """
    borders = np.array(list(metres.values()), dtype=object)
    try:
        clean = _coverage_clean(borders, gap_width=_GAP_METRES)
        simple = shapely.coverage_simplify(clean, tolerance)
    except shapely.GEOSException:
        return dict(metres)
    return {
        code: simplified if simplified.area > 0 else original
        for code, simplified, original in zip(metres, simple.tolist(), metres.values(), strict=True)
    }


def _dissolved(metres: Mapping[str, BaseGeometry], group_of: Mapping[str, str | None]) -> dict[str, BaseGeometry]:
    members: dict[str, list[BaseGeometry]] = {}
    for code, geometry in metres.items():
        group = group_of.get(code)
        if group is not None:
            members.setdefault(group, []).append(geometry)
    # Simplified by nothing: only the points where buurten met go, the line stays.
    return {group: shapely.simplify(shapely.union_all(parts), 0) for group, parts in members.items()}


@dataclass(frozen=True, slots=True)
class _Picture:
    west: float
    north: float
    metres_per_unit: float
    width: int
    height: int

    @classmethod
    def around(cls, geometries: list[BaseGeometry]) -> "_Picture":
        west, south, east, north = shapely.total_bounds(np.array(geometries, dtype=object))
        scale = max((east - west) / WIDTH, (north - south) / _TALLEST) or 1.0
        return cls(west, north, scale, max(1, round((east - west) / scale)), max(1, round((north - south) / scale)))

    def shape(self, geometry: BaseGeometry) -> Shape:
        x, y, room = self._label_place(geometry)
        return Shape("".join(self._ring(ring) for ring in _rings(geometry)), x, y, room)

    def _ring(self, ring: NDArray[np.float64]) -> str:
        """A closed ring: an absolute start, then whole steps relative to the last point, without steps of nothing."""
        at = self._units(ring)
        steps = np.diff(at, axis=0)[:-1]  # z draws the last one
        steps = steps[np.any(steps != 0, axis=1)]
        if len(steps) < 2:
            return ""
        drawn = "".join(f"{_joined(dx)}{_joined(dy)}" for dx, dy in steps.tolist())
        return f"M{at[0, 0]} {at[0, 1]}l{drawn.lstrip()}z"

    def _units(self, metres: NDArray[np.float64]) -> NDArray[np.int64]:
        across = (metres[:, 0] - self.west) / self.metres_per_unit
        down = (self.north - metres[:, 1]) / self.metres_per_unit
        return np.rint(np.column_stack([across, down])).astype(np.int64)

    def _label_place(self, geometry: BaseGeometry) -> tuple[float, float, float]:
        largest = max(_polygons(geometry), key=lambda polygon: polygon.area)
        centre = shapely.get_coordinates(shapely.maximum_inscribed_circle(largest, 10 * self.metres_per_unit))[0]
        west, _, east, _ = largest.bounds
        across = shapely.LineString([(west - 1, centre[1]), (east + 1, centre[1])])
        pieces = shapely.get_parts(shapely.intersection(largest, across))
        room = max((piece.length for piece in pieces if piece.distance(shapely.Point(centre)) < 1), default=0.0)
        x, y = self._units(centre.reshape(1, 2))[0].tolist()
        return float(x), float(y), room / self.metres_per_unit


def _joined(step: int) -> str:
    """A minus parts two numbers by itself; a plus needs a space."""
    return str(step) if step < 0 else f" {step}"


def _polygons(geometry: BaseGeometry) -> list[shapely.Polygon]:
    return [part for part in shapely.get_parts(geometry) if isinstance(part, shapely.Polygon)]


def _rings(geometry: BaseGeometry) -> list[NDArray[np.float64]]:
    return [
        shapely.get_coordinates(ring)
        for polygon in _polygons(geometry)
        for ring in (polygon.exterior, *polygon.interiors)
    ]
