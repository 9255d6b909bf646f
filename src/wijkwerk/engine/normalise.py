"""Put indicators of different units on one scale, against points that do not depend on who else is in the table.

Everything here takes oriented figures (higher = more urgent, see engine/orient.py) and keeps to the same rules:

    values   (areas, indicators)  NaN = missing, and stays missing
    points   (indicators,), or one number for all; oriented along with the values (`orient_points`)
    scale    what 1 becomes: 100 unless told otherwise
    returns  (areas, indicators)  higher = more urgent; a higher figure is never put lower

Raises ValueError naming the column that has no scale: points that are equal, upside down or not finite, a sample
without spread. What reads its points from the areas themselves is in engine/normalise_sample.py: with those a place
depends on which buurten happen to be included. `engine/normalisations.py` holds both by name.
"""

from enum import StrEnum

import numpy as np
from numpy.typing import ArrayLike, NDArray

from . import normalise_sample as sample
from .intervals import FloatArray
from .ranks import Ties

DECAY = 23.0


class Better(StrEnum):
    """What being on the good side of a norm counts for."""

    NOTHING = "nothing"  # 0, as on the norm: doing well here makes nothing good elsewhere
    COUNTS = "counts"  # below 0
    ALSO_WRONG = "also-wrong"  # as far from the band as being over it: too little is a problem too


class RankFraction(StrEnum):
    """Which part of N places a place is, 1 the most urgent; published indices differ in it."""

    UP_TO_ONE = "up-to-one"  # (N − rank + 1) / N: 1 for the most urgent (England, Wales)
    FROM_ZERO = "from-zero"  # 1 − rank / N: 0 for the least urgent (Scotland)


def goalposts(
    values: ArrayLike, low: ArrayLike, high: ArrayLike, *, clip: bool = True, scale: float = 100
) -> FloatArray:
    """The place between two fixed points: 0 at the least urgent one, `scale` at the most urgent one.

    low, high  finite, low < high after orienting
    clip       True: beyond the points is at them

        scale · (x − low) / (high − low)

    As COINr's n_goalposts(gposts = c(low, high, scale), trunc2posts = clip).
    """
    return min_max(values, low, high, scale_high=scale, clip=clip)


def min_max(
    values: ArrayLike,
    low: ArrayLike = np.nan,
    high: ArrayLike = np.nan,
    *,
    scale_low: float = 0,
    scale_high: float = 100,
    clip: bool = False,
) -> FloatArray:
    """As `goalposts`, between any two ends of a scale; a point that is NaN is the areas’ own lowest or highest.

        scale_low + (scale_high − scale_low) · (x − low) / (high − low)

    As COINr's n_minmax(l_u = c(scale_low, scale_high)) without points.
    """
    if not scale_low < scale_high:
        raise ValueError(f"the scale must run up, not from {scale_low:g} to {scale_high:g}")
    table = np.asarray(values, np.float64)
    bottom = _points(low, table, sample.lowest(table))
    top = _points(high, table, sample.highest(table))
    _refuse(
        ~(bottom < top) & sample.has_values(table), table, "has no range: its lower point is not below its upper one"
    )
    share = (table - bottom) / (top - bottom)
    if clip:
        share = np.clip(share, 0, 1)
    return share * (scale_high - scale_low) + scale_low


def adjusted_goalposts(lowest: ArrayLike, highest: ArrayLike, reference: ArrayLike) -> tuple[FloatArray, FloatArray]:
    """The points that put `reference` halfway, at 100 on a scale of 70–130, for the adjusted Mazziotta–Pareto index.

    lowest, highest  (indicators,) over all areas and years that are compared; reference (indicators,) a base value
    returns          reference ∓ (highest − lowest) / 2

    Source: Mazziotta & Pareto (2016), Social Indicators Research 127, 983–1003.
    """
    half = (np.asarray(highest, np.float64) - np.asarray(lowest, np.float64)) / 2
    middle = np.asarray(reference, np.float64)
    return middle - half, middle + half


