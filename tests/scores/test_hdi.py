"""The Human Development Index as the guide writes it, beside its formula."""

import math
import re
from pathlib import Path

import pytest

from tests.definitions.recipe.small_recipe import recipe_from
from wijkwerk.scores.run import run

from .small_figures import figures

GUIDE = (Path(__file__).parents[2] / "docs" / "een-rekenrecept-schrijven.md").read_text(encoding="utf-8")
RECIPE = recipe_from(re.findall(r"```yaml\n(.*?)```", GUIDE, re.DOTALL)[3])
COUNTRIES = {
    "levensverwachting": [81.6, 70.0, 50.0],
    "schooljaren": [12.6, 8.0, 2.0],
    "verwachte_schooljaren": [17.5, 12.0, 20.0],
    "inkomen": [64992.0, 12000.0, 700.0],
}


def by_formula(life: float, mean_years: float, expected_years: float, income: float) -> float:
    """UNDP, Human Development Report, technical note 1; beyond a goalpost counts as on it."""
    health = (life - 20) / (85 - 20)
    education = (mean_years / 15 + min(expected_years / 18, 1)) / 2
    standard = (math.log(income) - math.log(100)) / (math.log(75000) - math.log(100))
    return (health * education * standard) ** (1 / 3)


def test_each_country_gets_what_the_formula_gives():
    scored = run(RECIPE, figures(COUNTRIES))
    for unit, row in zip("abc", zip(*COUNTRIES.values(), strict=True), strict=True):
        assert scored.score(unit) == pytest.approx(by_formula(*row), rel=1e-12)


def test_norway_gets_the_published_value_of_2014():
    """Human Development Report 2015, table 1: 0.944, from the figures of its own row."""
    assert by_formula(81.6, 12.6, 17.5, 64992) == pytest.approx(0.944, abs=0.0006)
    assert run(RECIPE, figures(COUNTRIES)).score("a") == pytest.approx(0.944, abs=0.0006)


def test_a_country_without_income_has_no_index():
    assert run(RECIPE, figures({**COUNTRIES, "inkomen": [64992, None, 700]})).score("b") is None
