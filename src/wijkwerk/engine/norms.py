"""Does a figure meet its norm? Yes, no, or nobody can tell; and how far off is it?

Every form of norm is turned into the range that it allows (`Limits`), for the figure itself or, with a norm that is
relative, for a difference or a change. From there one rule judges all forms. Which way is favourable never enters:
a norm says itself where its limit lies.
"""

from enum import StrEnum
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from .changes import Estimates, change_interval
from .intervals import FloatArray


class NormVerdict(StrEnum):
    """What a figure is beside its norm."""

    MET = "met"
    NOT_MET = "not_met"
    CANNOT_TELL = "cannot_tell"


# What the numbers of `verdicts` stand for, by position.
NORM_VERDICTS = (NormVerdict.MET, NormVerdict.NOT_MET, NormVerdict.CANNOT_TELL)
_MET, _NOT_MET, _UNKNOWN = range(3)


class Limits(NamedTuple):
    """The range that a norm allows, both ends included; −inf or inf where a side is open; NaN where it is not known."""

    floor: ArrayLike
    ceiling: ArrayLike


class Judged(NamedTuple):
    """What is held against limits: the figure, its difference with the gemeente, or its change. NaN for missing."""

    value: FloatArray
    low: FloatArray
    high: FloatArray


def at_least(value: ArrayLike) -> Limits:
    return Limits(value, np.inf)


def at_most(value: ArrayLike) -> Limits:
    return Limits(-np.inf, value)


def band(low: ArrayLike, high: ArrayLike) -> Limits:
    """Both ends meet the norm. Raises ValueError naming the first position where the band is upside down."""
    _refuse_upside_down(np.asarray(low, np.float64), np.asarray(high, np.float64))
    return Limits(low, high)


def not_worse_than(room: ArrayLike, *, high_is_favourable: bool) -> Limits:
    """What the difference `figure − gemeente` may be: at least −room where more is better, at most +room otherwise."""
    return at_least(-np.asarray(room, np.float64)) if high_is_favourable else at_most(room)


def changed_by(least: ArrayLike, *, rising: bool) -> Limits:
    """What the change since the first year must be: a rise of `least` or more, or a fall of that much.

    A trend that asks for "clearly more" without a size has `least` 0, of which only a change that is surely not 0
    is the answer: the limit lies just above it.
    """
    wanted = np.maximum(np.asarray(least, np.float64), np.finfo(np.float64).tiny)
    return at_least(wanted) if rising else at_most(-wanted)


def verdicts(judged: Judged, limits: Limits) -> NDArray[np.int8]:
    """Say for many figures whether they meet their norm.

    judged   value and 95 % interval, in the unit of the limits; arrays that broadcast, NaN for missing
    limits   the range that is allowed; a value on a limit meets the norm ("ten hoogste 35" holds 35)
    returns  int8 of the broadcast shape, positions in `NORM_VERDICTS`: 0 meets, 1 does not, 2 cannot tell

        meets     floor ≤ low  and high ≤ ceiling
        does not  high < floor or  low > ceiling

    A missing value, interval or limit is never a verdict: a figure whose interval nobody knows gets an assumed one
    first (`with_margin`). Raises ValueError naming the position of a floor above its ceiling.

    Source: METHODS.md and docs/methods/normen.md; the slow loop in tests/reference/slow_norms.py.
    """
    value, low, high, floor, ceiling = np.broadcast_arrays(*(np.asarray(a, np.float64) for a in (*judged, *limits)))
    _refuse_upside_down(floor, ceiling)
    unknown = np.isnan(value) | np.isnan(low) | np.isnan(high) | np.isnan(floor) | np.isnan(ceiling)
    meets = (low >= floor) & (high <= ceiling)
    fails = (high < floor) | (low > ceiling)
    return np.select([unknown, meets, fails], [_UNKNOWN, _MET, _NOT_MET], _UNKNOWN).astype(np.int8)