def scaled(values: ArrayLike, low: float = 0, high: float = 100, *, scale: float = 100) -> FloatArray:
    """A figure that already has a scale, put on ours: `low` and `high` are taken as they stand, and not turned.

        scale · (x − low) / (high − low)

    As COINr's n_scaled.
    """
    if not (np.isfinite([low, high]).all() and low < high):
        raise ValueError(f"the scale must run up between finite points, not from {low:g} to {high:g}")
    return scale * (np.asarray(values, np.float64) - low) / (high - low)


def z_score(
    values: ArrayLike,
    mean: ArrayLike = np.nan,
    sd: ArrayLike = np.nan,
    *,
    target_mean: float = 0,
    target_sd: float = 1,
    population: bool = False,
) -> FloatArray:
    """How many standard deviations above the mean.

    mean        a point; NaN: the mean of the areas
    sd          > 0, in the indicator's unit; NaN: that of the areas, divided by n − 1 (`population`: by n)
    returns     target_mean + target_sd · (x − mean) / sd

    As COINr's n_zscore(m_sd = c(target_mean, target_sd)).
    """
    if not target_sd > 0:
        raise ValueError(f"the target sd must be above 0, not {target_sd:g}")
    table = np.asarray(values, np.float64)
    middle = _points(mean, table, sample.mean(table))
    spread = _points(sd, table, sample.standard_deviation(table, population=population))
    _refuse(~(spread > 0) & sample.has_values(table), table, "has no spread: its standard deviation is not above 0")
    return (table - middle) / spread * target_sd + target_mean


def distance_to_norm(
    values: ArrayLike,
    low: ArrayLike = np.nan,
    high: ArrayLike = np.nan,
    *,
    unit: ArrayLike = np.nan,
    better: Better | str = Better.NOTHING,
    scale: float = 100,
) -> FloatArray:
    """How far over the norm, 0 on it or within its band.

    low, high  the band, oriented: over `high` is too urgent, under `low` better than asked; one of them may be NaN for
               a norm that is open on that side, both the same for a norm of one value
    unit       > 0, in the indicator's unit: the distance that is worth `scale`; NaN: the size of the norm itself, so
               that 100 is "twice the norm" (of `high`, or of `low` where the band is open)
    better     see `Better`

        scale · (x − high) / unit over the band; 0 within; (x − low) under it as `better` says
    """
    table, side = np.asarray(values, np.float64), Better(better)
    bottom, top = (np.broadcast_to(np.asarray(p, np.float64), table.shape[1:]) for p in (low, high))
    _refuse(np.isnan(bottom) & np.isnan(top), table, "has no norm")
    _refuse(np.isinf(bottom) | np.isinf(top), table, "has a norm that is not finite")
    _refuse(bottom > top, table, "has a band upside down")
    worth = _points(unit, table, np.abs(np.where(np.isnan(top), bottom, top)))
    _refuse(~(worth > 0), table, "has a norm of 0: say what distance is worth the scale (unit)")
    over = np.maximum(table - np.where(np.isnan(top), np.inf, top), 0)
    under = np.minimum(table - np.where(np.isnan(bottom), -np.inf, bottom), 0)
    # With an open side the limit is infinite, and nothing is beyond it.
    counted = {Better.NOTHING: 0 * table, Better.COUNTS: under, Better.ALSO_WRONG: -under}[side]
    return np.asarray(scale * (over + counted) / worth)


def national_share(values: ArrayLike, reference: ArrayLike, *, scale: float = 100) -> FloatArray:
    """The share of a fixed distribution that is less urgent; figures that are equal count half.

    reference  (any number, indicators)  the figures of all areas of the country, oriented; NaN = missing
    returns    0 below all of them, `scale` above all

        scale · (number below + ½ number equal) / number
    """
    table, country = np.asarray(values, np.float64), np.asarray(reference, np.float64)
    if country.ndim != 2 or country.shape[1] != table.shape[1]:
        raise ValueError(f"a reference of shape {country.shape} for {table.shape[1]} columns")
    _refuse(~sample.has_values(country), table, "has no reference distribution")
    shares = np.full(table.shape, np.nan)
    for column in range(table.shape[1]):
        known = np.sort(country[~np.isnan(country[:, column]), column])
        own = table[:, column]
        below, upto = np.searchsorted(known, own, "left"), np.searchsorted(known, own, "right")
        shares[:, column] = np.where(np.isnan(own), np.nan, (below + upto) / (2 * len(known)))
    return scale * shares


