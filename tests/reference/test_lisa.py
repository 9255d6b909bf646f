"""Local Moran and Gi* against esda and libpysal, buurt by buurt."""

import numpy as np
import pytest

from wijkwerk.engine.lisa import conditional_p, getis_ord_star, local_moran
from wijkwerk.engine.neighbours import Neighbours, from_pairs

from .columns import numbers, words

# As in make_spatial_reference.py.
SEED, PERMUTATIONS = 20_191, 999


@pytest.fixture(scope="module")
def table() -> dict[str, list[str]]:
    return words("spatial_reference.csv")


@pytest.fixture(scope="module")
def near(table: dict[str, list[str]]) -> Neighbours:
    beside = [[int(cell) for cell in cells.split()] for cells in table["neighbours"]]
    return from_pairs(len(beside), {(min(i, j), max(i, j)) for i, others in enumerate(beside) for j in others})


def test_every_local_moran_equals_esda(table: dict[str, list[str]], near: Neighbours) -> None:
    found = local_moran(numbers(table["value"]), near, 99, seed=1)
    assert found.statistic.size == 62
    assert found.statistic == pytest.approx(numbers(table["moran"]), rel=1e-11, abs=1e-13)
    assert found.z == pytest.approx(numbers(table["moran_z"]), rel=1e-11, abs=1e-13)
    assert np.array_equal(found.quadrant, numbers(table["quadrant"]))


def test_every_gi_star_equals_esda(table: dict[str, list[str]], near: Neighbours) -> None:
    found = getis_ord_star(numbers(table["value"]), near, 99, seed=1)
    assert found.statistic == pytest.approx(numbers(table["gi_star"]), rel=1e-12)
    assert found.z == pytest.approx(numbers(table["gi_star_z"]), rel=1e-11, abs=1e-12)


@pytest.mark.parametrize("column", ["moran_p", "gi_star_p"])
def test_with_esdas_own_permutations_every_p_is_twice_esdas(
    table: dict[str, list[str]], near: Neighbours, column: str
) -> None:
    """esda gives the tail that the area happens to lie in; in one area a permutation deals the very same mean, which
    esda counts only above and we count as equally far out in both tails: one draw of 999."""
    legacy, most = np.random.RandomState(SEED), int(np.diff(near.offsets).max())
    dealt = np.array([legacy.choice(61, size=most, replace=False) for _ in range(PERMUTATIONS)])
    gap = conditional_p(numbers(table["value"]), near, dealt) - np.minimum(1, 2 * numbers(table[column]))
    assert np.flatnonzero(np.abs(gap) > 1e-12).tolist() == [23]
    assert gap[23] == pytest.approx(2 / 1000)


def test_own_permutations_agree_within_what_chance_allows(table: dict[str, list[str]], near: Neighbours) -> None:
    found = local_moran(numbers(table["value"]), near, 9_999, seed=3)
    theirs = np.minimum(1, 2 * numbers(table["moran_p"]))
    error = 2 * np.sqrt(theirs / 2 * (1 - theirs / 2) / PERMUTATIONS)
    assert (np.abs(found.p - theirs) <= 4 * error + 2 / PERMUTATIONS).all()
