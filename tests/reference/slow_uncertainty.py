"""Scores and ranks of one variant, computed area by area from the definitions: slow, and nothing to get wrong."""

import math
from collections.abc import Sequence

from wijkwerk.engine.score_tree import ScoreTree

Rows = Sequence[Sequence[float]]


def scores(tree: ScoreTree, rows: Rows, power: float, factor: Sequence[float], out: int) -> list[float]:
    """The score of every area. `out`: the indicator that is left out, −1 for none."""
    gone = gone_without(tree, rows, out)
    return [score(tree, tree.indicators, row, power, factor, gone) for row in rows]


def gone_without(tree: ScoreTree, rows: Rows, out: int) -> frozenset[int]:
    """The indicator that is left out, and every group that nobody has a value for without it, though somebody had."""
    if out == -1:
        return frozenset()
    gone = {out}
    for number in reversed(range(len(tree.groups))):  # children stand after their parents
        node = tree.indicators + number
        flat = [1.0] * tree.nodes
        had = any(not math.isnan(score(tree, node, row, 1, flat, frozenset())) for row in rows)
        has = any(not math.isnan(score(tree, node, row, 1, flat, frozenset(gone))) for row in rows)
        if had and not has:
            gone.add(node)
    return frozenset(gone)


def score(
    tree: ScoreTree, node: int, row: Sequence[float], power: float, factor: Sequence[float], gone: frozenset[int]
) -> float:
    """The value of a node in one area; NaN where it has none. The same power mean in every group.

    Leaving something out gives no value where the whole recipe (nothing `gone`) has none.
    """
    if node < tree.indicators:
        return row[node]
    if gone and math.isnan(score(tree, node, row, power, factor, frozenset())):
        return math.nan
    group = tree.groups[node - tree.indicators]
    taking = [(c, w * factor[c]) for c, w in zip(group.children, group.weights, strict=True) if c not in gone]
    values = [(score(tree, c, row, power, factor, gone), weight) for c, weight in taking]
    present = [(value, weight) for value, weight in values if not math.isnan(value)]
    if len(present) < group.minimum_share * len(taking) - 1e-9 or sum(weight for _, weight in present) == 0:
        return math.nan
    if not group.relative and any(math.isnan(value) and weight > 0 for value, weight in values):
        return math.nan
    whole = sum(weight for _, weight in present) if group.relative else 1.0
    if power == 0:
        return math.exp(sum(weight * math.log(value) for value, weight in present) / whole)
    mean: float = sum(weight * value**power for value, weight in present) / whole
    return float(mean ** (1 / power))


def ranks(found: Sequence[float], equal: float = 1e-9) -> list[float]:
    """1 = the highest; equal ones share the average of the places they take; NaN has none."""
    places = []
    for mine in found:
        above = sum(other > mine + equal for other in found)
        beside = sum(abs(other - mine) <= equal for other in found)
        places.append(math.nan if math.isnan(mine) else above + (beside + 1) / 2)
    return places
