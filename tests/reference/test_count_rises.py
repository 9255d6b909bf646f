"""The chance of a rise or a fall against the binomial distribution of scipy."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binom

from wijkwerk.engine.count_rises import fall_probability, rise_probability

COUNTS = st.integers(0, 2000)
YEARS = st.integers(1, 10)
# Logarithms of factorials cost digits where sums are large.
SAME = {"rel": 1e-8, "abs": 1e-12}


@given(COUNTS, COUNTS, YEARS)
def test_the_chances_are_those_of_scipy(now: int, before: int, years: int):
    total, share = now + before, 1 / (years + 1)
    assert rise_probability(now, before, years) == pytest.approx(binom.sf(now - 1, total, share), **SAME)
    assert fall_probability(now, before, years) == pytest.approx(binom.cdf(now, total, share), **SAME)


def test_far_out_and_with_the_counts_of_a_city_too():
    assert rise_probability(60, 60, 3) == pytest.approx(binom.sf(59, 120, 0.25), rel=1e-9)
    assert rise_probability(80_500, 240_000, 3) == pytest.approx(binom.sf(80_499, 320_500, 0.25), rel=1e-6)
    assert fall_probability(79_500, 240_000, 3) == pytest.approx(binom.cdf(79_500, 319_500, 0.25), rel=1e-6)
