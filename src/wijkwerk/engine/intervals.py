"""How far the true figure may lie from the one that stands in the table.

Which one a figure gets follows from its source (METHODS.md, Small numbers): a share from a sample `wilson`, a
count of events `byar`, a register figure only its rounding, a model figure what its maker published, or
nothing.

Everything takes scalars or arrays that broadcast against each other and answers in float64 arrays of that
shape (0-dimensional for scalars). A missing value is NaN and gives NaN; nothing is ever filled in.
"""

from typing import NamedTuple, TypeAlias

import numpy as np
from numpy.typing import ArrayLike, NDArray

FloatArray: TypeAlias = NDArray[np.float64]

CONFIDENCE = 0.95
# Byar's approximation is good to about 1 % of the limit from here on; below it the exact Poisson limits are
# used.
EXACT_BELOW = 10


class Interval(NamedTuple):
    """Lower and upper limit, the same shape and unit; NaN where there is none."""

    low: FloatArray
    high: FloatArray


def wilson(numerator: ArrayLike, denominator: ArrayLike, confidence: float = CONFIDENCE) -> Interval:
    """Between which shares the share of the whole population lies, given `numerator` of `denominator` asked.

    numerator    counts or weighted counts, 0 ≤ numerator ≤ denominator
    denominator  the number asked; 0 gives NaN
    confidence   0–1, two-sided
    returns      shares 0–1 (× 100 for a percentage), always within 0 and 1

    Raises ValueError naming the first position where the numerator is negative or above the denominator.

        p = x / n;  (p + z²/2n ± z √(p(1 − p)/n + z²/4n²)) / (1 + z²/n)

    the two solutions of |p − π| = z √(π(1 − π)/n) for π. Source: Wilson (1927), JASA 22, 209–212; the form
    without cancellation is Newcombe (1998), Statistics in Medicine 17, 857–872, method 3. Against the root of
    that equation found by bisection, and published examples, in tests/reference/test_intervals.py.
    """
    x, n = _arrays(numerator, denominator)
    _refuse(x < 0, "the numerator is negative", x)
    _refuse(x > n, "the numerator is larger than the denominator", x)
    n = np.where(n > 0, n, np.nan)
    z = _normal_quantile(confidence)
    spread = z * np.sqrt(z * z + 4 * x * (1 - x / n))
    low = (2 * x + z * z - spread) / (2 * (n + z * z))
    high = (2 * x + z * z + spread) / (2 * (n + z * z))
    # Rounding of the last bit must not turn "none of them" into −1e−17 or "all of them" into
    # 1.0000000000000002.
    return Interval(np.where(x == 0, 0 * low, np.maximum(low, 0)), np.where(x == n, 1.0, np.minimum(high, 1)))


def byar(count: ArrayLike, exposure: ArrayLike = 1, per: float = 1, confidence: float = CONFIDENCE) -> Interval:
    """Between which rates the underlying rate lies, given a count of separate events.

    count       events ≥ 0 (crimes, reports); a sum over years is a count too
    exposure    what they are counted against, > 0 (inhabitants); 0 gives NaN; 1 for limits of the count
                itself
    per         unit of the rate: 1000 for "per 1.000 inwoners"
    confidence  0–1, two-sided
    returns     per × limit of the count / exposure

    From 10 events Byar's approximation, below 10 the exact Poisson limits. The exposure counts as known:
    where it is rounded, that is little beside the chance in the count. Raises ValueError naming the first
    negative position.

        low  = x (1 − 1/9x − z/3√x)³             exact: ½ χ²(α/2; 2x)
        high = (x+1) (1 − 1/9(x+1) + z/3√(x+1))³  exact: ½ χ²(1 − α/2; 2x + 2)

    Source: Breslow & Day (1987), Statistical Methods in Cancer Research II, p. 69; the switch at 10 as in
    Public Health England's technical guide on confidence intervals (2018). Against a slow implementation in
    tests/reference/test_intervals.py.
    """
    x, n = _arrays(count, exposure)
    _refuse(x < 0, "the count is negative", x)
    _refuse(n < 0, "the exposure is negative", n)
    z = _normal_quantile(confidence)
    above = np.where(x >= EXACT_BELOW, x, np.nan)
    low = above * (1 - 1 / (9 * above) - z / (3 * np.sqrt(above))) ** 3
    above = above + 1
    high = above * (1 - 1 / (9 * above) + z / (3 * np.sqrt(above))) ** 3
    few = x < EXACT_BELOW
    exact = _exact_poisson(np.where(few, x, np.nan), confidence)
    scale = per / np.where(n > 0, n, np.nan)
    return Interval(np.where(few, exact.low, low) * scale, np.where(few, exact.high, high) * scale)


