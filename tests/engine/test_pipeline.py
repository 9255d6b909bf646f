"""Every stage on a table that can be done by hand, and whom a failure is about."""

import numpy as np
import pytest
from numpy.testing import assert_allclose, assert_array_equal

from wijkwerk.engine.pipeline import ColumnPlan, GroupPlan, compute
from wijkwerk.engine.stages import TOO_LARGE, PipelineError, StageError
from wijkwerk.engine.steps import Points, Step
from wijkwerk.engine.treat import TreatPlan
from wijkwerk.engine.weights import Weighting

NAN = np.nan
PERCENT = ColumnPlan(1, (Step("goalposts"),), Points(low=0, high=100))


def group(*children: int, weights: tuple[float, ...] = (), share: float = 0, **other: object) -> GroupPlan:
    weighting = Weighting(str(other.get("weighting", "relative")))
    return GroupPlan(children, weights or (1.0,) * len(children), weighting, Step("arithmetic"), share)


def test_figures_are_transformed_then_treated_then_turned_then_normalised():
    """ln of 1, e, e⁹⁹ with one point drawn in gives 0, 1, 1; turned and between −2 and 0 that is 100, 50, 50."""
    column = ColumnPlan(
        -1,
        (Step("goalposts"),),
        Points(low=1, high=np.exp(2)),
        Step("natural_log"),
        TreatPlan(max_points=1, skewness_limit=0.1, kurtosis_limit=0.1),
    )
    values = np.exp([0.0, 1.0, 1.0, 0.0, 99.0])
    found = compute(values[:, None], [column], [group(0)])
    assert_allclose(found.transformed[:, 0], [0, 1, 1, 0, 99])
    assert_allclose(found.treated[:, 0], [0, 1, 1, 0, 1])
    assert_array_equal(found.points[:, 0], [0, 0, 0, 0, 1])
    assert_allclose(found.oriented[:, 0], [0, -1, -1, 0, -1])
    assert_allclose(found.nodes[:, 0], [100, 50, 50, 100, 50])
    assert found.treatments[0].method == "winsorise"


def test_a_gate_counts_the_children_that_anybody_has():
    table = np.array([[10.0, 20.0, NAN], [30.0, NAN, NAN]])
    found = compute(table, [PERCENT] * 3, [group(0, 1, 2, share=1)])
    assert_allclose(found.nodes[:, 3], [15, NAN])
    assert_array_equal(found.present[:, 0], [2, 1])
    assert_allclose(found.weights[0], [[0.5, 0.5, 0], [NAN, NAN, NAN]])


def test_a_group_without_a_value_is_missing_one_level_up():
    table = np.array([[10.0, NAN, 40.0], [30.0, 50.0, 40.0]])
    found = compute(table, [PERCENT] * 3, [group(4, 2, weights=(3, 1)), group(0, 1, share=1)])
    assert_allclose(found.nodes[:, 4], [NAN, 40])
    assert_allclose(found.nodes[:, 3], [40, 40])
    assert_allclose(found.weights[0], [[0, 1], [0.75, 0.25]])


def test_as_given_weights_stay_as_they_are_when_a_child_exists_nowhere():
    table = np.array([[10.0, NAN], [30.0, NAN]])
    found = compute(table, [PERCENT] * 2, [group(0, 1, weights=(0.25, 0.25), weighting="as-given")])
    assert_allclose(found.nodes[:, 2], [2.5, 7.5])


def test_where_only_children_of_weight_0_are_left_there_is_no_score():
    found = compute(np.array([[10.0, NAN]]), [PERCENT] * 2, [group(0, 1, weights=(0, 1))])
    assert np.isnan(found.nodes[0, 2])


def test_a_table_without_any_figure_gives_no_score_and_no_failure():
    found = compute(np.full((2, 1), NAN), [ColumnPlan(1, (Step("min_max"),))], [group(0)])
    assert np.isnan(found.nodes).all()


def test_reference_points_are_bent_along_with_a_column_that_is_bent():
    """Bent always, a natural logarithm is the same whether it is a transformation or a treatment."""
    table, points = np.array([[1.0], [10], [100]]), Points(low=1, high=1000)
    fixed = ColumnPlan(1, (Step("goalposts"),), points, transform=Step("natural_log"))
    treated = ColumnPlan(1, (Step("goalposts"),), points, treat=TreatPlan(transformation="natural_log", always=True))
    expected = compute(table, [fixed], [group(0)]).nodes
    np.testing.assert_allclose(compute(table, [treated], [group(0)]).nodes, expected)
    np.testing.assert_allclose(expected[:, 0], [0, 100 / 3, 200 / 3])


@pytest.mark.parametrize("sign", [1, -1])
def test_reference_points_go_through_the_curve_of_the_column_itself(sign):
    """ln(x − min + 1 % of the range): the lowest and highest figure as points are the ends of the scale."""
    column = np.array([2.0, 3, 4, 5, 6, 900])
    plan = TreatPlan(max_points=0, transformation="log_of_range")
    own = ColumnPlan(sign, (Step("goalposts"),), Points(low=2, high=900), treat=plan)
    free = ColumnPlan(sign, (Step("min_max"),), treat=plan)
    ours = compute(column[:, None], [own], [group(0)])
    assert ours.treatments[0].method == "log_of_range"
    np.testing.assert_allclose(ours.nodes[:, 0], compute(column[:, None], [free], [group(0)]).nodes[:, 0])


