"""How a score moved since an earlier year: the same recipe on the figures of then, beside those of now."""

from dataclasses import dataclass
from enum import StrEnum

import numpy as np

from wijkwerk.definitions.recipe.shape import Meaning

from .scored import Scored


class Direction(StrEnum):
    BETTER = "beter"
    WORSE = "slechter"
    SAME = "gelijk gebleven"
    CANNOT_TELL = "niet te zeggen"


@dataclass(frozen=True)
class Moved:
    """before, now: scores; change: score points, above 0 = higher score. None where there is no score."""

    before: float | None
    now: float | None
    change: float | None
    direction: Direction


def development(now: Scored, earlier: Scored, node: str | None = None) -> dict[str, Moved]:
    """The movement of every unit of `now` on one node (the score itself where left out).

    Nothing is said where the two scores do not rest on the same indicators of the unit: what came or went would look
    like a movement. Raises ValueError when the two are not the same recipe, or it says nothing about development.
    """
    if now.recipe.hash != earlier.recipe.hash:
        raise ValueError("development compares one recipe with itself")
    if now.recipe.development is None:
        raise ValueError(f"recipe {now.recipe.id!r} says nothing about development")
    node = node or now.recipe.root
    leaves = [now.column_of[leaf] for leaf in now.recipe.indicators_under(node)]
    return {unit: _moved(now, earlier, unit, node, leaves) for unit in now.units}


def _moved(now: Scored, earlier: Scored, unit: str, node: str, leaves: list[int]) -> Moved:
    then = earlier.score(unit, node) if unit in earlier.row_of else None
    score = now.score(unit, node)
    if then is None or score is None:
        return Moved(then, score, None, Direction.CANNOT_TELL)
    before = earlier.values[earlier.row_of[unit], leaves]
    if (np.isnan(before) != np.isnan(now.values[now.row_of[unit], leaves])).any():
        return Moved(then, score, None, Direction.CANNOT_TELL)
    change = score - then
    margin = now.recipe.development.unchanged_within if now.recipe.development else 0.0
    if abs(change) <= margin:
        return Moved(then, score, change, Direction.SAME)
    rises_is_better = now.recipe.high_score_means is Meaning.FAVOURABLE
    return Moved(then, score, change, Direction.BETTER if (change > 0) == rises_is_better else Direction.WORSE)
