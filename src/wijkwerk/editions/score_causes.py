"""What may move a score between two editions, and how a move is split over those causes.

One cause may only show once another is there, so that the order in which they are replaced matters: each gets its mean
over all six orders. They sum to the move exactly, and no order is chosen.
"""

from collections.abc import Mapping
from dataclasses import fields, replace
from enum import StrEnum
from itertools import permutations
from typing import NamedTuple

from wijkwerk.definitions.recipe.recipe import Recipe, RecipeIndicator
from wijkwerk.engine.steps import Points

_NO_FIGURES = "In een van de twee edities zijn er geen cijfers."


class ScoreCause(StrEnum):
    DATA = "data"  # other figures: a new year, another release, another definition of an indicator
    NORM = "norm"  # other reference points or norms in the recipe
    METHOD = "method"  # anything else in the recipe: weights, aggregation, normalisation, another indicator
    CODE = "code"  # the same recipe and figures give another score: wijkwerk itself computes otherwise


class Combination(NamedTuple):
    """Which of the three is the new one."""

    data: bool
    norm: bool
    method: bool


OLD, NEW = Combination(False, False, False), Combination(True, True, True)


def split(values: Mapping[Combination, float]) -> dict[ScoreCause, float]:
    """How much each cause did of the way from OLD to NEW: its mean over the six orders of replacing.

    values  for all eight combinations. The three sum to values[NEW] − values[OLD]. Source: Shapley (1953).
    """
    causes = {"data": ScoreCause.DATA, "norm": ScoreCause.NORM, "method": ScoreCause.METHOD}
    total = dict.fromkeys(causes.values(), 0.0)
    orders = list(permutations(causes))
    for order in orders:
        here = OLD
        for name in order:
            there = here._replace(**{name: True})
            total[causes[name]] += values[there] - values[here]
            here = there
    return {cause: value / len(orders) for cause, value in total.items()}


def mixed(old: Recipe, new: Recipe, combination: Combination) -> Recipe:
    """The method of one recipe with the reference points of the other.

    Only a point that both recipes have for an indicator can be exchanged: one that came or went with a method belongs
    to that method. An indicator without figures in one of the editions counts as awaited there.
    """
    method = new if combination.method else old
    points = new if combination.norm else old
    indicators = {name: _exchanged(each, points.indicators.get(name)) for name, each in method.indicators.items()}
    return replace(method, indicators=indicators)


def _exchanged(own: RecipeIndicator, other: RecipeIndicator | None) -> RecipeIndicator:
    awaited = replace(own, awaited=own.awaited or _NO_FIGURES)
    if other is None:
        return awaited
    shared = {
        field.name: getattr(other.points, field.name)
        for field in fields(Points)
        if getattr(own.points, field.name) is not None and getattr(other.points, field.name) is not None
    }
    return replace(awaited, points=replace(own.points, **shared))
