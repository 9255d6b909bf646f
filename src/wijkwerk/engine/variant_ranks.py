"""Ranks of many rows of scores at once.

A row is sorted as whole numbers: the score as fixed-point bits, and in the lowest bits which area it is. One sort of
plain integers then gives the order, which is more than twice as fast as sorting positions by score.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .intervals import FloatArray
from .score_tree import IntArray

Doubled = NDArray[np.unsignedinteger[Any]]

# Bits for the number of the area; what is left of a double's 52 says the score to 38 bits, 4e-12 of the spread of the
# scores. For more than 16,384 areas a few bits go over from one to the other.
_AREA_BITS = 14
# Scores that lie so near are equal: it is the last bits in which two sums of the same numbers may differ.
_UNITS = 1
# Where all scores are nearly the same, their spread is not blown up until rounding decides.
_LEAST_SPREAD = 2.0**-10


@dataclass(frozen=True)
class RankedRows:
    """doubled  (rows, areas) twice the rank, 1 = the highest score, ties at their average; 0 where there is no score
    first    (areas, n's) in how many rows an area was among the first n; equal scores share the places they take
    """

    doubled: Doubled
    first: FloatArray


def rank_type(areas: int) -> type[np.unsignedinteger[Any]]:
    """The smallest numbers that hold twice the rank of so many areas."""
    return np.uint16 if areas < 2**15 else np.uint32


def rank_rows(scores: FloatArray, first: tuple[int, ...] = ()) -> RankedRows:
    """Rank every row by itself.

    scores  (rows, areas)  higher = more urgent; NaN = no score, which takes no place. Overwritten
    first   the n's of "among the first n"

    Of two areas with equal scores that share places 3 and 4, each is half among the first 3.
    """
    doubled = np.zeros(scores.shape, rank_type(scores.shape[1]))
    return RankedRows(doubled, rank_into(list(doubled), scores, first))


def rank_into(into: Sequence[Doubled], scores: FloatArray, first: tuple[int, ...] = ()) -> FloatArray:
    """As `rank_rows`, with twice the ranks written where they are to stay.

    into     per row an array (areas,) that is all zeros
    returns  (areas, n's) in how many rows an area was among the first n
    """
    counts = np.zeros((scores.shape[1], len(first)))
    for members, columns in _without_gaps(scores):
        if len(columns) == scores.shape[1]:
            part = scores if len(members) == len(scores) else scores[members]
        else:
            part = scores[np.ix_(members, columns)]
        if part.size:
            counts[columns] += _rank([into[row] for row in members], columns, np.ascontiguousarray(part), first)
    return counts


def _without_gaps(scores: FloatArray) -> list[tuple[IntArray, IntArray]]:
    """Rows that miss the same areas, and the areas that they have."""
    rows, areas = scores.shape
    if not np.isnan(scores.sum(axis=1)).any():
        return [(np.arange(rows), np.arange(areas))]
    alike: dict[bytes, list[int]] = {}
    has = ~np.isnan(scores)
    for row in range(rows):
        alike.setdefault(has[row].tobytes(), []).append(row)
    return [(np.array(members), np.flatnonzero(has[members[0]])) for members in alike.values()]


def _rank(into: list[Doubled], columns: IntArray, scores: FloatArray, first: tuple[int, ...]) -> FloatArray:
    """`columns` are the places in `into` of the areas in `scores`."""
    rows, areas = scores.shape
    bits = max(_AREA_BITS, (areas - 1).bit_length())
    keys = _keys(scores, bits)
    keys.sort(axis=1)
    ties = _ties(keys, bits)
    keys &= np.uint64(2**bits - 1)
    order = keys.view(np.int64)
    places = np.arange(2, 2 * areas + 2, 2, dtype=into[0].dtype)[None, :].repeat(
        rows if len(ties.starts) else 1, axis=0
    )
    if len(ties.starts):
        places.reshape(-1)[ties.members] = np.repeat(ties.first_places + ties.last_places, ties.sizes)
    everywhere = len(columns) == len(into[0])
    for row, target in enumerate(into):
        target[order[row] if everywhere else columns[order[row]]] = places[row % len(places)]
    return _among_first(order, ties, first)


def _keys(scores: FloatArray, bits: int) -> NDArray[np.uint64]:
    """Per area a whole number that is smaller for a higher score and whose last `bits` are the number of the area.

    The scores of a row are moved to [1, 2], where all doubles have the same exponent: their bits are then the score
    in fixed point.
    """
    highest, lowest = scores.max(axis=1, keepdims=True), scores.min(axis=1, keepdims=True)
    spread = np.maximum(highest - lowest, _LEAST_SPREAD * np.maximum(abs(highest), abs(lowest)))
    spread[spread == 0] = 1
    np.subtract(highest, scores, out=scores)
    scores *= 1 / spread
    scores += 1
    keys = scores.view(np.uint64)
    keys &= np.uint64(2**64 - 2**bits)
    keys |= np.arange(scores.shape[1], dtype=np.uint64)
    return keys


@dataclass(frozen=True)
class _Ties:
    """Runs of equal scores: places in the row (from 1), and all their members as positions in the flat order."""

    starts: IntArray  # flat position of each run
    sizes: IntArray
    areas: int

    @property
    def first_places(self) -> IntArray:
        return self.starts % self.areas + 1

    @property
    def last_places(self) -> IntArray:
        return self.first_places + self.sizes - 1

    @property
    def members(self) -> IntArray:
        before = np.cumsum(self.sizes) - self.sizes
        return np.repeat(self.starts - before, self.sizes) + np.arange(self.sizes.sum())


def _ties(keys: NDArray[np.uint64], bits: int) -> _Ties:
    """Runs in which each score is within `_UNITS` of the one before."""
    links = [np.empty(0, np.int64)]
    for row, sorted_keys in enumerate(keys):
        gaps = sorted_keys[1:] - sorted_keys[:-1]
        # Mostly there are none, and asking that is far cheaper than asking where.
        if len(gaps) and gaps.min() < (_UNITS + 1) << bits:
            near = np.flatnonzero(gaps < np.uint64((_UNITS + 1) << bits))
            scores = sorted_keys >> np.uint64(bits)
            links.append(row * keys.shape[1] + near[scores[near + 1] - scores[near] <= _UNITS])
    linked = np.concatenate(links)
    starts = np.flatnonzero(np.diff(linked, prepend=-2) != 1)
    return _Ties(linked[starts], np.diff(starts, append=len(linked)) + 1, keys.shape[1])


def _among_first(order: IntArray, ties: _Ties, first: tuple[int, ...]) -> FloatArray:
    areas = order.shape[1]
    counts = np.zeros((areas, len(first)))
    for column, n in enumerate(first):
        counts[:, column] = np.bincount(order[:, :n].reshape(-1), minlength=areas)
        # A run that reaches over place n was counted as so many whole ones: share them out over the run.
        across = np.flatnonzero((ties.first_places <= n) & (ties.last_places > n))
        if len(across):
            run = _Ties(ties.starts[across], ties.sizes[across], areas)
            within = n - run.first_places + 1
            counted = (run.members % areas < n).astype(np.float64)
            change = np.repeat(within / run.sizes, run.sizes) - counted
            np.add.at(counts[:, column], order.reshape(-1)[run.members], change)
    return counts
