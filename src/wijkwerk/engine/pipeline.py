"""The whole way from figures to scores, for any tree: treat → orient → normalise → gate → weigh → aggregate.

Nothing here knows a name: columns and groups are numbers. One node of the tree is a column (0 … columns − 1) or a group
(columns + its place in `groups`); parents stand before their children.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from .aggregate import AGGREGATIONS
from .coverage import delivered, passes_gate
from .intervals import FloatArray
from .stages import Attempts, StageError, finite
from .steps import NO_POINTS, Points, Step, apply_steps, bent_points, transformed, transformed_points
from .treat import NO_TREATMENT, ColumnTreatment, TreatPlan, treat
from .weights import Weighting, effective


@dataclass(frozen=True)
class ColumnPlan:
    """What happens to one indicator. `points` are in its own unit and direction; `sign` turns both around, and what
    bends the figures (`transform`, a transformation of `treat`) bends the points along.

    may_lack  without a result on these figures the column is left out, instead of an error
    """

    sign: int
    steps: tuple[Step, ...]
    points: Points = NO_POINTS
    transform: Step | None = None
    treat: TreatPlan = NO_TREATMENT
    may_lack: bool = False


@dataclass(frozen=True)
class GroupPlan:
    """How one group is made of its children (node numbers)."""

    children: tuple[int, ...]
    weights: tuple[float, ...]
    weighting: Weighting
    aggregate: Step
    minimum_share: float
    steps: tuple[Step, ...] = ()


@dataclass(frozen=True)
class Computed:
    """Every stage. Columns are indicators; `nodes` holds the normalised indicators and then every group.

    transformed, treated, oriented  (areas, columns)
    aggregated                      (areas, groups)  a group's value before its own steps
    nodes                           (areas, columns + groups)  what goes up the tree; NaN = no value
    present                         (areas, groups)  children with a value, also where the gate is closed
    weights                         per group (areas, children): what each child counted for; NaN without a score
    left_out                        why columns are, that may lack
    """

    transformed: FloatArray
    treated: FloatArray
    oriented: FloatArray
    treatments: tuple[ColumnTreatment, ...]
    points: NDArray[np.int8]
    aggregated: FloatArray
    nodes: FloatArray
    present: NDArray[np.int64]
    weights: tuple[FloatArray, ...]
    left_out: tuple[StageError, ...] = ()


def compute(figures: ArrayLike, columns: Sequence[ColumnPlan], groups: Sequence[GroupPlan]) -> Computed:
    """Scores of all areas.

    figures  (areas, columns)  after denominators and imputation, NaN = missing
    groups   parents before their children; the first is the score
    returns  see `Computed`; a column without any figure stays NaN throughout

    Missing drops out with its weight (`relative`), or leaves the area without a score (`as-given`); a child that no
    area has takes no part (it closes no gate either), and under `as-given` its weight goes to nobody.
    Raises PipelineError with every step that cannot be done on these figures; what hangs on it is computed without it.
    Equal to COINr per area in tests/reference/test_asem_recipe.py.
    """
    table, attempts = np.asarray(figures, np.float64), Attempts(_forgiven(columns))
    prepared, points = _transform(table, columns, attempts)
    treated, treatments, moved = _treat(prepared, columns, points, attempts)
    oriented = treated * np.array([column.sign for column in columns], np.float64)
    nodes = np.full((len(table), len(columns) + len(groups)), np.nan)
    for index, column in enumerate(columns):
        with attempts.attempt(index, "normalise"):
            nodes[:, index] = _stepped(oriented[:, index], column.steps, points[index].oriented(column.sign))
    aggregated = np.full((len(table), len(groups)), np.nan)
    present = np.zeros((len(table), len(groups)), np.int64)
    weights: list[FloatArray] = [np.empty((0, 0))] * len(groups)
    for place in range(len(groups) - 1, -1, -1):
        own = len(columns) + place
        values = nodes[:, list(groups[place].children)]
        present[:, place] = np.count_nonzero(~np.isnan(values), axis=1)
        aggregated[:, place], weights[place] = _aggregate(values, groups[place], own, attempts)
        with attempts.attempt(own, "normalise"):
            nodes[:, own] = _stepped(aggregated[:, place], groups[place].steps, Points())
    attempts.end()
    left_out = tuple(attempts.left_out)
    return Computed(
        prepared, treated, oriented, treatments, moved, aggregated, nodes, present, tuple(weights), left_out
    )


def _forgiven(columns: Sequence[ColumnPlan]) -> frozenset[int]:
    return frozenset(index for index, column in enumerate(columns) if column.may_lack)


def _transform(table: FloatArray, columns: Sequence[ColumnPlan], attempts: Attempts) -> tuple[FloatArray, list[Points]]:
    """A column that cannot be transformed is empty from here on."""
    prepared, points = table.copy(), [column.points for column in columns]
    for index, column in enumerate(columns):
        if column.transform is None:
            continue
        prepared[:, index] = np.nan
        with attempts.attempt(index, "transform"):
            points[index] = transformed_points(column.points, column.transform)
            prepared[:, index] = finite(transformed(table[:, index], column.transform))
    return prepared, points


def _treat(
    table: FloatArray, columns: Sequence[ColumnPlan], points: list[Points], attempts: Attempts
) -> tuple[FloatArray, tuple[ColumnTreatment, ...], NDArray[np.int8]]:
    """Only what has a plan is looked at: skewness of every column costs more than the rest of the pipeline.

    points  bent along with a column that is bent, in place
    """
    treated, moved = table.copy(), np.zeros(table.shape, np.int8)
    nothing = ColumnTreatment("none", 0, np.nan, np.nan, np.nan, np.nan, True)
    treatments = [nothing] * len(columns)
    for index, column in enumerate(columns):
        if column.treat == NO_TREATMENT or np.isnan(table[:, index]).all():
            continue
        treated[:, index] = np.nan
        with attempts.attempt(index, "treat"):
            one = treat(table[:, [index]], column.treat)
            if (curve := one.curves[0]) is not None and points[index].given:
                points[index] = bent_points(points[index], curve)
            treated[:, index], moved[:, index], treatments[index] = one.values[:, 0], one.points[:, 0], one.columns[0]
    return treated, tuple(treatments), moved


def _stepped(values: FloatArray, steps: tuple[Step, ...], points: Points) -> FloatArray:
    if not steps or np.isnan(values).all():
        return values
    return finite(apply_steps(values, steps, points))


def _aggregate(values: FloatArray, group: GroupPlan, node: int, attempts: Attempts) -> tuple[FloatArray, FloatArray]:
    """The group's value, and what every child counted for; both NaN below the gate."""
    scores, counted = np.full(len(values), np.nan), np.full(values.shape, np.nan)
    there = delivered(values)
    weights = np.array(group.weights, np.float64)
    # Of the children that anybody has, one must have a weight, or there is nothing to weigh.
    if not (weights[there] > 0).any():
        return scores, counted
    open_ = passes_gate(values[:, there], group.minimum_share)
    if not open_.any():
        return scores, counted
    kind = AGGREGATIONS[group.aggregate.method]
    used = values[np.ix_(open_, there)]
    children = np.array(group.children)[there]
    with attempts.attempt(node, "aggregate", np.flatnonzero(open_), children):
        scores[open_] = finite(
            kind.function(used, weights[there], weighting=group.weighting, **group.aggregate.parameters)
        )
    counted[np.ix_(open_, ~there)] = 0.0
    counted[np.ix_(open_, there)] = effective(weights[there], ~np.isnan(used), group.weighting)
    counted[np.isnan(scores)] = np.nan
    return scores, counted
