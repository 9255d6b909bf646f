"""The way of a figure to its norm, with the arithmetic it rests on."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.reference import slow_norms

from wijkwerk.engine.norm_course import Course, way_to_norm
from wijkwerk.engine.norms import Judged, NormVerdict, at_least, at_most, band

NOT_MET, MET, UNSURE = NormVerdict.NOT_MET, NormVerdict.MET, NormVerdict.CANNOT_TELL


def way(values, limits, verdict=NOT_MET, *, first=2021, target=2030, width=0.1):
    value = np.array(values, float)
    years = range(first, first + len(values))
    series = Judged(value, value - width, value + width)
    return way_to_norm(list(years), series, limits, verdict, target_year=target, chance=False)


def test_a_norm_that_is_met_is_reached_whatever_went_before():
    assert way([30, 32, 34], at_most(35), MET).course is Course.REACHED


def test_a_figure_that_will_be_there_in_time_is_on_course():
    found = way([60, 55, 50], at_most(35))
    assert found.course is Course.ON_COURSE
    assert found.pace == pytest.approx(-5)
    assert found.gap == -15
    assert found.needed == pytest.approx(-15 / 7)
    assert found.expected_year == pytest.approx(2026)
    assert (found.first_year, found.last_year, found.years, found.value) == (2021, 2023, 3, 50)


def test_a_figure_that_comes_too_late_is_too_slow():
    found = way([60, 59, 58], at_most(35))
    assert found.course is Course.TOO_SLOW
    assert found.expected_year == pytest.approx(2046)


def test_after_the_target_year_everything_is_too_late():
    found = way([60, 50, 40], at_most(35), target=2022)
    assert found.course is Course.TOO_SLOW
    assert found.needed is None


def test_without_a_target_year_a_figure_that_approaches_is_on_course():
    found = way([60, 59, 58], at_most(35), target=None)
    assert (found.course, found.needed) == (Course.ON_COURSE, None)


def test_a_change_within_the_doubt_is_standing_still():
    assert way([60, 58, 57], at_most(35), width=3).course is Course.STANDING_STILL


def test_a_change_away_from_the_norm_is_worsening():
    found = way([50, 55, 60], at_most(35))
    assert (found.course, found.expected_year) == (Course.WORSENING, None)
    assert way([50, 45, 40], at_least(60)).course is Course.WORSENING


def test_within_a_band_the_nearest_limit_says_which_way_is_away():
    assert way([62, 63, 64], band(45, 65), UNSURE).course is Course.WORSENING
    assert way([48, 47, 46], band(45, 65), UNSURE).course is Course.WORSENING
    assert way([46, 47, 48], band(45, 65), UNSURE).course is Course.ON_COURSE


def test_two_years_make_no_way():
    found = way([60, 50], at_most(35))
    assert found.course is Course.CANNOT_TELL
    assert found.pace == pytest.approx(-10), "the arithmetic is told all the same"


def test_one_year_has_no_pace_and_no_year_has_nothing():
    assert way([60], at_most(35)).pace is None
    nothing = way([], at_most(35))
    assert (nothing.course, nothing.years, nothing.last_year) == (Course.CANNOT_TELL, 0, None)


def test_years_without_a_figure_drop_out():
    found = way([60, math.nan, 50, 45], at_most(35))
    assert found.years == 3
    assert found.pace == pytest.approx(slow_norms.pace([2021, 2023, 2024], [60, 50, 45]))


def test_without_intervals_nobody_can_tell_a_change_so_it_stands_still():
    bare = Judged(np.array([60.0, 55, 50]), np.full(3, math.nan), np.full(3, math.nan))
    found = way_to_norm([2021, 2022, 2023], bare, at_most(35), NOT_MET, target_year=2030, chance=False)
    assert found.course is Course.STANDING_STILL


def test_the_last_step_may_go_against_the_pace_without_an_expected_year():
    # The line through all years rises while the last year lies below the first: no year of arrival is made up.
    found = way([50, 20, 80, 70, 49], at_most(35))
    assert found.pace is not None
    assert found.pace > 0
    assert (found.course, found.expected_year) == (Course.TOO_SLOW, None)


@pytest.mark.parametrize(
    ("years", "message"), [([2022, 2021, 2023], "years must ascend"), ([2021, 2022], "differ in number")]
)
def test_years_that_do_not_fit_are_refused(years, message):
    three = np.array([1.0, 2, 3])
    with pytest.raises(ValueError, match=message):
        way_to_norm(years, Judged(three, three, three), at_most(1), NOT_MET, target_year=None, chance=False)


@given(st.lists(st.floats(-1e3, 1e3, allow_subnormal=False), min_size=3, max_size=10))
def test_the_pace_is_that_of_the_normal_equations(values):
    found = way(values, at_most(-2e3))
    years = [year - 2021 for year in range(2021, 2021 + len(values))]
    assert found.pace == pytest.approx(slow_norms.pace(years, values), rel=1e-9, abs=1e-9)


@given(st.lists(st.floats(0, 1e3, allow_subnormal=False), min_size=3, max_size=6), st.floats(0, 1e3))
def test_the_course_is_the_same_seen_in_a_mirror(values, limit):
    mirrored = way([-value for value in values], at_least(-limit))
    assert way(values, at_most(limit)).course is mirrored.course
