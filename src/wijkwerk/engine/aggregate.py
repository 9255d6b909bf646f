"""Join the children of a group into one score per area.

Every function takes the same two things and keeps to the same rules:

    values     (areas, children)  normalised, higher = more urgent, NaN = missing
    weights    (children,)        ≥ 0; left out: all equal
    weighting  `relative` (default): a missing child drops out and its weight goes to the others; `as-given`: used as
               they stand, and an area that misses a weighted child has no score (see engine/weights.py)
    returns    (areas,)           NaN for an area without any value; on the scale of the values unless told otherwise

A child of weight 0 takes no part. Raises ValueError naming the column of a value the formula cannot take. A gate on
coverage comes before this step. Each is compared with COINr in tests/reference/test_asem.py where COINr has it, and
with plain loops in tests/reference/test_slow_pipeline.py.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType

import numpy as np
from numpy.typing import ArrayLike, NDArray

from .cells import Cell, CellsError
from .copeland import copeland
from .intervals import FloatArray
from .parameters import Kind, Parameter
from .weights import Weighting, effective, equal

Rule = Weighting | str


class Penalty(StrEnum):
    """What an unbalanced area gets: on an urgency scale more (`add`), where high is good less (`subtract`)."""

    ADD = "add"
    SUBTRACT = "subtract"


class Spread(StrEnum):
    POPULATION = "population"  # divided by n, as in the paper
    SAMPLE = "sample"  # divided by n − 1, as in the R package Compind


def arithmetic(
    values: ArrayLike, weights: ArrayLike | None = None, *, weighting: Rule = Weighting.RELATIVE
) -> FloatArray:
    """The weighted mean: a high child is made good by a low one, point for point.

    score = Σ ω x
    """
    x, omega = _prepared(values, weights, weighting)
    return _weighted_sum(x, omega)


def geometric(
    values: ArrayLike, weights: ArrayLike | None = None, *, weighting: Rule = Weighting.RELATIVE
) -> FloatArray:
    """Less room to make good, towards the low end: a low child pulls the score down more than a high one lifts it.

    values  strictly positive: shift or re-scale first, nothing is clipped in silence

    score = exp(Σ ω ln x)

    On an urgency scale that is lenient to areas with one good side; take `generalised` with a power above 1 to let bad
    sides weigh through.
    """
    x, omega = _prepared(values, weights, weighting)
    _refuse(x <= 0, x, omega, "the geometric mean needs values above 0")
    return np.exp(_weighted_sum(np.log(x, where=omega > 0, out=np.zeros_like(x)), omega))


def harmonic(
    values: ArrayLike, weights: ArrayLike | None = None, *, weighting: Rule = Weighting.RELATIVE
) -> FloatArray:
    """As `geometric`, stronger. values strictly positive.

    score = 1 / Σ(ω / x)        with relative weights Σω = 1
    """
    x, omega = _prepared(values, weights, weighting)
    _refuse(x <= 0, x, omega, "the harmonic mean needs values above 0")
    return 1 / _weighted_sum(np.divide(1.0, x, where=omega > 0, out=np.zeros_like(x)), omega)


def generalised(
    values: ArrayLike, weights: ArrayLike | None = None, *, power: float, weighting: Rule = Weighting.RELATIVE
) -> FloatArray:
    """The power mean: 1 arithmetic, 0 geometric, −1 harmonic; above 1 the most urgent child weighs through.

    values  ≥ 0, and strictly positive for a power of 0 or less

    score = (Σ ω x^p)^(1/p)
    """
    if not np.isfinite(power):
        raise ValueError(f"the power must be a finite number, not {power}")
    if power == 0:
        return geometric(values, weights, weighting=weighting)
    x, omega = _prepared(values, weights, weighting)
    if power < 0:
        _refuse(x <= 0, x, omega, f"a power of {power:g} needs values above 0")
    _refuse(x < 0, x, omega, "the generalised mean needs values of 0 or more")
    used = np.where(omega > 0, x, 1.0)
    # Against overflow at high powers: relative to the largest child of the area.
    top = np.where(omega > 0, x, 0.0).max(axis=1, initial=0.0)
    size = np.where(top > 0, top, 1.0)
    return size * _weighted_sum((used / size[:, None]) ** power, omega) ** (1 / power)


def mazziotta_pareto(
    values: ArrayLike,
    weights: ArrayLike | None = None,
    *,
    penalty: Penalty | str = Penalty.ADD,
    spread: Spread | str = Spread.POPULATION,
    weighting: Rule = Weighting.RELATIVE,
) -> FloatArray:
    """The mean with a penalty for unbalance: of two areas with the same mean, the one with peaks is more urgent.

    values   with a positive mean: z-scores of mean 100 and sd 10 (the first form), or goalposts put on 70–130 with the
             reference at 100 (the adjusted form, `normalise.adjusted_goalposts`)
    penalty  `add` for urgency (MPI⁺); `subtract` where high is good (MPI⁻)

    score = M ± S · S/M        M = Σ ω x,  S² = Σ ω (x − M)² / Σω

    Raises ValueError naming the area whose mean is not above 0. Source: Mazziotta & Pareto (2013), Social Indicators
    Research 127 (2016) for the adjusted form. Per area in tests/reference/test_asem.py.
    """
    sign = 1 if Penalty(penalty) is Penalty.ADD else -1
    x, omega = _prepared(values, weights, weighting)
    mean = _weighted_sum(x, omega)
    if (mean <= 0).any():
        low = [Cell(int(area), None, float(mean[area])) for area in np.flatnonzero(mean <= 0)]
        raise CellsError(f"the mean of area {low[0].row} is not above 0", low)
    centre = mean / omega.sum(axis=1)
    variance = _weighted_sum((x - centre[:, None]) ** 2, omega) / omega.sum(axis=1)
    if Spread(spread) is Spread.SAMPLE:
        count = (omega > 0).sum(axis=1)
        variance = variance * np.where(count > 1, count / np.maximum(count - 1, 1), 0.0)
    return np.asarray(mean + sign * variance / centre)


def median(values: ArrayLike, weights: ArrayLike | None = None, *, weighting: Rule = Weighting.RELATIVE) -> FloatArray:
    """The child in the middle: half of the weight lies on either side; on an exact half, the mean of the two beside it.

    As-given weights only say who takes part: their sum does not change a middle.
    """
    x, omega = _prepared(values, weights, weighting)
    order = np.argsort(np.where(omega > 0, x, np.inf), axis=1, kind="stable")
    sorted_x, below = np.take_along_axis(x, order, 1), np.cumsum(np.take_along_axis(omega, order, 1), axis=1)
    half = below[:, -1:] / 2
    # Sums of weights differ in their last bits from an exact half.
    lower, upper = (np.argmax(below >= half * (1 + side * 1e-12), axis=1) for side in (-1, 1))
    rows = np.arange(len(x))
    return _only_known((sorted_x[rows, lower] + sorted_x[rows, upper]) / 2, omega)


def maximum(values: ArrayLike, weights: ArrayLike | None = None, *, weighting: Rule = Weighting.RELATIVE) -> FloatArray:
    """The most urgent child alone: nothing is made good by anything. Weights only say who takes part."""
    x, omega = _prepared(values, weights, weighting)
    return _only_known(np.where(omega > 0, x, -np.inf).max(axis=1), omega)


def minimum(values: ArrayLike, weights: ArrayLike | None = None, *, weighting: Rule = Weighting.RELATIVE) -> FloatArray:
    """The least urgent child alone. Weights only say who takes part."""
    x, omega = _prepared(values, weights, weighting)
    return _only_known(np.where(omega > 0, x, np.inf).min(axis=1), omega)


@dataclass(frozen=True, slots=True)
class Aggregation:
    """A way to join that a recipe may name.

    additive     the score is the sum of what its children bring, so that it opens up exactly (see engine/explain.py)
    monotone     raising a child never lowers the score of its area
    keeps_scale  the score is on the scale of the children
    alone        the score of an area hangs on its own children, and on no other area
    """

    function: Callable[..., FloatArray]
    parameters: Mapping[str, Parameter] = field(default_factory=dict)
    additive: bool = False
    monotone: bool = True
    keeps_scale: bool = True
    alone: bool = True


AGGREGATIONS: Mapping[str, Aggregation] = MappingProxyType(
    {
        "arithmetic": Aggregation(arithmetic, additive=True),
        "geometric": Aggregation(geometric),
        "harmonic": Aggregation(harmonic),
        "generalised": Aggregation(generalised, {"power": Parameter(Kind.NUMBER, required=True)}),
        "mazziotta_pareto": Aggregation(
            mazziotta_pareto,
            {
                "penalty": Parameter(Kind.CHOICE, choices=tuple(Penalty)),
                "spread": Parameter(Kind.CHOICE, choices=tuple(Spread)),
            },
            monotone=False,
        ),
        "copeland": Aggregation(copeland, keeps_scale=False, alone=False),
        "median": Aggregation(median),
        "maximum": Aggregation(maximum),
        "minimum": Aggregation(minimum),
    }
)


def _prepared(values: ArrayLike, weights: ArrayLike | None, weighting: Rule) -> tuple[FloatArray, FloatArray]:
    """Values with 0 where missing, and the weight of every child in every area; a row of NaN weights has no score."""
    table = np.asarray(values, np.float64)
    present = ~np.isnan(table)
    weight = equal(table.shape[1]) if weights is None else weights
    return np.where(present, table, 0.0), effective(weight, present, weighting)


def _weighted_sum(x: FloatArray, omega: FloatArray) -> FloatArray:
    return np.asarray(np.einsum("ac,ac->a", x, omega))


def _only_known(scores: FloatArray, omega: FloatArray) -> FloatArray:
    return np.where(np.isnan(omega[:, 0]), np.nan, scores)


def _refuse(wrong: NDArray[np.bool_], x: FloatArray, omega: FloatArray, what: str) -> None:
    counted_wrong = wrong & (omega > 0)
    if counted_wrong.any():
        cells = [Cell(int(area), int(column), float(x[area, column])) for area, column in np.argwhere(counted_wrong)]
        area, column, _ = cells[0]
        raise CellsError(f"{what}; column {column} has one that is not, in area {area}", cells)
