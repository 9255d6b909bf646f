"""Neighbours of Hengelo's buurten, whose borders do not quite meet, against a loop and against libpysal's pairs."""

import json
from itertools import combinations
from pathlib import Path

import pytest
import shapely
from shapely.geometry.base import BaseGeometry

from wijkwerk.engine.neighbours import neighbours

from .columns import words


def buurten(shared: Path) -> list[BaseGeometry]:
    features = json.loads((shared / "geo" / "hengelo_buurten_2024_rd.geojson").read_text(encoding="utf-8"))["features"]
    features.sort(key=lambda feature: feature["properties"]["statcode"])
    return [shapely.geometry.shape(feature["geometry"]) for feature in features]


@pytest.mark.shared
@pytest.mark.parametrize(("tolerance", "pairs"), [(0, 162), (5, 164), (30, 174)])
def test_hengelo_has_its_known_number_of_pairs_at_each_tolerance(shared: Path, tolerance: float, pairs: int) -> None:
    shapes = buurten(shared)
    found = {tuple(pair) for pair in neighbours(shapes, tolerance).pairs.tolist()}
    slow = {(i, j) for i, j in combinations(range(62), 2) if shapes[i].distance(shapes[j]) <= tolerance}
    assert found == slow
    assert len(found) == pairs


@pytest.mark.shared
def test_the_pairs_within_five_metres_are_those_libpysal_was_given(shared: Path) -> None:
    found = neighbours(buurten(shared))
    given = [[int(cell) for cell in cells.split()] for cells in words("spatial_reference.csv")["neighbours"]]
    assert [found.of(area).tolist() for area in range(found.areas)] == given


@pytest.mark.shared
def test_shared_corners_alone_would_miss_eleven_pairs(shared: Path) -> None:
    """What libpysal's Queen finds: 153 pairs share a corner to the last digit."""
    corners = [{tuple(point) for point in shapely.get_coordinates(shape).tolist()} for shape in buurten(shared)]
    touching = {(i, j) for i, j in combinations(range(62), 2) if corners[i] & corners[j]}
    within = {tuple(pair) for pair in neighbours(buurten(shared)).pairs.tolist()}
    assert len(touching) == 153
    assert touching < within
