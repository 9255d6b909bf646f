"""Open a score up: what every child, and in the end every indicator, brings to it. The parts sum to the whole."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import ArrayLike

from .intervals import FloatArray
from .pipeline import Computed, GroupPlan
from .steps import Step


def contributions(computed: Computed, groups: Sequence[GroupPlan]) -> FloatArray:
    """How many points of its score an area owes to each node.

    returns  (areas, columns + groups)  on the scale of the score; NaN where a node takes no part. The score itself
             brings all of it; the children of a group bring together what the group brings

    A weighted sum opens up exactly: weight × value. The other means are homogeneous (all children twice as high, the
    score twice as high), so that by Euler's theorem they are the sum of value × slope: a child brings what the score
    would lose, per part, if that child became a little lower. A group that is put on another scale after aggregating
    hands its points down in proportion. Copeland's score hangs on the other areas: below it everything is NaN.
    Checked to 1e-9 in tests/engine/test_explain.py.
    """
    columns = computed.nodes.shape[1] - len(groups)
    points = np.full(computed.nodes.shape, np.nan)
    # What a point of a group's own value is worth in the score.
    worth = np.full(computed.nodes.shape, np.nan)
    worth[:, columns] = 1.0
    points[:, columns] = computed.nodes[:, columns]
    for place, group in enumerate(groups):
        own, children = columns + place, list(group.children)
        inside = worth[:, own] * _rescaled(computed.nodes[:, own], computed.aggregated[:, place])
        slope = slopes(
            computed.nodes[:, children], computed.weights[place], group.aggregate, computed.aggregated[:, place]
        )
        worth[:, children] = inside[:, None] * slope
        points[:, children] = worth[:, children] * computed.nodes[:, children]
    return points


def slopes(values: ArrayLike, weights: ArrayLike, aggregate: Step, scores: ArrayLike) -> FloatArray:
    """How much the score of a group rises when a child rises, per point: (areas, children); NaN where it has no part.

    values   (areas, children)  NaN = missing
    weights  (areas, children)  what each child counted for in that area, 0 for a missing one
    scores   (areas,)           the group's value

    Σ slope × value = score for every method but copeland. For a median, minimum or maximum the children that decide
    share the slope.
    """
    x, omega = np.asarray(values, np.float64), np.asarray(weights, np.float64)
    score = np.asarray(scores, np.float64)[:, None]
    total = omega.sum(axis=1, keepdims=True)
    with np.errstate(divide="ignore", invalid="ignore"):
        match aggregate.method:
            case "arithmetic":
                slope = omega
            case "geometric":
                slope = omega / total * score / x
            case "harmonic":
                slope = omega * (score / x) ** 2
            case "generalised":
                slope = _power_slopes(x, omega, float(aggregate.parameters["power"]), score)
            case "mazziotta_pareto":
                slope = _unbalance_slopes(x, omega, aggregate)
            case "minimum" | "maximum" | "median":
                slope = _deciding(x, omega, score)
            case _:
                slope = np.full(x.shape, np.nan)
    return np.where((omega > 0) & ~np.isnan(x), slope, np.nan)


def _rescaled(value: FloatArray, aggregated: FloatArray) -> FloatArray:
    """What a point before a group's own steps is worth after them; 0/0 is read as unchanged."""
    ratio = np.ones(len(value))
    np.divide(value, aggregated, out=ratio, where=(aggregated != 0) & (value != aggregated))
    return np.where(np.isnan(value), np.nan, ratio)


def _power_slopes(x: FloatArray, omega: FloatArray, power: float, score: FloatArray) -> FloatArray:
    if power == 0:
        return np.asarray(omega / omega.sum(axis=1, keepdims=True) * score / x)
    return np.where(score == 0, 0.0, omega * (x / score) ** (power - 1))


def _unbalance_slopes(x: FloatArray, omega: FloatArray, aggregate: Step) -> FloatArray:
    """Of M ± S²/M, with M the weighted sum and S² the weighted variance around the mean M/Σω."""
    sign = -1.0 if aggregate.parameters.get("penalty") == "subtract" else 1.0
    total = omega.sum(axis=1, keepdims=True)
    there = np.where(omega > 0, x, 0.0)
    centre = (omega * there).sum(axis=1, keepdims=True) / total
    variance = (omega * (there - centre) ** 2).sum(axis=1, keepdims=True) / total
    factor = np.ones_like(total)
    if aggregate.parameters.get("spread") == "sample":
        count = (omega > 0).sum(axis=1, keepdims=True)
        factor = np.where(count > 1, count / np.maximum(count - 1, 1), 0.0)
    bend = 2 * omega / total * (there - centre) / centre - variance * omega / total / centre**2
    return np.asarray(omega + sign * factor * bend)


def _deciding(x: FloatArray, omega: FloatArray, score: FloatArray) -> FloatArray:
    """The child or children at the score share it; between two of a median, the two that it lies between."""
    there = np.where(omega > 0, x, np.nan)
    above = np.nanmin(np.where(there >= score, there, np.inf), axis=1, keepdims=True)
    below = np.nanmax(np.where(there <= score, there, -np.inf), axis=1, keepdims=True)
    deciding = (there == above) | (there == below)
    return np.where(deciding, score / np.where(deciding, there, 0.0).sum(axis=1, keepdims=True), 0.0)
