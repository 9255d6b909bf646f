"""False-discovery control: which verdicts stand, and that it keeps its promise on noise."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from wijkwerk.engine.false_discovery import (
    SHARE,
    benjamini_hochberg,
    benjamini_yekutieli,
    p_of_verdict,
    two_sided_p,
)
from wijkwerk.engine.intervals import wilson
from wijkwerk.engine.verdicts import VERDICTS, Verdict, compare

NAN = math.nan
P_VALUES = st.lists(st.one_of(st.just(NAN), st.floats(0, 1)), max_size=40)


@given(P_VALUES)
def test_adjusting_never_makes_a_verdict_stronger_and_keeps_its_order(p_values: list[float]) -> None:
    p, q = np.array(p_values, float), benjamini_hochberg(p_values)
    known = ~np.isnan(p)
    assert np.array_equal(np.isnan(q), ~known)
    assert (q[known] >= p[known] - 1e-15).all()
    order = np.argsort(p[known], kind="stable")
    assert (np.diff(q[known][order]) >= 0).all()
    stricter = benjamini_yekutieli(p_values)[known]
    assert (stricter >= q[known]).all()


@given(P_VALUES, st.integers(0, 1000))
def test_the_order_of_the_questions_does_not_matter(p_values: list[float], seed: int) -> None:
    p = np.array(p_values, float)
    order = np.random.default_rng(seed).permutation(p.size)
    assert np.array_equal(benjamini_hochberg(p[order]), benjamini_hochberg(p)[order], equal_nan=True)


def test_a_verdict_that_could_not_be_made_is_no_question() -> None:
    assert benjamini_hochberg([0.01, NAN, 0.04])[[0, 2]] == pytest.approx([0.02, 0.04])


def test_a_table_keeps_its_shape() -> None:
    p = np.array([[0.01, 0.02], [0.03, 0.04]])
    assert benjamini_hochberg(p) == pytest.approx(np.full((2, 2), 0.04))
    assert benjamini_hochberg([]).shape == (0,)
    assert float(benjamini_hochberg(0.03)) == pytest.approx(0.03)


def test_on_noise_a_page_of_verdicts_raises_a_false_alarm_one_time_in_twenty() -> None:
    """Where nothing is the matter every alarm is false, so a page with any has a share of 1."""
    generator = np.random.default_rng(8)
    pages = [generator.random(62) for _ in range(2000)]
    alarms = np.mean([(benjamini_hochberg(page) <= SHARE).any() for page in pages])
    plain = np.mean([(page <= SHARE).any() for page in pages])
    assert 0.03 < alarms < 0.07
    assert plain > 0.9


def test_among_true_differences_the_share_of_false_alarms_stays_below_the_level() -> None:
    generator = np.random.default_rng(9)
    shares = []
    for _ in range(400):
        p = two_sided_p(np.concatenate([generator.normal(0, 1, 40), generator.normal(4, 1, 20)]), 1)
        alarm = benjamini_hochberg(p) <= SHARE
        shares.append(alarm[:40].sum() / max(alarm.sum(), 1))
    assert np.mean(shares) < SHARE


def test_a_difference_without_an_error_has_no_p() -> None:
    assert np.isnan(two_sided_p([1, NAN, 1, 1], [0, 1, NAN, -1])).all()
    assert float(two_sided_p(0, 1)) == 1


def test_what_is_no_chance_is_refused() -> None:
    with pytest.raises(ValueError, match=r"between 0 and 1, not 1\.5 at position \(1,\)"):
        benjamini_hochberg([0.5, 1.5])
    with pytest.raises(ValueError, match=r"not -0\.1"):
        benjamini_yekutieli([-0.1])


# Quarters, so that sums and differences are exact and touching is touching.
ARMS = st.integers(1, 40).map(lambda quarter: quarter / 4)
POSITIONS = st.integers(-200, 200).map(lambda quarter: quarter / 4)


@given(POSITIONS, ARMS, ARMS, POSITIONS, st.one_of(st.just(NAN), ARMS), ARMS)
def test_a_p_below_five_per_cent_is_a_clear_verdict(
    value: float, down: float, up: float, benchmark: float, bench_down: float, bench_up: float
) -> None:
    figures = (value, value - down, value + up, benchmark, benchmark - bench_down, benchmark + bench_up)
    clear = VERDICTS[int(compare(*figures))] in {Verdict.CLEARLY_HIGHER, Verdict.CLEARLY_LOWER}
    p = float(p_of_verdict(*figures))
    assert (p < 0.05 - 1e-9) == clear
    if not clear:
        assert p >= 0.05 - 1e-9


def test_the_p_of_a_share_is_that_of_wilsons_arm_towards_the_benchmark() -> None:
    low, high = wilson(2, 40)
    assert float(p_of_verdict(0.05, low, high, high)) == pytest.approx(0.05)
    assert float(p_of_verdict(0.05, low, high, low)) == pytest.approx(0.05)
    assert float(p_of_verdict(0.05, low, high, 0.05)) == 1


def test_what_is_no_question_of_chance_has_no_p() -> None:
    assert np.isnan(p_of_verdict([NAN, 3, 3, 3], [1, NAN, 3, 2], [5, 5, 3, NAN], [2, 2, 2, 2])).all()
    assert np.isnan(p_of_verdict(3, 2, 4, NAN))
    # A register figure beside a benchmark from a sample is one again.
    assert float(p_of_verdict(3, 3, 3, 5, 4, 6)) == pytest.approx(2 * 4.430e-5, rel=1e-3)
