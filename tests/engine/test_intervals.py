"""What every interval has in common: order, shape, missing values, and what is refused."""

import math
from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from wijkwerk.engine.intervals import (
    byar,
    published,
    ratio_rounding_interval,
    rounding_interval,
    wilson,
)

COUNTS = st.integers(0, 100_000)
CONFIDENCE = st.floats(0.5, 0.9999)
NAN = math.nan


@given(st.lists(st.tuples(COUNTS, COUNTS), min_size=1), CONFIDENCE)
def test_a_wilson_interval_holds_its_share_and_stays_between_none_and_all(
    pairs: list[tuple[int, int]], confidence: float
) -> None:
    numerator = np.array([min(pair) for pair in pairs])
    denominator = np.array([max(pair) for pair in pairs])
    low, high = wilson(numerator, denominator, confidence)
    asked = denominator > 0
    share = numerator[asked] / denominator[asked]
    assert ((low[asked] >= 0) & (low[asked] <= share + 1e-15)).all()
    assert ((share - 1e-15 <= high[asked]) & (high[asked] <= 1)).all()
    assert np.isnan(low[~asked]).all()
    assert np.isnan(high[~asked]).all()


@given(COUNTS, st.integers(1, 100_000), CONFIDENCE)
def test_the_wilson_interval_of_the_others_is_the_mirror_image(numerator: int, more: int, confidence: float) -> None:
    total = numerator + more
    these, others = wilson(numerator, total, confidence), wilson(more, total, confidence)
    assert float(these.low) == pytest.approx(1 - float(others.high), abs=1e-12)
    assert float(these.high) == pytest.approx(1 - float(others.low), abs=1e-12)


@given(COUNTS, st.floats(0.5, 1e6), CONFIDENCE)
def test_a_poisson_interval_holds_its_rate_and_more_confidence_is_wider(
    count: int, exposure: float, confidence: float
) -> None:
    low, high = byar(count, exposure, 1000, confidence)
    rate = 1000 * count / exposure
    assert 0 <= float(low) <= rate <= float(high)
    wider = byar(count, exposure, 1000, (1 + confidence) / 2)
    assert float(wider.low) <= float(low)
    assert float(wider.high) >= float(high)


def test_more_events_never_give_lower_limits_also_where_the_method_changes() -> None:
    low, high = byar(np.arange(200))
    assert (np.diff(low) > 0).all()
    assert (np.diff(high) > 0).all()


def test_no_events_have_a_lower_limit_of_exactly_zero() -> None:
    assert byar(0).low == 0
    assert wilson(0, 37).low == 0
    assert wilson(37, 37).high == 1


def test_a_missing_value_has_a_missing_interval_and_harms_no_neighbour() -> None:
    low, high = wilson([1, NAN, 1], [NAN, 10, 10])
    assert np.isnan([low[:2], high[:2]]).all()
    assert low[2] == pytest.approx(0.017876213)
    low, high = byar([NAN, 104, 3], [2140, NAN, 2140], 1000)
    assert np.isnan([low[:2], high[:2]]).all()
    assert high[2] == pytest.approx(1000 * 8.767273 / 2140)
    assert np.isnan(rounding_interval(NAN, 5)).all()
    assert np.isnan(ratio_rounding_interval([NAN, 5], [10, NAN], numerator_step=5, denominator_step=5)).all()


def test_nobody_asked_or_exposed_is_missing_and_not_an_error() -> None:
    assert np.isnan(wilson(0, 0)).all()
    assert np.isnan(byar(0, 0)).all()


def test_the_answer_has_the_shape_that_the_inputs_broadcast_to() -> None:
    low, high = byar(np.zeros((3, 1)), np.ones(4))
    assert low.shape == high.shape == (3, 4)
    assert np.shape(wilson(1, 2).low) == ()
    assert wilson(np.zeros(0), np.zeros(0)).low.shape == (0,)
    assert low.dtype == np.float64


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: wilson([3, 11], [10, 10]), r"numerator is larger than the denominator at position \(1,\): 11"),
        (lambda: wilson([-1], [10]), "numerator is negative"),
        (lambda: byar([4, -2]), r"count is negative at position \(1,\): -2"),
        (lambda: byar(4, -1), "exposure is negative"),
        (lambda: rounding_interval(4, -5), "rounding step is negative"),
        (lambda: published([1, 5], [2, 4]), r"lower limit is above the upper limit at position \(1,\): 5"),
        (lambda: wilson(1, 2, 95), "confidence must lie between 0 and 1, not 95"),
        (lambda: byar(1, 1, 1, 1.0), "confidence must lie between 0 and 1"),
    ],
)
def test_what_cannot_be_is_refused_with_its_place(call: Callable[[], object], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        call()


def test_rounding_to_the_nearest_is_half_a_unit_and_rounding_by_chance_a_whole_one() -> None:
    assert np.allclose(rounding_interval(67.2, 0.1), (67.15, 67.25))
    assert np.allclose(rounding_interval([180, 0], 10, random=True, minimum=0), ([170, 0], [190, 10]))
    assert np.allclose(rounding_interval(81_140, 0), (81_140, 81_140))


@given(st.integers(0, 10_000), st.integers(1, 10_000), st.sampled_from([0, 5, 10]), st.sampled_from([0, 5]))
def test_a_ratio_of_rounded_counts_holds_the_published_ratio(
    numerator: int, denominator: int, numerator_step: int, denominator_step: int
) -> None:
    low, high = ratio_rounding_interval(
        numerator, denominator, numerator_step=numerator_step, denominator_step=denominator_step, per=100
    )
    if denominator <= denominator_step:
        assert np.isnan([low, high]).all()  # nobody may live there
    else:
        assert 0 <= low <= 100 * numerator / denominator <= high


def test_a_share_of_rounded_counts_never_passes_the_whole() -> None:
    interval = ratio_rounding_interval(60, 60, numerator_step=5, denominator_step=5, per=100, maximum=100)
    assert float(interval.high) == 100
    assert float(interval.low) == pytest.approx(100 * 55 / 65)


def test_half_a_published_interval_is_no_interval() -> None:
    low, high = published([12, 12, NAN], [18, NAN, 18])
    assert (low[0], high[0]) == (12, 18)
    assert np.isnan([low[1:], high[1:]]).all()
