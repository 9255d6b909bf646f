"""Whether a score compares anything. With fixed points a lone area or a constant indicator has a value all the same."""

from collections.abc import Iterator

import numpy as np

from wijkwerk.engine.intervals import FloatArray
from wijkwerk.lib.problems import Problem
from wijkwerk.scores.errors import ScoreError

from .scored import LevelRun, Scored


def require_comparable(scored: Scored) -> None:
    """Raises ScoreError with every level of one area, and every indicator with one value for all areas of a level.

    For what leaves the house: a place among one says nothing, and one value for all is a fault of the delivery far more
    often than the truth. Trying out may do with it.
    """
    if problems := [problem for run in scored.runs for problem in _problems(scored, run)]:
        raise ScoreError(problems)


def one_area(where: str, unit: str) -> Problem:
    return Problem(
        where,
        f"één gebied ({unit})",
        "twee gebieden of meer om onderling te vergelijken",
        "Voeg gebieden toe, of noem dit niveau niet bij 'areas' van het recept.",
    )


def same_everywhere(where: str, known: FloatArray) -> Problem:
    """known  the figures, all equal"""
    return Problem(
        where,
        f"dezelfde waarde ({known[0]:g}) in alle {len(known)} gebieden met een cijfer",
        "verschillen tussen gebieden",
        "Controleer de cijfers. Kloppen zij, laat de indicator dan weg: hij onderscheidt niets.",
    )


def is_constant(known: FloatArray) -> bool:
    return bool(len(known) > 1 and (known == known[0]).all())


def _problems(scored: Scored, run: LevelRun) -> Iterator[Problem]:
    if len(run.rows) == 1:
        yield one_area(f"niveau {run.level}" if run.level else "tabel", scored.units[int(run.rows[0])])
        return
    at = f", niveau {run.level}" if run.level else ""
    for column, name in zip(scored.prepared.figures[run.rows].T, scored.recipe.indicators, strict=True):
        known = column[~np.isnan(column)]
        if is_constant(known):
            yield same_everywhere(f"'{name}'{at}", known)
