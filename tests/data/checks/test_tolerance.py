"""How much rounding explains, worked out by hand."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from wijkwerk.data.checks.tolerance import (
    UNPLACED_SHARE,
    parts_tolerance,
    sum_tolerance,
    unplaced_share,
)
from wijkwerk.definitions.vocabulary import SourceType

HALF_A_THOUSANDTH = pytest.approx(0.0005)


def test_counts_lean_half_a_step_per_buurt_and_scatter_by_the_root() -> None:
    """Nine buurten rounded to five: 9 × 2.5 + √9 × 5, and 5 for the wijk itself."""
    below, above = sum_tolerance(9, 10_000, step=5, total_step=5)
    assert float(above) == pytest.approx(22.5 + 15 + 5, abs=0.001)
    assert float(below) == pytest.approx(22.5 + 15 + 5 + UNPLACED_SHARE * 10_000, abs=0.001)


def test_hectares_are_rounded_to_the_nearest_so_that_errors_cancel() -> None:
    few, many = (sum_tolerance(n, 0, step=1, total_step=1, by_chance=False)[1] for n in (4, 100))
    assert float(few) == pytest.approx(2 + 1, abs=0.001)  # half a step each at most
    assert float(many) == pytest.approx(1.5 * 10 + 1, abs=0.001)


def test_exact_counts_may_not_be_too_high_and_only_the_unplaced_may_lack() -> None:
    below, above = sum_tolerance(62, 3898, step=0, total_step=0, unplaced=0.02)
    assert float(above) == HALF_A_THOUSANDTH
    assert float(below) == pytest.approx(77.96, abs=0.001)


def test_each_part_without_a_value_may_hide_less_than_a_step() -> None:
    without = sum_tolerance(4, 20, step=10, total_step=10)
    with_empty = sum_tolerance(4, 20, step=10, total_step=10, empty=5)
    assert float(with_empty[0] - without[0]) == pytest.approx(50)
    assert float(with_empty[1]) == float(without[1])


@given(st.integers(0, 500), st.floats(0, 1e6), st.sampled_from([0, 1, 5, 10]), st.booleans())
def test_more_parts_never_leave_less_room(parts: int, total: float, step: int, by_chance: bool) -> None:
    fewer = sum_tolerance(parts, total, step=step, total_step=step, by_chance=by_chance)
    more = sum_tolerance(parts + 1, total, step=step, total_step=step, by_chance=by_chance)
    assert (np.array(more) >= np.array(fewer)).all()
    assert (np.array(fewer) > 0).all()


def test_the_room_stays_below_one_ordinary_buurt_in_a_wijk() -> None:
    """A wijk has six buurten as a rule, a buurt some 700 inhabitants in the middle of the country's range."""
    assert max(float(side) for side in sum_tolerance(6, 4200, step=5, total_step=5)) < 45


def test_parts_of_one_area_may_each_be_a_step_off() -> None:
    assert float(parts_tolerance(5, step=5)) == pytest.approx(25, abs=0.001)
    assert float(parts_tolerance(2, step=0)) == HALF_A_THOUSANDTH


def test_reports_may_lack_more_than_registers() -> None:
    assert unplaced_share(SourceType.REPORTS) > unplaced_share(SourceType.REGISTER) > 0
    assert math.isclose(unplaced_share(SourceType.SAMPLE), UNPLACED_SHARE)
