"""Ranks of many rows at once: the same as counting, with ties shared."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.reference import slow_uncertainty as slow

from wijkwerk.engine.variant_ranks import rank_rows, rank_type

_ = np.nan


def places(rows: list[list[float]]) -> list[list[float]]:
    doubled = rank_rows(np.array(rows, np.float64)).doubled.astype(float)
    return np.where(doubled > 0, doubled / 2, -1).tolist()


def first(rows: list[list[float]], *n: int) -> list[list[float]]:
    return rank_rows(np.array(rows, np.float64), n).first.tolist()


def test_the_highest_score_is_first():
    assert places([[3, 1, 2], [-1, 0, -2]]) == [[1, 3, 2], [2, 1, 3]]


def test_equal_scores_share_the_average_of_their_places():
    assert places([[5, 7, 5, 1], [2, 2, 2, 2], [1, 1, 3, 3]]) == [
        [2.5, 1, 2.5, 4],
        [2.5, 2.5, 2.5, 2.5],
        [3.5, 3.5, 1.5, 1.5],
    ]


def test_an_area_without_a_score_takes_no_place():
    assert places([[3, _, 2], [_, _, 1], [_, _, _]]) == [[1, -1, 2], [-1, -1, 1], [-1, -1, -1]]


def test_one_area_is_first_and_no_area_is_nothing():
    assert places([[4.0]]) == [[1]]
    assert rank_rows(np.empty((2, 0)), (1,)).doubled.shape == (2, 0)
    assert rank_rows(np.empty((0, 3)), (1,)).first.tolist() == [[0], [0], [0]]


def test_the_last_bits_of_a_sum_are_no_difference():
    once, again = 0.1 + 0.2 + 0.3, 0.3 + 0.2 + 0.1
    assert once != again
    assert places([[once, again, 5.0]]) == [[2.5, 2.5, 1]]
    assert places([[once, again, once]]) == [[2, 2, 2]]


def test_a_difference_of_a_billionth_of_the_spread_is_a_difference():
    assert places([[0, 100, 50, 50 + 1e-7]]) == [[4, 1, 3, 2]]


def test_equal_scores_share_out_the_places_among_the_first():
    assert first([[9, 9, 5]], 1, 2, 3) == [[0.5, 1, 1], [0.5, 1, 1], [0, 0, 1]]
    assert first([[9, 5, 5, 5]], 2)[1:] == [[pytest.approx(1 / 3)]] * 3
    assert first([[9, 5, 5], [5, 5, 9]], 1) == [[1], [0], [1]]


def test_more_places_than_areas_are_all_places():
    assert first([[9, 5, _]], 10) == [[1], [1], [0]]


def test_every_row_gives_away_exactly_n_places():
    rows = np.random.default_rng(1).integers(0, 6, (200, 40)).astype(float)
    assert rank_rows(rows, (1, 7, 40)).first.sum(axis=0) == pytest.approx([200, 1400, 8000], abs=1e-9)


@given(
    st.lists(
        st.lists(st.sampled_from([_, 0.0, 1.0, 2.5, -3.0, 1e6, 1e6 + 1]), min_size=5, max_size=5),
        min_size=1,
        max_size=6,
    )
)
def test_ranks_are_those_of_counting(rows: list[list[float]]):
    for found, row in zip(places(rows), rows, strict=True):
        assert found == np.nan_to_num(slow.ranks(row), nan=-1).tolist()


@given(st.permutations(range(8)), st.integers(0, 1000))
def test_the_order_of_the_areas_does_not_matter(order: list[int], seed: int):
    scores = np.random.default_rng(seed).integers(0, 5, 8).astype(float)
    assert places([scores[order].tolist()])[0] == np.array(places([scores.tolist()])[0])[order].tolist()


@pytest.mark.parametrize("areas", [2**14 - 1, 2**14 + 1, 2**15 + 3])
def test_the_whole_country_and_more_keeps_its_numbers(areas: int):
    order = np.random.default_rng(2).permutation(areas)
    found = rank_rows(order[None, :] / areas, (10,))
    assert (found.doubled[0] // 2).tolist() == (areas - order).tolist()
    assert np.flatnonzero(found.first[:, 0]).tolist() == sorted(np.argsort(-order)[:10].tolist())
    assert found.doubled.dtype == rank_type(areas)
