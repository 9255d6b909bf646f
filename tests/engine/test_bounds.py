"""By hand; that the full score lies between the bounds for any figures stands in tests/scores/test_removing.py."""

from dataclasses import replace

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

from wijkwerk.engine import bounds as bounds_module
from wijkwerk.engine import pipeline
from wijkwerk.engine.aggregate import AGGREGATIONS
from wijkwerk.engine.bounds import bounds
from wijkwerk.engine.pipeline import ColumnPlan, GroupPlan, compute
from wijkwerk.engine.steps import Points, Step
from wijkwerk.engine.weights import Weighting

NAN = np.nan
OPEN = ColumnPlan(1, (Step("z_score"),), Points(mean=50, sd=10))
CLOSED = ColumnPlan(-1, (Step("goalposts"),), Points(low=0, high=100))


def top(aggregate: str = "arithmetic", weighting: Weighting = Weighting.RELATIVE, share: float = 0) -> list[GroupPlan]:
    return [GroupPlan((0, 1), (3, 1), weighting, Step(aggregate), share)]


def test_a_missing_figure_stands_once_at_each_end_of_its_scale():
    table = np.array([[20.0, 60.0], [NAN, 60.0]])
    low, high = bounds(compute(table, [CLOSED, CLOSED], top()), [CLOSED, CLOSED], top())
    assert_allclose(low, [[80, 40, 70], [0, 40, 10]])
    assert_allclose(high, [[80, 40, 70], [100, 40, 85]])


def test_also_an_area_below_the_gate_has_bounds():
    table = np.array([[20.0, 60.0], [NAN, 60.0]])
    computed = compute(table, [CLOSED, CLOSED], top(share=1))
    low, high = bounds(computed, [CLOSED, CLOSED], top(share=1))
    assert np.isnan(computed.nodes[1, 2])
    assert (low[1, 2], high[1, 2]) == (10, 85)


def test_an_open_scale_has_no_bounds():
    table = np.array([[20.0, 60.0], [NAN, 60.0]])
    low, high = bounds(compute(table, [OPEN, CLOSED], top()), [OPEN, CLOSED], top())
    assert np.isnan([low[1, 0], high[1, 0], low[1, 2], high[1, 2]]).all()
    assert low[0, 2] == high[0, 2]


def test_a_method_in_which_a_higher_child_can_lower_the_score_has_none():
    table = np.array([[20.0, 60.0], [NAN, 60.0]])
    columns = [CLOSED, CLOSED]
    low, high = bounds(compute(table, columns, top("mazziotta_pareto")), columns, top("mazziotta_pareto"))
    assert np.isnan([low[1, 2], high[1, 2]]).all()
    assert low[0, 2] == high[0, 2]


def test_a_child_that_nobody_has_takes_no_part():
    table = np.array([[NAN, 60.0], [NAN, 20.0]])
    low, high = bounds(compute(table, [CLOSED, CLOSED], top()), [CLOSED, CLOSED], top())
    assert_allclose(low[:, 2], [40, 80])
    assert_allclose(high[:, 2], [40, 80])


def test_a_method_that_hangs_on_the_other_areas_has_none():
    table = np.array([[20.0, 60.0], [NAN, 60.0], [50.0, 10.0]])
    columns = [CLOSED, CLOSED]
    low, high = bounds(compute(table, columns, top("copeland")), columns, top("copeland"))
    assert np.isnan([low[1, 2], high[1, 2]]).all()
    assert_array_equal(low[[0, 2], 2], high[[0, 2], 2])


@pytest.mark.parametrize("name", ["arithmetic", "mazziotta_pareto", "copeland", "median"])
@pytest.mark.parametrize("gap", [False, True])
def test_no_group_is_joined_again_of_areas_that_have_every_figure(monkeypatch, name, gap):
    """By the real functions, that count the areas they are asked for. Copeland took three times the time once."""
    asked: list[int] = []

    def counting(values, *arguments, **keywords):
        asked.append(len(values))
        return AGGREGATIONS[name].function(values, *arguments, **keywords)

    counted = {**AGGREGATIONS, name: replace(AGGREGATIONS[name], function=counting)}
    for module in (pipeline, bounds_module):
        monkeypatch.setattr(module, "AGGREGATIONS", counted)
    table = np.array([[20.0, 60.0], [30.0, 60.0], [50.0, 10.0]])
    table[0, 0] = NAN if gap else 20
    bounds(compute(table, [CLOSED, CLOSED], top(name)), [CLOSED, CLOSED], top(name))
    can_move = gap and AGGREGATIONS[name].monotone and AGGREGATIONS[name].alone
    assert asked == ([3, 1, 1] if can_move else [3])
