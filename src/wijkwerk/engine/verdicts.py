"""Is a figure clearly higher or lower than a benchmark, or clearly changed? "We cannot tell" is an answer
too.

A verdict here is a direction, not a judgement: which direction is favourable is the indicator's polarity,
applied once, where words are made (`present`). `judge` and `judge_change` take one figure, for a page;
`compare` takes arrays and gives the same answers, for a whole edition.
"""

import math
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import ArrayLike, NDArray

from .intervals import FloatArray

# A register figure has no sampling error, so with exact counts any difference would be "clear": € 1 of income
# too. Below this share of the benchmark a difference is called too small to matter. A choice, not a law; see
# docs/methods/oordelen.md for what other margins would change.
RELEVANCE_MARGIN = 0.05


class Verdict(StrEnum):
    """What a figure is beside its benchmark, or beside its own earlier value."""

    CLEARLY_HIGHER = "clearly_higher"
    CLEARLY_LOWER = "clearly_lower"
    NOT_CLEARLY_DIFFERENT = "not_clearly_different"
    CANNOT_TELL = "cannot_tell"


# What the numbers of `compare` stand for, by position.
VERDICTS = (
    Verdict.CLEARLY_LOWER,
    Verdict.NOT_CLEARLY_DIFFERENT,
    Verdict.CLEARLY_HIGHER,
    Verdict.CANNOT_TELL,
)
_LOWER, _SAME, _HIGHER, _UNKNOWN = range(4)


@dataclass(frozen=True, slots=True)
class Estimate:
    """A value with its interval, all in one unit; None (or NaN) where there is none."""

    value: float | None
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class Comparison:
    """The answer, and how hard it is.

    signal     the figure comes from a model: it may signal, never judge, and never count as the effect of a
               policy
    by_margin  there was no sampling error to go by: the relevance margin took part in the answer
    """

    verdict: Verdict
    signal: bool = False
    by_margin: bool = False


def judge(
    figure: Estimate, benchmark: Estimate, *, margin: float = 0, model: bool = False, reliable: bool = True
) -> Comparison:
    """Say whether one figure is clearly higher or lower than a benchmark.

    figure     value and interval; without an interval only a margin can make a difference clear
    benchmark  the rest of the gemeente or country (see `rest_of`), or a norm; an interval where it has one
    margin     relevance margin as a share of the benchmark: `RELEVANCE_MARGIN` where no sampling error is
               known (register figures, whose interval is rounding only or absent; model figures without a
               published interval); 0 for samples and counts of events
    model      a model figure: the same comparison, marked as a signal
    reliable   False where the source calls the figure unreliable: then nothing can be told

        clearly higher   low  > benchmark's high + margin × |benchmark|
        clearly lower    high < benchmark's low  − margin × |benchmark|

    Touching limits are not clearly different. Neither a missing value nor a missing benchmark is ever a
    difference.
    """
    comparison = _compare_one(figure, benchmark, margin) if reliable else Verdict.CANNOT_TELL
    return Comparison(comparison, signal=model, by_margin=margin > 0 and comparison != Verdict.CANNOT_TELL)


def judge_change(
    first: Estimate,
    last: Estimate,
    *,
    margin: float = 0,
    model: bool = False,
    reliable: bool = True,
    comparable: bool = True,
) -> Comparison:
    """Say whether a figure clearly rose (CLEARLY_HIGHER) or fell (CLEARLY_LOWER) between two periods.

    comparable  False across a break: a code that was re-used or vanished, a border that moved, a changed
                question

    A change is clear when the two intervals do not overlap (and, for a register figure, when it is beyond the
    margin of the first value). Two 95 % intervals that just touch differ at about p = 0.006 and not at 0.05:
    on purpose, as a page shows many trends and few are looked at because somebody expected a change.
    """
    return judge(last, first, margin=margin, model=model, reliable=reliable and comparable)


def compare(
    value: ArrayLike,
    low: ArrayLike,
    high: ArrayLike,
    benchmark: ArrayLike,
    benchmark_low: ArrayLike = np.nan,
    benchmark_high: ArrayLike = np.nan,
    *,
    margin: ArrayLike = 0,
) -> NDArray[np.int8]:
    """The same as `judge` for many figures: arrays that broadcast, NaN for missing.

    returns  int8 of the broadcast shape, positions in `VERDICTS`: 0 clearly lower, 1 not clearly different,
             2 clearly higher, 3 cannot tell
    """
    v, lower, upper, bench, bench_low, bench_high, share = np.broadcast_arrays(
        *(np.asarray(a, np.float64) for a in (value, low, high, benchmark, benchmark_low, benchmark_high, margin))
    )
    bare = (np.isnan(lower) | np.isnan(upper)) & (share > 0)
    lower, upper = np.where(bare, v, lower), np.where(bare, v, upper)
    bare_bench = np.isnan(bench_low) | np.isnan(bench_high)
    room = share * np.abs(bench)
    floor = np.where(bare_bench, bench, bench_low) - room
    ceiling = np.where(bare_bench, bench, bench_high) + room
    unknown = np.isnan(v) | np.isnan(lower) | np.isnan(upper) | np.isnan(bench)
    return np.select([unknown, lower > ceiling, upper < floor], [_UNKNOWN, _HIGHER, _LOWER], _SAME).astype(np.int8)


def rest_of(
    total_numerator: ArrayLike,
    total_denominator: ArrayLike,
    own_numerator: ArrayLike,
    own_denominator: ArrayLike,
    per: float = 1,
) -> FloatArray:
    """The benchmark of an area without the area itself, so that a large area is not compared with itself.

    total_*  counts of the gemeente or country; own_*  counts of the area, part of the total
    returns  per × (total numerator − own) / (total denominator − own); where an own part is NaN, the plain
             total; NaN where nothing is left over: the area is all there is, or rounding makes the rest
             negative
    """
    top, bottom, own_top, own_bottom = np.broadcast_arrays(
        *(np.asarray(a, np.float64) for a in (total_numerator, total_denominator, own_numerator, own_denominator))
    )
    known = ~(np.isnan(own_top) | np.isnan(own_bottom))
    rest_top = np.where(known, top - own_top, top)
    rest_bottom = np.where(known, bottom - own_bottom, bottom)
    usable = (rest_bottom > 0) & (rest_top >= 0)
    return per * np.where(usable, rest_top, np.nan) / np.where(usable, rest_bottom, np.nan)


def _compare_one(figure: Estimate, benchmark: Estimate, margin: float) -> Verdict:
    value, low, high = (_number(x) for x in (figure.value, figure.low, figure.high))
    centre, bench_low, bench_high = (_number(x) for x in (benchmark.value, benchmark.low, benchmark.high))
    if margin > 0 and (math.isnan(low) or math.isnan(high)):
        low = high = value
    if math.isnan(bench_low) or math.isnan(bench_high):
        bench_low = bench_high = centre
    if any(math.isnan(x) for x in (value, low, high, centre)):
        return Verdict.CANNOT_TELL
    room = margin * abs(centre)
    if low > bench_high + room:
        return Verdict.CLEARLY_HIGHER
    if high < bench_low - room:
        return Verdict.CLEARLY_LOWER
    return Verdict.NOT_CLEARLY_DIFFERENT


def _number(value: float | None) -> float:
    return math.nan if value is None else float(value)
