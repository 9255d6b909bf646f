"""Normalisations whose reference is the areas of the table themselves, and what those take from a sample.

Rules as in engine/normalise.py. Offered to follow published indices that work this way; for a score that should stay
comparable between editions, take fixed points. Formulas: COINr's documentation of version 1.1.14 (names in brackets).
"""

from enum import StrEnum

import numpy as np
from numpy.typing import ArrayLike, NDArray

from .intervals import FloatArray
from .ranks import Ties, ranks_per_column


class PercentileForm(StrEnum):
    INCLUSIVE = "inclusive"  # (rank − 1) / (n − 1): from 0 to 1
    MIDDLE = "middle"  # (rank − ½) / n: the middle of the own step, never 0 or 1


def rank(values: ArrayLike, *, ties: Ties | str = Ties.LOWEST) -> FloatArray:
    """The place counted from below: 1 for the least urgent, n for the most urgent (n_rank)."""
    return ranks_per_column(values, ties=ties, highest_first=False)


def borda(values: ArrayLike, *, ties: Ties | str = Ties.LOWEST) -> FloatArray:
    """rank − 1: how many areas are less urgent (n_borda)."""
    return rank(values, ties=ties) - 1


def percentile_rank(
    values: ArrayLike,
    *,
    form: PercentileForm | str = PercentileForm.INCLUSIVE,
    ties: Ties | str = Ties.LOWEST,
    scale: float = 100,
) -> FloatArray:
    """The place as a share of all places (n_prank, with scale 1).

    Raises ValueError naming a column with one figure only, in the inclusive form: it has a place but no percentile.
    """
    table = np.asarray(values, np.float64)
    count, places = np.count_nonzero(~np.isnan(table), axis=0), rank(table, ties=ties)
    if PercentileForm(form) is PercentileForm.MIDDLE:
        return np.asarray(scale * (places - 0.5) / np.maximum(count, 1))
    _refuse(count == 1, "has one figure only")
    return np.asarray(scale * (places - 1) / np.maximum(count - 1, 1))


def fraction_of_maximum(values: ArrayLike, *, as_published: bool = False, scale: float = 100) -> FloatArray:
    """x / max: the figure as a part of the most urgent one (n_fracmax, with scale 1).

    as_published  also where the highest oriented figure is 0 or less, as COINr does for indicators with a negative
                  direction; the order is then turned around, which is why it is refused otherwise
    """
    table = np.asarray(values, np.float64)
    top = highest(table)
    _refuse(top == 0, "has a highest figure of 0: nothing is a fraction of it")
    if not as_published:
        _refuse(top < 0, "has a highest oriented figure below 0, and a fraction of that turns the order around")
    return scale * table / top


def distance_to_target(values: ArrayLike, target: ArrayLike, *, cap: bool = False, scale: float = 100) -> FloatArray:
    """The way from the lowest figure to a target: 0 at the lowest, `scale` at the target (n_dist2targ, with scale 1).

    target  an oriented point above the lowest figure
    cap     True: beyond the target counts as on it

        (x − min) / (target − min)
    """
    table = np.asarray(values, np.float64)
    goal = np.broadcast_to(np.asarray(target, np.float64), table.shape[1:])
    low = lowest(table)
    _refuse(~(np.isfinite(goal) & (low < goal)) & has_values(table), "has a target that is not above its lowest figure")
    way = (table - low) / (goal - low)
    return scale * (np.minimum(way, 1) if cap else way)


def distance_to_reference(values: ArrayLike, area: int, *, cap: bool = False, scale: float = 100) -> FloatArray:
    """As `distance_to_target`, with what one of the areas has as the target (n_dist2ref, with scale 1).

    area  the row of that area; it may not be the lowest anywhere, nor miss a figure

        1 − (x_ref − x) / (x_ref − min)
    """
    table = np.asarray(values, np.float64)
    if not 0 <= area < len(table):
        raise ValueError(f"there is no area {area} among {len(table)}")
    _refuse(np.isnan(table[area]) & has_values(table), "has no figure for the reference area")
    return distance_to_target(table, table[area], cap=cap, scale=scale)


def distance_to_maximum(values: ArrayLike, *, scale: float = 100) -> FloatArray:
    """1 − (max − x) / (max − min): `scale` for the most urgent figure (n_dist2max, with scale 1)."""
    table = np.asarray(values, np.float64)
    low, high = lowest(table), highest(table)
    _refuse((low == high) & has_values(table), "has no range: all its figures are equal")
    return scale * (1 - (high - table) / (high - low))


def has_values(table: FloatArray) -> NDArray[np.bool_]:
    """(indicators,) is there any figure at all? A column without one is not wrong here, only empty."""
    return np.asarray(~np.isnan(table).all(axis=0))


def lowest(table: FloatArray) -> FloatArray:
    return _least(table, 1.0)


def highest(table: FloatArray) -> FloatArray:
    return -_least(table, -1.0)


def _least(table: FloatArray, sign: float) -> FloatArray:
    """The smallest of sign · x in each column; NaN where a column has no value, without a warning about that."""
    least = np.full(table.shape[1], np.nan)
    there = has_values(table)
    if there.any():
        least[there] = np.nanmin(sign * table[:, there], axis=0)
    return least


def mean(table: FloatArray) -> FloatArray:
    count = np.count_nonzero(~np.isnan(table), axis=0)
    return np.asarray(np.divide(np.nansum(table, axis=0), count, out=np.full(len(count), np.nan), where=count > 0))


def standard_deviation(table: FloatArray, *, population: bool = False) -> FloatArray:
    """Divided by n − 1, or by n for a population; NaN where that is 0, exactly 0 where all figures are equal."""
    count = np.count_nonzero(~np.isnan(table), axis=0) - (0 if population else 1)
    squares = np.nansum((table - mean(table)) ** 2, axis=0)
    spread = np.sqrt(np.divide(squares, count, out=np.full(len(count), np.nan), where=count > 0))
    return np.asarray(np.where(lowest(table) == highest(table), np.minimum(spread, 0), spread), np.float64)


def _refuse(wrong: NDArray[np.bool_], what: str) -> None:
    if wrong.any():
        raise ValueError(f"column {', '.join(str(c) for c in np.flatnonzero(wrong))} {what}")
