"""Places, with ties shown as ties."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from wijkwerk.engine.ranks import Ties, ranks, ranks_per_column

NAN = np.nan
SCORES = st.lists(st.one_of(st.just(NAN), st.integers(-20, 20).map(float)), max_size=30)


def test_one_is_the_highest_and_equals_share_a_place() -> None:
    np.testing.assert_array_equal(ranks([70, 90, 70, 60]), [2, 1, 2, 4])
    np.testing.assert_array_equal(ranks([70, 90, 70, 60], highest_first=False), [2, 4, 2, 1])


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        (Ties.AVERAGE, [1, 2.5, 2.5, 4]),
        (Ties.LOWEST, [1, 2, 2, 4]),
        (Ties.HIGHEST, [1, 3, 3, 4]),
        (Ties.DENSE, [1, 2, 2, 3]),
        (Ties.ORDINAL, [1, 2, 3, 4]),
    ],
)
def test_every_rule_as_it_is_described(rule: Ties, expected: list[float]) -> None:
    np.testing.assert_array_equal(ranks([9, 5, 5, 1], ties=rule), expected)


def test_an_area_without_a_score_has_no_place_and_takes_none() -> None:
    np.testing.assert_array_equal(ranks([NAN, 5, NAN, 9]), [NAN, 2, NAN, 1])
    np.testing.assert_array_equal(ranks([NAN, NAN]), [NAN, NAN])
    assert ranks([]).shape == (0,)


def test_scores_that_differ_in_their_last_bit_only_are_tied_within_a_tolerance() -> None:
    scores = [0.1 + 0.2, 0.3, 0.2]
    np.testing.assert_array_equal(ranks(scores), [1, 2, 3])
    np.testing.assert_array_equal(ranks(scores, tolerance=1e-9), [1, 1, 3])


def test_a_row_of_small_steps_does_not_become_one_tie() -> None:
    np.testing.assert_array_equal(ranks([5, 4, 3, 2, 1], tolerance=1), [1, 1, 3, 3, 5])


@pytest.mark.parametrize("tolerance", [-1, NAN])
def test_a_tolerance_below_zero_is_refused(tolerance: float) -> None:
    with pytest.raises(ValueError, match="tolerance"):
        ranks([1, 2], tolerance=tolerance)


def test_an_infinite_score_is_refused_with_its_position() -> None:
    with pytest.raises(ValueError, match="position 1"):
        ranks([1, np.inf])


def test_an_unknown_rule_of_ties_is_refused() -> None:
    with pytest.raises(ValueError, match="olympic"):
        ranks([1, 2], ties="olympic")


def test_columns_are_ranked_apart() -> None:
    found = ranks_per_column([[1, 9], [2, NAN], [3, 8]])
    np.testing.assert_array_equal(found, [[3, 1], [2, NAN], [1, 2]])


@given(SCORES, st.sampled_from([0, 1, 2.5, 7]))
def test_groups_within_a_tolerance_are_those_of_walking_down_the_list(scores: list[float], tolerance: float) -> None:
    found = ranks(scores, tolerance=tolerance)
    known = sorted((score for score in scores if score == score), reverse=True)
    first, place = np.inf, 0
    expected: dict[float, int] = {}
    for position, score in enumerate(known, start=1):
        if first - score > tolerance:
            first, place = score, position
        expected[score] = place
    np.testing.assert_array_equal(found, [expected.get(score, NAN) for score in scores])


@given(SCORES, st.sampled_from([Ties.AVERAGE, Ties.LOWEST, Ties.HIGHEST, Ties.DENSE]), st.data())
def test_the_order_of_the_areas_does_not_matter(scores: list[float], rule: Ties, data: st.DataObject) -> None:
    order = data.draw(st.permutations(range(len(scores))))
    moved = ranks([scores[i] for i in order], ties=rule)
    np.testing.assert_array_equal(moved, ranks(scores, ties=rule)[list(order)] if scores else [])


@given(SCORES)
def test_average_places_sum_to_what_places_without_ties_sum_to(scores: list[float]) -> None:
    count = sum(1 for score in scores if score == score)
    assert np.nansum(ranks(scores, ties=Ties.AVERAGE)) == pytest.approx(count * (count + 1) / 2)
