import re

import pytest
import shapely

from tests.conftest import SHARED
from wijkwerk.present.maps.shapes import WIDTH, map_shapes

from .borders import X, Y, square

PAIR = {"BU1": square(0, 0), "BU2": square(1, 0)}


def absolute(path: str) -> list[list[tuple[int, int]]]:
    """The rings of a compact path as absolute points, by plain reading."""
    rings = []
    for ring in path.split("z")[:-1]:
        start, steps = re.fullmatch(r"M(-?\d+ -?\d+)l(.*)", ring).groups()  # type: ignore[union-attr]
        x, y = (int(part) for part in start.split())
        numbers = [int(part) for part in re.findall(r"-?\d+", steps)]
        points = [(x, y)]
        for dx, dy in zip(numbers[::2], numbers[1::2], strict=True):
            x, y = x + dx, y + dy
            points.append((x, y))
        rings.append(points)
    return rings


def test_two_squares_fill_a_picture_twice_as_wide_as_high() -> None:
    shapes = map_shapes(PAIR)
    assert (shapes.width, shapes.height) == (WIDTH, 500)
    (ring,) = absolute(shapes.shapes["BU2"].path)
    assert set(ring) == {(500, 0), (1000, 0), (1000, 500), (500, 500)}


def test_north_is_up() -> None:
    shapes = map_shapes({"zuid": square(0, 0), "noord": square(0, 1)})
    assert shapes.shapes["noord"].y < shapes.shapes["zuid"].y


def test_a_label_stands_in_the_middle_with_the_width_of_its_area_as_room() -> None:
    shape = map_shapes(PAIR).shapes["BU1"]
    assert (shape.x, shape.y) == pytest.approx((250, 250), abs=12)
    assert shape.room == pytest.approx(500, abs=2)


def test_neighbours_share_one_border_where_the_source_left_a_gap() -> None:
    # Two squares 20 metres apart between two larger ones, so that the gap is closed all around.
    apart = {"BU1": square(0, 0), "BU2": square(1.02, 0), "BU3": square(0, 1, 2020), "BU4": square(0, -2.02, 2020)}
    shapes = map_shapes(apart)
    left = {point for ring in absolute(shapes.shapes["BU1"].path) for point in ring}
    right = {point for ring in absolute(shapes.shapes["BU2"].path) for point in ring}
    assert len(left & right) == 2


def test_a_group_is_one_outline_without_the_borders_inside_it() -> None:
    shapes = map_shapes(PAIR, {"BU1": "WK1", "BU2": "WK1"})
    (ring,) = absolute(shapes.groups["WK1"].path)
    assert set(ring) == {(0, 0), (1000, 0), (1000, 500), (0, 500)}
    assert map_shapes(PAIR, {"BU1": None}).groups == {}
    assert set(shapes.of_groups().shapes) == {"WK1"}


def test_parts_and_holes_are_rings_of_one_path() -> None:
    hole = shapely.box(X + 300, Y + 300, X + 700, Y + 700)
    ring = shapely.box(X, Y, X + 1000, Y + 1000).difference(hole)
    island = shapely.box(X + 2000, Y, X + 2500, Y + 500)
    both = shapely.to_wkb(shapely.MultiPolygon([ring, island]))
    assert len(absolute(map_shapes({"BU1": both}).shapes["BU1"].path)) == 3


@pytest.mark.parametrize(
    "wkb", [b"", b"no geometry", shapely.to_wkb(shapely.Polygon()), shapely.to_wkb(shapely.Point(1, 2))]
)
def test_what_is_no_area_is_left_out(wkb: bytes) -> None:
    assert set(map_shapes({"BU1": square(0, 0), "BU2": wkb}).shapes) == {"BU1"}
    assert map_shapes({"BU2": wkb}).is_empty


def test_no_borders_give_an_empty_map() -> None:
    assert map_shapes({}).is_empty


def test_a_tall_gemeente_keeps_its_proportions_within_the_picture() -> None:
    shapes = map_shapes({"a": square(0, 0), "b": square(0, 30)})
    assert shapes.height == 1500
    assert shapes.width == pytest.approx(1500 / 31, abs=1)


@pytest.mark.shared
def test_real_borders_stay_small_and_lose_no_area() -> None:
    import json

    features = json.loads((SHARED / "geo/hengelo_buurten_2024_rd.geojson").read_text())["features"]
    borders = {
        feature["properties"]["statcode"]: bytes(shapely.to_wkb(shapely.geometry.shape(feature["geometry"])))
        for feature in features
    }
    shapes = map_shapes(borders, {code: f"WK{code[2:8]}" for code in borders})
    assert set(shapes.shapes) == set(borders)
    assert len(shapes.groups) == 10
    assert all(absolute(shape.path) for shape in shapes.shapes.values())
    assert sum(len(shape.path) for shape in shapes.shapes.values()) < 5_000
