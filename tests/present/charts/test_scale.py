import math
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wijkwerk.present.charts.scale import off_axis, round_scale

values = st.lists(st.floats(-1e7, 1e7).filter(lambda x: x == 0 or abs(x) > 1e-6), min_size=1, max_size=8)


@pytest.mark.parametrize(
    ("given_values", "labels"),
    [
        ([82, 30, 24, 94], ("0", "50", "100")),
        ([67.2, 69.1, 73.1, 72.8], ("65", "70", "75")),
        ([28500, 32600, 34900], ("28.000", "32.000", "36.000")),
        ([12.4, 15.1], ("12", "14", "16")),
        ([95, 99], ("95,0", "97,5", "100,0")),
        ([0, 0.3], ("0,00", "0,15", "0,30")),
        ([5, 5], ("4,5", "5,0", "5,5")),
        ([0], ("0,0", "0,5", "1,0")),
        ([], ("0,0", "0,5", "1,0")),
    ],
)
def test_an_axis_has_round_ends_that_people_count_in(given_values: list[float], labels: tuple[str, ...]) -> None:
    assert (
        round_scale(given_values, floor=0, ceiling=100 if max(given_values, default=0) <= 100 else None).tick_labels()
        == labels
    )


def test_an_axis_can_go_below_zero() -> None:
    assert round_scale([-3, 4]).tick_labels() == ("−4", "0", "4")


def test_missing_values_are_passed_over() -> None:
    assert round_scale([None, math.nan, 3.0, 5.0]) == round_scale([3.0, 5.0])


@given(values, st.integers(2, 5), st.booleans())
def test_every_value_lies_on_its_axis(xs: list[float], steps: int, zero: bool) -> None:
    scale = round_scale(xs, steps, zero=zero)
    room = 1e-9 * max(1.0, *(abs(x) for x in xs))
    assert scale.low - room <= min(xs)
    assert max(xs) <= scale.high + room
    assert len(scale.ticks) == steps + 1


@given(st.floats(-1e6, 1e6), st.integers(1, 40), st.integers(2, 5))
def test_values_that_differ_in_their_last_bits_only_still_have_an_axis(value: float, bits: int, steps: int) -> None:
    near = value
    for _ in range(bits):
        near = math.nextafter(near, math.inf)
    scale = round_scale([value, near], steps)
    assert scale.low < scale.high
    assert scale.holds(value)
    assert scale.holds(near)


@given(values, st.integers(2, 5))
def test_ticks_ascend_at_equal_distances(xs: list[float], steps: int) -> None:
    ticks = round_scale(xs, steps).ticks
    gaps = [after - before for before, after in pairwise(ticks)]
    assert all(gap > 0 for gap in gaps)
    assert max(gaps) - min(gaps) <= 1e-6 * max(gaps)


@given(values)
def test_an_axis_is_not_much_longer_than_its_values(xs: list[float]) -> None:
    scale = round_scale(xs)
    spread = max(xs) - min(xs)
    if spread > 1e-6 * max(abs(x) for x in xs):
        assert scale.high - scale.low <= 12 * spread


@given(st.lists(st.floats(0, 100), min_size=1, max_size=6))
def test_percentages_stay_between_zero_and_a_hundred(xs: list[float]) -> None:
    scale = round_scale(xs, floor=0, ceiling=100)
    assert scale.low >= 0
    assert scale.high <= 120  # a hundred where the values leave room for round steps below it


@given(values, st.floats(-1e7, 1e7))
def test_a_fraction_grows_with_its_value(xs: list[float], value: float) -> None:
    scale = round_scale(xs)
    assert scale.fraction(scale.low) == 0
    assert scale.fraction(scale.high) == 1
    assert scale.fraction(value) <= scale.fraction(value + 1)
    assert 0 <= scale.clipped(value) <= 1


def test_a_value_far_out_falls_off_the_axis() -> None:
    rates = [11.9, 17.7, 28.5, 31.1, 37.6, 38.5, 41.6, 62.5, 80.4, 310.6]
    assert off_axis(rates) == {310.6}
    assert off_axis(rates, keep=[310.6]) == frozenset()


def test_few_or_equal_values_all_stay() -> None:
    assert off_axis([1, 2, 900]) == frozenset()
    assert off_axis([5, 5, 5, 5, 5, 9]) == frozenset()


def test_an_axis_of_one_step_is_refused() -> None:
    with pytest.raises(ValueError, match="two steps"):
        round_scale([1, 2], 1)
