"""Say in Dutch why a stage of the engine has no answer on these figures."""

import numpy as np

from wijkwerk.definitions.recipes import Recipe
from wijkwerk.engine.intervals import FloatArray
from wijkwerk.engine.pipeline import StageError

from .planning import node_ids
from .problems import ScoreProblem
from .stage_reasons import reason_of

STAGES = {
    "transform": "omvormen",
    "treat": "uitschieters behandelen",
    "normalise": "normaliseren",
    "aggregate": "samenvoegen",
}


def explain_stage(
    recipe: Recipe, level: str, units: tuple[str, ...], figures: FloatArray, error: StageError
) -> ScoreProblem:
    """figures  (units, indicators) of the level in which it went wrong"""
    node = node_ids(recipe)[error.node]
    where = f"'{node}', {STAGES[error.stage]}" + (f", niveau {level}" if level else "")
    if len(units) == 1:
        return ScoreProblem(
            where,
            f"één gebied ({units[0]})",
            "twee gebieden of meer om onderling te vergelijken, of vaste ijkpunten",
            "Geef de indicatoren vaste ijkpunten bij 'reference', of voeg gebieden toe.",
        )
    if error.node < figures.shape[1]:
        known = figures[:, error.node][~np.isnan(figures[:, error.node])]
        if len(known) and (known == known[0]).all():
            same = f"dezelfde waarde ({known[0]:g}) in alle {len(known)} gebieden met een cijfer"
            return ScoreProblem(
                where,
                same if len(known) > 1 else f"één gebied met een cijfer ({known[0]:g})",
                "verschillen tussen gebieden, of vaste ijkpunten",
                "Geef de indicator vaste ijkpunten bij 'reference', of laat hem weg: hij onderscheidt niets.",
            )
    reason = reason_of(error.reason)
    return ScoreProblem(where, reason.found, reason.expected, reason.remedy)
