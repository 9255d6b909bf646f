"""Which themes of a recipe are a problem where: the matrix that stapeling counts."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from wijkwerk.definitions.recipe.recipe import Recipe
from wijkwerk.engine.intervals import FloatArray
from wijkwerk.engine.stapeling import ChanceStack, Stacked, stack, stack_by_chance


@dataclass(frozen=True)
class Stapeling:
    """beyond (units, themes): 1 at the threshold or over it, 0 below, NaN without a value. Units of one level."""

    units: tuple[str, ...]
    themes: tuple[str, ...]
    beyond: FloatArray
    stacked: Stacked
    by_chance: ChanceStack

    def themes_of(self, unit: str) -> tuple[str, ...]:
        """The themes that stack in a unit, in the order of the recipe. Raises KeyError for an unknown unit."""
        if unit not in self.units:
            raise KeyError(unit)
        row = self.beyond[self.units.index(unit)]
        return tuple(theme for theme, value in zip(self.themes, row, strict=True) if value == 1)


def stapeling_from(recipe: Recipe, units: Sequence[str], values: FloatArray, *, seed: int) -> Stapeling:
    """The stapeling of some units by the recipe's own threshold.

    values  (units, themes) of the recipe's stapeling, in its order, as they stand in an edition; NaN without a value

    Where a high score is favourable, a theme is a problem at the threshold or below it.
    """
    wanted = recipe.stapeling
    assert wanted is not None, "only a recipe with a stapeling is asked for one"
    over = values >= wanted.threshold if recipe.high_score_means == "urgent" else values <= wanted.threshold
    beyond = np.where(np.isnan(values), np.nan, over.astype(np.float64))
    return Stapeling(tuple(units), wanted.themes, beyond, stack(beyond), stack_by_chance(beyond, seed=seed))