def with_margin(figures: Judged, share: ArrayLike) -> Judged:
    """The figures, those without an interval with an assumed one: the value plus and minus a share of itself.

    share  0.05 for 5 %; arrays that broadcast; NaN leaves a figure without an interval, so that it gets no verdict

    For model figures whose maker gives no interval, and for register figures of which no rounding is known.
    """
    value, low, high, part = np.broadcast_arrays(*(np.asarray(a, np.float64) for a in (*figures, share)))
    bare = np.isnan(low) | np.isnan(high)
    room = part * np.abs(value)
    return Judged(value, np.where(bare, value - room, low), np.where(bare, value + room, high))


def difference(figure: Estimates, benchmark: Estimates, *, chance: bool) -> Judged:
    """The figure minus its gemeente, with the interval of the difference; for a norm that is relative to the gemeente.

    chance  True: both intervals are those of chance; False: bounds of rounding, which may both be off at once

    An area is part of its gemeente, so the two are not quite apart: the interval is a little wider than it need be.
    """
    low, high = change_interval(benchmark, figure, relative=False, chance=chance)
    value = np.asarray(figure.value, np.float64) - np.asarray(benchmark.value, np.float64)
    return Judged(value, np.asarray(low), np.asarray(high))


def change(early: Estimates, late: Estimates, *, relative: bool, chance: bool) -> Judged:
    """The change between two years with its interval, in per cent of the first or in the figures' own unit.

    NaN where the first year's figure is 0 or below and the change is relative.
    """
    low, high = change_interval(early, late, relative=relative, chance=chance)
    first, last = np.asarray(early.value, np.float64), np.asarray(late.value, np.float64)
    value = last - first
    if relative:
        base = np.where(first > 0, first, np.nan)
        value = 100 * value / base
    return Judged(np.asarray(value), np.asarray(low), np.asarray(high))


def gap(value: ArrayLike, limits: Limits) -> FloatArray:
    """How much must change to meet the norm: above 0 it must rise, below 0 it must fall, 0 within the limits.

    returns  in the unit of the limits, of the broadcast shape; NaN where the value or a limit is missing
    """
    figure, floor, ceiling = np.broadcast_arrays(*(np.asarray(a, np.float64) for a in (value, *limits)))
    unknown = np.isnan(figure) | np.isnan(floor) | np.isnan(ceiling)
    inside_or_above = np.minimum(ceiling - figure, 0.0)
    return np.asarray(np.where(unknown, np.nan, np.where(figure < floor, floor - figure, inside_or_above)))


def gap_count(gaps: ArrayLike, denominator: ArrayLike, per: ArrayLike, *, minimum: ArrayLike = 0) -> FloatArray:
    """A gap in people, dwellings or events: how many at least must change side for the figure to meet its norm.

    gaps         as `gap` gives them, per `per` (100 for a percentage, 1000 for "per 1.000")
    denominator  how many there are in all
    minimum      below so many no number is told: it would say too much about few people
    returns      whole numbers with the sign of the gap; 0 without a gap; NaN where the gap or the denominator is
                 missing, is 0, or lies below the minimum

        count = sign(gap) · ⌈|gap| × denominator / per⌉

    A product that is a whole number but for the last bit of the floating point is that number. Raises ValueError
    naming the position of a `per` that is not above 0 or a denominator below 0.
    """
    wide, base, unit, least = np.broadcast_arrays(
        *(np.asarray(a, np.float64) for a in (gaps, denominator, per, minimum))
    )
    _refuse(unit <= 0, "per", "must be above 0")
    _refuse(base < 0, "denominator", "must not be below 0")
    is_countable = (base > 0) & (base >= least)
    exact = np.abs(wide) * np.where(is_countable, base, np.nan) / unit
    nearest = np.round(exact)
    whole = np.isclose(exact, nearest, rtol=1e-9, atol=1e-9)
    return np.asarray(np.sign(wide) * np.where(whole, nearest, np.ceil(exact)))


def _refuse_upside_down(floor: FloatArray, ceiling: FloatArray) -> None:
    low, high = np.broadcast_arrays(floor, ceiling)
    _refuse(low > high, "floor", "must not be above its ceiling")


def _refuse(wrong: NDArray[np.bool_], name: str, rule: str) -> None:
    if wrong.any():
        place = ", ".join(str(int(index)) for index in np.argwhere(wrong)[0]) or "0"
        raise ValueError(f"{name}[{place}] {rule}")
