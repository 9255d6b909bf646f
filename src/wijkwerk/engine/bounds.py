"""Between which ends a score would lie if the figures that an area misses were there."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from .aggregate import AGGREGATIONS
from .coverage import delivered
from .intervals import FloatArray
from .pipeline import ColumnPlan, Computed, GroupPlan
from .steps import range_of


def bounds(
    computed: Computed, columns: Sequence[ColumnPlan], groups: Sequence[GroupPlan]
) -> tuple[FloatArray, FloatArray]:
    """The lowest and the highest value that each group can have once nothing is missing.

    returns  two arrays (areas, columns + groups), also for areas without a score; equal to the value where nothing is
             missing. NaN where there is no end: a scale that is open (z-score, rank), a method in which a higher child
             can lower the score (mazziotta_pareto) or that hangs on the other areas (copeland), a group that is put on
             another scale by its sample

    Every missing figure stands once at the least and once at the most of its own scale. A child that no area has takes
    no part: what it could be is unknown for all alike, and the score says how many of its parts it has. With fixed
    reference points the complete score always lies between the two, and so does the score itself
    (tests/scores/test_removing.py). Only what can move is joined again: a table without gaps costs nothing here.
    """
    low, high = computed.nodes.copy(), computed.nodes.copy()
    for index, column in enumerate(columns):
        ends = range_of(column.steps, column.points.oriented(column.sign))
        missing = np.isnan(computed.nodes[:, index])
        if ends is not None and not missing.all():
            low[missing, index], high[missing, index] = ends
    for place in range(len(groups) - 1, -1, -1):
        own, group = len(columns) + place, groups[place]
        children, value = list(group.children), computed.nodes[:, own]
        there = delivered(low[:, children])
        moves = ~_stands_still(low[:, children], high[:, children], computed.nodes[:, children], there, value)
        for each in (low, high):
            each[:, own] = value
            each[moves, own] = _joined(each[moves][:, children], group, there)
        # A closed gate below sets aside figures that are there, so that the score itself can lie outside.
        low[:, own] = np.minimum(low[:, own], _or_else(value, low[:, own]))
        high[:, own] = np.maximum(high[:, own], _or_else(value, high[:, own]))
    return low, high


def _stands_still(
    low: FloatArray, high: FloatArray, values: FloatArray, there: NDArray[np.bool_], value: FloatArray
) -> NDArray[np.bool_]:
    """(areas,) Where every child is there and cannot move, neither can the group, whatever its method."""
    fixed = (low == high) & (low == values)
    return np.asarray(fixed[:, there].all(axis=1) & ~np.isnan(value), np.bool_)


def _or_else(value: FloatArray, otherwise: FloatArray) -> FloatArray:
    return np.where(np.isnan(value), otherwise, value)


def _joined(values: FloatArray, group: GroupPlan, there: NDArray[np.bool_]) -> FloatArray:
    kind, weights = AGGREGATIONS[group.aggregate.method], np.array(group.weights, np.float64)
    joined = np.full(len(values), np.nan)
    # A child without an end leaves the group without one.
    complete = ~np.isnan(values[:, there]).any(axis=1)
    if not (kind.monotone and kind.alone) or group.steps or not complete.any() or not (weights[there] > 0).any():
        return joined
    try:
        joined[complete] = kind.function(
            values[np.ix_(complete, there)], weights[there], weighting=group.weighting, **group.aggregate.parameters
        )
    except ValueError:  # a mean that does not exist at the end of the scale, such as a geometric one at 0
        return joined
    return joined
