"""Drawn weights: all of them allowed, evenly spread, repeatable, and refused where nothing fits."""

from collections.abc import Callable
from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from wijkwerk.engine import weight_draws
from wijkwerk.engine.weight_draws import draw_weights

LIMITS = st.lists(st.tuples(st.floats(0, 1), st.floats(0, 1)), min_size=1, max_size=6)


@given(LIMITS, st.integers(0, 100))
@settings(max_examples=60)
def test_drawn_weights_respect_every_range_or_there_are_none(limits: list, seed: int) -> None:
    low, high = np.sort(np.array(limits), axis=1).T
    if low.sum() > 1 + 1e-6 or high.sum() < 1 - 1e-6:
        with pytest.raises(ValueError, match="no weights respect"):
            draw_weights(len(limits), 5, seed=seed, low=low, high=high)
    elif low.sum() < 1 - 1e-6 and high.sum() > 1 + 1e-6:
        weights = draw_weights(len(limits), 5, seed=seed, low=low, high=high)
        assert weights.shape == (5, len(limits))
        assert weights.sum(axis=1) == pytest.approx(np.ones(5))
        assert ((weights >= low - 1e-9) & (weights <= high + 1e-9)).all()


@pytest.mark.parametrize("high", [None, [0.9] * 5])
@pytest.mark.parametrize("order", [[[3], [1], [4], [0], [2]], [[2, 3], [0]], [[1], [0, 2, 3, 4]]])
def test_drawn_weights_respect_the_order(order: list[list[int]], high: list[float] | None) -> None:
    weights = draw_weights(5, 500, seed=1, order=order, high=high)
    for above, below in pairwise(order):
        assert (weights[:, above].min(axis=1) >= weights[:, below].max(axis=1) - 1e-9).all()


def test_the_same_seed_repeats_to_the_bit() -> None:
    for limits in ({}, {"low": [0.1, 0.1, 0.0]}):
        one, again, other = (draw_weights(3, 50, seed=seed, **limits) for seed in (1, 1, 2))
        assert np.array_equal(one, again)
        assert not np.array_equal(one, other)


def test_without_limits_every_criterion_weighs_the_same_on_average() -> None:
    """A weight of even draws over n criteria is Beta(1, n − 1)."""
    weights = draw_weights(4, 40_000, seed=1)
    assert weights.mean(axis=0) == pytest.approx(np.full(4, 0.25), abs=0.004)
    assert weights.var(axis=0) == pytest.approx(np.full(4, 3 / 80), rel=0.03)


def test_a_complete_order_has_the_known_means() -> None:
    """1/n Σ 1/i from the place on: (1 + 1/2 + 1/3)/3, (1/2 + 1/3)/3, (1/3)/3."""
    means = draw_weights(3, 40_000, seed=1, order=[[1], [2], [0]]).mean(axis=0)
    assert means == pytest.approx([1 / 9, 11 / 18, 5 / 18], abs=0.005)


def test_the_walk_has_forgotten_its_start_after_its_sweeps() -> None:
    """Tight ranges and an order of ten criteria: twice as many sweeps find the same means, within their error."""
    limits = {"low": [0.02] * 10, "high": [0.3] + [0.2] * 9, "order": [[0], [1], [2], [3, 4], [5]]}
    usual = draw_weights(10, 6_000, seed=1, **limits)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(weight_draws, "_SWEEPS", 3 * weight_draws._SWEEPS)
        longer = draw_weights(10, 6_000, seed=2, **limits)
    error = longer.std(axis=0) * np.sqrt(2 / 6_000)
    assert (np.abs(usual.mean(axis=0) - longer.mean(axis=0)) <= 4.5 * error).all()
    assert usual.std(axis=0) == pytest.approx(longer.std(axis=0), rel=0.06)


def test_weights_that_are_fixed_stay_fixed() -> None:
    weights = draw_weights(3, 20, seed=1, low=[0.2, 0.3, 0.5], high=[0.2, 0.3, 0.5])
    assert weights == pytest.approx(np.tile([0.2, 0.3, 0.5], (20, 1)))
    half = draw_weights(3, 200, seed=1, low=[0.5, 0, 0], high=[0.5, 1, 1])
    assert half[:, 0] == pytest.approx(np.full(200, 0.5))
    assert half[:, 1].std() > 0.1
    assert draw_weights(1, 3, seed=1).tolist() == [[1], [1], [1]]


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: draw_weights(0, 5, seed=1), "at least one criterion and one draw are needed, not 0 and 5"),
        (lambda: draw_weights(2, 0, seed=1), "at least one criterion and one draw are needed, not 2 and 0"),
        (lambda: draw_weights(2, 5, seed=1, low=[0.6, 0.6]), "no weights respect"),
        (lambda: draw_weights(2, 5, seed=1, high=[0.2, 0.2]), "no weights respect"),
        (lambda: draw_weights(2, 5, seed=1, order=[[0], [1]], low=[0, 0.6]), "no weights respect"),
        (lambda: draw_weights(2, 5, seed=1, low=[0.5, 0], high=[0.4, 1]), "criterion 0 has a range upside down"),
        (lambda: draw_weights(2, 5, seed=1, low=[0, 50]), "low of criterion 1 must lie between 0 and 1, not at 50"),
        (lambda: draw_weights(2, 5, seed=1, high=[np.nan, 1]), "high of criterion 0 must lie between 0 and 1"),
        (lambda: draw_weights(2, 5, seed=1, low=[0.1]), "low must give 2 limits, not 1"),
        (lambda: draw_weights(2, 5, seed=1, order=[[0], [2]]), "the order names criterion 2, of 2"),
        (lambda: draw_weights(2, 5, seed=1, order=[[0], [0]]), "the order names criterion 0 twice"),
        (lambda: draw_weights(2, 5, seed=1, order=[[0], [], [1]]), "the order holds an empty group"),
    ],
)
def test_what_cannot_be_is_refused(call: Callable[[], object], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        call()
