"""Scores made by the real engine on a table of a few buurten, as an edition would hold them."""

from collections.abc import Mapping, Sequence

import numpy as np

from tests.definitions.recipe.small_recipe import recipe_from
from tests.present.builders import buurt
from wijkwerk.data.queries.figures import AreaRow
from wijkwerk.definitions.recipe.recipe import Recipe
from wijkwerk.editions.published_scores import ScoredNode, Tree
from wijkwerk.scores.certainty import PLACES, Certainty, Stability
from wijkwerk.scores.figures import Figures
from wijkwerk.scores.run import run
from wijkwerk.scores.scored import Opened

TEXT = """
id: urgentie
title: Urgentie
description: Een proef.
version: "0.1"
dated: 2026-11-24
high_score_means: urgent
areas: [wijk, buurt]
each_indicator: {normalise: goalposts}
layers:
  - {id: totaal, title: Totaal, weights_are: as-given, minimum_share: 1}
  - {id: domein, title: Domein, weights_are: relative, minimum_share: 0.5}
groups:
  urgentie:
    title: Urgentie
    children: [veiligheid, sociaal, duurzaamheid]
    weights: {veiligheid: 0.25, sociaal: 0.5, duurzaamheid: 0.25}
  veiligheid: {title: Veiligheid, children: [misdrijven_per_1000, overlast]}
  sociaal: {title: Sociaal, children: [gezondheid, inkomen]}
  duurzaamheid: {title: Duurzaamheid, children: [energie]}
indicators:
  misdrijven_per_1000: {title: Misdrijven, polarity: low_is_favourable, reference: {low: 0, high: 100, origin: proef}}
  overlast: {title: Overlast, polarity: low_is_favourable, reference: {low: 0, high: 100}}
  gezondheid: {title: Gezondheid, polarity: high_is_favourable, reference: {low: 50, high: 90}}
  inkomen: {title: Inkomen, polarity: high_is_favourable, reference: {low: 20000, high: 40000}}
  energie: {title: Energie, polarity: low_is_favourable, reference: {low: 0, high: 100}}
stapeling: {themes: [veiligheid, sociaal, duurzaamheid], threshold: 60, minimum: 2}
development: {years: 4, unchanged_within: 2}
ranks: {ties: lowest, tolerance: 1e-9}
awaited: {overlast: Komt uit de eigen enquête., energie: Nog niet geleverd.}
"""
YEAR = 2025
NOORK, ELSBEEK = buurt(2, "De Noork", 2140), buurt(1, "Elsbeek", 2150)
DRIENE, ROT = buurt(3, "Klein Driene", 1540), buurt(4, "'t Rot", 315)
BUURTEN = (NOORK, ELSBEEK, DRIENE, ROT)
# De Noork has no income; 't Rot has crimes only.
COLUMNS: dict[str, Sequence[float | None]] = {
    "misdrijven_per_1000": [70, 20, 50, 30],
    "gezondheid": [60, 80, 55, None],
    "inkomen": [None, 36_000, 22_000, None],
}


def recipe(text: str = TEXT, **changes: str) -> Recipe:
    """`recipe(**{"threshold: 60": "threshold: 50"})`: the text with a word changed."""
    for old, new in changes.items():
        assert old in text, old
        text = text.replace(old, new)
    return recipe_from(text)


def trees_of(
    given: Recipe,
    columns: Mapping[str, Sequence[float | None]] | None = None,
    areas: Sequence[AreaRow] = BUURTEN,
) -> dict[str, Tree]:
    """The whole score of every area, all of one level."""
    table = {name: np.array(values, np.float64) for name, values in (columns or COLUMNS).items()}
    levels = tuple(area.level.value for area in areas)
    scored = run(given, Figures(tuple(area.code for area in areas), table, levels=levels))
    return {
        area.code: {node.node: _node(area.code, node, node.node in table) for node in scored.tree(area.code)}
        for area in areas
    }


def certainty_of(
    given: Recipe, trees: Mapping[str, Tree], bands: Mapping[str, tuple[float, float, float]]
) -> Certainty:
    """Bands as they are told: area -> low, high and the share among the first three."""
    units = tuple(trees)
    rows = np.array([bands.get(unit, (np.nan, np.nan, np.nan)) for unit in units])
    first = np.repeat(rows[:, 2:], len(PLACES), axis=1)
    places = np.array([trees[unit][given.root].place or np.nan for unit in units])
    method = Stability(rows[:, 0], rows[:, 0], rows[:, 1], first, np.zeros((len(units), len(units))), 100, ())
    return Certainty(units, places, method, None, (), ())


def _node(area: str, node: Opened, delivered: bool) -> ScoredNode:
    return ScoredNode(
        area=area, node=node.node, value=node.value, place=node.rank, placed=node.of, counted=node.counted,
        contribution=node.contribution, present=node.present, figures=node.figures, complete=node.complete,
        low=node.low, high=node.high, raw=node.raw, figure=node.divided, treated=node.treated, imputed=node.imputed,
        period=YEAR if node.is_indicator and delivered else None,
    )  # fmt: skip
