"""When a figure is clearly different, when it is not, and when nobody can tell."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from wijkwerk.engine.verdicts import (
    RELEVANCE_MARGIN,
    VERDICTS,
    Comparison,
    Estimate,
    Verdict,
    compare,
    judge,
    judge_change,
    rest_of,
)

NAN = math.nan
CELLS = st.one_of(st.just(NAN), st.floats(-1e6, 1e6))


def test_a_figure_is_clearly_different_only_when_its_whole_interval_is() -> None:
    interval = Estimate(15, 12, 18)
    assert judge(interval, Estimate(11)).verdict == Verdict.CLEARLY_HIGHER
    assert judge(interval, Estimate(19)).verdict == Verdict.CLEARLY_LOWER
    assert judge(interval, Estimate(13)).verdict == Verdict.NOT_CLEARLY_DIFFERENT


def test_touching_the_benchmark_is_not_clearly_different() -> None:
    assert judge(Estimate(15, 12, 18), Estimate(12)).verdict == Verdict.NOT_CLEARLY_DIFFERENT
    assert judge(Estimate(15, 12, 18), Estimate(18)).verdict == Verdict.NOT_CLEARLY_DIFFERENT


def test_an_uncertain_benchmark_counts_with_its_own_interval() -> None:
    assert judge(Estimate(15, 12, 18), Estimate(11, 9, 13)).verdict == Verdict.NOT_CLEARLY_DIFFERENT
    assert judge(Estimate(15, 12, 18), Estimate(11, 10.5, 11.5)).verdict == Verdict.CLEARLY_HIGHER


@pytest.mark.parametrize(
    ("figure", "benchmark"),
    [
        (Estimate(None), Estimate(10)),
        (Estimate(NAN, 1, 2), Estimate(10)),
        (Estimate(15, 12, 18), Estimate(None)),
        (Estimate(15), Estimate(10)),  # no interval and no margin: nothing to go by
        (Estimate(15, None, 18), Estimate(10)),
    ],
)
def test_what_is_missing_cannot_be_told(figure: Estimate, benchmark: Estimate) -> None:
    assert judge(figure, benchmark).verdict == Verdict.CANNOT_TELL


def test_a_register_mean_must_also_be_beyond_the_relevance_margin() -> None:
    """De Noork's WOZ, 207 k€ beside 378 k€ of the country; a buurt at 365 is within 5 %."""
    benchmark = Estimate(378)
    assert judge(Estimate(207), benchmark, margin=RELEVANCE_MARGIN) == Comparison(Verdict.CLEARLY_LOWER, by_margin=True)
    assert judge(Estimate(365), benchmark, margin=RELEVANCE_MARGIN).verdict == Verdict.NOT_CLEARLY_DIFFERENT
    assert judge(Estimate(359, 358.5, 359.5), benchmark, margin=RELEVANCE_MARGIN).verdict == (
        Verdict.NOT_CLEARLY_DIFFERENT
    )
    assert judge(Estimate(358, 357.5, 358.5), benchmark, margin=RELEVANCE_MARGIN).verdict == Verdict.CLEARLY_LOWER


def test_the_margin_is_a_share_of_the_size_of_the_benchmark_also_below_zero() -> None:
    assert judge(Estimate(-98), Estimate(-100), margin=0.05).verdict == Verdict.NOT_CLEARLY_DIFFERENT
    assert judge(Estimate(-94), Estimate(-100), margin=0.05).verdict == Verdict.CLEARLY_HIGHER


def test_a_model_figure_signals_and_an_unreliable_one_says_nothing() -> None:
    signal = judge(Estimate(15, 12, 18), Estimate(11), model=True)
    assert signal == Comparison(Verdict.CLEARLY_HIGHER, signal=True)
    assert judge(Estimate(15, 12, 18), Estimate(11), reliable=False).verdict == Verdict.CANNOT_TELL


def test_a_change_is_clear_when_the_intervals_do_not_overlap() -> None:
    before = Estimate(130, 109, 154)
    assert judge_change(before, Estimate(80, 63, 100)).verdict == Verdict.CLEARLY_LOWER
    assert judge_change(before, Estimate(104, 85, 126)).verdict == Verdict.NOT_CLEARLY_DIFFERENT
    assert judge_change(Estimate(80, 63, 100), before).verdict == Verdict.CLEARLY_HIGHER


def test_there_is_no_change_to_judge_over_a_reused_code() -> None:
    assert judge_change(Estimate(8470, 8465, 8475), Estimate(680, 675, 685), comparable=False).verdict == (
        Verdict.CANNOT_TELL
    )


def test_the_benchmark_leaves_the_area_itself_out() -> None:
    """Hengelo 2.430 bijstand of 81.140; De Noork has 180 of 2.195 of them."""
    rest = rest_of(2430, 81_140, 180, 2195, per=1000)
    assert float(rest) == pytest.approx(1000 * 2250 / 78_945)


def test_without_its_own_parts_an_area_meets_the_plain_total() -> None:
    assert np.allclose(rest_of(2430, 81_140, [NAN, 180], [2195, NAN], per=1000), 1000 * 2430 / 81_140)


def test_an_area_that_is_all_there_is_has_no_benchmark() -> None:
    assert np.isnan(rest_of(100, 1000, [100, 101], [1000, 990])).all()
    assert np.isnan(rest_of(NAN, 1000, 1, 10))


@given(st.lists(st.tuples(*[CELLS] * 6, st.sampled_from([0.0, 0.05, 0.2])), min_size=1))
def test_many_figures_at_once_get_the_answers_of_one_at_a_time(rows: list[tuple[float, ...]]) -> None:
    value, low, high, centre, bench_low, bench_high, margin = np.array(rows).T
    found = compare(value, low, high, centre, bench_low, bench_high, margin=margin)
    assert found.dtype == np.int8
    for row, position in zip(rows, found, strict=True):
        one = judge(Estimate(*row[:3]), Estimate(*row[3:6]), margin=row[6])
        assert VERDICTS[position] == one.verdict


@given(st.floats(-1e6, 1e6), st.floats(0, 1e3), st.floats(-1e6, 1e6), st.sampled_from([0.0, 0.05]))
def test_a_wider_interval_never_makes_a_difference_clearer(
    value: float, half: float, benchmark: float, margin: float
) -> None:
    narrow = judge(Estimate(value, value - half, value + half), Estimate(benchmark), margin=margin)
    wide = judge(Estimate(value, value - 2 * half - 1, value + 2 * half + 1), Estimate(benchmark), margin=margin)
    assert wide.verdict in {narrow.verdict, Verdict.NOT_CLEARLY_DIFFERENT}


@given(st.floats(0, 1e6), st.floats(0, 1e3), st.floats(0, 1e6))
def test_turning_figure_and_benchmark_around_turns_the_answer_around(value: float, half: float, other: float) -> None:
    opposite = {Verdict.CLEARLY_HIGHER: Verdict.CLEARLY_LOWER, Verdict.CLEARLY_LOWER: Verdict.CLEARLY_HIGHER}
    one, two = Estimate(value, value - half, value + half), Estimate(other, other - half, other + half)
    forth, back = judge(one, two).verdict, judge(two, one).verdict
    assert back == opposite.get(forth, forth)


def test_one_number_broadcasts_over_many() -> None:
    found = compare([1, 5, NAN], [0.5, 4, NAN], [1.5, 6, NAN], 3)
    assert [VERDICTS[i] for i in found] == [Verdict.CLEARLY_LOWER, Verdict.CLEARLY_HIGHER, Verdict.CANNOT_TELL]