def rounding_interval(value: ArrayLike, step: ArrayLike, *, random: bool = False, minimum: float = -np.inf) -> Interval:
    """Between which values the unrounded value lies, given a published value that is a multiple of `step`.

    value    as published, in any unit
    step     ≥ 0, in the unit of `value`: 0.1 for one decimal, 5 for counts rounded to five, 0 where not
             rounded
    random   False: rounded to the nearest multiple, so at most half a step off. True: rounded up or down by
             chance, as CBS does with counts in wijken and buurten: less than a whole step off
    minimum  what the true value cannot be below (0 for a count)
    returns  value ± step/2, or value ± step; no confidence is involved: the true value lies within

    This is all the uncertainty of a register figure: everybody was counted, nobody was drawn.
    """
    centre, width = _arrays(value, step)
    _refuse(width < 0, "the rounding step is negative", width)
    half = width if random else width / 2
    return Interval(np.maximum(centre - half, minimum), centre + half)


def ratio_rounding_interval(
    numerator: ArrayLike,
    denominator: ArrayLike,
    *,
    numerator_step: ArrayLike,
    denominator_step: ArrayLike,
    per: float = 1,
    random: bool = True,
    maximum: float = np.inf,
) -> Interval:
    """Between which values a ratio lies whose two counts were both published rounded.

    numerator, denominator            counts as published, ≥ 0
    numerator_step, denominator_step  what each was rounded to (10 for bijstand, 5 for inhabitants); 0 where
                                      exact
    per                               100 for a percentage, 1000 for a rate
    random                            as for `rounding_interval`; True is CBS's way below the gemeente
    maximum                           what the ratio cannot exceed: `per` where the numerator is part of the
                                      denominator
    returns                           per × (x − a)/(n + b) to per × (x + a)/(n − b)

    The corners of the rounding box, so the widest the ratio can be. NaN where the denominator may be zero:
    then the ratio has no upper limit, and the area is too small to say anything about.
    """
    top = rounding_interval(numerator, numerator_step, random=random, minimum=0)
    bottom = rounding_interval(denominator, denominator_step, random=random, minimum=0)
    low_bottom, high_bottom = (np.where(bottom.low > 0, limit, np.nan) for limit in bottom)
    return Interval(np.minimum(per * top.low / high_bottom, maximum), np.minimum(per * top.high / low_bottom, maximum))


def published(low: ArrayLike, high: ArrayLike) -> Interval:
    """The limits that the source itself publishes, both or none: one limit alone is no interval and becomes
    NaN.

    Raises ValueError naming the first position where the lower limit is above the upper.
    """
    lower, upper = _arrays(low, high)
    _refuse(lower > upper, "the lower limit is above the upper limit", lower)
    neither = np.isnan(lower) | np.isnan(upper)
    return Interval(np.where(neither, np.nan, lower), np.where(neither, np.nan, upper))


def _exact_poisson(count: FloatArray, confidence: float) -> Interval:
    """½ χ²(p; 2a) is the p-quantile of a gamma distribution of shape a, which scipy inverts directly."""
    from scipy.special import gammaincinv  # heavy to import; only figures with few events need it

    tail = (1 - confidence) / 2
    positive = np.where(count > 0, count, np.nan)
    low = np.where(count == 0, 0.0, gammaincinv(positive, tail))
    return Interval(low, gammaincinv(count + 1, 1 - tail))


def _normal_quantile(confidence: float) -> float:
    if not 0 < confidence < 1:
        raise ValueError(f"confidence must lie between 0 and 1, not {confidence}")
    from statistics import NormalDist  # exact to the last bits, and needs no scipy

    return NormalDist().inv_cdf(0.5 + confidence / 2)


def _arrays(first: ArrayLike, second: ArrayLike) -> tuple[FloatArray, FloatArray]:
    left, right = np.broadcast_arrays(np.asarray(first, np.float64), np.asarray(second, np.float64))
    return left, right


def _refuse(wrong: NDArray[np.bool_], what: str, values: FloatArray) -> None:
    if wrong.any():
        position = tuple(int(i) for i in np.argwhere(wrong)[0])
        raise ValueError(f"{what} at position {position}: {values[position]}")
