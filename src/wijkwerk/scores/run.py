"""Run a recipe on a table of figures."""

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from wijkwerk.definitions.recipe.recipe import Recipe
from wijkwerk.engine.intervals import FloatArray
from wijkwerk.engine.pipeline import Computed, compute
from wijkwerk.engine.stages import PipelineError, StageError
from wijkwerk.lib.problems import Mendable, Problem
from wijkwerk.scores.errors import ScoreError, gathered
from wijkwerk.scores.remarks import notes_of

from .comparable import constant_everywhere, one_area
from .failing import explain_stage
from .figures import Figures
from .placing import Mask, places
from .planning import column_plans, group_plans, node_ids
from .preparing import Prepared, prepare
from .scored import LevelRun, Scored


def run(recipe: Recipe, figures: Figures, *, comparable: bool = False) -> Scored:
    """Score every unit of the recipe's levels; each level is a sample and a ranking of its own.

    comparable  refuse also what compares nothing: a level of one area, an indicator with one value for all of a level

    Raises ScoreError with everything that makes it impossible, of every indicator, group and level at once: no unit, an
    indicator that is no column or has no figure at all, a sample in which a method has nothing to compare.
    """
    chosen = figures.rows(_chosen(recipe, figures))
    problems: list[Mendable] = []
    prepared = prepare(recipe, chosen, problems)
    problems += _undelivered(recipe, prepared)
    runs = _level_runs(recipe, chosen, prepared, problems, comparable=comparable)
    if problems:
        raise ScoreError(problems)
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


def _undelivered(recipe: Recipe, prepared: Prepared) -> list[Problem]:
    return [
        Problem(
            f"indicator '{indicator.id}'",
            "geen enkel cijfer, voor geen enkel gebied",
            "minstens één cijfer",
            "Controleer de kolom. Verwacht u nog geen cijfers, noem de indicator dan bij 'awaited' van het recept.",
        )
        for index, indicator in enumerate(recipe.indicators.values())
        if indicator.awaited is None
        and not indicator.may_lack
        and indicator.id not in prepared.broken
        and np.isnan(prepared.figures[:, index]).all()
    ]


def _level_runs(
    recipe: Recipe, figures: Figures, prepared: Prepared, problems: list[Mendable], *, comparable: bool
) -> tuple[LevelRun, ...]:
    """Adds to the problems what stands in the way; the levels that have any are left out."""
    levels, runs = np.array(figures.levels or ("",) * len(figures.units)), []
    for level in dict.fromkeys(levels.tolist()):
        rows = np.flatnonzero(levels == level)
        if comparable and len(rows) == 1:
            problems.append(one_area(f"niveau {level}" if level else "tabel", figures.labels[rows[0]]))
            continue
        with gathered(problems):
            runs.append(_level_run(recipe, figures, prepared, level, rows, comparable=comparable))
    return tuple(runs)


def _level_run(
    recipe: Recipe, figures: Figures, prepared: Prepared, level: str, rows: NDArray[np.int64], *, comparable: bool
) -> LevelRun:
    """Raises ScoreError with every step that cannot be done, and what is the same everywhere where that is asked."""
    units, own = tuple(figures.units[row] for row in rows), prepared.figures[rows]
    columns, groups = column_plans(recipe, units), group_plans(recipe, units)
    problems: list[Mendable] = []
    failed: tuple[StageError, ...] = ()
    try:
        computed = compute(own, columns, groups)
    except PipelineError as error:
        failed = error.errors
        areas = [figures.labels[row] for row in rows]
        problems += (explain_stage(recipe, level, areas, own, each) for each in failed)
    else:
        failed = computed.left_out
    if comparable:
        told = {each.node for each in failed}
        known = {name: _known(own[:, at]) for at, name in enumerate(recipe.indicators) if at not in told}
        problems += constant_everywhere(level, known)
    if problems:
        raise ScoreError(problems)
    return LevelRun(level, rows, columns, groups, computed)


def _known(column: FloatArray) -> FloatArray:
    return column[~np.isnan(column)]


def _ranks(recipe: Recipe, computed: Computed, contenders: Mask | None) -> FloatArray:
    """Places of the groups. The values of a sample-wide rank hang on no unit that the gate kept out."""
    ranks = np.full(computed.nodes.shape, np.nan)
    count = len(recipe.indicators)
    ranks[:, count:] = places(recipe, computed.nodes[:, count:], contenders)
    return ranks
