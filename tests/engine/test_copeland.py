"""Areas meet two by two; having no figures is no draw."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from wijkwerk.engine import copeland as module
from wijkwerk.engine.copeland import copeland

NAN = np.nan
TABLES = arrays(np.float64, st.tuples(st.integers(2, 9), st.just(3)), elements=st.integers(0, 4).map(float))


def test_who_is_higher_on_most_of_the_weight_wins() -> None:
    values = np.array([[9.0, 1, 1], [5, 5, 5], [1, 9, 2]])
    np.testing.assert_array_equal(copeland(values), [-2, 2, 0])
    np.testing.assert_array_equal(copeland(values, [3, 1, 1]), [2, 0, -2])


def test_half_of_the_weight_on_either_side_is_a_draw_also_for_odd_fractions() -> None:
    np.testing.assert_array_equal(copeland([[1.0, 0, 0], [0, 1, 1]], [0.3, 0.1, 0.2]), [0, 0])


@given(TABLES)
def test_what_one_wins_another_loses(values: np.ndarray) -> None:
    assert copeland(values).sum() == pytest.approx(0)


@given(TABLES)
def test_only_the_order_within_a_child_matters(values: np.ndarray) -> None:
    np.testing.assert_array_equal(copeland(np.exp(values)), copeland(values))


def test_an_area_that_meets_few_is_counted_on_those_it_met() -> None:
    """C shares a child with A only, and loses: as if it lost from B and D too. D has nothing at all."""
    values = np.array([[3.0, 8], [NAN, 7], [2, NAN], [NAN, NAN]])
    np.testing.assert_array_equal(copeland(values), [2, -2, -2, NAN])


def test_areas_that_share_nothing_with_anybody_are_neither_ahead_nor_behind() -> None:
    np.testing.assert_array_equal(copeland([[1.0, NAN], [NAN, 1]]), [0, 0])
    np.testing.assert_array_equal(copeland([[1.0, 5]]), [0])


def test_the_blocks_in_which_areas_meet_do_not_show(monkeypatch: pytest.MonkeyPatch) -> None:
    values = np.random.default_rng(1).integers(0, 9, (50, 4)).astype(float)
    whole = copeland(values, [1, 2, 3, 4])
    monkeypatch.setattr(module, "_BLOCK", 7)
    np.testing.assert_array_equal(copeland(values, [1, 2, 3, 4]), whole)


def test_weights_as_given_leave_out_areas_that_miss_a_child() -> None:
    values = [[5.0, 5], [9, NAN], [1, 1]]
    np.testing.assert_array_equal(copeland(values, weighting="as-given"), [1, NAN, -1])


def test_a_bad_weight_is_refused() -> None:
    with pytest.raises(ValueError, match="column 1"):
        copeland([[1.0, 2]], [1, -1])
