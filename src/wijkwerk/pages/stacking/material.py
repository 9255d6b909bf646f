"""What the page of stapeling and its downloads are made from."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from wijkwerk.data.queries.figures import AreaRow
from wijkwerk.definitions.recipe.recipe import Recipe
from wijkwerk.definitions.vocabulary import Level
from wijkwerk.editions.published_scores import Tree
from wijkwerk.engine.alkire_foster import Deprivation, alkire_foster
from wijkwerk.engine.false_discovery import SHARE, benjamini_hochberg
from wijkwerk.engine.intervals import FloatArray
from wijkwerk.pages.stacking.spots import Spots
from wijkwerk.present.collation import collation_key
from wijkwerk.scores.certainty import SEED
from wijkwerk.scores.stacking import Stapeling, stapeling_from


@dataclass(frozen=True)
class StackingMaterial:
    """The areas of one level of a gemeente by a recipe that has a stapeling; rows in name order.

    areas    with at least one theme that has a score; without: the others
    themes   that have a score in at least one area; awaited: the others of the recipe
    values   (areas, themes) scores
    """

    recipe: Recipe
    level: Level
    gemeente: AreaRow
    areas: tuple[AreaRow, ...]
    without: tuple[AreaRow, ...]
    themes: tuple[str, ...]
    awaited: tuple[str, ...]
    values: FloatArray
    stapeling: Stapeling
    spots: Spots | None

    @property
    def minimum(self) -> int:
        """How many themes at once make an area one to name."""
        assert self.recipe.stapeling is not None
        return self.recipe.stapeling.minimum

    @property
    def threshold(self) -> float:
        assert self.recipe.stapeling is not None
        return self.recipe.stapeling.threshold

    @cached_property
    def beyond(self) -> FloatArray:
        """(areas, themes) 1 at the threshold or over it, 0 below, NaN without a score."""
        return self.stapeling.beyond[:, [self.stapeling.themes.index(theme) for theme in self.themes]]

    @cached_property
    def deprivation(self) -> Deprivation | None:
        """The whole gemeente in three numbers; None where fewer themes have scores than must stack."""
        if len(self.themes) < self.minimum or not self.areas:
            return None
        return alkire_foster(self.beyond, self.minimum / len(self.themes))

    @cached_property
    def beyond_chance(self) -> NDArray[np.bool_]:
        """(themes of the recipe + 1,) the counts that more areas reach than chance explains.

        Counts that no area reaches are no question, and 0 is reached by all.
        """
        chance = self.stapeling.by_chance
        p_values = np.where(chance.reaching > 0, chance.p, np.nan)
        p_values[0] = np.nan
        return np.asarray(np.nan_to_num(benjamini_hochberg(p_values), nan=1.0) <= SHARE)

    @property
    def most(self) -> int:
        """The highest count that any area has."""
        return max(self.stapeling.stacked.count.tolist(), default=0)


def stacking_material(
    recipe: Recipe,
    level: Level,
    gemeente: AreaRow,
    areas: Sequence[AreaRow],
    trees: Mapping[str, Tree],
    spots: Spots | None,
) -> StackingMaterial | None:
    """None where the recipe has no stapeling, or not one of its themes has a score here."""
    wanted = recipe.stapeling
    if wanted is None:
        return None
    ordered = sorted(areas, key=lambda row: collation_key(row.name))
    values = np.array([[_score(trees.get(row.code), theme) for theme in wanted.themes] for row in ordered])
    values = values.reshape(len(ordered), len(wanted.themes))
    known = ~np.isnan(values)
    if not known.any():
        return None
    # An area without any theme would count 0 in what is found and in what chance expects: both would look larger.
    rows, columns = np.flatnonzero(known.any(axis=1)), np.flatnonzero(known.any(axis=0))
    return StackingMaterial(
        recipe=recipe,
        level=level,
        gemeente=gemeente,
        areas=tuple(ordered[row] for row in rows),
        without=tuple(row for row, any_known in zip(ordered, known.any(axis=1), strict=True) if not any_known),
        themes=tuple(wanted.themes[column] for column in columns),
        awaited=tuple(
            theme for theme, any_known in zip(wanted.themes, known.any(axis=0), strict=True) if not any_known
        ),
        values=values[np.ix_(rows, columns)],
        stapeling=stapeling_from(recipe, [ordered[row].code for row in rows], values[rows], seed=SEED),
        spots=spots,
    )


def _score(tree: Tree | None, theme: str) -> float:
    value = tree[theme].value if tree is not None and theme in tree else None
    return np.nan if value is None else value
