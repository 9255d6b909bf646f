"""What each part of a recipe counts: beside its siblings, in the score as meant, and in the score with today's figures.

Shares are 0 to 1, of the sum of the weights. As in the score itself, the weight of a part that nobody has goes to its
siblings where weights are relative, and to nobody where they count as given.
"""

from collections.abc import Collection

from wijkwerk.definitions.recipe.recipe import Recipe
from wijkwerk.engine.weights import Weighting


def share_in_group(recipe: Recipe, node: str) -> float:
    """Among its siblings, with all of them there. The score itself is the whole."""
    if node == recipe.root:
        return 1.0
    total = sum(recipe.groups[recipe.parents[node]].weights)
    return recipe.weight_of(node) / total if total else 0.0


def share_meant(recipe: Recipe, node: str) -> float:
    """In the score, when every figure is there."""
    above = share_meant(recipe, recipe.parents[node]) if node != recipe.root else 1.0
    return above * share_in_group(recipe, node)


def share_now(recipe: Recipe, node: str, without: Collection[str]) -> float:
    """In the score, for an area with every figure that this edition has; without: the indicators it has none of."""
    if not _is_there(recipe, node, without):
        return 0.0
    if node == recipe.root:
        return 1.0
    parent = recipe.groups[recipe.parents[node]]
    above = share_now(recipe, parent.id, without)
    if parent.weighting is Weighting.AS_GIVEN:
        return above * share_in_group(recipe, node)
    total = sum(
        weight
        for child, weight in zip(parent.children, parent.weights, strict=True)
        if _is_there(recipe, child, without)
    )
    return above * recipe.weight_of(node) / total if total else 0.0


def _is_there(recipe: Recipe, node: str, without: Collection[str]) -> bool:
    return any(leaf not in without for leaf in recipe.indicators_under(node))
