"""Places under many weights: shares that add up, ties that share, missing that stays missing."""

import math
from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from wijkwerk.engine.dominance import dominance
from wijkwerk.engine.smaa import acceptability
from wijkwerk.engine.weight_draws import draw_weights

NAN = math.nan
WEIGHTS = draw_weights(3, 300, seed=1)
# Small whole numbers, so that equal totals happen.
TABLES = st.lists(st.tuples(*[st.integers(0, 4)] * 3), min_size=1, max_size=8)


@given(TABLES)
def test_every_candidate_has_a_place_and_every_place_a_candidate(rows: list) -> None:
    ranks = acceptability(rows, WEIGHTS).ranks
    assert ranks.sum(axis=0) == pytest.approx(np.ones(len(rows)))
    assert ranks.sum(axis=1) == pytest.approx(np.ones(len(rows)))
    assert (ranks >= 0).all()


@given(TABLES)
def test_each_draw_alone_ranks_as_its_totals_do(rows: list) -> None:
    """Slow: per draw a sorted list, ties sharing the places they stand on."""
    scores = np.array(rows, float)
    slow = np.zeros((len(rows), len(rows)))
    for weight in WEIGHTS[:20]:
        totals = [sum(w * s for w, s in zip(weight, row, strict=True)) for row in scores]
        for candidate, total in enumerate(totals):
            above = sum(other > total + 1e-9 for other in totals)
            tied = sum(abs(other - total) <= 1e-9 for other in totals)
            slow[candidate, above : above + tied] += 1 / tied / 20
    assert acceptability(scores, WEIGHTS[:20]).ranks == pytest.approx(slow)


@given(TABLES)
def test_who_is_beaten_on_everything_is_never_first(rows: list) -> None:
    found, beaten = acceptability(rows, WEIGHTS), dominance(rows)
    never = beaten.on_every.any(axis=1)
    assert (found.ranks[never, 0] == 0).all()
    assert np.isnan(found.central[never]).all()
    assert np.isnan(found.confidence[never]).all()


@given(TABLES, st.integers(0, 7), st.integers(0, 2))
def test_a_stronger_case_never_loses_first_places(rows: list, candidate: int, criterion: int) -> None:
    candidate %= len(rows)
    stronger = np.array(rows, float)
    stronger[candidate, criterion] += 1
    before, after = acceptability(rows, WEIGHTS), acceptability(stronger, WEIGHTS)
    assert after.ranks[candidate, 0] >= before.ranks[candidate, 0] - 1e-12


def test_identical_candidates_share_their_places_half_and_half() -> None:
    scores = [[0.1 + 0.2, 0.7, 0.3], [0.1 + 0.2, 0.7, 0.3], [0.0, 0.1, 0.2]]
    found = acceptability(scores, draw_weights(3, 1000, seed=2))
    assert found.ranks[:2, :2] == pytest.approx(np.full((2, 2), 0.5))
    assert found.ranks[2].tolist() == [0, 0, 1]
    assert found.confidence[:2].tolist() == [0.5, 0.5]


def test_totals_that_differ_in_their_last_bit_are_one_total() -> None:
    """0.1 × 3 + 0.2 × 6 is not 0.3 × 5 to the last bit."""
    assert acceptability([[3.0, 6.0, 0.0], [0.0, 0.0, 5.0]], [[0.1, 0.2, 0.3]]).ranks == pytest.approx(
        np.full((2, 2), 0.5)
    )


def test_a_candidate_with_a_missing_judgement_is_not_ranked_and_moves_nobody() -> None:
    whole = acceptability([[1, 2, 3], [3, 1, 1]], WEIGHTS)
    found = acceptability([[1, 2, 3], [9, NAN, 9], [3, 1, 1]], WEIGHTS)
    assert found.left_out == (1,)
    assert np.isnan(found.ranks[1]).all()
    assert np.isnan(found.central[1]).all()
    assert np.isnan(found.confidence[1])
    assert np.array_equal(found.ranks[[0, 2], :2], whole.ranks)
    assert found.ranks[[0, 2], 2].tolist() == [0, 0]
    nobody = acceptability([[NAN, 1, 1]], WEIGHTS)
    assert np.isnan(nobody.ranks).all()


def test_uncertain_judgements_give_a_confidence_between_never_and_always() -> None:
    weights = draw_weights(2, 2000, seed=3)
    fixed = np.array([[0.8, 0.2], [0.2, 0.7]])
    drawn = fixed + np.random.default_rng(4).normal(0, 0.2, (2000, 2, 2))
    assert acceptability(fixed, weights).confidence.tolist() == [1, 1]
    found = acceptability(drawn, weights)
    assert ((found.confidence > 0.6) & (found.confidence < 1)).all()
    assert found.ranks.sum(axis=0) == pytest.approx([1, 1])


def test_scaling_the_weights_changes_nothing() -> None:
    scores = np.random.default_rng(5).random((6, 3))
    one, other = acceptability(scores, WEIGHTS), acceptability(scores, 7 * WEIGHTS)
    assert np.allclose(one.ranks, other.ranks)
    assert np.allclose(one.central, other.central, equal_nan=True)
    assert one.draws == 300


def test_one_candidate_alone_is_first() -> None:
    found = acceptability([[1, 2, 3]], WEIGHTS)
    assert found.ranks.tolist() == [[1]]
    assert found.central[0] == pytest.approx(WEIGHTS.mean(axis=0))


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: acceptability([[1, 2]], WEIGHTS), "do not fit weights of the shape"),
        (lambda: acceptability(np.zeros((0, 3)), WEIGHTS), "do not fit weights of the shape"),
        (lambda: acceptability(np.zeros((2, 4, 3)), WEIGHTS), "do not fit weights of the shape"),
        (lambda: acceptability([[1, 2]], [0.5, 0.5]), r"shape \(draws, criteria\), not \(2,\)"),
        (lambda: acceptability([[1, 2]], [[0.5, 0.5], [1.5, -0.5]]), "draw 1 holds a weight that is negative"),
        (lambda: acceptability([[1, 2]], [[0, 0]]), "draw 0 holds a weight that is negative or missing, or only zeros"),
        (lambda: acceptability([[1, 2]], [[NAN, 1]]), "draw 0 holds"),
    ],
)
def test_what_cannot_be_is_refused(call: Callable[[], object], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        call()
