"""Which themes of a recipe are a problem where: the matrix that stapeling counts."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from wijkwerk.definitions.recipe.recipe import Recipe
from wijkwerk.engine.intervals import FloatArray
from wijkwerk.engine.stapeling import ChanceStack, Stacked, stack, stack_by_chance

from .scored import Scored


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


def stapeling_of(scored: Scored, level: str, *, seed: int) -> Stapeling | None:
    """The stapeling of one level by the recipe's own threshold; None where the recipe has none or the level no unit.

    Where a high score is favourable, a theme is a problem at the threshold or below it.
    """
    wanted, units = scored.recipe.stapeling, tuple(scored.at_level(level))
    if wanted is None or not units:
        return None
    rows = [scored.row_of[unit] for unit in units]
    values = np.column_stack([scored.column(theme)[rows] for theme in wanted.themes])
    return stapeling_from(scored.recipe, units, values, seed=seed)


def stapeling_from(recipe: Recipe, units: Sequence[str], values: FloatArray, *, seed: int) -> Stapeling:
    """The same from values that stand somewhere already, as those of an edition do.

    values  (units, themes) of the recipe's stapeling, in its order; NaN without a value
    """
    wanted = recipe.stapeling
    assert wanted is not None, "only a recipe with a stapeling is asked for one"
    over = values >= wanted.threshold if recipe.high_score_means == "urgent" else values <= wanted.threshold
    beyond = np.where(np.isnan(values), np.nan, over.astype(np.float64))
    return Stapeling(tuple(units), wanted.themes, beyond, stack(beyond), stack_by_chance(beyond, seed=seed))
