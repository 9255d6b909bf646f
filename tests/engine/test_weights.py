"""Weights are decided; what is missing hands its weight on, or stops the score."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from wijkwerk.engine.weights import as_given, effective, entropy_check, equal, pca_check, relative

NAN = np.nan


def test_relative_weights_sum_to_one_over_what_is_there() -> None:
    found = relative([2, 1, 1], [[True, True, True], [False, True, True], [True, False, False], [False, False, False]])
    np.testing.assert_allclose(found, [[0.5, 0.25, 0.25], [0, 0.5, 0.5], [1, 0, 0], [NAN, NAN, NAN]])


def test_an_area_with_only_children_of_weight_zero_has_no_weights() -> None:
    np.testing.assert_array_equal(relative([0, 1], [[True, False]]), [[NAN, NAN]])


def test_weights_as_given_stand_or_there_is_no_answer() -> None:
    found = as_given([0.225, 0.774, 0], [[True, True, False], [True, False, True]])
    np.testing.assert_array_equal(found, [[0.225, 0.774, 0], [NAN, NAN, NAN]])


@given(st.floats(1e-6, 1e6), st.lists(st.integers(0, 9), min_size=3, max_size=3).filter(any))
def test_scaling_relative_weights_changes_nothing(factor: float, weights: list[int]) -> None:
    present = np.array([[True, True, True], [True, False, True]])
    scaled = relative([factor * weight for weight in weights], present)
    np.testing.assert_allclose(scaled, relative(weights, present), rtol=1e-12)


@pytest.mark.parametrize("weighting", ["relative", "as-given"])
@pytest.mark.parametrize(
    ("weights", "words"),
    [
        ([1, -0.1], "column 1 is -0.1"),
        ([NAN, 1], "column 0 is nan"),
        ([1, np.inf], "column 1 is inf"),
        ([0, 0], "no weight"),
        ([1], "1 weights for 2 children"),
    ],
)
def test_bad_weights_are_refused_with_their_column(weighting: str, weights: list[float], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        effective(weights, [[True, True]], weighting)


def test_an_unknown_way_to_weigh_is_refused() -> None:
    with pytest.raises(ValueError, match="as-is"):
        effective([1, 1], [[True, True]], "as-is")


def test_equal_weights_are_equal() -> None:
    np.testing.assert_array_equal(equal(3), [1, 1, 1])


def test_entropy_gives_all_weight_to_the_only_child_that_differs() -> None:
    np.testing.assert_allclose(entropy_check([[1, 5], [2, 5], [3, 5]]), [1, 0])


def test_entropy_by_hand() -> None:
    """Shares 1/4 and 3/4 against 1/2 and 1/2 … so that only the first spreads; then both alike."""
    np.testing.assert_allclose(entropy_check([[1, 1], [3, 3], [NAN, 7]]), [0.5, 0.5])
    one = 1 + (0.25 * np.log(0.25) + 0.75 * np.log(0.75)) / np.log(2)
    two = 1 + (0.4 * np.log(0.4) + 0.6 * np.log(0.6)) / np.log(2)
    np.testing.assert_allclose(entropy_check([[1, 2], [3, 3]]), [one / (one + two), two / (one + two)])


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ([[1, -1], [2, 3]], "column 1 has a negative"),
        ([[1, 0], [2, 0]], "column 1 is 0 everywhere"),
        ([[1, 2], [1, 2]], "the same everywhere"),
        ([[1, 2], [NAN, 2]], "1 areas have every figure"),
    ],
)
def test_entropy_refuses_what_has_no_answer(values: list[list[float]], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        entropy_check(values)


def test_the_first_component_of_children_that_move_together_weighs_them_alike() -> None:
    loadings, share = pca_check([[1, 10], [2, 20], [3, 30], [NAN, 5]])
    np.testing.assert_allclose(loadings, [np.sqrt(0.5)] * 2)
    assert share == pytest.approx(1)


def test_the_signs_of_the_component_do_not_hang_on_the_software() -> None:
    rng = np.random.default_rng(3)
    common = rng.normal(size=(40, 1))
    values = common @ [[1.0, 0.8, -0.5]] + 0.3 * rng.normal(size=(40, 3))
    loadings, _ = pca_check(values)
    assert loadings.sum() > 0
    assert loadings[0] > 0 > loadings[2]
    np.testing.assert_allclose(pca_check(-values)[0], loadings)
    against, _ = pca_check(np.array([[1, -1], [2, -2], [4, -4.0]]))
    assert sorted(np.sign(against)) == [-1, 1]


def test_a_child_without_spread_has_no_component() -> None:
    with pytest.raises(ValueError, match="column 1 is the same"):
        pca_check([[1, 5], [2, 5]])
