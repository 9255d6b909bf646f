"""Skewness and kurtosis as statistical packages print them; against COINr per indicator in tests/reference."""

import numpy as np
import pytest

from wijkwerk.engine.moments import kurtosis, skewness


def test_a_published_column_has_its_published_shape() -> None:
    """The example of COINr's documentation of `winsorise`: 1 to 10, and two outliers."""
    column = [*range(1, 11), 30, 100]
    assert skewness(column) == pytest.approx(3.063241, abs=5e-7)
    assert kurtosis(column) == pytest.approx(9.741391, abs=5e-7)


def test_what_is_missing_takes_no_part() -> None:
    assert skewness([1, 2, np.nan, 9]) == skewness([1, 2, 9])
    assert kurtosis([1, 2, np.nan, 9, 4]) == kurtosis([1, 2, 9, 4])


def test_too_few_values_have_no_shape() -> None:
    assert np.isnan(skewness([1, 2]))
    assert np.isnan(kurtosis([1, 2, 9]))
    assert np.isnan(skewness([]))


def test_equal_fractions_have_no_shape_though_their_mean_is_off_in_the_last_bit() -> None:
    assert np.isnan(skewness([0.1] * 7))
    assert np.isnan(kurtosis([0.1] * 7))
