"""The adjusted headcount: what raises it, what it leaves out, and where it comes from."""

import math
from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from wijkwerk.engine.alkire_foster import alkire_foster

NAN = math.nan
TABLES = st.lists(st.tuples(*[st.sampled_from([0, 1])] * 4), min_size=1, max_size=15)


@given(TABLES, st.sampled_from([0.25, 0.5, 0.75, 1.0]))
def test_it_is_headcount_times_intensity_and_its_parts_sum_to_one(rows: list, cutoff: float) -> None:
    found = alkire_foster(rows, cutoff)
    assume(found.headcount > 0)
    assert found.adjusted == pytest.approx(found.headcount * found.intensity)
    assert found.contributions.sum() == pytest.approx(1)
    assert cutoff - 1e-9 <= found.intensity <= 1


@given(TABLES, st.integers(0, 14), st.integers(0, 3), st.sampled_from([0.25, 0.5, 1.0]))
def test_one_more_deprivation_never_lowers_it(rows: list, unit: int, dimension: int, cutoff: float) -> None:
    more = [list(row) for row in rows]
    more[unit % len(rows)][dimension] = 1
    before, after = alkire_foster(rows, cutoff), alkire_foster(more, cutoff)
    assert after.adjusted >= before.adjusted - 1e-12
    assert after.headcount >= before.headcount


@given(TABLES, st.floats(0.1, 10))
def test_scaling_the_weights_changes_nothing(rows: list, factor: float) -> None:
    weights = np.array([1, 2, 3, 4])
    one, other = alkire_foster(rows, 0.5, weights), alkire_foster(rows, 0.5, factor * weights)
    assert one.adjusted == pytest.approx(other.adjusted)
    assert np.array_equal(one.counted_poor, other.counted_poor)


def test_three_thirds_reach_a_cutoff_of_one() -> None:
    assert alkire_foster([[1, 1, 1]], 1, [1 / 3, 1 / 3, 1 / 3]).headcount == 1
    assert alkire_foster([[1] * 7 + [0] * 3], 0.7).headcount == 1


def test_an_incomplete_unit_is_left_out_and_counted_not_taken_as_fine() -> None:
    found = alkire_foster([[1, 1], [0, NAN], [0, 0]], 0.5)
    assert found.headcount == 0.5
    assert found.left_out == 1
    assert np.isnan(found.shares[1])
    assert not found.counted_poor[1]


def test_size_counts_people_instead_of_areas() -> None:
    assert alkire_foster([[1, 1], [0, 0]], 0.5, size=[300, 100]).headcount == 0.75
    assert alkire_foster([[1, 1], [0, 0]], 0.5, size=[0, 100]).headcount == 0


def test_nobody_counted_is_no_deprivation_and_no_units_is_no_answer() -> None:
    nobody = alkire_foster([[0, 1], [0, 0]], 1)
    assert (nobody.headcount, nobody.adjusted) == (0, 0)
    assert math.isnan(nobody.intensity)
    assert np.isnan(nobody.contributions).all()
    for nothing in (alkire_foster(np.zeros((0, 3)), 0.5), alkire_foster([[NAN, 1, 1]], 0.5)):
        assert math.isnan(nothing.headcount)
        assert math.isnan(nothing.adjusted)


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: alkire_foster([1, 0], 0.5), r"shape \(units, dimensions\), not \(2,\)"),
        (lambda: alkire_foster([[1, 0.5]], 0.5), r"0, 1 or missing, not 0.5 at position \(0, 1\)"),
        (lambda: alkire_foster([[1, 0]], 0), "cutoff must lie above 0 and at most at 1, not at 0"),
        (lambda: alkire_foster([[1, 0]], 2), "cutoff must lie above 0 and at most at 1, not at 2"),
        (lambda: alkire_foster([[1, 0]], 0.5, [1, 0]), r"the weight cannot be used, not 0 at position \(1,\)"),
        (lambda: alkire_foster([[1, 0]], 0.5, [1, 1, 1]), "2 of weight are needed, not 3"),
        (lambda: alkire_foster([[1, 0]], 0.5, size=[-1]), "the size cannot be used"),
        (lambda: alkire_foster([[1, 0]], 0.5, gaps=[[NAN, 0]]), "a gap must lie between 0 and 1, not nan"),
        (lambda: alkire_foster([[1, 0]], 0.5, gaps=[[1.2, 0]]), "a gap must lie between 0 and 1, not 1.2"),
    ],
)
def test_what_cannot_be_is_refused(call: Callable[[], object], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        call()
