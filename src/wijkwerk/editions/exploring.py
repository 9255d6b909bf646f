"""What a changed recipe would do to the places in one gemeente. Nothing of it is kept: an edition never changes.

The figures are those that the scores of the edition stand on, read back from them, so that without any change every
score is the published one. Reference points stand in the recipe, so that a gemeente can be computed by itself; a recipe
that compares areas with each other is computed for the whole country, as it was published.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from wijkwerk.data.queries.figures import AreaRow
from wijkwerk.data.queries.store import ObservationStore
from wijkwerk.definitions.recipe.recipe import Recipe
from wijkwerk.definitions.recipe.varying import with_distributions
from wijkwerk.definitions.vocabulary import Level
from wijkwerk.engine.intervals import FloatArray
from wijkwerk.scores.area_figures import area_figures
from wijkwerk.scores.errors import ScoreError
from wijkwerk.scores.figures import Figures
from wijkwerk.scores.placing import places
from wijkwerk.scores.run import run
from wijkwerk.scores.what_if import COUNTRY_WIDE, Change, vary

from .published_scores import PublishedScores, Tree

# Computed again, a score may differ from the published one in its last digits.
_SAME = 1e-9
# A row beside the areas, for what the country has a figure of and this gemeente nowhere; never shown or ranked.
_BESIDE = "-"
_NO_FIGURES = (0.0, 1.0)


@dataclass(frozen=True)
class Standing:
    """One area's score and place: None where it has none."""

    score: float | None
    place: float | None


@dataclass(frozen=True)
class Explored:
    """What the change does, in the order of the areas.

    recipe         with the change in it
    official, now  area code → where it stands as published, and with the change
    """

    recipe: Recipe
    official: dict[str, Standing]
    now: dict[str, Standing]


def explore(
    scores: PublishedScores, store: ObservationStore, recipe: str, areas: Sequence[AreaRow], change: Change
) -> Explored:
    """For the areas of one level of one gemeente.

    Raises RecipeError where the change makes no recipe, ScoreError where it cannot be computed on these figures, and
    KeyError for a recipe that the edition does not have.
    """
    own, trees = scores.recipes[recipe], scores.trees(recipe, areas)
    spread = _spread(store, own, trees) if change.normalisation == COUNTRY_WIDE else own
    varied = vary(spread, change)
    known = [area for area in areas if area.code in trees]
    official = {area.code: _published(trees[area.code], own.root) for area in known}
    figures = _own_figures(own, known, trees)
    if not _stands_alone(own, figures, official):
        figures = area_figures(store, own, None).figures
    return Explored(varied, official, _standings(varied, figures, official))


def _spread(store: ObservationStore, recipe: Recipe, trees: Mapping[str, Tree]) -> Recipe:
    """The recipe with the country's distribution of every figure; what has no figure needs one in name only."""
    cells = {name: [tree[name] for tree in trees.values()] for name in recipe.indicators}
    periods = {name: {cell.period for cell in of if cell.period is not None} for name, of in cells.items()}
    level = next((area.level for code in trees if (area := store.area(code)) is not None), None)
    distributions = {
        name: _percentiles(store, name, min(years), level) if years and level else _NO_FIGURES
        for name, years in periods.items()
    }
    return with_distributions(recipe, distributions)


def _percentiles(store: ObservationStore, indicator: str, period: int, level: Level) -> tuple[float, ...]:
    """Of the whole country, as 101 points."""
    values = store.value_column(indicator, period, level, None).values
    return tuple(np.nanpercentile(values, np.arange(101)).tolist())


def _published(tree: Tree, root: str) -> Standing:
    return Standing(tree[root].value, tree[root].place)


def _own_figures(recipe: Recipe, areas: Sequence[AreaRow], trees: Mapping[str, Tree]) -> Figures:
    """The figures under the published scores: one column per indicator that the level has figures of anywhere."""
    columns: dict[str, FloatArray] = {}
    for indicator in recipe.indicators.values():
        cells = [trees[area.code][indicator.id] for area in areas]
        if any(cell.period is not None for cell in cells):
            values = np.array([np.nan if cell.raw is None else cell.raw for cell in cells], np.float64)
            lacks = np.isnan(values).all()
            columns[indicator.id] = np.append(values, (indicator.points.low or 0.0) if lacks else np.nan)
    level = areas[0].level.value if areas else ""
    return Figures((*(area.code for area in areas), _BESIDE), columns, levels=(level,) * (len(areas) + 1))


def _stands_alone(recipe: Recipe, figures: Figures, official: Mapping[str, Standing]) -> bool:
    """Whether the gemeente by itself has the scores that it has within the country."""
    try:
        again = _scores(recipe, figures, list(official))
    except ScoreError:
        return False  # too few areas to compare with each other, or none with a figure
    published = np.array([np.nan if each.score is None else each.score for each in official.values()], np.float64)
    return bool(np.allclose(again, published, rtol=_SAME, atol=_SAME, equal_nan=True))


def _standings(recipe: Recipe, figures: Figures, official: Mapping[str, Standing]) -> dict[str, Standing]:
    """An area that has a score and no place as published takes none by another calculation either."""
    values = _scores(recipe, figures, list(official))
    contenders = np.array([each.place is not None or each.score is None for each in official.values()], np.bool_)
    ranks = places(recipe, values, contenders)
    return {
        code: Standing(_number(value), _number(rank)) for code, value, rank in zip(official, values, ranks, strict=True)
    }


def _scores(recipe: Recipe, figures: Figures, codes: Sequence[str]) -> FloatArray:
    scored = run(recipe, figures)
    rows = [scored.row_of[code] for code in codes]
    return np.asarray(scored.values[rows, scored.column_of[recipe.root]], np.float64)


def _number(value: float) -> float | None:
    return None if np.isnan(value) else float(value)
