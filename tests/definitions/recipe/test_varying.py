"""A variation is a recipe like any other: checked, and never official."""

import pytest

from wijkwerk.definitions.recipe.recipe import RecipeError
from wijkwerk.definitions.recipe.varying import changed, with_distributions
from wijkwerk.engine.steps import Step

from .small_recipe import SOUND, recipe_from, small_recipe


def test_a_variation_is_never_adopted():
    adopted = small_recipe(decision="{body: gemeenteraad, on: 2026-11-20}")
    varied = changed(adopted)
    assert varied.is_provisional
    assert varied.version == "1, variant"
    assert not adopted.is_provisional


def test_other_weights_leave_the_others_as_they_are():
    recipe = small_recipe()
    varied = changed(recipe, weights={"fysiek": 5, "gezond": 3})
    assert varied.groups["totaal"].weights == (2, 5)
    assert varied.groups["sociaal"].weights == (1, 3)
    assert recipe.groups["totaal"].weights == (2, 1)
    assert varied.hash != recipe.hash


def test_one_method_for_all_replaces_what_was_said_apart():
    text = SOUND.replace("gezond: {", "gezond: {normalise: percentile_rank, ")
    varied = changed(recipe_from(text), normalise="min_max", aggregate={"method": "generalised", "power": 2})
    assert [each.normalise for each in varied.indicators.values()] == [(Step("min_max"),)] * 3
    assert [each.aggregate for each in varied.groups.values()] == [Step("generalised", {"power": 2})] * 3


def test_one_group_can_be_joined_otherwise():
    varied = changed(small_recipe(), aggregates={"sociaal": "maximum"})
    assert [each.aggregate.method for each in varied.groups.values()] == ["arithmetic", "maximum", "arithmetic"]


def test_a_group_goes_with_its_last_indicator():
    recipe = small_recipe(stapeling="{themes: [sociaal, fysiek, totaal], threshold: 60}")
    varied = changed(recipe, without=["afstand"])
    assert list(varied.groups) == ["totaal", "sociaal"]
    assert varied.groups["totaal"].children == ("sociaal",)
    assert varied.groups["totaal"].weights == (2,)
    assert varied.stapeling is not None
    assert varied.stapeling.themes == ("sociaal", "totaal")


@pytest.mark.parametrize(
    ("variation", "said"),
    [
        ({"weights": {"fysiek": -1}}, "een gewicht van 0 of meer"),
        ({"weights": {"fysiek": float("nan")}}, "een eindig getal"),
        ({"weights": {"wonen": 1}}, "onbekend onderdeel 'wonen'"),
        ({"without": ["wonen"]}, "onbekend onderdeel 'wonen'"),
        ({"normalise": "mooi"}, "onbekende methode 'mooi'"),
        ({"normalise": "national_share"}, "zonder een landelijke verdeling"),
        ({"aggregate": "mooi"}, "onbekende methode 'mooi'"),
        ({"without": ["bijstand", "gezond", "afstand"]}, "een groep zonder kinderen"),
    ],
)
def test_a_variation_that_cannot_be_is_refused_like_a_file(variation, said):
    with pytest.raises(RecipeError, match=said):
        changed(small_recipe(), **variation)


def test_a_national_distribution_makes_another_method_possible():
    recipe = small_recipe()
    known = with_distributions(
        recipe, {"bijstand": [3, 1, 2], "gezond": range(201), "afstand": [7, 8], "elders": [1, 1]}
    )
    assert known.indicators["gezond"].points.distribution == tuple(float(each) for each in range(0, 201, 2))
    assert known.indicators["bijstand"].points.distribution[::50] == (1, 2, 3)
    assert (known.indicators["bijstand"].points.low, known.version) == (0, recipe.version)
    assert changed(known, normalise="national_share").indicators["gezond"].normalise == (Step("national_share"),)


def test_a_distribution_without_differences_or_figures_is_refused():
    with pytest.raises(RecipeError, match="alleen gelijke waarden"):
        with_distributions(small_recipe(), {"bijstand": [2, 2, 2]})
    with pytest.raises(ValueError, match="has no figures"):
        with_distributions(small_recipe(), {"bijstand": []})
