"""Round a figure to the digits that people read."""

import math
from decimal import ROUND_HALF_UP, Decimal


def rounded_half_away(value: float, decimals: int) -> Decimal:
    """The value at so many decimals. Rounds the shortest decimal that names the float: 0.15 gives 0.2.

    Raises ValueError where the value is not finite.
    """
    if not math.isfinite(value):
        raise ValueError(f"a figure must be a finite number, found {value}")
    return Decimal(repr(float(value))).quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)
