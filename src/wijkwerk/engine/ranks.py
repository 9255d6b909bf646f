"""Places in an order, with ties shown as ties."""

from enum import StrEnum

import numpy as np
from numpy.typing import ArrayLike, NDArray

from .intervals import FloatArray


class Ties(StrEnum):
    """Which place equal scores get, with four areas of which the second and third are equal."""

    AVERAGE = "average"  # 1, 2.5, 2.5, 4
    LOWEST = "lowest"  # 1, 2, 2, 4
    HIGHEST = "highest"  # 1, 3, 3, 4
    DENSE = "dense"  # 1, 2, 2, 3
    ORDINAL = "ordinal"  # 1, 2, 3, 4: in the order in which they stand; hides a tie, so never on a page


def ranks(
    scores: ArrayLike, *, ties: Ties | str = Ties.LOWEST, tolerance: float = 0, highest_first: bool = True
) -> FloatArray:
    """The place of every area in the order of the scores.

    scores         (areas,)  NaN where there is none
    ties           what equal scores get, see `Ties`
    tolerance      ≥ 0, in the unit of the scores: an area that is no further than this from the first of a tied group
                   is in that group. Sums in another order differ in their last bits; 1e-9 takes that away. Groups are
                   counted from the first of each, so that a long row of small steps does not become one tie
    highest_first  True: 1 is the highest score, the most urgent
    returns        (areas,)  from 1; NaN for an area without a score, which takes no place

    Raises ValueError on an unknown rule of ties, a negative or missing tolerance, or a score that is not finite.
    Places of IMD 2019 (`average`) and COINr (`lowest`) in tests/reference/.
    """
    values = np.asarray(scores, np.float64)
    rule = Ties(ties)
    if not tolerance >= 0:
        raise ValueError(f"the tolerance must be 0 or more, not {tolerance}")
    if np.isinf(values).any():
        raise ValueError(f"the score at position {int(np.flatnonzero(np.isinf(values))[0])} is not finite")
    places = np.full(values.shape, np.nan)
    present = np.flatnonzero(~np.isnan(values))
    keys = -values[present] if highest_first else values[present]
    order = np.argsort(keys, kind="stable")
    places[present[order]] = _places(_starts(keys[order], tolerance), rule)
    return places


def ranks_per_column(
    values: ArrayLike, *, ties: Ties | str = Ties.LOWEST, tolerance: float = 0, highest_first: bool = True
) -> FloatArray:
    """`ranks` of each column of (areas, columns)."""
    table = np.asarray(values, np.float64)
    places = np.empty(table.shape)
    for column in range(table.shape[1]):
        places[:, column] = ranks(table[:, column], ties=ties, tolerance=tolerance, highest_first=highest_first)
    return places


def _starts(keys: FloatArray, tolerance: float) -> NDArray[np.bool_]:
    """For sorted keys: does a new group of equals begin here?"""
    begins = np.ones(len(keys), np.bool_)
    if tolerance == 0:
        begins[1:] = keys[1:] != keys[:-1]
        return begins
    begins[1:] = np.diff(keys) > tolerance
    first_of = np.maximum.accumulate(np.where(begins, np.arange(len(keys)), 0))
    if (keys - keys[first_of] <= tolerance).all():
        return begins
    begins[:] = True
    first = 0
    # A row of small steps reaches further than the tolerance: each group is counted from its first, and only a step
    # within the tolerance needs a look at how far its group already reaches.
    for position in np.flatnonzero(np.diff(keys) <= tolerance) + 1:
        before = np.flatnonzero(begins[first:position]) + first
        first = int(before[-1])
        begins[position] = keys[position] - keys[first] > tolerance
    return begins


def _places(begins: NDArray[np.bool_], rule: Ties) -> FloatArray:
    if rule is Ties.ORDINAL:
        return np.arange(1, len(begins) + 1, dtype=np.float64)
    group = np.cumsum(begins) - 1
    if rule is Ties.DENSE:
        return np.asarray(group + 1.0)
    lowest = np.flatnonzero(begins) + 1.0
    size = np.bincount(group, minlength=len(lowest))
    if rule is Ties.LOWEST:
        return np.asarray(lowest[group])
    highest = lowest + size - 1
    return np.asarray((highest if rule is Ties.HIGHEST else (lowest + highest) / 2)[group])
