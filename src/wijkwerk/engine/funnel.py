"""Between which values does the figure of an ordinary area of this size lie, when nothing is the matter?

The mirror image of an interval: the interval is drawn around the area's figure, the funnel around the benchmark. An
area lies outside the funnel exactly where its interval leaves the benchmark out. With hundreds of areas more lie
outside than chance explains, because areas differ in ways nobody measured; over-dispersion widens the funnel by what
the areas themselves show, so that only the ones that stand out among the others are pointed at.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import IntEnum

import numpy as np
from numpy.typing import ArrayLike, NDArray

from .intervals import CONFIDENCE, FloatArray, Interval

OUTER_CONFIDENCE = 0.998
# Spiegelhalter's choice: without it the very areas one looks for would widen the funnel until they fit in it.
WINSORISED_SHARE = 0.1
# Each step halves what is left; sixty leave nothing of a double.
_HALVINGS = 60


class Place(IntEnum):
    """Where an area lies; below and above are directions, not judgements."""

    FAR_BELOW = -2
    BELOW = -1
    WITHIN = 0
    ABOVE = 1
    FAR_ABOVE = 2
    CANNOT_TELL = 3


@dataclass(frozen=True, slots=True)
class Dispersion:
    """How much more the areas differ than chance explains.

    phi    mean squared z-score after drawing in the extremes; 1 where chance explains everything
    tau2   variance between areas on the transformed scale; 0 where phi is no larger than chance makes it
    areas  how many areas took part
    """

    phi: float
    tau2: float
    areas: int


def share_limits(asked: ArrayLike, benchmark: float, confidence: float = CONFIDENCE, tau2: float = 0.0) -> Interval:
    """The funnel of a share, for areas of each size.

    asked       (areas,)  the number asked or counted; 0 has no limits
    benchmark   the share all areas are compared with, 0–1
    confidence  0–1, two-sided; `OUTER_CONFIDENCE` for the outer funnel
    tau2        `dispersion(...).tau2` of these areas; 0 for chance alone
    returns     shares within 0–1

        π ± z √(π(1 − π)/n)                      the same areas as Wilson's interval leaves the benchmark out of
        sin²(asin √π ± z √(1/4n + τ²))           with over-dispersion, and never narrower than without

    Raises ValueError for a benchmark or confidence that is no share, or a negative tau2. Source: Spiegelhalter (2005),
    Statistics in Medicine 24, 1185–1202. Equal to the public test tables of PHEindicatormethods, see
    tests/reference/test_funnel.py.
    """
    if not 0 <= benchmark <= 1:
        raise ValueError(f"the benchmark must be a share between 0 and 1, not {benchmark:g}")
    z = _quantile(confidence)
    n = _sizes(asked)
    half = z * np.sqrt(benchmark * (1 - benchmark) / n)
    chance = Interval(np.maximum(benchmark - half, 0), np.minimum(benchmark + half, 1))
    angle, turn = np.arcsin(np.sqrt(benchmark)), z * np.sqrt(1 / (4 * n) + _allowed(tau2))
    wide = Interval(np.sin(np.maximum(angle - turn, 0)) ** 2, np.sin(np.minimum(angle + turn, np.pi / 2)) ** 2)
    return _wider(chance, wide) if tau2 > 0 else chance


def rate_limits(
    exposure: ArrayLike, benchmark: float, per: float = 1, confidence: float = CONFIDENCE, tau2: float = 0.0
) -> Interval:
    """The funnel of a rate of separate events, for areas of each size.

    exposure    (areas,)  what the events are counted against (inhabitants); 0 has no limits
    benchmark   the rate all areas are compared with, in the unit of `per`, above 0
    per         1000 for "per 1.000 inwoners"
    confidence  0–1, two-sided; `OUTER_CONFIDENCE` for the outer funnel
    tau2        `dispersion(...).tau2` of these areas; 0 for chance alone
    returns     rates ≥ 0 in the unit of `per`

    Without over-dispersion the limits are the counts x, between whole numbers too, at which an exact Poisson interval
    just touches the expected number E = exposure × benchmark / per:

        low   P(count ≤ x | E) = α/2, or 0 where even no events at all are likelier than that
        high  P(count ≥ x | E) = α/2
        E (1 ± z √(1/4E + τ²))²                  with over-dispersion, and never narrower than without

    Raises ValueError for a benchmark that is not above 0, a confidence that is no share, or a negative tau2. Source:
    Spiegelhalter (2005). Equal to the public test tables of PHEindicatormethods, see tests/reference/test_funnel.py.
    """
    if not 0 < benchmark < np.inf:
        raise ValueError(f"the benchmark must be a rate above 0, not {benchmark:g}")
    z = _quantile(confidence)
    expected = _sizes(exposure) * benchmark / per
    chance = _poisson_limits(expected, (1 - confidence) / 2)
    turn = z * np.sqrt(1 / (4 * expected) + _allowed(tau2))
    wide = Interval(expected * np.maximum(1 - turn, 0) ** 2, expected * (1 + turn) ** 2)
    limits = _wider(chance, wide) if tau2 > 0 else chance
    return Interval(limits.low / expected * benchmark, limits.high / expected * benchmark)


def dispersion_of_shares(count: ArrayLike, asked: ArrayLike, benchmark: float) -> Dispersion:
    """How much the shares of areas differ beyond chance, on the scale asin √p (see `dispersion`)."""
    x, n = np.broadcast_arrays(np.asarray(count, np.float64), _sizes(asked))
    error = 1 / (2 * np.sqrt(n))
    return dispersion((np.arcsin(np.sqrt(x / n)) - np.arcsin(np.sqrt(benchmark))) / error, error)


def dispersion_of_rates(count: ArrayLike, exposure: ArrayLike, benchmark: float, per: float = 1) -> Dispersion:
    """How much the rates of areas differ beyond chance, on the scale √(x/E), which an area without events has too."""
    x, n = np.broadcast_arrays(np.asarray(count, np.float64), _sizes(exposure))
    expected = n * benchmark / per
    error = 1 / (2 * np.sqrt(expected))
    return dispersion((np.sqrt(x / expected) - 1) / error, error)


def dispersion(z_scores: ArrayLike, standard_errors: ArrayLike, winsorised: float = WINSORISED_SHARE) -> Dispersion:
    """How much areas differ beyond chance, from how many standard errors each lies from the benchmark.

    z_scores         (areas,)  NaN takes no part
    standard_errors  (areas,)  on the scale the z-scores were made on, above 0
    winsorised       share at each end that is drawn in to the quantile there, 0 up to 0.5

        φ = Σ z² / I     τ² = max(0, (I φ − (I − 1)) / (Σ w − Σ w²/Σ w)),  w = 1/s²

    0 areas give φ = NaN and τ² = 0; one area shows no difference between areas. Raises ValueError for a share outside
    [0, 0.5). Source: Spiegelhalter (2005), the additive random-effects form, which is DerSimonian & Laird's. φ is
    compared with FunnelPlotR's in tests/reference/test_funnel.py.
    """
    if not 0 <= winsorised < 0.5:
        raise ValueError(f"the share to draw in must lie from 0 up to 0.5, not {winsorised:g}")
    z, error = np.broadcast_arrays(np.asarray(z_scores, np.float64), np.asarray(standard_errors, np.float64))
    known = np.isfinite(z) & (error > 0)
    z, weight = z[known], 1 / error[known] ** 2
    if z.size == 0:
        return Dispersion(np.nan, 0.0, 0)
    drawn_in = np.clip(z, *np.quantile(z, [winsorised, 1 - winsorised]))
    phi = float((drawn_in**2).mean())
    room = float(weight.sum() - (weight**2).sum() / weight.sum())
    excess = z.size * phi - (z.size - 1)
    return Dispersion(phi, max(0.0, excess / room) if z.size > 1 else 0.0, z.size)


def places(value: ArrayLike, inner: Interval, outer: Interval) -> NDArray[np.int8]:
    """Where each figure lies in its funnel, as the numbers of `Place`; on a limit is within it."""
    v = np.asarray(value, np.float64)
    is_known = ~(np.isnan(v) | np.isnan(inner.low) | np.isnan(outer.low))
    chosen = [~is_known, v < outer.low, v > outer.high, v < inner.low, v > inner.high]
    names = [Place.CANNOT_TELL, Place.FAR_BELOW, Place.FAR_ABOVE, Place.BELOW, Place.ABOVE]
    return np.select(chosen, [int(name) for name in names], int(Place.WITHIN)).astype(np.int8)


def _poisson_limits(expected: FloatArray, tail: float) -> Interval:
    """Both limits by halving, all areas at once: the two tails rise and fall steadily in the count."""
    from scipy.special import gammainc, gammaincc  # heavy to import; only a funnel of rates needs it

    low = _halve(lambda x: gammaincc(x + 1, expected) < tail, np.zeros_like(expected), expected)
    top = expected + 40 * np.sqrt(expected) + 60
    high = _halve(lambda x: gammainc(x, expected) > tail, np.full_like(expected, 1e-12), top)
    none_is_likely = np.exp(-expected) >= tail
    return Interval(np.where(none_is_likely, 0 * expected, low), high)


def _halve(is_below: Callable[[FloatArray], NDArray[np.bool_]], low: FloatArray, high: FloatArray) -> FloatArray:
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        below = is_below(middle)
        low, high = np.where(below, middle, low), np.where(below, high, middle)
    return (low + high) / 2


def _wider(one: Interval, other: Interval) -> Interval:
    return Interval(np.minimum(one.low, other.low), np.maximum(one.high, other.high))


def _sizes(counts: ArrayLike) -> FloatArray:
    sizes = np.asarray(counts, np.float64)
    if (sizes < 0).any():
        raise ValueError(f"the size of area {int(np.argmax(sizes < 0))} is negative: {sizes[sizes < 0][0]:g}")
    return np.where(sizes > 0, sizes, np.nan)


def _allowed(tau2: float) -> float:
    if not 0 <= tau2 < np.inf:
        raise ValueError(f"tau2 must be 0 or more, not {tau2:g}")
    return tau2


def _quantile(confidence: float) -> float:
    if not 0 < confidence < 1:
        raise ValueError(f"confidence must lie between 0 and 1, not {confidence}")
    from statistics import NormalDist  # exact to the last bits, and needs no scipy

    return NormalDist().inv_cdf(0.5 + confidence / 2)
