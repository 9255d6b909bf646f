"""Join indicators by letting areas meet two by two: no unit matters, only who is more urgent on what."""

import numpy as np
from numpy.typing import ArrayLike

from .intervals import FloatArray
from .weights import Weighting, as_given, equal, relative

# So many areas at a time meet all others: 16 × 15,000 numbers stay within a processor’s cache.
_BLOCK = 16
# Sums of weights that are a half on paper differ from it in their last bits.
_EVEN = 1e-12


def copeland(
    values: ArrayLike, weights: ArrayLike | None = None, *, weighting: Weighting | str = Weighting.RELATIVE
) -> FloatArray:
    """How many areas an area is more urgent than, less how many are more urgent than it.

    values, weights, weighting  as in engine/aggregate.py; the scale of the values does not matter
    returns                     (areas,) −(n − 1) … n − 1, with n the areas that have any value; NaN for the others

    Of two areas, the more urgent one has the most weight of children on which it is higher; equal children count half
    for each; an exact half gives 0 to both. Only children that both have take part. An area that shares no child with
    some others is counted on those it met, as if it did as well against the rest: having no figures is no draw.
    The work grows with the square of the number of areas. Raises ValueError on a bad weight.

    Source: Copeland (1951); Munda & Nardo (2009), Applied Economics 41. As COINr's a_copeland, in
    tests/reference/test_slow_pipeline.py.
    """
    won, met = _meetings(values, weights, weighting)
    count = np.count_nonzero(~np.isnan(won))
    scores = np.full(len(won), np.nan)
    np.divide(won * (count - 1), met, out=scores, where=met > 0)
    scores[(met == 0) & ~np.isnan(won)] = 0.0
    return scores


def _meetings(
    values: ArrayLike, weights: ArrayLike | None, weighting: Weighting | str
) -> tuple[FloatArray, FloatArray]:
    """Per area: won less lost (NaN for an area that takes no part), and the number of areas it met."""
    table, weight = _table(values, weights)
    rule = relative if Weighting(weighting) is Weighting.RELATIVE else as_given
    takes_part = ~np.isnan(rule(weight, ~np.isnan(table))[:, 0])
    table = np.where(takes_part[:, None], table, np.nan)
    won, met = np.full(len(table), np.nan), np.zeros(len(table))
    even = _EVEN * weight.sum()
    for start in range(0, len(table), _BLOCK):
        block = slice(start, start + _BLOCK)
        ahead, shared = _against_all(table, weight, block)
        won[block] = np.count_nonzero(ahead > even, axis=1) - np.count_nonzero(ahead < -even, axis=1)
        met[block] = np.count_nonzero(shared > 0, axis=1) - takes_part[block]  # and not itself
    return np.where(takes_part, won, np.nan), met


def _table(values: ArrayLike, weights: ArrayLike | None) -> tuple[FloatArray, FloatArray]:
    table = np.asarray(values, np.float64)
    weight = equal(table.shape[1]) if weights is None else np.asarray(weights, np.float64)
    relative(weight, ~np.isnan(table))  # for its refusals
    return table, weight


def _against_all(table: FloatArray, weights: FloatArray, block: slice) -> tuple[FloatArray, FloatArray]:
    """The areas of the block by all areas: weight on which ahead less weight on which behind, and weight they share.

    Per child, so that nothing is larger than the block by all areas.
    """
    own = table[block]
    ahead, shared = np.zeros((len(own), len(table))), np.zeros((len(own), len(table)))
    for child in np.flatnonzero(weights > 0):
        mine, other = own[:, child, None], table[None, :, child]
        sign = (mine > other).view(np.int8) - (mine < other).view(np.int8)  # 0 where either is missing
        ahead += weights[child] * sign
        there = ~np.isnan(mine), ~np.isnan(other)
        # Correct without the choice; a table without holes is done in half the time.
        shared += weights[child] if all(side.all() for side in there) else weights[child] * (there[0] & there[1])
    return ahead, shared
