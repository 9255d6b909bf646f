"""Run a recipe on a table of figures."""

from dataclasses import replace

import numpy as np

from wijkwerk.definitions.recipe.recipe import Recipe
from wijkwerk.engine.intervals import FloatArray
from wijkwerk.engine.pipeline import Computed, StageError, compute
from wijkwerk.lib.problems import Problem
from wijkwerk.scores.errors import ScoreError
from wijkwerk.scores.remarks import notes_of

from .failing import explain_stage
from .figures import Figures
from .placing import Mask, places
from .planning import column_plans, group_plans, node_ids
from .preparing import Prepared, prepare
from .scored import LevelRun, Scored


def run(recipe: Recipe, figures: Figures) -> Scored:
    """Score every unit of the recipe's levels; each level is a sample and a ranking of its own.

    Raises ScoreError with everything that makes it impossible: no unit, an indicator that is no column or has no figure
    at all, a sample in which a method has nothing to compare.
    """
    chosen = figures.rows(_chosen(recipe, figures))
    prepared = prepare(recipe, chosen)
    _check_delivered(recipe, prepared)
    runs = _level_runs(recipe, chosen, prepared)
    nodes = node_ids(recipe)
    values, ranks = (np.full((len(chosen.units), len(nodes)), np.nan) for _ in range(2))
    for each in runs:
        values[each.rows] = each.computed.nodes
        ranks[each.rows] = _ranks(recipe, each.computed, chosen.contenders_at(each.rows))
    scored = Scored(recipe, chosen, nodes, prepared, runs, values, ranks, ())
    return replace(scored, notes=notes_of(scored))


def _chosen(recipe: Recipe, figures: Figures) -> np.ndarray:
    """Positions of the units that the recipe is about. Raises ScoreError where there is none."""
    wanted = {level.value for level in recipe.areas}
    if not wanted or figures.levels is None:
        positions = np.arange(len(figures.units))
    else:
        positions = np.flatnonzero([level in wanted for level in figures.levels])
    if not len(positions):
        what = f"geen enkel gebied van niveau {' of '.join(sorted(wanted))}" if figures.units else "geen enkel gebied"
        raise ScoreError(
            [Problem("tabel", what, "minstens één gebied", "Kijk of de tabel rijen heeft, en welk niveau zij zijn.")]
        )
    return positions


def _check_delivered(recipe: Recipe, prepared: Prepared) -> None:
    problems = [
        Problem(
            f"indicator '{indicator.id}'",
            "geen enkel cijfer, voor geen enkel gebied",
            "minstens één cijfer",
            "Controleer de kolom. Verwacht u nog geen cijfers, noem de indicator dan bij 'awaited' van het recept.",
        )
        for index, indicator in enumerate(recipe.indicators.values())
        if indicator.awaited is None and np.isnan(prepared.figures[:, index]).all()
    ]
    if problems:
        raise ScoreError(problems)


def _level_runs(recipe: Recipe, figures: Figures, prepared: Prepared) -> tuple[LevelRun, ...]:
    levels = np.array(figures.levels or ("",) * len(figures.units))
    runs, problems = [], []
    for level in dict.fromkeys(levels.tolist()):
        rows = np.flatnonzero(levels == level)
        units = tuple(figures.units[row] for row in rows)
        columns, groups = column_plans(recipe, units), group_plans(recipe, units)
        try:
            computed = compute(prepared.figures[rows], columns, groups)
        except StageError as error:
            problems.append(explain_stage(recipe, level, units, prepared.figures[rows], error))
            continue
        runs.append(LevelRun(level, rows, columns, groups, computed))
    if problems:
        raise ScoreError(problems)
    return tuple(runs)


def _ranks(recipe: Recipe, computed: Computed, contenders: Mask | None) -> FloatArray:
    """Places of the groups. The values of a sample-wide rank hang on no unit that the gate kept out."""
    ranks = np.full(computed.nodes.shape, np.nan)
    count = len(recipe.indicators)
    ranks[:, count:] = places(recipe, computed.nodes[:, count:], contenders)
    return ranks
