"""Shrinking to the district: bounds, lonely areas and missing ones."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from wijkwerk.engine.shrinkage import shrink

NAN = math.nan
AREAS = st.lists(
    st.tuples(st.integers(0, 300), st.integers(300, 9000), st.sampled_from("abc")), min_size=1, max_size=30
)


@given(AREAS)
def test_the_mixed_logit_lies_between_the_area_and_its_district(areas: list[tuple[int, int, str]]) -> None:
    count, total, district = zip(*areas, strict=True)
    found = shrink(count, total, district)
    mixed = np.log(found.share / (1 - found.share))
    low, high = np.minimum(found.logit, found.district_logit), np.maximum(found.logit, found.district_logit)
    assert ((mixed >= low - 1e-9) & (mixed <= high + 1e-9)).all()
    assert ((found.weight >= 0) & (found.weight <= 1)).all()


@given(AREAS)
def test_another_district_changes_nothing_here(areas: list[tuple[int, int, str]]) -> None:
    count, total, district = zip(*areas, strict=True)
    alone = shrink(count, total, district)
    beside = shrink((*count, 7, 90), (*total, 100, 100), (*district, "z", "z"))
    assert np.array_equal(alone.share, beside.share[:-2])


def test_nobody_and_everybody_are_finite_and_pulled_inward() -> None:
    found = shrink([0, 40, 10], [40, 40, 40], ["a", "a", "a"])
    assert 0 < found.share[0] < 0.25
    assert 0.25 < found.share[1] < 1


def test_a_small_area_leans_more_on_its_district() -> None:
    found = shrink([2, 200, 900, 50], [20, 2000, 2000, 2000], ["a"] * 4)
    assert found.weight[0] < found.weight[1]


def test_an_area_alone_in_its_district_keeps_its_own_empirical_logit() -> None:
    found = shrink([3, 10, 20], [10, 100, 100], ["alone", "a", "a"])
    assert found.weight[0] == 1
    assert found.share[0] == pytest.approx(3.5 / 11)


def test_two_areas_are_enough_to_see_how_much_areas_differ() -> None:
    """Around the district's own logit and not their mean, so divided by one."""
    found = shrink([3, 30], [10, 100], ["a", "a"])
    own = [math.log(3.5 / 7.5), math.log(30.5 / 70.5)]
    district = math.log(33.5 / 77.5)
    between = (own[0] - district) ** 2 + (own[1] - district) ** 2
    assert found.between == pytest.approx([between, between])
    assert found.weight[0] == pytest.approx(between / (between + 11 * 12 / (10 * 4 * 8)))


def test_a_missing_area_stays_missing_and_takes_no_part_in_its_district() -> None:
    whole = shrink([3, 30], [10, 100], [1, 1])
    gaps = shrink([3, NAN, 30, 0], [10, 50, 100, 0], [1, 1, 1, 1])
    assert gaps.share[[0, 2]] == pytest.approx(whole.share)
    assert np.isnan(gaps.share[[1, 3]]).all()
    assert np.isnan(gaps.weight[[1, 3]]).all()


@pytest.mark.parametrize(
    ("count", "total", "message"),
    [([1, -2], [5, 5], "count is negative in area 1: -2"), ([6, 2], [5, 5], "count is above the total in area 0: 6")],
)
def test_what_cannot_be_is_refused(count: list[float], total: list[float], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        shrink(count, total, ["a", "a"])
