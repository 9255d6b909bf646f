"""Is a figure on its way to its norm, and will it be there in time? Asked of the yearly series of one figure."""

from dataclasses import dataclass, replace
from enum import StrEnum

import numpy as np
from numpy.typing import ArrayLike

from .changes import Estimates
from .intervals import FloatArray
from .norms import Judged, Limits, NormVerdict, change, gap


class Course(StrEnum):
    """Where a figure is going, seen from its norm."""

    REACHED = "reached"
    ON_COURSE = "on_course"
    TOO_SLOW = "too_slow"
    STANDING_STILL = "standing_still"
    WORSENING = "worsening"
    CANNOT_TELL = "cannot_tell"


@dataclass(frozen=True, slots=True)
class Way:
    """The way of one figure to its norm, with the arithmetic behind the word.

    first_year, last_year  the series that was looked at; years counts those with a figure
    value, gap             of the last year; the gap as `gap` gives it
    pace                   change per year by least squares over those years, in the figure's unit; None with one year
    needed                 change per year from now until the target year; None without a gap or a target year to come
    expected_year          when the norm is reached at this pace; None where it is not approached
    """

    course: Course
    target_year: int | None
    years: int
    first_year: int | None = None
    last_year: int | None = None
    value: float | None = None
    gap: float | None = None
    pace: float | None = None
    needed: float | None = None
    expected_year: float | None = None


# Two points make any line; three can contradict it.
FEWEST_YEARS = 3


def way_to_norm(
    years: ArrayLike,
    series: Judged,
    limits: Limits,
    verdict: NormVerdict,
    *,
    target_year: int | None,
    chance: bool,
) -> Way:
    """Say whether one figure is on its way to its norm in time.

    years, series  (years,) ascending; NaN for a year without a figure. Only years that may be compared: nothing from
                   before a break
    limits         of one norm, on the figure itself
    verdict        on the last year, as `verdicts` gives it
    target_year    by when the norm must be met; None where nobody said
    chance         how the intervals came about, as `change` wants it

    In this order: `reached` where the norm is met now. `cannot_tell` below three years with a figure. `standing_still`
    where the change from the first year to the last is not clear, also for want of an interval. `worsening` where it
    leads away from the norm, or out of the allowed range. Else it approaches: `on_course` where it is there by the
    target year at this pace, or nobody named one; `too_slow` where it is not.

        pace = Σ (t − t̄)(x − x̄) / Σ (t − t̄)²     needed = gap / (target year − last year)

    Raises ValueError where years and figures differ in number or the years do not ascend.
    """
    when, (value, low, high) = np.asarray(years, np.float64), (np.asarray(a, np.float64) for a in series)
    if not when.shape == value.shape == low.shape == high.shape:
        raise ValueError(f"years {when.shape} and figures {value.shape} differ in number")
    if np.any(np.diff(when) <= 0):
        raise ValueError("years must ascend")
    known = ~np.isnan(value)
    count = int(known.sum())
    if count == 0:
        return Way(Course.CANNOT_TELL, target_year, 0)
    when, value, low, high = when[known], value[known], low[known], high[known]
    distance = float(gap(value[-1], limits))
    way = Way(
        course=Course.CANNOT_TELL,
        target_year=target_year,
        years=count,
        first_year=int(when[0]),
        last_year=int(when[-1]),
        value=float(value[-1]),
        gap=distance,
        pace=_pace(when, value),
        needed=_needed(distance, target_year, when[-1]),
    )
    return _with_course(way, verdict, _direction(value, low, high, chance), limits)


def _with_course(way: Way, verdict: NormVerdict, direction: int, limits: Limits) -> Way:
    """direction: of the clear change over the series, −1, 0 or 1."""
    if verdict is NormVerdict.MET:
        return replace(way, course=Course.REACHED)
    if way.years < FEWEST_YEARS or way.pace is None or way.gap is None or np.isnan(way.gap):
        return way
    towards = _towards(way, limits)
    if direction == 0:
        return replace(way, course=Course.STANDING_STILL)
    if direction != towards:
        return replace(way, course=Course.WORSENING)
    expected = None if way.pace * towards <= 0 or way.last_year is None else way.last_year + way.gap / way.pace
    reached_in_time = way.target_year is None or (expected is not None and expected <= way.target_year)
    return replace(way, course=Course.ON_COURSE if reached_in_time else Course.TOO_SLOW, expected_year=expected)


def _towards(way: Way, limits: Limits) -> int:
    """Which way leads to the norm; of a value within it, away from the limit that is nearest."""
    assert way.gap is not None
    assert way.value is not None
    if way.gap:
        return 1 if way.gap > 0 else -1
    floor, ceiling = float(np.asarray(limits.floor)), float(np.asarray(limits.ceiling))
    return 1 if way.value - floor < ceiling - way.value else -1


def _direction(value: FloatArray, low: FloatArray, high: FloatArray, chance: bool) -> int:
    """Which way the last year clearly differs from the first: −1, 0 or 1; 0 without an interval to tell by."""
    first, last = (Estimates(value[at], low[at], high[at]) for at in (0, -1))
    moved = change(first, last, relative=False, chance=chance)
    return int(moved.low > 0) - int(moved.high < 0)


def _pace(years: FloatArray, values: FloatArray) -> float | None:
    if len(years) < 2:
        return None
    apart = years - years.mean()
    return float((apart * (values - values.mean())).sum() / (apart**2).sum())


def _needed(distance: float, target_year: int | None, last_year: float) -> float | None:
    if target_year is None or np.isnan(distance) or distance == 0 or target_year <= last_year:
        return None
    return float(distance / (target_year - last_year))
