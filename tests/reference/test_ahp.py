"""Saaty's own examples: weights and consistency as printed."""

import numpy as np
import pytest

from wijkwerk.engine.ahp import complete, priorities

# Saaty (1980), The Analytic Hierarchy Process, choosing a school: learning, friends, school life, vocational training,
# college preparation, music classes. Printed: 0.32 0.14 0.03 0.13 0.24 0.14; its comparisons contradict each other.
SCHOOL: list[list[float]] = [
    [1, 4, 3, 1, 3, 4],
    [1 / 4, 1, 7, 3, 1 / 5, 1],
    [1 / 3, 1 / 7, 1, 1 / 5, 1 / 5, 1 / 6],
    [1, 1 / 3, 5, 1, 1, 1 / 3],
    [1 / 3, 5, 5, 1, 1, 3],
    [1 / 4, 1, 6, 3, 1 / 3, 1],
]
# The relative consumption of drinks in the United States, judged by Saaty's students (Saaty 1990, European Journal of
# Operational Research 48; 2008, Int. J. Services Sciences 1): coffee, wine, tea, beer, sodas, milk, water.
# Printed: 0.177 0.019 0.042 0.116 0.190 0.129 0.327, consistency ratio 0.022.
DRINKS: list[float] = [
    9, 5, 2, 1, 1, 1 / 2,
    1 / 3, 1 / 9, 1 / 9, 1 / 9, 1 / 9,
    1 / 3, 1 / 4, 1 / 3, 1 / 9,
    1 / 2, 1, 1 / 3,
    2, 1 / 2,
    1 / 3,
]  # fmt: skip


def test_the_school_example_has_its_printed_weights_and_is_refused_as_inconsistent() -> None:
    found = priorities(SCHOOL)
    np.testing.assert_allclose(found.weights, [0.32, 0.14, 0.03, 0.13, 0.24, 0.14], atol=0.006)
    assert not found.is_consistent


def test_the_drinks_example_has_its_printed_weights_and_consistency() -> None:
    found = priorities(complete(DRINKS))
    np.testing.assert_allclose(found.weights, [0.177, 0.019, 0.042, 0.116, 0.190, 0.129, 0.327], atol=0.0011)
    assert found.consistency_ratio == pytest.approx(0.022, abs=0.0011)
    assert found.is_consistent


def test_comparisons_made_from_weights_give_those_weights_back() -> None:
    weights = np.array([0.5, 0.3, 0.15, 0.05])
    found = priorities(weights[:, None] / weights)
    np.testing.assert_allclose(found.weights, weights, rtol=1e-12)
    assert found.consistency_ratio == pytest.approx(0, abs=1e-12)


@pytest.mark.parametrize("size", range(1, 16))
def test_the_main_eigenvector_is_where_repeated_comparing_ends(size: int) -> None:
    """By hand: keep multiplying, keep the sum 1."""
    table = complete(np.random.default_rng(size).choice([1 / 5, 1 / 3, 1 / 2, 1, 2, 3, 5], size * (size - 1) // 2))
    weights = np.ones(size) / size
    for _ in range(500):
        weights = table @ weights
        weights /= weights.sum()
    np.testing.assert_allclose(priorities(table).weights, weights, rtol=1e-9)
