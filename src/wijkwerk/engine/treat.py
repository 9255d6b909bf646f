"""Keep one extreme area from deciding what all other areas score.

A column is left alone when its skewness or its kurtosis is within limits. Otherwise its outermost points are drawn in
one at a time, and when that does not help, the whole column is transformed. All of it on the figures in the source's
own direction, before `orient`: a logarithm bends the long upper tail of incomes or counts, whichever end is urgent.
Drawing in works alike on both ends, so that the order of these two steps changes nothing there.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike, NDArray

from .intervals import FloatArray
from .moments import kurtosis, skewness
from .transformations import TRANSFORMATIONS

Curve = Callable[[FloatArray], FloatArray]

SKEWNESS_LIMIT = 2.0
KURTOSIS_LIMIT = 3.5
MAX_POINTS = 5


@dataclass(frozen=True, slots=True)
class TreatPlan:
    """What may be done to one column.

    max_points      at most so many areas are drawn in; 0: none
    transformation  name in `TRANSFORMATIONS` for when drawing in does not help; None: keep what was drawn in
    power           of `box_cox`
    always          transform without looking at skewness and kurtosis (a column that is known to be a logarithm)
    combine         transform what was drawn in, instead of the original column
    """

    max_points: int = MAX_POINTS
    skewness_limit: float = SKEWNESS_LIMIT
    kurtosis_limit: float = KURTOSIS_LIMIT
    transformation: str | None = None
    power: float | None = None
    always: bool = False
    combine: bool = False

    def __post_init__(self) -> None:
        problems = []
        if self.max_points < 0:
            problems.append(f"max_points must be 0 or more, not {self.max_points}")
        if not (self.skewness_limit > 0 and self.kurtosis_limit > 0):
            problems.append("the limits of skewness and kurtosis must be above 0")
        if self.transformation is not None and self.transformation not in TRANSFORMATIONS:
            problems.append(f"unknown transformation {self.transformation!r}, known are {', '.join(TRANSFORMATIONS)}")
        if (self.transformation == "box_cox") != (self.power is not None):
            problems.append("box_cox needs a power, and nothing else has one")
        if self.always and self.transformation is None:
            problems.append("always needs a transformation")
        if problems:
            raise ValueError("; ".join(problems))


NO_TREATMENT = TreatPlan(max_points=0)


@dataclass(frozen=True, slots=True)
class ColumnTreatment:
    """What was done to one column, for the export: skewness and kurtosis before and after, and whether it passes."""

    method: str  # "none", "winsorise", the name of a transformation, or "winsorise+<name>"
    points: int
    skewness: float
    kurtosis: float
    skewness_after: float
    kurtosis_after: float
    passes: bool


@dataclass(frozen=True, slots=True)
class Treated:
    """values (areas, indicators) · points (areas, indicators): 1 drawn in from above, −1 from below, 0 not.

    curves  per column what bends other figures of the same axis as the column was bent; None where it was not
    """

    values: FloatArray
    points: NDArray[np.int8]
    columns: tuple[ColumnTreatment, ...]
    curves: tuple[Curve | None, ...]

    @property
    def methods(self) -> tuple[str, ...]:
        return tuple(column.method for column in self.columns)


class _ColumnTreated(NamedTuple):
    values: FloatArray
    points: NDArray[np.int8]
    method: str
    curve: Curve | None = None


class Winsorised(NamedTuple):
    values: FloatArray
    points: NDArray[np.int8]


def treat(values: ArrayLike, plan: TreatPlan | Sequence[TreatPlan] = TreatPlan()) -> Treated:
    """Draw in or transform what is too skewed.

    values   (areas, indicators)  own unit and direction
    plan     one for all columns, or one per column
    returns  see `Treated`; NaN stays NaN, and a column with fewer than four different areas is left alone

    In this order: passes → nothing; else winsorised until it passes; else, where the plan has one, the transformation
    of the original column. A column that passes in no way keeps the last of these and says so (`passes`).
    Raises ValueError naming the column when a transformation does not exist for its values, or when the number of
    plans is not the number of columns. Equal to COINr's Treat in tests/reference/test_asem.py.
    """
    table = np.asarray(values, np.float64)
    plans = [plan] * table.shape[1] if isinstance(plan, TreatPlan) else list(plan)
    if len(plans) != table.shape[1]:
        raise ValueError(f"{len(plans)} plans for {table.shape[1]} columns")
    treated, points = table.copy(), np.zeros(table.shape, np.int8)
    columns, curves = [], []
    for position, own in enumerate(plans):
        try:
            done = _treat_column(table[:, position], own)
        except ValueError as error:
            raise ValueError(f"column {position}: {error}") from None
        treated[:, position], points[:, position] = done.values, done.points
        columns.append(_describe(table[:, position], done, own))
        curves.append(done.curve)
    return Treated(treated, points, tuple(columns), tuple(curves))


def winsorise(
    column: ArrayLike,
    *,
    max_points: int = MAX_POINTS,
    skewness_limit: float = SKEWNESS_LIMIT,
    kurtosis_limit: float = KURTOSIS_LIMIT,
) -> Winsorised:
    """Give the outermost point the value of its neighbour, one at a time, until the column passes.

    column   (areas,)
    returns  the column, and per area 1 (was higher), −1 (was lower) or 0

    The end is that of the skewness. Each step takes everything that stands at the extreme, so that areas that were
    equal stay equal; it is not taken when more than `max_points` areas would then have been moved.
    Source: OECD/JRC, Handbook on Constructing Composite Indicators (2008), and the COIN Tool's user guide.
    """
    drawn, moved = np.array(column, np.float64), np.zeros(np.shape(column), np.int8)
    while not passes(drawn, skewness_limit, kurtosis_limit):
        side = 1 if skewness(drawn) > 0 else -1
        mirrored = side * drawn
        extreme = mirrored == np.nanmax(mirrored)
        reached = moved.copy()
        reached[extreme] = side
        if np.count_nonzero(reached) > max_points:
            break
        drawn[extreme] = side * np.nanmax(np.where(extreme, -np.inf, mirrored))
        moved = reached
    return Winsorised(drawn, moved)


def passes(column: ArrayLike, skewness_limit: float = SKEWNESS_LIMIT, kurtosis_limit: float = KURTOSIS_LIMIT) -> bool:
    """Is |skewness| below its limit, or kurtosis below its own? Too few or equal values have neither, and pass."""
    return not (abs(skewness(column)) >= skewness_limit and kurtosis(column) >= kurtosis_limit)


def _treat_column(column: FloatArray, plan: TreatPlan) -> _ColumnTreated:
    untouched = np.zeros(column.shape, np.int8)
    if not plan.always and passes(column, plan.skewness_limit, plan.kurtosis_limit):
        return _ColumnTreated(column, untouched, "none")
    drawn = Winsorised(column, untouched)
    if not plan.always and plan.max_points > 0:
        limits = {"skewness_limit": plan.skewness_limit, "kurtosis_limit": plan.kurtosis_limit}
        drawn = winsorise(column, max_points=plan.max_points, **limits)
    if plan.transformation is None or (
        not plan.always and passes(drawn.values, plan.skewness_limit, plan.kurtosis_limit)
    ):
        return _ColumnTreated(*drawn, "winsorise" if drawn.points.any() else "none")
    kept = plan.combine and drawn.points.any()
    start, points = drawn if kept else Winsorised(column, untouched)
    settings = {} if plan.power is None else {"power": plan.power}
    curve = partial(TRANSFORMATIONS[plan.transformation], start, **settings)
    name = f"winsorise+{plan.transformation}" if kept else plan.transformation
    return _ColumnTreated(curve(), points, name, lambda figures: curve(at=figures))


def _describe(before: FloatArray, done: _ColumnTreated, plan: TreatPlan) -> ColumnTreatment:
    return ColumnTreatment(
        done.method,
        int(np.count_nonzero(done.points)),
        skewness(before),
        kurtosis(before),
        skewness(done.values),
        kurtosis(done.values),
        passes(done.values, plan.skewness_limit, plan.kurtosis_limit),
    )
