"""A long tail is bent, and everybody keeps their place."""

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from wijkwerk.engine.transformations import (
    TRANSFORMATIONS,
    box_cox,
    log_by_skewness,
    log_to_maximum,
    natural_log,
)

# Every method times this.
FEW = settings(max_examples=25)
COLUMNS = arrays(np.float64, st.integers(4, 20), elements=st.integers(-1000, 1000).map(float))


def test_box_cox_runs_through_the_logarithm_at_power_zero() -> None:
    np.testing.assert_allclose(box_cox([1, 5, 9], 1e-9), box_cox([1, 5, 9], 0), atol=1e-7)
    np.testing.assert_allclose(box_cox([2.0, 3], 2, shift=False), [1.5, 4])
    with pytest.raises(ValueError, match="above 0"):
        box_cox([0.0, 3], 2, shift=False)


def test_the_logarithm_by_skewness_bends_either_tail_alike() -> None:
    column = np.array([1.0, 2, 3, 50])
    np.testing.assert_allclose(log_by_skewness(-column), -log_by_skewness(column))


@pytest.mark.parametrize("name", [name for name in TRANSFORMATIONS if name != "box_cox"])
@FEW
@given(COLUMNS)
def test_a_transformation_keeps_the_order(name: str, column: np.ndarray) -> None:
    assume(len(set(column)) > 1)
    if name == "log_to_maximum":
        assume(column.max() > 1)
    if name == "natural_log":
        column = column - column.min() + 1
    _assert_same_order(column, TRANSFORMATIONS[name](column))


@pytest.mark.parametrize("name", list(TRANSFORMATIONS))
def test_figures_beside_the_column_go_through_its_own_curve(name: str) -> None:
    column, settings = np.array([2.0, 3, 4, 90]), {"power": 0.3} if name == "box_cox" else {}
    bent = TRANSFORMATIONS[name](column, **settings)
    np.testing.assert_array_equal(TRANSFORMATIONS[name](column, at=column[[3, 0]], **settings), bent[[3, 0]])
    with pytest.raises(ValueError, match="does not reach"):
        TRANSFORMATIONS[name](column, at=[-100.0], **settings)


@given(COLUMNS, st.sampled_from([-1.0, 0, 0.3, 1, 2]))
def test_box_cox_keeps_the_order(column: np.ndarray, power: float) -> None:
    _assert_same_order(column, box_cox(column, power), strictly=False)


def test_natural_log_is_the_natural_logarithm() -> None:
    np.testing.assert_allclose(natural_log([1, np.e, np.e**2]), [0, 1, 2])


def test_the_innovation_index_logarithm_runs_from_zero_to_the_logarithm_of_the_maximum() -> None:
    found = log_to_maximum([3, 10, 20])
    assert found[0] == 0
    assert found[2] == pytest.approx(np.log(20))


def _assert_same_order(before: np.ndarray, after: np.ndarray, *, strictly: bool = True) -> None:
    ordered, steps = np.sort(before), np.diff(after[np.argsort(before, kind="stable")])
    assert (steps >= -1e-12).all()
    if strictly:
        assert ((steps > 0) == (np.diff(ordered) > 0)).all()
