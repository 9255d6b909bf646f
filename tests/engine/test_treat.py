"""No single area decides what the others score, and nothing happens that is not told."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from wijkwerk.engine.moments import kurtosis, skewness
from wijkwerk.engine.transformations import log_of_range
from wijkwerk.engine.treat import NO_TREATMENT, TreatPlan, passes, treat, winsorise

NAN = np.nan
# The example of COINr's documentation of `winsorise`: 1 to 10, and two outliers.
PUBLISHED = [*range(1, 11), 30, 100]
COLUMNS = arrays(np.float64, st.integers(4, 20), elements=st.integers(-1000, 1000).map(float))


def test_the_published_example_has_its_published_treatment() -> None:
    found = winsorise(PUBLISHED)
    np.testing.assert_array_equal(found.values, [*range(1, 11), 30, 30])
    np.testing.assert_array_equal(found.points, [0] * 11 + [1])


def test_a_column_within_one_of_the_limits_is_left_alone() -> None:
    values = np.array([[1.0, 0], [2, 0], [3, 0], [4, 8], [5, NAN]])
    assert skewness(values[:, 1]) == pytest.approx(2)
    assert passes(values[:, 1], kurtosis_limit=4.1)
    found = treat(values, TreatPlan(kurtosis_limit=4.1, transformation="log_of_range"))
    np.testing.assert_array_equal(found.values, values)
    assert found.methods == ("none", "none")
    assert not found.points.any()


def test_exactly_on_both_limits_does_not_pass() -> None:
    column = [0, 0, 0, 8]
    assert not passes(column, skewness_limit=skewness(column), kurtosis_limit=kurtosis(column))


def test_a_low_outlier_is_drawn_in_from_below() -> None:
    found = winsorise([1, 2, 3, 4, 5, 6, 7, -90])
    np.testing.assert_array_equal(found.values, [1, 2, 3, 4, 5, 6, 7, 1])
    np.testing.assert_array_equal(found.points, [0] * 7 + [-1])


def test_areas_that_share_the_extreme_move_together_or_not_at_all() -> None:
    column = [*range(1, 30), 900, 900]
    alone = winsorise(column, max_points=1)
    np.testing.assert_array_equal(alone.values, column)
    together = winsorise(column, max_points=2)
    np.testing.assert_array_equal(together.values[-2:], [29, 29])


def test_when_drawing_in_is_not_enough_the_original_column_is_transformed() -> None:
    column = np.array([[float(x)] for x in [*range(1, 30), 300, 2000]])
    found = treat(column, TreatPlan(max_points=1, transformation="log_of_range"))
    np.testing.assert_allclose(found.values[:, 0], log_of_range(column[:, 0]))
    assert found.methods == ("log_of_range",)
    assert found.columns[0].points == 0
    combined = treat(column, TreatPlan(max_points=1, transformation="log_of_range", combine=True))
    assert combined.methods == ("winsorise+log_of_range",)
    np.testing.assert_allclose(combined.values[:, 0], log_of_range([*range(1, 30), 300, 300]))
    assert combined.columns[0].points == 1


def test_without_a_transformation_the_last_drawn_in_column_is_kept_and_said_not_to_pass() -> None:
    column = np.array([[float(x)] for x in [*range(1, 30), 300, 9000]])
    found = treat(column, TreatPlan(max_points=1, skewness_limit=0.5, kurtosis_limit=0.5))
    assert found.methods == ("winsorise",)
    assert not found.columns[0].passes
    assert found.columns[0].skewness > found.columns[0].skewness_after > 0.5


def test_a_column_can_be_transformed_whatever_its_shape() -> None:
    column = np.array([[1.0], [10], [100], [NAN]])
    found = treat(column, TreatPlan(transformation="natural_log", always=True))
    np.testing.assert_allclose(found.values[:, 0], np.log([1, 10, 100, NAN]))
    assert found.methods == ("natural_log",)


def test_every_column_may_have_its_own_plan() -> None:
    column = np.array(PUBLISHED, np.float64)
    found = treat(np.column_stack([column, column]), [NO_TREATMENT, TreatPlan()])
    assert found.methods == ("none", "winsorise")
    assert not found.columns[0].passes
    with pytest.raises(ValueError, match="1 plans for 2 columns"):
        treat(np.column_stack([column, column]), [NO_TREATMENT])


@pytest.mark.parametrize("column", [[7, 7, 7, 7, 7], [1, NAN, NAN, NAN, 5], [NAN] * 5])
def test_columns_without_a_shape_are_left_alone(column: list[float]) -> None:
    values = np.array(column, np.float64)[:, None]
    found = treat(values, TreatPlan(transformation="log_of_range"))
    np.testing.assert_array_equal(found.values, values)
    assert found.methods == ("none",)
    assert found.columns[0].passes


@pytest.mark.parametrize(
    ("plan", "column", "words"),
    [
        (TreatPlan(transformation="natural_log", always=True), [0.0, 1, 2], "above 0"),
        (TreatPlan(transformation="log_to_maximum", always=True), [0.1, 0.5, 0.9], "maximum above 1"),
        (TreatPlan(transformation="log_of_range", always=True), [4.0, 4, 4], "no range"),
        (TreatPlan(transformation="log_of_range", always=True), [NAN, NAN, NAN], "no value"),
    ],
)
def test_a_transformation_that_does_not_exist_names_its_column(
    plan: TreatPlan, column: list[float], words: str
) -> None:
    values = np.column_stack([[1.0, 2, 3], column])
    with pytest.raises(ValueError, match=f"column 1: .*{words}"):
        treat(values, [NO_TREATMENT, plan])


def test_a_plan_tells_all_that_is_wrong_with_it() -> None:
    with pytest.raises(ValueError) as told:
        TreatPlan(max_points=-1, skewness_limit=0, transformation="square", power=2)
    for words in ("max_points", "limits", "'square'", "power"):
        assert words in str(told.value)
    with pytest.raises(ValueError, match="always needs"):
        TreatPlan(always=True)
    with pytest.raises(ValueError, match="box_cox needs a power"):
        TreatPlan(transformation="box_cox")


@given(COLUMNS, st.integers(0, 6))
def test_drawing_in_keeps_the_order_moves_few_and_works_alike_on_both_ends(column: np.ndarray, most: int) -> None:
    found = winsorise(column, max_points=most)
    assert np.count_nonzero(found.points) <= most
    _assert_same_order(column, found.values, strictly=False)
    mirrored = winsorise(-column, max_points=most)
    np.testing.assert_array_equal(mirrored.values, -found.values)
    np.testing.assert_array_equal(mirrored.points, -found.points)


@given(COLUMNS, st.data())
def test_the_order_of_the_areas_does_not_matter(column: np.ndarray, data: st.DataObject) -> None:
    order = np.array(data.draw(st.permutations(range(len(column)))))
    there = treat(column[:, None], TreatPlan(transformation="log_of_range")).values[:, 0]
    back = treat(column[order, None], TreatPlan(transformation="log_of_range")).values[:, 0]
    np.testing.assert_allclose(back, there[order], rtol=1e-9, atol=1e-9)


def _assert_same_order(before: np.ndarray, after: np.ndarray, *, strictly: bool = True) -> None:
    ordered, steps = np.sort(before), np.diff(after[np.argsort(before, kind="stable")])
    assert (steps >= -1e-12).all()
    if strictly:
        assert ((steps > 0) == (np.diff(ordered) > 0)).all()
