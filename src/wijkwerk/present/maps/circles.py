"""Counts on a map: circles whose area follows the number. A count as fill would say that large areas are worse."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from wijkwerk.definitions.vocabulary import Status
from wijkwerk.present.charts.canvas import Markup
from wijkwerk.present.numbers import number

from .choropleth import MapArea, MapPicture, area_fill, framed, group_borders, legend, undrawn_names
from .shapes import MapShapes

_LARGEST_RADIUS = 42.0  # picture units, on a map 1000 wide


@dataclass(frozen=True, slots=True)
class CircleKey:
    """One circle of the legend: its radius in picture units and the number it stands for."""

    radius: float
    words: str


def circle_map(
    shapes: MapShapes, areas: Sequence[MapArea], *, key: str, title: str, description: str
) -> tuple[MapPicture, tuple[CircleKey, ...]]:
    """Every area plain and a link, a circle on those with a number above zero, patterns where it is missing."""
    drawn = [area for area in areas if area.code in shapes.shapes]
    fills = {area.code: _fill(area) for area in areas}
    largest = max((area.value or 0.0 for area in drawn), default=0.0)
    parts = [
        f'<a href="{escape(area.href)}"><path class="{fills[area.code]}" d="{shapes.shapes[area.code].path}">'
        f"<title>{escape(area.name)}: {escape(area.text)}</title></path></a>"
        for area in drawn
    ]
    parts += group_borders(shapes)
    parts += [
        f'<circle class="m-circle" cx="{x:.0f}" cy="{y:.0f}" r="{radius:.1f}"/>'
        for x, y, radius in circles(shapes, drawn)
    ]
    picture = MapPicture(
        svg=framed(shapes, parts, key, title, description) if drawn else Markup(""),
        legend=tuple(item for item in legend(areas, fills, None) if item.fill != "f-plain"),
        faded=False,
        undrawn=undrawn_names(shapes, areas),
        shapes=shapes,
        areas=tuple((area, fills[area.code]) for area in areas),
    )
    return picture, circle_keys(largest)


def circles(shapes: MapShapes, areas: Sequence[MapArea]) -> list[tuple[float, float, float]]:
    """Middle and radius for every area with a border and a number above zero.

    Large circles first, so that a small one is never hidden under a large neighbour.
    """
    drawn = [(area.value, shapes.shapes[area.code]) for area in areas if area.code in shapes.shapes and area.value]
    drawn.sort(key=lambda pair: -pair[0])
    largest = drawn[0][0] if drawn else 0.0
    return [(shape.x, shape.y, _radius(value, largest)) for value, shape in drawn if value > 0]


def _fill(area: MapArea) -> str:
    if area.value is not None and area.status is not Status.UNRELIABLE:
        return "plain"
    return area_fill(area, None)


def _radius(value: float, largest: float) -> float:
    return _LARGEST_RADIUS * math.sqrt(value / largest)


def circle_keys(largest: float) -> tuple[CircleKey, ...]:
    """Three round numbers up to the largest: a large, a middle and a small circle."""
    if largest <= 0:
        return ()
    power = 10.0 ** math.floor(math.log10(largest))
    top = max(step * power for step in (1, 2, 5) if step * power <= largest)
    return tuple(CircleKey(_radius(value, largest), number(value)) for value in (top, top / 4, top / 20) if value >= 1)