def test_a_column_that_needs_no_bending_keeps_its_reference_points():
    column, points = np.array([[2.0], [3], [4]]), Points(low=0, high=10)
    plan = TreatPlan(max_points=1, transformation="log_of_range")
    assert compute(column, [ColumnPlan(1, (Step("goalposts"),), points, treat=plan)], [group(0)]).nodes[0, 0] == 20


@pytest.mark.parametrize(
    ("column", "stage"),
    [
        (ColumnPlan(1, (), transform=Step("natural_log")), "transform"),
        (ColumnPlan(1, (), treat=TreatPlan(transformation="natural_log", always=True)), "treat"),
        (ColumnPlan(1, (Step("index_to_base"),), Points(base=0)), "normalise"),
    ],
)
def test_a_failure_says_of_which_node_and_in_which_stage(column, stage):
    (told,) = errors(np.array([[1.0, 0.0], [2.0, 5.0]]), [PERCENT, column], [group(0, 1)])
    assert (told.node, told.stage) == (1, stage)


def test_a_failure_of_a_group_names_the_group():
    geometric = GroupPlan((0,), (1,), Weighting.RELATIVE, Step("geometric"), 0)
    (told,) = errors(np.array([[0.0]]), [PERCENT], [geometric])
    assert (told.node, told.stage) == (1, "aggregate")


def errors(table: np.ndarray, columns: list[ColumnPlan], groups: list[GroupPlan]) -> tuple[StageError, ...]:
    with pytest.raises(PipelineError) as raised:
        compute(table, columns, groups)
    return raised.value.errors


def test_every_step_that_cannot_be_done_is_told_at_once():
    table = np.array([[1.0, 0.0, 3.0, -1.0], [2.0, 5.0, 3.0, 4.0]])
    columns = [PERCENT, ColumnPlan(1, (), transform=Step("natural_log")), ColumnPlan(1, (Step("z_score"),)), PERCENT]
    geometric = GroupPlan((0, 3), (1, 1), Weighting.RELATIVE, Step("geometric"), 0)
    told = errors(table, columns, [group(1, 2, 5), geometric])
    assert [(each.node, each.stage) for each in told] == [(1, "transform"), (2, "normalise"), (5, "aggregate")]


def test_a_value_that_a_mean_cannot_take_is_told_by_area_and_child():
    """Also where areas and children before it take no part: the third child of the fourth area."""
    table = np.array([[NAN, NAN, NAN], [NAN, 5.0, 2.0], [NAN, 4.0, 1.0], [NAN, 3.0, 0.0]])
    geometric = GroupPlan((0, 1, 2), (1, 1, 1), Weighting.RELATIVE, Step("geometric"), 0)
    (told,) = errors(table, [ColumnPlan(1, ())] * 3, [geometric])
    assert told.cells == ((3, 2, 0.0),)


def test_a_figure_without_a_logarithm_is_told_by_area():
    (told,) = errors(np.array([[1.0], [-2.0]]), [ColumnPlan(1, (), transform=Step("natural_log"))], [group(0)])
    assert told.cells == ((1, 0, -2.0),)


@pytest.mark.parametrize(
    "column",
    [
        ColumnPlan(1, (Step("z_score"),), may_lack=True),
        ColumnPlan(1, (), transform=Step("natural_log"), may_lack=True),
        ColumnPlan(1, (), treat=TreatPlan(transformation="natural_log", always=True), may_lack=True),
    ],
)
def test_a_column_that_may_lack_is_left_out_where_it_has_no_result(column):
    table = np.array([[10.0, 0.0], [20.0, 0.0]])
    found = compute(table, [PERCENT, column], [group(0, 1, share=1)])
    assert [error.node for error in found.left_out] == [1]
    np.testing.assert_allclose(found.nodes, [[10, NAN, 10], [20, NAN, 20]])
    assert compute(table[:, :1], [PERCENT], [group(0)]).left_out == ()


@pytest.mark.parametrize("method", ["z_score", "min_max"])
def test_figures_that_are_too_large_to_compare_are_refused_and_not_called_equal(method):
    table = np.array([[1.2e308], [-1.2e308], [0.0]])
    with pytest.raises(PipelineError, match=TOO_LARGE) as raised:
        compute(table, [ColumnPlan(1, (Step(method),))], [group(0)])
    assert (raised.value.errors[0].node, raised.value.errors[0].stage) == (0, "normalise")


@pytest.mark.parametrize(
    ("column", "stage"),
    [
        (ColumnPlan(1, (), transform=Step("power", {"exponent": 9.0})), "transform"),
        (ColumnPlan(1, (), treat=TreatPlan(max_points=1)), "treat"),
        (ColumnPlan(1, (Step("scaled", {"low": 0.0, "high": 1e-9}),)), "normalise"),
    ],
)
def test_a_step_that_runs_out_of_numbers_says_so(column, stage):
    with pytest.raises(PipelineError, match=TOO_LARGE) as raised:
        compute(np.array([[1e300], [2e300], [3e300], [9e305]]), [column], [group(0)])
    assert raised.value.errors[0].stage == stage


def test_a_group_that_runs_out_of_numbers_says_so():
    heavy = GroupPlan((0,), (1e300,), Weighting.AS_GIVEN, Step("arithmetic"), 0)
    with pytest.raises(PipelineError, match=TOO_LARGE) as raised:
        compute(np.array([[1e300]]), [ColumnPlan(1, ())], [heavy])
    assert (raised.value.errors[0].node, raised.value.errors[0].stage) == (1, "aggregate")
