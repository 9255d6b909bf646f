"""Hand a scored level to the uncertainty modules: the same tree as numbers, with what nobody has taken out."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from wijkwerk.engine.intervals import FloatArray
from wijkwerk.engine.pipeline import GroupPlan
from wijkwerk.engine.score_tree import Group, ScoreTree
from wijkwerk.engine.steps import NO_POINTS, apply_steps
from wijkwerk.engine.weights import Weighting

from .scored import LevelRun, Scored


@dataclass(frozen=True)
class LevelTree:
    """tree and normalised (units, indicators) fit each other; `nodes` says which node of the recipe each number is."""

    tree: ScoreTree
    normalised: FloatArray
    nodes: tuple[str, ...]
    units: tuple[str, ...]
    rows: NDArray[np.int64]


def level_tree(scored: Scored, level: str) -> LevelTree:
    """The tree of one level, for `engine.variants` and what builds on it.

    A node that no unit of the level has a value for is left out: it takes no part in the score, and with
    `as-given` weights nothing could have one otherwise. Raises KeyError for a level that was not scored, ValueError
    where nothing has a score.
    """
    run = next((each for each in scored.runs if each.level == level), None)
    if run is None:
        raise KeyError(level)
    count = len(run.columns)
    kept = [node for node in range(len(scored.nodes)) if not np.isnan(run.computed.nodes[:, node]).all()]
    if count not in kept:
        raise ValueError(f"no unit of level {level!r} has a score")
    kept = [node for node in kept if _hangs_on_the_score(node, run, set(kept))]
    number = {node: place for place, node in enumerate(kept)}
    indicators = [node for node in kept if node < count]
    groups = tuple(_group(run.groups[node - count], number) for node in kept if node >= count)
    return LevelTree(
        ScoreTree(len(indicators), groups),
        run.computed.nodes[:, indicators],
        tuple(scored.nodes[node] for node in kept),
        tuple(scored.units[row] for row in run.rows),
        run.rows,
    )


def _hangs_on_the_score(node: int, run: LevelRun, kept: set[int]) -> bool:
    """Whether every group above it has a value somewhere: below one that has none, nothing counts."""
    count = len(run.columns)
    while node != count:
        node = next(count + place for place, group in enumerate(run.groups) if node in group.children)
        if node not in kept:
            return False
    return True


def _group(plan: GroupPlan, number: dict[int, int]) -> Group:
    taking = [(child, weight) for child, weight in zip(plan.children, plan.weights, strict=True) if child in number]

    def rescaled(values: FloatArray) -> FloatArray:
        return apply_steps(values, plan.steps, NO_POINTS)

    return Group(
        tuple(number[child] for child, _ in taking),
        tuple(weight for _, weight in taking),
        plan.minimum_share,
        plan.weighting is Weighting.RELATIVE,
        rescaled if plan.steps else None,
    )
