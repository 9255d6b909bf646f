"""Say in Dutch why a stage of the engine has no answer on these figures."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from wijkwerk.definitions.recipe.recipe import Recipe
from wijkwerk.engine.cells import Cell
from wijkwerk.engine.intervals import FloatArray
from wijkwerk.engine.stages import StageError
from wijkwerk.lib.problems import Problem

from .comparable import is_constant, one_area, same_everywhere
from .errors import found_at
from .planning import node_ids
from .stage_reasons import reason_of

STAGES = {
    "transform": "omvormen",
    "treat": "uitschieters behandelen",
    "normalise": "normaliseren",
    "aggregate": "samenvoegen",
}
LEAVING_OUT = " Of zet 'without_result: leave-out' bij de indicator: dan doet hij hier niet mee."
_SHOWN = 5  # cells that are told one by one


def explain_stage(recipe: Recipe, level: str, areas: Sequence[str], figures: FloatArray, error: StageError) -> Problem:
    """areas    of the level in which it went wrong, as readers know them
    figures  (areas, indicators) of that level
    """
    node = node_ids(recipe)[error.node]
    where = found_at(f"'{node}', {STAGES[error.stage]}", level)
    if len(areas) == 1:
        return one_area(where, areas[0])
    if error.node >= figures.shape[1]:
        return _by_reason(recipe, where, areas, error)
    problem = _of_sample(where, figures[:, error.node]) or _by_reason(recipe, where, areas, error)
    return replace(problem, remedy=problem.remedy + LEAVING_OUT)


def _of_sample(where: str, figures: FloatArray) -> Problem | None:
    """What is wrong with the figures of an indicator as a sample."""
    known = figures[~np.isnan(figures)]
    if is_constant(known):
        return same_everywhere(where, known)
    if len(known) != 1:
        return None
    return Problem(
        where,
        f"één gebied met een cijfer ({known[0]:g})",
        "twee gebieden of meer met een cijfer, of vaste ijkpunten",
        "Geef de indicator vaste ijkpunten bij 'reference', of laat hem weg.",
    )


def _by_reason(recipe: Recipe, where: str, areas: Sequence[str], error: StageError) -> Problem:
    reason = reason_of(error.reason)
    cells = _cells(recipe, areas, error)
    return Problem(where, f"{reason.found}: {cells}" if cells else reason.found, reason.expected, reason.remedy)


def _cells(recipe: Recipe, areas: Sequence[str], error: StageError) -> str:
    told = [_cell(recipe, areas, error, cell) for cell in error.cells[:_SHOWN]]
    more = len(error.cells) - len(told)
    return ", ".join(told) + (f" en nog {more} keer" if more > 0 else "")


def _cell(recipe: Recipe, areas: Sequence[str], error: StageError, cell: Cell) -> str:
    """A figure is turned by the time that it is normalised: its value would not be known again there."""
    area = areas[cell.row]
    if cell.column is not None and cell.column != error.node:
        return f"'{node_ids(recipe)[cell.column]}' van {area} is {cell.value:g}"
    return area if error.stage == "normalise" else f"{area} heeft {cell.value:g}"
