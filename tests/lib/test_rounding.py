"""Rounding as people and CBS do it, and not as floats happen to lie."""

import math
from decimal import Decimal

import pytest

from wijkwerk.lib.rounding import rounded_half_away


@pytest.mark.parametrize(
    ("value", "decimals", "rounded"),
    [
        (67.25, 1, "67.3"),  # not to the even digit
        (2.675, 2, "2.68"),  # though the float lies below it
        (-0.5, 0, "-1"),
        (0.4, 0, "0"),
        (1e15, 1, "1000000000000000.0"),
    ],
)
def test_a_half_goes_away_from_zero(value: float, decimals: int, rounded: str):
    assert rounded_half_away(value, decimals) == Decimal(rounded)


@pytest.mark.parametrize("value", [math.nan, math.inf, -math.inf])
def test_what_is_no_finite_number_is_refused(value: float):
    with pytest.raises(ValueError, match="finite"):
        rounded_half_away(value, 1)
