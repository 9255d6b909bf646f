"""How sure the places of the scores are, kept with an edition: `certainty.json`, for one gemeente."""

import json
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

import numpy as np

from wijkwerk.data.queries.store import ObservationStore
from wijkwerk.definitions.catalogue import Catalogue
from wijkwerk.definitions.recipe.recipe import Recipe
from wijkwerk.definitions.vocabulary import IntervalRule, Level
from wijkwerk.engine.method_uncertainty import Failure
from wijkwerk.engine.sampling_uncertainty import Chance
from wijkwerk.engine.sensitivity import Cause
from wijkwerk.governance.kader.frozen import FrozenKader
from wijkwerk.lib.durable import write_durably
from wijkwerk.scores.area_figures import AreaFigures, area_figures, limits_of
from wijkwerk.scores.certainty import Certainty, Stability, certainty, chance_of
from wijkwerk.scores.run import run
from wijkwerk.scores.scored import Scored

CERTAINTY = "certainty.json"
FORMAT = 1
# Places among two areas or fewer need no study.
_FEWEST = 3

ByRecipe = dict[str, dict[Level, Certainty]]


def write_certainties(
    folder: Path,
    store: ObservationStore,
    catalogue: Catalogue,
    scored: Mapping[str, tuple[Scored, AreaFigures]],
    gemeente: str,
) -> Path:
    """Compute and write those of every recipe and level of one gemeente."""
    by_name = {
        name: certainties_of(store, catalogue, each, figures, gemeente) for name, (each, figures) in scored.items()
    }
    path = folder / CERTAINTY
    content = {
        "format": FORMAT,
        "gemeente": gemeente,
        "recipes": {
            name: {level: _written(each) for level, each in levels.items()} for name, levels in by_name.items()
        },
    }
    write_durably(path, json.dumps(content, ensure_ascii=False) + "\n")
    return path


def read_certainties(folder: Path) -> tuple[str | None, ByRecipe]:
    """The gemeente and what is kept of it; None and nothing where the edition has none."""
    path = folder / CERTAINTY
    if not path.is_file():
        return None, {}
    data = json.loads(path.read_text(encoding="utf-8"))
    return data["gemeente"], {
        name: {Level(level): _read(each) for level, each in levels.items()} for name, levels in data["recipes"].items()
    }


def compute_certainty(
    store: ObservationStore,
    catalogue: Catalogue,
    recipe: Recipe,
    kader: FrozenKader | None,
    gemeente: str,
    level: Level,
) -> Certainty | None:
    """For a gemeente of which nothing is kept: seconds, where it is a large one."""
    figures = area_figures(store, recipe, kader)
    return _of_level(store, catalogue, run(recipe, figures.figures), figures, gemeente, level)


def certainties_of(
    store: ObservationStore, catalogue: Catalogue, scored: Scored, of: AreaFigures, gemeente: str
) -> dict[Level, Certainty]:
    by_level = {level: _of_level(store, catalogue, scored, of, gemeente, level) for level in scored.recipe.areas}
    return {level: each for level, each in by_level.items() if each is not None}


def _of_level(
    store: ObservationStore, catalogue: Catalogue, scored: Scored, of: AreaFigures, gemeente: str, level: Level
) -> Certainty | None:
    contenders = of.figures.contenders
    units = [
        area.code
        for row, area in enumerate(of.areas)
        if area.level == level and area.gemeente == gemeente and (contenders is None or contenders[row])
    ]
    if sum(scored.score(unit) is not None for unit in units) < _FEWEST:
        return None
    limits = limits_of(store, scored.recipe, of, units, level)
    chances = [_chance(catalogue, indicator) for indicator in scored.recipe.indicators]
    return certainty(scored, level.value, units, limits, chances, threads=2)


def _chance(catalogue: Catalogue, indicator: str) -> Chance:
    known = catalogue.indicators.get(indicator)
    return chance_of(IntervalRule.NONE if known is None else catalogue.interval_rule(known))


def _written(of: Certainty) -> dict[str, Any]:
    return {
        "units": of.units,
        "ranks": _numbers(of.ranks),
        "method": _written_stability(of.method),
        "sampling": None if of.sampling is None else _written_stability(of.sampling),
        "causes": [asdict(cause) for cause in of.causes],
        "indicators": of.indicators,
        "seed": of.seed,
    }


def _written_stability(of: Stability) -> dict[str, Any]:
    arrays = {name: _numbers(getattr(of, name)) for name in ("low", "median", "high", "first", "counts")}
    return arrays | {"draws": of.draws, "failures": [asdict(failure) for failure in of.failures]}


def _read(data: Mapping[str, Any]) -> Certainty:
    return Certainty(
        units=tuple(data["units"]),
        ranks=_array(data["ranks"]),
        method=_read_stability(data["method"]),
        sampling=None if data["sampling"] is None else _read_stability(data["sampling"]),
        causes=tuple(Cause(**cause) for cause in data["causes"]),
        indicators=tuple((name, shift) for name, shift in data["indicators"]),
        seed=data["seed"],
    )


def _read_stability(data: Mapping[str, Any]) -> Stability:
    arrays = {name: _array(data[name]) for name in ("low", "median", "high", "first", "counts")}
    return Stability(**arrays, draws=data["draws"], failures=tuple(Failure(**each) for each in data["failures"]))


def _numbers(array: Any) -> Any:
    """Lists of numbers, None where there is none: JSON knows no NaN."""
    if array.ndim > 1:
        return [_numbers(row) for row in array]
    return [None if np.isnan(number) else round(float(number), 6) for number in array]


def _array(numbers: Any) -> Any:
    return np.array(numbers, dtype=np.float64)
