"""Bands, chances and bars from ranks, as one would count them on paper."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from wijkwerk.engine.method_uncertainty import RankTable
from wijkwerk.engine.rank_bands import among_first, place_counts, rank_bands
from wijkwerk.engine.variant_ranks import rank_rows

_ = np.nan


def table(
    ranks: list[list[float]], *, failed: int = 0, places: tuple[int, ...] = (), first: object = None
) -> RankTable:
    """Ranks per draw; the last `failed` draws did not work."""
    doubled = np.nan_to_num(np.array(ranks, float) * 2).astype(np.uint16)
    lost = np.arange(len(ranks)) >= len(ranks) - failed
    shares = np.zeros((doubled.shape[1], len(places))) if first is None else np.asarray(first, float)
    return RankTable(doubled, lost, (), places, shares)


def test_the_band_goes_from_the_fifth_to_the_ninety_fifth_of_a_hundred():
    found = rank_bands(table([[rank] for rank in range(100, 0, -1)]))
    assert (found.low.tolist(), found.median.tolist(), found.high.tolist()) == ([5], [50], [95])


def test_the_bounds_of_a_band_were_really_taken():
    found = rank_bands(table([[1.5]] * 6 + [[9]] * 4), share=0.5)
    assert (found.low.tolist(), found.median.tolist(), found.high.tolist()) == ([1.5], [1.5], [9])


def test_without_noise_the_band_is_a_point():
    found = rank_bands(table([[2, 1, 3]] * 7))
    assert found.low.tolist() == found.median.tolist() == found.high.tolist() == [2, 1, 3]


def test_a_band_of_everything_goes_from_best_to_worst():
    found = rank_bands(table([[3], [1], [4], [2]]), share=1)
    assert (found.low.tolist(), found.high.tolist()) == ([1], [4])


def test_draws_without_a_rank_do_not_count_in_the_band_but_are_shown():
    found = rank_bands(table([[4, _], [2, _], [_, _], [6, _]], failed=1))
    assert found.ranked.tolist() == [3, 0]
    assert found.computed == 3
    np.testing.assert_array_equal(found.low, [2, _])
    np.testing.assert_array_equal(found.median, [4, _])
    np.testing.assert_array_equal(found.high, [6, _])


@pytest.mark.parametrize("share", [-0.1, 1.1])
def test_a_share_that_is_none_is_refused(share: float):
    with pytest.raises(ValueError, match="between 0 and 1"):
        rank_bands(table([[1]]), share)


@given(
    st.lists(st.lists(st.integers(1, 40), min_size=3, max_size=3), min_size=1, max_size=60),
    st.sampled_from([0.5, 0.8, 0.9, 0.95, 1.0]),
)
def test_at_least_the_share_of_the_draws_lies_within_the_band(ranks: list[list[int]], share: float):
    found = rank_bands(table(ranks), share)
    drawn = np.array(ranks)
    assert (((drawn >= found.low) & (drawn <= found.high)).mean(axis=0) >= share - 1e-9).all()
    expected = np.quantile(drawn, [(1 - share) / 2, 0.5, (1 + share) / 2], axis=0, method="inverted_cdf")
    if share < 1:
        assert np.array([found.low, found.median, found.high]).tolist() == expected.tolist()


def test_a_large_table_is_taken_in_pieces_that_do_not_show(monkeypatch: pytest.MonkeyPatch):
    ranks = np.argsort(np.random.default_rng(1).random((50, 23)), axis=1).argsort(axis=1) + 1
    whole = rank_bands(table(ranks.tolist()))
    monkeypatch.setattr("wijkwerk.engine.rank_bands._AT_ONCE", 200)
    pieces = rank_bands(table(ranks.tolist()))
    assert whole.low.tolist() == pieces.low.tolist()
    assert whole.high.tolist() == pieces.high.tolist()


def test_chances_are_shares_of_the_draws_that_worked():
    ranks = [[1, 2, _], [2, 1, _], [1, 2, _], [_, _, _]]
    found = among_first(table(ranks, failed=1, places=(1, 2), first=[[2, 3], [1, 3], [0, 0]]))
    np.testing.assert_allclose(found, [[2 / 3, 1], [1 / 3, 1], [_, _]])


def test_equal_areas_on_place_one_are_first_in_half_of_the_draws():
    ranked = rank_rows(np.array([[5.0, 5, 1]] * 8), (1,))
    found = among_first(RankTable(ranked.doubled, np.zeros(8, bool), (), (1,), ranked.first))
    assert found.tolist() == [[0.5], [0.5], [0]]


def test_nothing_that_worked_gives_no_chance_at_all():
    found = among_first(table([[_, _]], failed=1, places=(1,), first=[[0], [0]]))
    assert np.isnan(found).all()


def test_bars_count_the_places_and_share_a_half():
    counts = place_counts(table([[1, 2, 3], [1, 2.5, 2.5], [2, 1, _]]))
    assert counts.tolist() == [[2, 1, 0], [1, 1.5, 0.5], [0, 0.5, 1.5]]


def test_bars_of_an_area_add_up_to_its_ranked_draws():
    scores = np.random.default_rng(2).integers(0, 4, (30, 9)).astype(float)
    scores[scores == 0] = _
    ranked = rank_rows(scores)
    whole = RankTable(ranked.doubled, np.zeros(30, bool), (), (), ranked.first)
    assert place_counts(whole).sum(axis=1).tolist() == rank_bands(whole).ranked.tolist()
