"""The chance of stacking against every permutation there is, on tables small enough to write them all out."""

import itertools
import math

import numpy as np
import pytest

from wijkwerk.engine.stapeling import stack, stack_by_chance

NAN = math.nan
TABLES = [
    [[1, 1, 0], [0, 1, 0], [1, 0, 1], [0, 0, 0]],
    [[1, 1], [1, 1], [0, 0], [0, 0]],
    [[1, NAN, 1], [0, 1, 1], [NAN, 0, 0], [1, 1, NAN]],
]


def every_table(table: list[list[float]]) -> list[np.ndarray]:
    """All tables that have the same values in every column, on the places that are known."""
    matrix = np.array(table, float)
    known = ~np.isnan(matrix)
    columns = [list(itertools.permutations(matrix[known[:, theme], theme])) for theme in range(matrix.shape[1])]
    tables = []
    for chosen in itertools.product(*columns):
        dealt = np.full(matrix.shape, NAN)
        for theme, column in enumerate(chosen):
            dealt[known[:, theme], theme] = column
        tables.append(dealt)
    return tables


def counts(table: np.ndarray) -> np.ndarray:
    return np.nansum(table, axis=1).astype(int)


@pytest.mark.parametrize("table", TABLES)
def test_the_expected_counts_are_the_mean_over_every_permutation(table: list[list[float]]) -> None:
    themes = len(table[0])
    mean = np.mean([np.bincount(counts(dealt), minlength=themes + 1) for dealt in every_table(table)], axis=0)
    assert stack_by_chance(table, 1, seed=0).expected == pytest.approx(mean, abs=1e-12)


@pytest.mark.parametrize("table", TABLES)
def test_the_chance_of_an_areas_count_is_its_share_of_the_permutations(table: list[list[float]]) -> None:
    found = stack(table)
    dealt = np.array([counts(each) for each in every_table(table)])
    assert found.p == pytest.approx((dealt >= found.count).mean(axis=0), abs=1e-12)


@pytest.mark.parametrize("table", TABLES)
def test_the_drawn_chance_is_within_its_own_error_of_the_exact_one(table: list[list[float]]) -> None:
    themes, draws = len(table[0]), 4_000
    found = stack_by_chance(table, draws, seed=11)
    dealt = [np.bincount(counts(each), minlength=themes + 1)[::-1].cumsum()[::-1] for each in every_table(table)]
    exact = (np.array(dealt) >= found.reaching).mean(axis=0)
    error = np.sqrt(exact * (1 - exact) / draws)
    assert (np.abs(found.p - exact) <= 4 * error + 1 / draws).all()
