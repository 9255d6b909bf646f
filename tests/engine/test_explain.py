"""Contributions by hand; that they sum to the whole for any figures stands in tests/scores/test_removing.py."""

import numpy as np
import pytest
from numpy.testing import assert_allclose

from wijkwerk.engine.aggregate import AGGREGATIONS
from wijkwerk.engine.explain import contributions, slopes
from wijkwerk.engine.pipeline import ColumnPlan, GroupPlan, compute
from wijkwerk.engine.steps import Points, Step
from wijkwerk.engine.weights import Weighting, effective

NAN = np.nan
RELATIVE = Weighting.RELATIVE
VALUES = np.array([[10.0, 40.0, 70.0], [30.0, NAN, 90.0], [20.0, 20.0, 20.0]])
WEIGHTS = np.array([1.0, 2.0, 1.0])
METHODS = [
    Step("arithmetic"),
    Step("geometric"),
    Step("harmonic"),
    Step("generalised", {"power": 3}),
    Step("generalised", {"power": 0}),
    Step("generalised", {"power": -2}),
    Step("mazziotta_pareto"),
    Step("mazziotta_pareto", {"penalty": "subtract"}),
    Step("mazziotta_pareto", {"spread": "sample"}),
    Step("median"),
    Step("minimum"),
    Step("maximum"),
]


def score(values: np.ndarray, step: Step) -> np.ndarray:
    return AGGREGATIONS[step.method].function(values, WEIGHTS, **step.parameters)


@pytest.mark.parametrize("step", METHODS, ids=str)
def test_slope_times_value_sums_to_the_score(step):
    found = slopes(VALUES, effective(WEIGHTS, ~np.isnan(VALUES)), step, score(VALUES, step))
    assert_allclose(np.nansum(found * VALUES, axis=1), score(VALUES, step), rtol=1e-12)
    assert np.isnan(found).tolist() == np.isnan(VALUES).tolist()


@pytest.mark.parametrize(
    "step", [each for each in METHODS if each.method not in {"median", "minimum", "maximum"}], ids=str
)
def test_a_slope_is_how_much_the_score_rises(step):
    found = slopes(VALUES, effective(WEIGHTS, ~np.isnan(VALUES)), step, score(VALUES, step))
    for child in range(3):
        nudge = np.zeros(3)
        nudge[child] = 1e-4
        measured = (score(VALUES + nudge, step) - score(VALUES - nudge, step)) / 2e-4
        has = ~np.isnan(VALUES[:, child])
        assert_allclose(found[has, child], measured[has], rtol=1e-5, atol=1e-7)


def test_the_most_urgent_child_brings_all_of_a_maximum_and_equal_ones_share_it():
    found = slopes(VALUES, effective(WEIGHTS, ~np.isnan(VALUES)), Step("maximum"), score(VALUES, Step("maximum")))
    assert_allclose(found[0], [0, 0, 1])
    assert_allclose(found[2], [1 / 3, 1 / 3, 1 / 3])


def test_copeland_does_not_open_up():
    assert np.isnan(slopes(VALUES, np.full(VALUES.shape, 1 / 3), Step("copeland"), np.zeros(3))).all()


def test_contributions_go_down_the_tree():
    """Domain (10 + 30) / 2 = 20 and a child of 80, weights 3 and 1: 15 + 20 = 35."""
    columns = [ColumnPlan(1, (Step("goalposts"),), Points(low=0, high=100)) for _ in range(3)]
    groups = [
        GroupPlan((4, 2), (3, 1), RELATIVE, Step("arithmetic"), 0),
        GroupPlan((0, 1), (1, 1), RELATIVE, Step("arithmetic"), 0),
    ]
    computed = compute(np.array([[10.0, 30.0, 80.0]]), columns, groups)
    assert_allclose(contributions(computed, groups), [[3.75, 11.25, 20, 35, 15]])


def test_a_group_on_another_scale_hands_its_points_down_in_proportion():
    columns = [ColumnPlan(1, (Step("goalposts"),), Points(low=0, high=100)) for _ in range(2)]
    groups = [GroupPlan((0, 1), (1, 1), RELATIVE, Step("arithmetic"), 0, (Step("square_root"),))]
    computed = compute(np.array([[20.0, 30.0]]), columns, groups)
    assert_allclose(contributions(computed, groups), [[2, 3, 5]])
