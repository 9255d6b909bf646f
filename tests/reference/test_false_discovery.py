"""False-discovery control against scipy, on any p-values."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import false_discovery_control, norm

from wijkwerk.engine.false_discovery import benjamini_hochberg, benjamini_yekutieli, two_sided_p

P_VALUES = st.lists(st.floats(0, 1), min_size=1, max_size=60)


@given(P_VALUES)
def test_the_adjusted_values_are_those_of_scipy(p_values: list[float]) -> None:
    assert benjamini_hochberg(p_values) == pytest.approx(false_discovery_control(p_values, method="bh"), rel=1e-12)
    assert benjamini_yekutieli(p_values) == pytest.approx(false_discovery_control(p_values, method="by"), rel=1e-12)


def test_the_tail_is_that_of_the_normal_distribution_also_far_out() -> None:
    z = np.array([0.0, 1.959963984540054, 5.0, 12.0, 37.0])
    assert two_sided_p(-3 * z, 3) == pytest.approx(2 * norm.sf(z), rel=1e-12)
    assert two_sided_p(12.0, 1.0) > 0
