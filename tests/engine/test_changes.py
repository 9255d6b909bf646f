import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from wijkwerk.engine.changes import Estimates, change_interval
from wijkwerk.engine.intervals import byar, wilson


def test_bounds_of_rounding_meet_at_their_corners() -> None:
    low, high = change_interval(Estimates(10, 9, 11), Estimates(15, 13, 17), relative=False, chance=False)
    assert (float(low), float(high)) == (2, 8)


def test_chance_adds_distances_as_squares() -> None:
    low, high = change_interval(Estimates(10, 7, 13), Estimates(20, 16, 24), relative=False, chance=True)
    assert (float(low), float(high)) == (5, 15)


def test_the_difference_of_two_proportions_is_newcombe_method_10() -> None:
    """56/70 and 48/80, the first example of Newcombe (1998): 0.0524 to 0.3339."""
    first, second = (Estimates(x / n, *wilson(x, n)) for x, n in ((48, 80), (56, 70)))
    low, high = change_interval(first, second, relative=False, chance=True)
    assert float(low) == pytest.approx(0.0524, abs=5e-5)
    assert float(high) == pytest.approx(0.3339, abs=5e-5)


def test_a_few_more_crimes_are_no_clear_increase() -> None:
    """De Noork: 85 in 2022 and 104 in 2025 is 22 % more, and could be a little less."""
    before, after = (Estimates(count, *byar(count)) for count in (85, 104))
    low, high = change_interval(before, after, relative=True, chance=True)
    assert float(low) < 0 < float(high)


def test_a_relative_change_covers_the_true_one_as_often_as_it_says() -> None:
    rng = np.random.default_rng(20261123)
    before, after = rng.poisson(60, 20_000), rng.poisson(75, 20_000)
    low, high = change_interval(
        Estimates(before, *byar(before)), Estimates(after, *byar(after)), relative=True, chance=True
    )
    covered = np.mean((low <= 25) & (high >= 25))
    assert covered == pytest.approx(0.95, abs=0.01)


@pytest.mark.parametrize("relative", [True, False])
@pytest.mark.parametrize("missing", range(6))
def test_anything_missing_leaves_no_interval(missing: int, relative: bool) -> None:
    ends = [2.0, 1.0, 3.0, 5.0, 4.0, 6.0]
    ends[missing] = math.nan
    low, high = change_interval(Estimates(*ends[:3]), Estimates(*ends[3:]), relative=relative, chance=True)
    assert math.isnan(low)
    assert math.isnan(high)


def test_from_nothing_there_is_no_relative_change() -> None:
    low, _ = change_interval(Estimates(0, 0, 3), Estimates(5, 4, 6), relative=True, chance=True)
    assert math.isnan(low)


@given(st.tuples(*[st.floats(0.1, 1000)] * 6), st.booleans(), st.booleans())
def test_the_change_itself_lies_within(numbers: tuple[float, ...], relative: bool, chance: bool) -> None:
    (low1, x1, high1), (low2, x2, high2) = sorted(numbers[:3]), sorted(numbers[3:])
    low, high = change_interval(
        Estimates(x1, low1, high1), Estimates(x2, low2, high2), relative=relative, chance=chance
    )
    change = 100 * (x2 / x1 - 1) if relative else x2 - x1
    slack = 1e-9 * (1 + abs(change))
    assert float(low) - slack <= change <= float(high) + slack
