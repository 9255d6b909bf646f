"""Funnels: they narrow with size, only widen with over-dispersion, and place every area."""

import math
from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from wijkwerk.engine.funnel import (
    OUTER_CONFIDENCE,
    Place,
    dispersion,
    dispersion_of_rates,
    dispersion_of_shares,
    places,
    rate_limits,
    share_limits,
)
from wijkwerk.engine.intervals import Interval

NAN = math.nan
SIZES = st.lists(st.integers(1, 50_000), min_size=1, max_size=20)
TAU2 = st.sampled_from([0.0, 0.001, 0.05, 0.5])


@given(SIZES, st.floats(0.01, 0.99), TAU2)
def test_a_share_funnel_holds_its_benchmark_within_none_and_all(
    sizes: list[int], benchmark: float, tau2: float
) -> None:
    low, high = share_limits(sizes, benchmark, tau2=tau2)
    assert ((low >= 0) & (low <= benchmark) & (benchmark <= high) & (high <= 1)).all()


@given(SIZES, st.floats(0.1, 500), TAU2)
def test_a_rate_funnel_holds_its_benchmark_and_the_outer_one_holds_the_inner(
    sizes: list[int], benchmark: float, tau2: float
) -> None:
    inner = rate_limits(sizes, benchmark, 1000, tau2=tau2)
    outer = rate_limits(sizes, benchmark, 1000, OUTER_CONFIDENCE, tau2)
    assert (inner.low >= 0).all()
    assert ((inner.low <= benchmark) & (benchmark <= inner.high)).all()
    assert (outer.low <= inner.low).all()
    assert (outer.high >= inner.high).all()


@pytest.mark.parametrize("limits", [share_limits, rate_limits])
@given(sizes=SIZES, benchmark=st.floats(0.05, 0.95), tau2=TAU2)
def test_over_dispersion_only_widens(
    limits: Callable[..., Interval], sizes: list[int], benchmark: float, tau2: float
) -> None:
    narrow, wide = limits(sizes, benchmark), limits(sizes, benchmark, tau2=tau2)
    assert (wide.low <= narrow.low).all()
    assert (wide.high >= narrow.high).all()


def test_a_larger_area_has_a_narrower_funnel() -> None:
    sizes = np.arange(10, 3000, 10)
    for limits in (share_limits(sizes, 0.4), rate_limits(sizes, 40, 1000), share_limits(sizes, 0.4, tau2=0.01)):
        assert (np.diff(limits.high - limits.low) < 0).all()


def test_the_lower_limit_is_zero_where_no_events_at_all_are_common() -> None:
    """P(0 events) = exp(−E): below 3.69 expected events it is above 2.5 %."""
    low = rate_limits([3600, 3700], 1, 1000).low
    assert low[0] == 0
    assert low[1] > 0


def test_an_area_without_people_has_no_limits_and_no_place() -> None:
    inner, outer = (rate_limits([0, NAN, 100], 5, 100, c) for c in (0.95, 0.998))
    assert np.isnan(inner.low[:2]).all()
    assert places([0, 1, NAN], inner, outer).tolist() == [Place.CANNOT_TELL] * 3


def test_a_place_follows_from_both_funnels_and_on_the_limit_is_within() -> None:
    inner, outer = Interval(np.array(4.0), np.array(6.0)), Interval(np.array(3.0), np.array(7.0))
    found = places([2.9, 3, 3.9, 4, 5, 6, 6.1, 7, 7.1], inner, outer)
    assert found.tolist() == [-2, -1, -1, 0, 0, 0, 1, 1, 2]
    assert found.dtype == np.int8


def test_where_chance_explains_all_there_is_no_over_dispersion() -> None:
    generator = np.random.default_rng(4)
    n = generator.integers(200, 4000, 500)
    found = dispersion_of_rates(generator.poisson(n * 0.05), n, 0.05)
    assert found.areas == 500
    assert found.phi < 1
    assert found.tau2 == 0


def test_over_dispersion_finds_about_the_variance_that_was_put_in() -> None:
    """Drawing in a tenth on both ends takes some of it away, as it is meant to."""
    generator = np.random.default_rng(4)
    n = np.full(4000, 3000)
    angle = np.arcsin(np.sqrt(0.3)) + generator.normal(0, 0.05, n.size)
    found = dispersion_of_shares(generator.binomial(n, np.sin(angle) ** 2), n, 0.3)
    assert 0.5 * 0.05**2 < found.tau2 < 0.05**2
    every = dispersion((angle - np.arcsin(np.sqrt(0.3))) * 2 * np.sqrt(n), 1 / (2 * np.sqrt(n)), winsorised=0)
    assert every.phi * (1 / (4 * 3000)) == pytest.approx(0.05**2, rel=0.1)


def test_one_extreme_area_does_not_widen_the_funnel_until_it_fits() -> None:
    z = np.concatenate([np.linspace(-2, 2, 99), [60.0]])
    assert dispersion(z, 0.1).phi < 2
    assert dispersion(z, 0.1, winsorised=0).phi > 30


def test_missing_areas_take_no_part_and_none_at_all_is_an_answer() -> None:
    assert dispersion([1.0, NAN, -2.0], [0.1, 0.1, 0.2]) == dispersion([1.0, -2.0], [0.1, 0.2])
    nothing = dispersion([NAN], [0.1])
    assert math.isnan(nothing.phi)
    assert (nothing.tau2, nothing.areas) == (0, 0)
    assert dispersion([5.0], [0.1]).tau2 == 0
    assert dispersion_of_rates([NAN, 3, 3], [10, 0, 10], 0.3).areas == 1


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: share_limits([10], 1.2), "benchmark must be a share between 0 and 1, not 1.2"),
        (lambda: share_limits([10, -4], 0.2), "size of area 1 is negative: -4"),
        (lambda: rate_limits([10], 0), "benchmark must be a rate above 0, not 0"),
        (lambda: rate_limits([10], 1, confidence=95), "confidence must lie between 0 and 1, not 95"),
        (lambda: rate_limits([10], 1, tau2=-1), "tau2 must be 0 or more, not -1"),
        (lambda: dispersion([1.0], [1.0], winsorised=0.5), "share to draw in must lie from 0 up to 0.5, not 0.5"),
    ],
)
def test_what_cannot_be_is_refused(call: Callable[[], object], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        call()
