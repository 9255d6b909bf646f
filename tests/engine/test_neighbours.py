"""Neighbours on borders that leave gaps, islands, and areas without a border."""

from itertools import combinations

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from shapely import Polygon, box

from wijkwerk.engine.neighbours import TOLERANCE_M, from_pairs, neighbours

# Two squares that touch, one 4 m further on, one 40 m from that, and one far away.
ROW = [box(0, 0, 100, 100), box(100, 0, 200, 100), box(204, 0, 300, 100), box(340, 0, 400, 100), box(900, 0, 990, 100)]
CORNERS = st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60), st.integers(1, 9)), min_size=1, max_size=15)


def pairs(found) -> list[tuple[int, int]]:
    return [tuple(pair) for pair in found.pairs.tolist()]


def test_a_gap_within_the_tolerance_does_not_part_neighbours() -> None:
    assert TOLERANCE_M == 5
    assert pairs(neighbours(ROW, 0, join_islands=False)) == [(0, 1)]
    assert pairs(neighbours(ROW, join_islands=False)) == [(0, 1), (1, 2)]
    assert pairs(neighbours(ROW, 40, join_islands=False)) == [(0, 1), (1, 2), (2, 3)]


def test_overlapping_areas_are_neighbours_once() -> None:
    assert pairs(neighbours([box(0, 0, 10, 10), box(5, 5, 15, 15), box(4, 4, 6, 6)])) == [(0, 1), (0, 2), (1, 2)]


def test_an_island_is_joined_to_the_nearest_and_said_to_be() -> None:
    found = neighbours(ROW)
    assert found.joined == ((3, 2), (4, 3))
    assert pairs(found) == [(0, 1), (1, 2), (2, 3), (3, 4)]
    assert found.of(3).tolist() == [2, 4]


def test_of_equally_near_areas_the_first_is_joined() -> None:
    assert neighbours([box(0, 0, 10, 10), box(100, 0, 110, 10), box(-100, 0, -90, 10)]).joined == (
        (0, 1),
        (1, 0),
        (2, 0),
    )


def test_an_area_without_a_border_has_no_neighbours_and_is_named() -> None:
    found = neighbours([box(0, 0, 10, 10), None, box(10, 0, 20, 10), Polygon()])
    assert found.nowhere == (1, 3)
    assert pairs(found) == [(0, 2)]
    assert found.of(1).size == 0


def test_one_area_or_none_has_no_neighbours() -> None:
    alone = neighbours([box(0, 0, 10, 10)])
    assert (alone.areas, alone.joined, alone.members.size) == (1, (), 0)
    nothing = neighbours([])
    assert (nothing.areas, nothing.pairs.shape) == (0, (0, 2))


def test_an_area_in_several_parts_is_beside_what_any_part_touches() -> None:
    exclave = shapely.union_all([box(0, 0, 10, 10), box(500, 0, 510, 10)])
    assert pairs(neighbours([exclave, box(10, 0, 20, 10), box(510, 0, 520, 10)])) == [(0, 1), (0, 2)]


@given(CORNERS, st.sampled_from([0, 2, 5]))
def test_everybody_within_the_tolerance_is_found_both_ways(corners: list, tolerance: float) -> None:
    shapes = [box(x, y, x + size, y + size) for x, y, size in corners]
    found = neighbours(shapes, tolerance, join_islands=False)
    slow = [(i, j) for i, j in combinations(range(len(shapes)), 2) if shapes[i].distance(shapes[j]) <= tolerance]
    assert pairs(found) == slow
    for area in range(len(shapes)):
        assert all(area in found.of(int(other)) for other in found.of(area))


@given(CORNERS)
def test_nobody_is_left_alone_where_islands_are_joined(corners: list) -> None:
    shapes = [box(x, y, x + size, y + size) for x, y, size in corners]
    found = neighbours(shapes)
    assert len(shapes) == 1 or (np.diff(found.offsets) > 0).all()


def test_pairs_from_elsewhere_make_the_same() -> None:
    found, made = neighbours(ROW, join_islands=False), from_pairs(5, {(1, 0), (1, 2)})
    assert np.array_equal(found.offsets, made.offsets)
    assert np.array_equal(found.members, made.members)


@pytest.mark.parametrize("pair", [(1, 1), (0, 3), (-1, 2)])
def test_a_pair_that_cannot_be_is_refused(pair: tuple[int, int]) -> None:
    with pytest.raises(ValueError, match="cannot be neighbours among 3 areas"):
        from_pairs(3, {pair})


@pytest.mark.parametrize("tolerance", [-1, float("nan"), float("inf")])
def test_a_tolerance_that_is_no_distance_is_refused(tolerance: float) -> None:
    with pytest.raises(ValueError, match="the tolerance must be a number of metres"):
        neighbours(ROW, tolerance)
