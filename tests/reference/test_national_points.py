"""The reference points of the shipped recipes are those of the country, rounded."""

from pathlib import Path

import pytest

from wijkwerk.definitions.catalogue import load_catalogue
from wijkwerk.definitions.recipe.loading import load_recipes

from .national_points import national_points

CATALOGUE = Path(__file__).parents[2] / "catalogue"
POINTS = national_points()
RECIPES = load_recipes(CATALOGUE / "recipes", load_catalogue(CATALOGUE))


@pytest.mark.parametrize("indicator", POINTS)
def test_a_reference_point_is_the_national_percentile_to_what_a_reader_remembers(indicator):
    found = [recipe.indicators[indicator] for recipe in RECIPES.values() if indicator in recipe.indicators]
    assert found
    national = POINTS[indicator]
    width = national.p95 - national.p5
    for each in found:
        assert each.points.low == pytest.approx(national.p5, abs=0.02 * width)
        assert each.points.high == pytest.approx(national.p95, abs=0.02 * width)
        assert each.points.mean == pytest.approx(national.mean, abs=0.02 * width)
        assert each.points.sd == pytest.approx(national.sd, abs=0.02 * width)
        assert f"{national.count:,}".replace(",", ".") in each.points_origin


def test_what_has_no_national_distribution_says_that_its_points_are_provisional():
    for recipe in RECIPES.values():
        for each in recipe.indicators.values():
            assert each.id in POINTS or each.points_origin.startswith("voorlopig"), each.id
