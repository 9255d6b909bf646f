"""A movement is told over years that are there, and never taken for standing still when it is not known."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from wijkwerk.engine.development import (
    SIGNALS,
    Signal,
    join_level_and_development,
    multi_year_change,
    signal,
)

NAN = np.nan
YEARS = [2012, 2016, 2020, 2022, 2024]


def test_good_health_in_de_noork_became_slightly_more_urgent() -> None:
    """69, 70.2, 75, 60.8 and 67.2 % feel well; less is more urgent, so turned."""
    values = -np.array([[69, 70.2, 75, 60.8, 67.2]])
    np.testing.assert_allclose(multi_year_change(values, YEARS), 1.8 / 12)
    slope = np.polyfit(YEARS, values[0], 1)[0]
    np.testing.assert_allclose(multi_year_change(values, YEARS, movement="trend"), slope)
    np.testing.assert_allclose(multi_year_change(values, YEARS, relative=True), 1.8 / 12 / 69)


def test_a_series_that_began_later_is_told_per_year() -> None:
    values = [[0, NAN, NAN, NAN, 12], [NAN, NAN, 0, NAN, 4], [NAN, NAN, 0, 2, NAN]]
    np.testing.assert_allclose(multi_year_change(values, YEARS), [1, 1, 1])


@pytest.mark.parametrize("movement", ["endpoints", "trend"])
def test_too_few_years_tell_nothing(movement: str) -> None:
    values = [[NAN] * 5, [1, NAN, NAN, NAN, NAN], [NAN, NAN, NAN, 1, 2]]
    np.testing.assert_array_equal(multi_year_change(values, YEARS, movement=movement, minimum_span=3), [NAN] * 3)
    assert np.isnan(multi_year_change(values, YEARS, movement=movement, minimum_span=0)).tolist() == [True, True, False]


def test_nothing_is_a_share_of_nothing() -> None:
    np.testing.assert_array_equal(multi_year_change([[0, 1, 1, 1, 5.0]], YEARS, relative=True), [NAN])


@given(st.lists(st.one_of(st.just(NAN), st.integers(-50, 50).map(float)), min_size=5, max_size=5))
def test_the_trend_is_the_line_of_least_squares_through_what_is_there(series: list[float]) -> None:
    found = multi_year_change([series], YEARS, movement="trend")[0]
    there = ~np.isnan(series)
    if there.sum() < 2:
        assert np.isnan(found)
    else:
        years, values = np.array(YEARS)[there] - 2012.0, np.array(series)[there]
        assert found == pytest.approx(np.polyfit(years, values, 1)[0], abs=1e-9)


@pytest.mark.parametrize(
    ("years", "words"), [([2012, 2016], "2 years"), ([2012], "1 years"), ([2016, 2012, 2020, 2022, 2024], "ascending")]
)
def test_years_that_do_not_fit_are_refused(years: list[int], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        multi_year_change([[1, 2, 3, 4, 5.0]], years)


def test_one_year_is_no_development() -> None:
    with pytest.raises(ValueError, match="two years"):
        multi_year_change([[1.0]], [2024])


def test_an_unknown_development_is_not_standing_still() -> None:
    np.testing.assert_array_equal(join_level_and_development([80, 80, NAN], [40, NAN, 40]), [60, NAN, NAN])
    np.testing.assert_array_equal(join_level_and_development([80, NAN], [NAN, 3], development_share=0), [80, NAN])


@pytest.mark.parametrize("share", [-0.1, 1.1, NAN])
def test_a_share_outside_nothing_and_all_is_refused(share: float) -> None:
    with pytest.raises(ValueError, match="share"):
        join_level_and_development([1], [1], development_share=share)


def test_every_signal_has_its_place() -> None:
    level, movement = [70, 70, 70, 30, 30, 30, NAN, 70], [5, 0, -5, 5, 0, -5, 5, NAN]
    found = signal(level, movement, high_from=60, margin=2)
    assert [SIGNALS[i] for i in found] == [
        Signal.HIGH_AND_RISING,
        Signal.HIGH,
        Signal.RECOVERING,
        Signal.RISING,
        Signal.CALM,
        Signal.CALM,
        Signal.CANNOT_TELL,
        Signal.CANNOT_TELL,
    ]
    with pytest.raises(ValueError, match="margin"):
        signal([1], [1], high_from=0, margin=-1)
