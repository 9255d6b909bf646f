"""Where the areas of a gemeente stand by a recipe on the figures of an edition, whether or not it was published so."""

from dataclasses import dataclass

import numpy as np

from wijkwerk.definitions.recipe.recipe import Recipe
from wijkwerk.definitions.vocabulary import Level
from wijkwerk.scores.area_figures import area_figures
from wijkwerk.scores.placing import places
from wijkwerk.scores.run import run

from .shelf import PublishedEdition


@dataclass(frozen=True, slots=True)
class Standing:
    score: float
    place: float


def standings(
    edition: PublishedEdition, recipe: Recipe, gemeente: str, level: Level, within: str | None
) -> dict[str, Standing]:
    """Scores and places of the level's areas that take a place, as publishing gives them.

    within  the gemeente, where a recipe measures against fixed points; None for one that compares with the country

    Raises ScoreError where the recipe can do nothing with the figures.
    """
    scored = run(recipe, area_figures(edition.store, recipe, edition.kader, within=within).figures)
    codes = [row.code for row in edition.store.areas(level, gemeente) if row.code in scored.row_of]
    positions = [scored.row_of[code] for code in codes]
    values = scored.column(recipe.root)[positions]
    ranks = places(recipe, values, scored.figures.contenders_at(positions))
    return {
        code: Standing(float(value), float(rank))
        for code, value, rank in zip(codes, values, ranks, strict=True)
        if not np.isnan(rank)
    }
