"""What the ranks of many draws say about one area: a band, a chance, a row of bars."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from .intervals import FloatArray
from .method_uncertainty import RankTable
from .score_tree import IntArray

# "In 90 of the 100 variants": from the 5th to the 95th percentile.
BAND = 0.90
# Areas at a time: their ranks in all draws must lie beside each other to be sorted.
_AT_ONCE = 2**22


@dataclass(frozen=True)
class RankBands:
    """Per area; NaN where it has a rank in no draw.

    low, median, high  ranks, 1 = most urgent; half ranks only where areas share a place
    ranked             in how many draws it has a rank: fewer than `computed` where leaving something out takes it away
    computed           draws that did not fail
    """

    low: FloatArray
    median: FloatArray
    high: FloatArray
    ranked: IntArray
    computed: int


def rank_bands(table: RankTable, share: float = BAND) -> RankBands:
    """Between which places each area stands in at least `share` of the draws.

    share    0–1: 0.9 goes from the 5th to the 95th percentile
    returns  the smallest ranks r for which at least 5 %, 50 % and 95 % of its draws have rank ≤ r

    So a bound is always a place that was really taken, and without noise the band is a point. Source of the
    definition: Hyndman & Fan (1996), The American Statistician 50, 361–365, type 1.
    """
    if not 0 <= share <= 1:
        raise ValueError(f"the share of draws within the band is {share}, not between 0 and 1")
    areas = table.doubled.shape[1]
    bands = np.full((3, areas), np.nan)
    ranked = np.zeros(areas, np.int64)
    tail = (1 - share) / 2
    for block in _blocks(table):
        drawn = np.sort(table.doubled[:, block].T, axis=1)  # no rank is 0, so those stand first
        ranked[block] = (drawn > 0).sum(axis=1)
        none, members = table.draws - ranked[block], np.flatnonzero(ranked[block])
        for row, quantile in zip(bands, (tail, 0.5, 1 - tail), strict=True):
            at = none + _positions(quantile, ranked[block])
            row[block.start + members] = drawn[members, at[members]] / 2
    low, median, high = bands
    return RankBands(low, median, high, ranked, table.computed)


def among_first(table: RankTable) -> FloatArray:
    """In which share of the draws an area is among the first n, for each n of `table.places`.

    returns  (areas, n's) 0–1, of all draws that did not fail; NaN for an area that has a rank in none of them

    Two areas that are always equal on place 1 are each first in half of the draws. A draw in which an area has no rank
    counts as one in which it is not among the first.
    """
    never = np.asarray(~(table.doubled > 0).any(axis=0))
    with np.errstate(invalid="ignore"):
        shares = table.first / np.float64(table.computed)
    return np.where(never[:, None], np.nan, shares)


def place_counts(table: RankTable) -> FloatArray:
    """How often each area stood in each place: the row of bars. For some hundreds of areas at most.

    returns  (areas, places); a shared place between two whole ones counts half for each
    """
    areas = table.doubled.shape[1]
    counts = np.zeros((areas, areas + 2))
    area = np.broadcast_to(np.arange(areas), table.doubled.shape)
    for way in (table.doubled // 2, (table.doubled + 1) // 2):
        flat = area.astype(np.int64) * (areas + 2) + way
        counts += np.bincount(flat.reshape(-1), minlength=counts.size).reshape(counts.shape) / 2
    return counts[:, 1 : areas + 1]


def _blocks(table: RankTable) -> Iterator[slice]:
    areas = table.doubled.shape[1]
    at_once = max(1, _AT_ONCE // max(1, table.draws))
    yield from (slice(start, min(start + at_once, areas)) for start in range(0, areas, at_once))


def _positions(quantile: float, ranked: IntArray) -> IntArray:
    """Of the smallest of `ranked` sorted draws that has at least this share at or below it; from 0."""
    # 0.95 × 100 must be 95, whatever its last bit says.
    at_least = np.ceil(quantile * ranked - 1e-9)
    return np.asarray(np.clip(at_least, 1, None) - 1, np.int64)
