"""Say in Dutch why a stage of the engine has no answer on these figures."""

import numpy as np

from wijkwerk.definitions.recipe.recipe import Recipe
from wijkwerk.engine.intervals import FloatArray
from wijkwerk.engine.pipeline import StageError
from wijkwerk.lib.problems import Problem

from .comparable import is_constant, one_area, same_everywhere
from .planning import node_ids
from .stage_reasons import reason_of

STAGES = {
    "transform": "omvormen",
    "treat": "uitschieters behandelen",
    "normalise": "normaliseren",
    "aggregate": "samenvoegen",
}


def explain_stage(
    recipe: Recipe, level: str, units: tuple[str, ...], figures: FloatArray, error: StageError
) -> Problem:
    """figures  (units, indicators) of the level in which it went wrong"""
    node = node_ids(recipe)[error.node]
    where = f"'{node}', {STAGES[error.stage]}" + (f", niveau {level}" if level else "")
    if len(units) == 1:
        return one_area(where, units[0])
    if error.node < figures.shape[1]:
        known = figures[:, error.node][~np.isnan(figures[:, error.node])]
        if is_constant(known):
            return same_everywhere(where, known)
        if len(known) == 1:
            return Problem(
                where,
                f"één gebied met een cijfer ({known[0]:g})",
                "twee gebieden of meer met een cijfer, of vaste ijkpunten",
                "Geef de indicator vaste ijkpunten bij 'reference', of laat hem weg.",
            )
    reason = reason_of(error.reason)
    return Problem(where, reason.found, reason.expected, reason.remedy)
