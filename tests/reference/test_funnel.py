"""Funnels against the public test tables of PHEindicatormethods and the numbers in FunnelPlotR's own tests."""

import numpy as np
import pytest

from wijkwerk.engine.funnel import OUTER_CONFIDENCE, dispersion, places, rate_limits, share_limits
from wijkwerk.engine.intervals import Interval, byar, wilson

from .columns import numbers, words

CONFIDENCES = {"95": 0.95, "998": OUTER_CONFIDENCE}


def rows(name: str, kind: str) -> dict[str, np.ndarray]:
    table = words(name)
    chosen = [i for i, cell in enumerate(table["kind"]) if cell == kind]
    return {column: numbers([cells[i] for i in chosen]) for column, cells in table.items() if column != "kind"}


@pytest.mark.parametrize("suffix", CONFIDENCES)
def test_the_limits_of_a_share_are_the_published_ones_at_a_hundred_sizes(suffix: str) -> None:
    areas, table = rows("funnel_places.csv", "share"), rows("funnel_limits.csv", "share")
    benchmark = areas["numerator"].sum() / areas["denominator"].sum()
    found = share_limits(table["size"], benchmark, CONFIDENCES[suffix])
    assert table["size"].size == 100
    assert np.abs(100 * found.low - table[f"low_{suffix}"]).max() <= 5.1e-7
    assert np.abs(100 * found.high - table[f"high_{suffix}"]).max() <= 5.1e-7


@pytest.mark.parametrize("suffix", CONFIDENCES)
@pytest.mark.parametrize("side", ["low", "high"])
def test_the_limits_of_a_rate_pass_through_the_published_points(suffix: str, side: str) -> None:
    """The table gives the expected number at which so many events lie on the limit, found by halving to 1e-7."""
    table = rows("funnel_limits.csv", "ratio")
    expected = table[f"{side}_{suffix}"]
    events = getattr(rate_limits(expected, 1, 1, CONFIDENCES[suffix]), side) * expected
    assert table["size"].size == 100
    assert events == pytest.approx(table["size"], rel=1e-5)


def test_all_303_areas_with_a_share_have_their_published_place() -> None:
    areas = rows("funnel_places.csv", "share")
    n = areas["denominator"]
    benchmark = areas["numerator"].sum() / n.sum()
    found = places(areas["numerator"] / n, share_limits(n, benchmark), share_limits(n, benchmark, OUTER_CONFIDENCE))
    assert found.size == 303
    assert np.array_equal(found, areas["place"])


def test_all_300_areas_with_a_ratio_have_their_published_place() -> None:
    """Published with Byar's interval from ten events on; the exact Poisson funnel places every area the same."""
    areas = rows("funnel_places.csv", "ratio")
    expected = areas["denominator"]
    found = places(
        areas["numerator"] / expected, rate_limits(expected, 1), rate_limits(expected, 1, 1, OUTER_CONFIDENCE)
    )
    assert found.size == 300
    assert np.array_equal(found, areas["place"])


def test_phi_of_six_hospitals_is_that_of_funnelplotr() -> None:
    """Its test says 2.948033, on the log scale, with too few hospitals for its truncation to leave one out."""
    observed, expected = np.array([100, 150, 180, 80, 120, 225]), np.array([108, 112, 165, 95, 100, 220])
    error = 1 / np.sqrt(expected)
    found = dispersion(np.log(observed / expected) / error, error, winsorised=0)
    assert round(found.phi, 6) == 2.948033
    weight = expected.astype(float)
    between = (6 * found.phi - 5) / (weight.sum() - (weight**2).sum() / weight.sum())
    assert found.tau2 == pytest.approx(between, rel=1e-12)


def test_an_area_lies_outside_the_funnel_where_its_exact_interval_leaves_the_benchmark_out() -> None:
    counts = np.arange(10)
    exact = byar(counts, 5.0)
    inside = places(counts / 5.0, rate_limits(np.full(10, 5.0), 1), Interval(np.zeros(10), np.full(10, np.inf))) == 0
    assert np.array_equal(inside, (exact.low <= 1) & (exact.high >= 1))
    asked = np.arange(1, 60)
    for share in (0.2, 0.5, 0.9):
        given = np.round(asked * 0.5)
        interval, funnel = wilson(given, asked), share_limits(asked, share)
        wide = Interval(np.zeros(asked.size), np.ones(asked.size))
        inside = places(given / asked, funnel, wide) == 0
        assert np.array_equal(inside, (interval.low <= share) & (share <= interval.high))
