"""Drawing small areas to the mean: what moves, how far, and what stays missing."""

import math
from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from wijkwerk.engine.empirical_bayes import EmpiricalBayes, marshall, martuzzi_elliott

NAN = math.nan
BOTH = pytest.mark.parametrize("estimate", [marshall, martuzzi_elliott])
AREAS = st.lists(st.tuples(st.integers(0, 400), st.integers(400, 50_000)), min_size=2, max_size=40)
Estimator = Callable[..., EmpiricalBayes]


@BOTH
@given(areas=AREAS)
def test_an_estimate_lies_between_the_areas_own_figure_and_the_mean(estimate: Estimator, areas: list) -> None:
    found = estimate(*np.array(areas).T)
    low, high = np.minimum(found.raw, found.mean), np.maximum(found.raw, found.mean)
    assert (found.estimate >= low - 1e-12).all()
    assert (found.estimate <= high + 1e-12).all()
    assert ((found.weight >= 0) & (found.weight <= 1)).all()
    assert found.variance >= 0


@BOTH
@given(areas=AREAS, seed=st.integers(0, 1000))
def test_the_order_of_the_areas_does_not_matter(estimate: Estimator, areas: list, seed: int) -> None:
    table = np.array(areas)
    order = np.random.default_rng(seed).permutation(len(areas))
    assert estimate(*table[order].T).estimate == pytest.approx(estimate(*table.T).estimate[order], rel=1e-9, abs=1e-12)


@BOTH
def test_a_small_area_moves_further_than_a_large_one_with_the_same_figure(estimate: Estimator) -> None:
    found = estimate([2, 200, 900, 100], [20, 2000, 3000, 3000])
    assert found.raw[0] == found.raw[1]
    assert found.weight[0] < found.weight[1]
    assert abs(found.estimate[0] - found.mean) < abs(found.estimate[1] - found.mean)


@BOTH
def test_where_areas_differ_no_more_than_chance_makes_them_all_get_the_mean(estimate: Estimator) -> None:
    found = estimate([10, 11, 9, 10], [100, 100, 100, 100])
    assert found.variance == 0
    assert found.estimate == pytest.approx([0.1] * 4)


@BOTH
def test_an_area_without_a_figure_stays_without_and_harms_no_other(estimate: Estimator) -> None:
    whole = estimate([30, 5, 60], [400, 300, 500], 1000)
    gaps = estimate([30, NAN, 5, 4, 60], [400, 800, 300, 0, 500], 1000)
    assert np.isnan(gaps.estimate[[1, 3]]).all()
    assert np.isnan(gaps.weight[[1, 3]]).all()
    assert gaps.estimate[[0, 2, 4]] == pytest.approx(whole.estimate)


@BOTH
def test_the_unit_only_scales_the_answer(estimate: Estimator) -> None:
    one, thousand = (estimate([30, 5, 60], [400, 300, 500], per) for per in (1, 1000))
    assert thousand.estimate == pytest.approx(1000 * one.estimate)
    assert thousand.mean == pytest.approx(1000 * one.mean)
    assert thousand.variance == pytest.approx(1e6 * one.variance)
    assert np.array_equal(thousand.weight, one.weight)


@BOTH
def test_no_events_anywhere_is_an_answer_too(estimate: Estimator) -> None:
    assert estimate([0, 0, 0], [10, 20, 30]).estimate.tolist() == [0, 0, 0]


def test_everybody_everywhere_is_an_answer_too() -> None:
    assert martuzzi_elliott([10, 20, 1], [10, 20, 1]).estimate == pytest.approx([1, 1, 1])
    assert martuzzi_elliott([1, 0], [1, 1]).estimate == pytest.approx([0.5, 0.5])


@BOTH
@pytest.mark.parametrize(
    ("count", "exposure", "message"),
    [
        ([4, -1], [10, 10], "count is negative in area 1: -1"),
        ([4, 1], [10, -3], "exposure is negative in area 1: -3"),
        ([4, NAN, 2], [10, 10, 0], "at least two areas with a figure are needed, not 1"),
        ([], [], "at least two areas with a figure are needed, not 0"),
    ],
)
def test_what_cannot_be_is_refused(estimate: Estimator, count: list, exposure: list, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        estimate(count, exposure)


def test_more_answers_than_people_asked_is_refused() -> None:
    with pytest.raises(ValueError, match="count is above the number asked in area 2: 9"):
        martuzzi_elliott([1, 2, 9], [4, 4, 8])