def index_to_base(values: ArrayLike, base: ArrayLike, *, scale: float = 100) -> FloatArray:
    """The figure as an index of its value in a base year: 100 = as then, 110 = 10 % more urgent.

    base  an oriented point, or per area (areas, indicators); not 0

        scale · (1 + (x − base) / |base|)         for a figure where more is urgent simply scale · x / base
    """
    table, then = np.asarray(values, np.float64), np.asarray(base, np.float64)
    _refuse(np.isinf(then), table, "has a base that is not finite")
    _refuse(then == 0, table, "has a base of 0: nothing can be an index of it")
    return np.asarray(scale * (1 + (table - then) / np.abs(then)))


def exponential(
    values: ArrayLike,
    *,
    decay: float = DECAY,
    ranked_of: ArrayLike = np.nan,
    fraction: RankFraction | str = RankFraction.UP_TO_ONE,
    scale: float = 100,
) -> FloatArray:
    """Places among the areas, stretched so that the most urgent tenth takes half of the scale (IMD, WIMD, SIMD).

    values     figures, of which the places are taken here, ties averaged; or places themselves, see `ranked_of`
    decay      > 0; 23 gives the tenth its half. Smaller: still more room for the most urgent
    ranked_of  (indicators,) or one number: the values are places that somebody published, 1 the most urgent among so
               many, and therefore oriented with polarity −1
    fraction   what R is, see `RankFraction`
    returns    0 … scale; only the one most urgent place reaches `scale`, and with `from-zero` only the least urgent 0

        E = −d ln(1 − R (1 − e^(−100/d)))         times scale / 100

    Raises ValueError naming a column with a place outside 1 … N.
    Source: MHCLG, English Indices of Deprivation 2019, Technical report, appendix E; SIMD 2020 technical notes. Against
    all published ranks of 2019 in tests/reference/test_imd.py, of Wales and Scotland in test_wimd.py and test_simd.py.
    """
    if not (np.isfinite(decay) and decay > 0):
        raise ValueError(f"the decay must be above 0, not {decay:g}")
    place, count = _places(np.asarray(values, np.float64), np.asarray(ranked_of, np.float64))
    share = (place - (RankFraction(fraction) is RankFraction.FROM_ZERO)) / count
    # Plus nothing: the least urgent would be −0.
    return np.asarray(-decay * np.log1p(share * np.expm1(-100 / decay)) * (scale / 100) + 0.0)


def _places(table: FloatArray, ranked_of: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Counted from the least urgent, 1 … N, and N of each column."""
    if np.isnan(ranked_of).all():
        count = np.maximum(np.count_nonzero(~np.isnan(table), axis=0), 1).astype(np.float64)
        return sample.rank(table, ties=Ties.AVERAGE), count
    place = np.asarray(ranked_of + 1 + table)
    _refuse((place <= 0) | (place > ranked_of), table, "has a place outside 1 and the number of areas")
    return place, ranked_of


def _points(own_points: ArrayLike, table: FloatArray, otherwise: FloatArray) -> FloatArray:
    points = np.broadcast_to(np.asarray(own_points, np.float64), table.shape[1:])
    _refuse(np.isinf(points), table, "has a point that is not finite")
    return np.where(np.isnan(points), otherwise, points)


def _refuse(wrong: NDArray[np.bool_], table: FloatArray, what: str) -> None:
    """Name the columns in which anything is wrong; `wrong` broadcasts against the table."""
    columns = np.flatnonzero(np.broadcast_to(wrong, (max(len(table), 1), table.shape[1])).any(axis=0))
    if len(columns):
        raise ValueError(f"column {', '.join(str(c) for c in columns)} {what}")
