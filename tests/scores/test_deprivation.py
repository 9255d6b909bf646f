"""An index of deprivation built up from its figures: domains of several indicators, each stretched on its own."""

import math
from statistics import NormalDist

import pytest

from tests.definitions.recipe.small_recipe import recipe_from
from wijkwerk.scores.run import run

from .small_figures import figures

RECIPE = recipe_from("""
id: deprivation
title: Deprivation
description: Twee domeinen in de manier van SIMD en IMD.
version: "1"
dated: 2026-11-24
high_score_means: urgent
each_indicator: {polarity: low_is_favourable, normalise: none}
layers:
  - {id: totaal, title: Totaal, weights_are: as-given, minimum_share: 1}
  - {id: domein, title: Domein, minimum_share: 1, normalise: exponential}
groups:
  totaal: {title: Totaal, children: [inkomen, onderwijs], weights: {inkomen: 0.6, onderwijs: 0.3}}
  inkomen: {title: Inkomen, children: [uitkering]}
  onderwijs: {title: Onderwijs, children: [verzuim, diploma], weights: {verzuim: 2, diploma: 1}}
indicators:
  verzuim: {normalise: normal_scores}
  diploma: {polarity: high_is_favourable, normalise: normal_scores}
""")
UITKERING, VERZUIM, DIPLOMA = [5.0, 30.0, 12.0, 12.0], [1.0, 4.0, 3.0, 2.0], [90.0, 80.0, 40.0, 60.0]


def average_rank(values: list[float], value: float) -> float:
    """1 for the lowest; equal values share the mean of their places."""
    return sum(other < value for other in values) + (sum(other == value for other in values) + 1) / 2


def normal_score(values: list[float], value: float) -> float:
    return NormalDist().inv_cdf(average_rank(values, value) / (len(values) + 1))


def stretched(values: list[float], value: float) -> float:
    share = average_rank(values, value) / len(values)
    return -23 * math.log(1 - share * (1 - math.exp(-100 / 23)))


def test_every_area_gets_what_the_technical_reports_say():
    scored = run(RECIPE, figures({"uitkering": UITKERING, "verzuim": VERZUIM, "diploma": DIPLOMA}))
    low_diploma = [-value for value in DIPLOMA]
    education = [
        (2 * normal_score(VERZUIM, a) + normal_score(low_diploma, b)) / 3
        for a, b in zip(VERZUIM, low_diploma, strict=True)
    ]
    for row, unit in enumerate("abcd"):
        expected = 0.6 * stretched(UITKERING, UITKERING[row]) + 0.3 * stretched(education, education[row])
        assert scored.score(unit) == pytest.approx(expected, rel=1e-12)


def test_the_most_deprived_area_reaches_the_end_of_the_scale():
    scored = run(RECIPE, figures({"uitkering": UITKERING, "verzuim": VERZUIM, "diploma": DIPLOMA}))
    assert scored.score("b", "inkomen") == pytest.approx(100)
    assert scored.score("c", "inkomen") == scored.score("d", "inkomen")


def test_an_area_that_misses_a_domain_has_no_score():
    scored = run(RECIPE, figures({"uitkering": [5, None, 12, 12], "verzuim": VERZUIM, "diploma": DIPLOMA}))
    assert scored.score("b") is None
    assert scored.score("b", "onderwijs") is not None
