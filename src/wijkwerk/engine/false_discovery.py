"""Of a whole page of verdicts, which ones stand if only a small share of them may be chance?

At 95 % one in twenty areas where nothing is the matter is still "clearly different". Whoever looks at 62 buurten ×
30 indicators finds about ninety of those. These rules hold the *share of the announced differences* that are chance
below a chosen level, whatever the number of questions asked.
"""

from collections.abc import Callable

import numpy as np
from numpy.typing import ArrayLike, NDArray

from .intervals import CONFIDENCE, FloatArray

SHARE = 0.05


def benjamini_hochberg(p_values: ArrayLike) -> FloatArray:
    """The smallest allowed share of false alarms at which each verdict still stands (its q-value).

    p_values  any shape, 0–1; NaN for a verdict that could not be made
    returns   same shape, 0–1, never below the p-value; NaN where that is. A verdict stands where it is at most `SHARE`

    A missing verdict is not counted as a question asked. Ties keep one answer. Right for independent verdicts and for
    those that lean the same way, as neighbouring areas and related indicators do. Raises ValueError naming the first
    position outside 0–1.

        q(i) = min over j ≥ i of m p(j) / j,   at most 1

    Source: Benjamini & Hochberg (1995), Journal of the Royal Statistical Society B 57, 289–300, whose own fifteen
    p-values are in docs/methods/veel-oordelen.md. Compared with scipy in tests/reference/test_false_discovery.py.
    """
    return _step_up(p_values, lambda questions: 1.0)


def benjamini_yekutieli(p_values: ArrayLike) -> FloatArray:
    """The same under any dependence at all, also where one verdict makes another less likely; stricter.

    As `benjamini_hochberg`, with each q-value Σ 1/i (i = 1…m) times as large: about five times for 62 buurten.

    Source: Benjamini & Yekutieli (2001), Annals of Statistics 29, 1165–1188.
    """
    return _step_up(p_values, lambda questions: float((1 / np.arange(1, questions + 1)).sum()))


def two_sided_p(difference: ArrayLike, standard_error: ArrayLike) -> FloatArray:
    """How often chance alone gives a difference at least this large, either way, under a normal distribution.

    Broadcasts; NaN where either is missing or the standard error is not above zero. The tail is exact also far out,
    where 1 − Φ(z) would have become 0.
    """
    from scipy.special import ndtr  # heavy to import; only a page with many verdicts needs it

    gap, error = np.broadcast_arrays(np.asarray(difference, np.float64), np.asarray(standard_error, np.float64))
    z = np.divide(np.abs(gap), error, out=np.full(gap.shape, np.nan), where=error > 0)
    return np.asarray(2 * ndtr(-z), np.float64)


def p_of_verdict(
    value: ArrayLike,
    low: ArrayLike,
    high: ArrayLike,
    benchmark: ArrayLike,
    benchmark_low: ArrayLike = np.nan,
    benchmark_high: ArrayLike = np.nan,
    *,
    confidence: float = CONFIDENCE,
) -> FloatArray:
    """How often chance alone makes a figure as clearly different from its benchmark as it is here.

    value, low, high  figures with their intervals; they broadcast with the rest
    benchmark         with its own interval where it has one
    confidence        of those intervals
    returns           0–1, at most 1 − confidence exactly where `verdicts.compare` says clearly higher or lower
                      without a margin (or where the intervals just touch); NaN where something is missing, and where
                      no interval has any width: then the difference is no question of chance

    The distance is counted in arms of the intervals, the ones that point at each other, so that a lopsided interval
    (few events, a share near 0 or 1) counts as it lies. An interval of one limit is none.

        p = 2 Φ(−z |value − benchmark| / (arm + benchmark's arm)),  z of the confidence
    """
    from statistics import NormalDist

    v, lower, upper, bench, bench_low, bench_high = np.broadcast_arrays(
        *(np.asarray(a, np.float64) for a in (value, low, high, benchmark, benchmark_low, benchmark_high))
    )
    bare = np.isnan(bench_low) | np.isnan(bench_high)
    below = v < bench
    own = np.where(np.isnan(lower + upper), np.nan, np.where(below, upper - v, v - lower))
    other = np.where(bare, 0.0, np.where(below, bench - bench_low, bench_high - bench))
    return two_sided_p(v - bench, (own + other) / NormalDist().inv_cdf(0.5 + confidence / 2))


def _step_up(p_values: ArrayLike, penalty: Callable[[int], float]) -> FloatArray:
    p = np.asarray(p_values, np.float64)
    _refuse((p < 0) | (p > 1), p)
    known = ~np.isnan(p)
    known_p = p[known]
    order = np.argsort(known_p, kind="stable")[::-1]
    scaled = known_p[order] * penalty(known_p.size) * known_p.size / np.arange(known_p.size, 0, -1)
    adjusted = np.empty_like(known_p)
    adjusted[order] = np.minimum(np.minimum.accumulate(scaled), 1.0)
    result = np.full(p.shape, np.nan)
    result[known] = adjusted
    return result


def _refuse(wrong: NDArray[np.bool_], values: FloatArray) -> None:
    if wrong.any():
        position = tuple(int(i) for i in np.argwhere(wrong)[0])
        raise ValueError(f"a p-value must lie between 0 and 1, not {values[position]:g} at position {position}")
