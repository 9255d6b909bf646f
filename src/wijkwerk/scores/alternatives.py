"""Other ways in which a recipe could reasonably have been written: what the uncertainty of method varies.

Every alternative measures against fixed points of the whole country, as the recipe itself does, so that a gemeente can
be looked at by itself.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np
from numpy.typing import NDArray

from wijkwerk.definitions.recipe.recipe import RecipeGroup
from wijkwerk.engine.aggregate import AGGREGATIONS
from wijkwerk.engine.intervals import FloatArray
from wijkwerk.engine.normalise import national_share, z_score
from wijkwerk.engine.orient import orient
from wijkwerk.engine.power_means import ARITHMETIC, GEOMETRIC, HARMONIC
from wijkwerk.engine.score_tree import ScoreTree
from wijkwerk.engine.variant_scores import Mean

from .scored import Scored
from .trees import LevelTree

# A geometric mean of 0 says nothing about the other children: scales begin at 1 where the recipe allows it.
_LOWEST = 1.0
# A z-score of 1 is ten points, its mean 50 (a T-score): on the scale of the others, and above 0 for any figure that
# lies within five standard deviations.
_T_MEAN, _T_STEP = 50.0, 10.0
_POWERS = {"arithmetic": ARITHMETIC, "geometric": GEOMETRIC, "harmonic": HARMONIC}

NORMALISATIONS = ("recipe", "national_share", "t_score")
AGGREGATIONS_TRIED = ("recipe", "other")


@dataclass(frozen=True)
class Alternatives:
    """indicators    those that any area of the level has a figure for; the rest of the recipe waits outside
    normalised    (normalisations, units, indicators)  the higher, the nearer to place 1; NaN = missing
    aggregations  per choice and per group a mean, as `rank_variants` takes them
    """

    tree: ScoreTree
    indicators: tuple[str, ...]
    normalised: FloatArray
    aggregations: tuple[tuple[Mean, ...], ...]


def alternatives(scored: Scored, of: LevelTree, units: Sequence[str]) -> Alternatives:
    """For some units of one level (see `level_tree`), against all areas of that level."""
    recipe = scored.recipe
    kept = np.array([scored.column_of[node] for node in of.nodes[: of.tree.indicators]])
    signs = np.array([recipe.indicators[node].sign for node in of.nodes[: of.tree.indicators]])
    reference = orient(scored.prepared.figures[np.ix_(of.rows, kept)], signs)
    position = {unit: index for index, unit in enumerate(of.units)}
    rows = [position[unit] for unit in units]
    own, figures = of.normalised[rows], reference[rows]
    spread = _spreads(reference)
    share, standard = np.full(own.shape, np.nan), np.full(own.shape, np.nan)
    if spread.any():
        share[:, spread] = national_share(figures[:, spread], reference[:, spread])
        standard[:, spread] = _t_scores(figures[:, spread], reference[:, spread])
    # What the recipe itself does not score (screened, treated away) is in no alternative either.
    share[np.isnan(own)], standard[np.isnan(own)] = np.nan, np.nan
    matrices = [own, share, standard]
    if recipe.ranks.first == "lowest":
        matrices = [_turned(matrix) for matrix in matrices]
    groups = [recipe.groups[node] for node in of.nodes[of.tree.indicators :]]
    if all(group.aggregate.method == "arithmetic" for group in groups):
        matrices = [_above_zero(matrix) for matrix in matrices]
    means = tuple(map(_mean, groups)), tuple(map(_other_mean, groups))
    return Alternatives(of.tree, of.nodes[: of.tree.indicators], np.stack(matrices), means)


def _other_mean(group: RecipeGroup) -> Mean:
    """Geometric where the recipe is arithmetic, else arithmetic: may a strong side make up for a weak one?"""
    return GEOMETRIC if group.aggregate.method == "arithmetic" else ARITHMETIC


def _mean(group: RecipeGroup) -> Mean:
    method, parameters = group.aggregate.method, dict(group.aggregate.parameters)
    if method in _POWERS:
        return _POWERS[method]
    if method == "generalised":
        return float(parameters["power"])
    return partial(AGGREGATIONS[method].function, **parameters)


def _t_scores(figures: FloatArray, reference: FloatArray) -> FloatArray:
    mean, sd = np.nanmean(reference, axis=0), np.nanstd(reference, axis=0, ddof=1)
    return z_score(figures, mean, sd, target_mean=_T_MEAN, target_sd=_T_STEP)


def _spreads(reference: FloatArray) -> NDArray[np.bool_]:
    """Columns in which the country has figures that differ: only those have a place in a distribution."""
    some = np.where(np.isnan(reference), -np.inf, reference).max(axis=0)
    least = np.where(np.isnan(reference), np.inf, reference).min(axis=0)
    return np.asarray(some > least)


def _turned(values: FloatArray) -> FloatArray:
    return np.nanmin(values) + np.nanmax(values) - values if (~np.isnan(values)).any() else values


def _above_zero(values: FloatArray) -> FloatArray:
    """Onto a scale from 1, by one line for all indicators: no arithmetic mean changes its order."""
    if np.isnan(values).all():
        return values
    low, high = min(float(np.nanmin(values)), 0.0), max(float(np.nanmax(values)), 100.0)
    return np.asarray(_LOWEST + (values - low) * (100 - _LOWEST) / (high - low), np.float64)
