"""Whether a count rose by chance: values that anybody can work out by hand, and that the answer stays a chance."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wijkwerk.engine.count_rises import fall_probability, rise_probability

COUNTS = st.integers(0, 300)
YEARS = st.integers(1, 10)


@pytest.mark.parametrize(
    ("now", "before", "years", "probability"),
    [
        (1, 0, 1, 1 / 2),  # one event, and two years that it could fall in
        (2, 0, 1, 1 / 4),
        (1, 0, 3, 1 / 4),
        (1, 1, 1, 3 / 4),  # all but both in the year before
        (2, 1, 1, 1 / 2),  # of three throws of a coin two or three heads
        (3, 3, 3, 694 / 4096),  # of six throws with 1 in 4 three or more: (20 · 27 + 15 · 9 + 6 · 3 + 1) / 4⁶
        (0, 5, 3, 1),
        (0, 0, 3, 1),
    ],
)
def test_the_chance_of_as_many_or_more_can_be_worked_out_by_hand(now, before, years, probability):
    assert rise_probability(now, before, years) == pytest.approx(probability)


@pytest.mark.parametrize(
    ("now", "before", "years", "probability"),
    [
        (0, 1, 1, 1 / 2),
        (0, 2, 1, 1 / 4),
        (0, 1, 3, 3 / 4),
        (1, 1, 1, 3 / 4),
        (0, 6, 3, (3 / 4) ** 6),
        (5, 0, 3, 1),
        (0, 0, 3, 1),
    ],
)
def test_the_chance_of_as_few_or_fewer_too(now, before, years, probability):
    assert fall_probability(now, before, years) == pytest.approx(probability)


@given(COUNTS, COUNTS)
def test_a_rise_between_two_years_is_as_likely_as_the_same_fall_back(now: int, before: int):
    assert rise_probability(now, before, 1) == pytest.approx(fall_probability(before, now, 1), rel=1e-9)


@given(COUNTS, COUNTS, YEARS)
def test_as_many_or_more_and_fewer_are_all_that_can_happen(now: int, before: int, years: int):
    # "Fewer" of the same sum: one event of the last year in the years before instead.
    fewer = fall_probability(now - 1, before + 1, years) if now else 0
    assert rise_probability(now, before, years) + fewer == pytest.approx(1)


@given(COUNTS, COUNTS, YEARS)
def test_more_events_in_the_last_year_are_less_likely_by_chance(now: int, before: int, years: int):
    fewer, more = rise_probability(now, before, years), rise_probability(now + 1, before, years)
    assert 0 <= more <= fewer + 1e-12 <= 1 + 1e-12


@given(COUNTS, COUNTS, YEARS)
def test_more_events_before_make_the_last_year_less_strange(now: int, before: int, years: int):
    assert rise_probability(now, before + 1, years) >= rise_probability(now, before, years) - 1e-12


def test_the_crimes_of_a_city_give_a_number_too():
    half = rise_probability(80_000, 240_000, 3)
    assert 0.5 < half < 0.502
    far = rise_probability(90_000, 240_000, 3)
    assert 0 <= far < 1e-100
    assert math.isfinite(fall_probability(80_000, 240_000, 3))


@pytest.mark.parametrize("wrong", [(-1, 3, 3), (3, -1, 3), (3, 3, 0)])
@pytest.mark.parametrize("probability", [rise_probability, fall_probability])
def test_what_is_no_count_or_no_year_is_refused(probability, wrong):
    with pytest.raises(ValueError, match=rf"years 1 or more: {wrong[0]}, {wrong[1]}, {wrong[2]}"):
        probability(*wrong)
