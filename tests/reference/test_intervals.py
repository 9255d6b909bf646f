"""The intervals against other software's numbers and against a slow implementation of the definitions."""

import csv
import math
from pathlib import Path

import pytest

from wijkwerk.engine import intervals

from . import slow_intervals

PHE = Path(__file__).with_name("phe_intervals.csv")
METHODS = ("wilson", "byar")
CONFIDENCES = (0.8, 0.95, 0.998)


def published(method: str) -> list[dict[str, float]]:
    with PHE.open(encoding="utf-8") as file:
        return [
            {name: float(cell) for name, cell in row.items() if name != "method"}
            for row in csv.DictReader(file)
            if row["method"] == method
        ]


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize(("confidence", "suffix"), [(0.95, "95"), (0.998, "998")])
def test_limits_equal_the_public_test_tables_to_twelve_digits(method: str, confidence: float, suffix: str) -> None:
    rows = published(method)
    assert len(rows) >= 8
    for row in rows:
        if method == "wilson":
            found = intervals.wilson(row["numerator"], row["denominator"], confidence)
        else:
            found = intervals.byar(row["numerator"], row["denominator"], row["per"], confidence)
        assert float(found.low) == pytest.approx(row[f"low_{suffix}"], rel=1e-12)
        assert float(found.high) == pytest.approx(row[f"high_{suffix}"], rel=1e-12)


@pytest.mark.parametrize("confidence", CONFIDENCES)
def test_wilson_limits_are_the_roots_of_the_score_equation(confidence: float) -> None:
    for denominator in (1, 2, 7, 46, 500):
        for numerator in sorted({0, 1, denominator // 3, denominator - 1, denominator}):
            found = intervals.wilson(numerator, denominator, confidence)
            low, high = slow_intervals.wilson(numerator, denominator, confidence)
            assert float(found.low) == pytest.approx(low, rel=1e-12, abs=1e-12)
            assert float(found.high) == pytest.approx(high, rel=1e-12, abs=1e-12)


@pytest.mark.parametrize("confidence", CONFIDENCES)
def test_below_ten_events_the_limits_are_those_of_the_poisson_sums(confidence: float) -> None:
    for count in range(intervals.EXACT_BELOW):
        found = intervals.byar(count, 1, confidence=confidence)
        low, high = slow_intervals.exact_poisson(count, confidence)
        assert float(found.low) == pytest.approx(low, rel=1e-12, abs=1e-12)
        assert float(found.high) == pytest.approx(high, rel=1e-12)


@pytest.mark.parametrize("confidence", CONFIDENCES)
def test_from_ten_events_the_limits_are_byars_cubes(confidence: float) -> None:
    for count in (10, 11, 104, 2195, 81_140):
        found = intervals.byar(count, 2140, 1000, confidence)
        low, high = slow_intervals.byar(count, confidence)
        assert float(found.low) == pytest.approx(low * 1000 / 2140, rel=1e-12)
        assert float(found.high) == pytest.approx(high * 1000 / 2140, rel=1e-12)


def test_byar_and_exact_poisson_meet_at_the_switch_within_one_per_cent() -> None:
    """The jump from one method to the other at ten events is smaller than anybody can see."""
    exact = slow_intervals.exact_poisson(10, 0.95)
    approximate = intervals.byar(10)
    assert float(approximate.low) == pytest.approx(exact[0], rel=0.01)
    assert float(approximate.high) == pytest.approx(exact[1], rel=0.01)


def test_a_ratio_of_rounded_counts_spans_every_ratio_in_the_rounding_box() -> None:
    for numerator, denominator, steps in ((180, 2195, (10, 5)), (0, 45, (5, 5)), (60, 60, (5, 5)), (5, 10, (5, 5))):
        found = intervals.ratio_rounding_interval(
            numerator, denominator, numerator_step=steps[0], denominator_step=steps[1], per=1000
        )
        low, high = slow_intervals.ratio_within_rounding(numerator, denominator, *steps, per=1000)
        assert float(found.low) == pytest.approx(low, rel=1e-12, abs=1e-12)
        assert float(found.high) == pytest.approx(high, rel=1e-12)


def test_the_slow_quantile_is_the_textbook_z() -> None:
    assert math.isclose(slow_intervals.normal_quantile(0.95), 1.959963984540054, rel_tol=1e-12)
    assert math.isclose(slow_intervals.normal_quantile(0.998), 3.090232306167813, rel_tol=1e-12)
