"""How an area moves, beside where it stands."""

from enum import StrEnum

import numpy as np
from numpy.typing import ArrayLike, NDArray

from .intervals import FloatArray


class Movement(StrEnum):
    """How a series of years becomes one number."""

    ENDPOINTS = "endpoints"  # the last year less the first
    TREND = "trend"  # the slope of the straight line through all years


class Signal(StrEnum):
    """Level and development together, as a field worker would read them."""

    CALM = "calm"
    RISING = "rising"  # stands well, and becomes more urgent: the early warning
    HIGH = "high"
    RECOVERING = "recovering"  # stands badly, and becomes less urgent
    HIGH_AND_RISING = "high_and_rising"
    CANNOT_TELL = "cannot_tell"


SIGNALS = tuple(Signal)


def multi_year_change(
    values: ArrayLike,
    years: ArrayLike,
    *,
    movement: Movement | str = Movement.ENDPOINTS,
    minimum_span: float = 2,
    relative: bool = False,
) -> FloatArray:
    """The change per year of each area over the years that it has.

    values        (areas, years)  oriented figures of one indicator; NaN = missing
    years         (years,)        ascending
    movement      see `Movement`
    minimum_span  years between the first and the last figure below which nothing is said
    relative      in shares of the size of the first figure that an area has; NaN where that is 0
    returns       (areas,)        per year, in the indicator's unit (or a share); above 0 = became more urgent

    Per year, so that an area whose series began later is not calmer only for that. Never across a break in the series:
    hand over the years after it. Raises ValueError when the years do not ascend or do not fit the values.
    """
    table, moments = np.asarray(values, np.float64), np.asarray(years, np.float64)
    if table.ndim != 2 or moments.shape != table.shape[1:]:
        raise ValueError(f"{moments.size} years for figures of shape {table.shape}")
    if len(moments) < 2 or not (np.diff(moments) > 0).all():
        raise ValueError("development needs two years or more, in ascending order")
    present = ~np.isnan(table)
    first, last = present.argmax(axis=1), len(moments) - 1 - present[:, ::-1].argmax(axis=1)
    span = np.where(present.any(axis=1), moments[last] - moments[first], 0.0)
    if Movement(movement) is Movement.ENDPOINTS:
        rows = np.arange(len(table))
        per_year = (table[rows, last] - table[rows, first]) / np.where(span > 0, span, np.nan)
    else:
        per_year = _slope(table, moments, present)
    if relative:
        start = np.abs(table[np.arange(len(table)), first])
        per_year = per_year / np.where(start > 0, start, np.nan)
    return np.where((span > 0) & (span >= minimum_span), per_year, np.nan)


def join_level_and_development(
    level: ArrayLike, development: ArrayLike, *, development_share: float = 0.5
) -> FloatArray:
    """One number from where an area stands and how it moves, per indicator or for a whole score.

    level              (areas,) or (areas, indicators)  normalised, higher = more urgent
    development        the same shape, put on the same kind of scale (both z-scores, or both 0–100 around 50)
    development_share  0–1: how much the movement counts; 0 is the level alone
    returns            (1 − share) · level + share · development; NaN where the level is missing, or where the
                       development is and counts

    A missing development is not taken for standing still: an area would look calmer for what is not known. Who wants
    the level alone there asks for share 0 and says so. Raises ValueError when the share is outside 0–1.
    """
    if not 0 <= development_share <= 1:
        raise ValueError(f"the share of the development lies between 0 and 1, not {development_share}")
    stands, moves = np.asarray(level, np.float64), np.asarray(development, np.float64)
    if development_share == 0:
        return stands.copy()
    return (1 - development_share) * stands + development_share * moves


def signal(level: ArrayLike, development: ArrayLike, *, high_from: float, margin: float) -> NDArray[np.int8]:
    """What level and development say together: a signal to put to the field, not a verdict.

    level, development  (areas,) as for `join_level_and_development`
    high_from           a level from here on is high
    margin              ≥ 0: a movement within it is standing still
    returns             (areas,) positions in `SIGNALS`

    A level below `high_from` that stands still or falls is calm. Raises ValueError on a negative margin.
    """
    if not margin >= 0:
        raise ValueError(f"the margin must be 0 or more, not {margin}")
    stands, moves = np.asarray(level, np.float64), np.asarray(development, np.float64)
    unknown = np.isnan(stands) | np.isnan(moves)
    high, rises, falls = stands >= high_from, moves > margin, moves < -margin
    choices = [unknown, high & rises, high & falls, high, rises]
    words = [Signal.CANNOT_TELL, Signal.HIGH_AND_RISING, Signal.RECOVERING, Signal.HIGH, Signal.RISING]
    signals = np.select(choices, [SIGNALS.index(word) for word in words], SIGNALS.index(Signal.CALM))
    return signals.astype(np.int8)


def _slope(table: FloatArray, moments: FloatArray, present: NDArray[np.bool_]) -> FloatArray:
    """Least squares over the years that an area has."""
    count = np.maximum(present.sum(axis=1), 1)
    x = np.where(present, moments, 0.0)
    y = np.where(present, table, 0.0)
    x_off = np.where(present, moments - (x.sum(axis=1) / count)[:, None], 0.0)
    y_off = np.where(present, y - (y.sum(axis=1) / count)[:, None], 0.0)
    squares = (x_off**2).sum(axis=1)
    return np.asarray((x_off * y_off).sum(axis=1) / np.where(squares > 0, squares, np.nan))
