"""A trial with a recipe: what can be asked of it, and what it becomes."""

import pytest

from tests.definitions.recipe.small_recipe import SOUND, recipe_from, small_recipe
from wijkwerk.definitions.recipe.recipe import RecipeError
from wijkwerk.engine.steps import Step
from wijkwerk.scores.what_if import (
    AGGREGATIONS,
    Change,
    aggregations_of,
    normalisations_of,
    starts_at_one,
    vary,
)

WITH_SPREAD = SOUND.replace("high: 100}", "high: 100, mean: 20, sd: 10}").replace(
    "high: 5}", "high: 5, mean: 1, sd: 1}"
)


def test_no_change_is_the_recipe_itself():
    recipe = small_recipe()
    assert vary(recipe, Change()) is recipe


def test_weights_methods_and_what_is_left_out_come_together():
    change = Change({"sociaal": 5}, "rangorde", "hoogste", ("gezond",))
    varied = vary(small_recipe(), change)
    assert varied.groups["totaal"].weights == (5, 1)
    assert list(varied.indicators) == ["bijstand", "afstand"]
    assert {each.normalise[0].method for each in varied.indicators.values()} == {"percentile_rank"}
    assert [group.aggregate for group in varied.groups.values()] == [Step("maximum")] * 3


def test_a_spread_is_offered_only_where_the_country_s_is_known():
    assert "spreiding" not in normalisations_of(small_recipe(), is_national=True)
    assert "spreiding" in normalisations_of(recipe_from(WITH_SPREAD), is_national=True)


def test_what_the_recipe_does_already_is_not_offered():
    recipe = small_recipe()
    assert "ijkpunten" not in normalisations_of(recipe, is_national=True)
    assert "gewoon" not in aggregations_of(recipe)
    geometric = small_recipe(each_group="{aggregate: geometric}")
    assert "gewoon" in aggregations_of(geometric)
    assert "meetkundig" not in aggregations_of(geometric)


def test_what_joins_one_thing_only_does_not_say_how_the_recipe_joins():
    text = SOUND.replace("    children: [afstand]", "    children: [afstand]\n    aggregate: geometric")
    assert "gewoon" not in aggregations_of(recipe_from(text))


def test_goalposts_are_not_offered_to_a_recipe_without_points():
    text = SOUND.replace("normalise: goalposts", "normalise: percentile_rank").replace(
        "{polarity: low_is_favourable, reference: {low: 0, high: 5}}", "{polarity: low_is_favourable}"
    )
    assert normalisations_of(recipe_from(text), is_national=True) == ("landelijk",)


def test_nobody_gets_a_place_in_the_country_where_only_a_part_of_it_is_known():
    assert "landelijk" in normalisations_of(small_recipe(), is_national=True)
    assert "landelijk" not in normalisations_of(small_recipe(), is_national=False)


@pytest.mark.parametrize(
    ("change", "from_one"),
    [
        (Change(aggregation="meetkundig"), True),
        (Change(aggregation="harmonisch", normalisation="ijkpunten"), True),
        (Change(aggregation="meetkundig", normalisation="rangorde"), False),
        (Change(aggregation="hoogste"), False),
        (Change(normalisation="ijkpunten"), False),
    ],
)
def test_a_mean_that_knows_no_0_gets_a_scale_from_1(change: Change, from_one: bool):
    recipe = small_recipe()
    assert starts_at_one(recipe, change) is from_one
    step = vary(recipe, change).indicators["bijstand"].normalise[0]
    assert (step.parameters.get("scale_low") == 1) is from_one


@pytest.mark.parametrize("name", AGGREGATIONS)
def test_every_way_of_joining_makes_a_recipe(name: str):
    assert vary(small_recipe(), Change(aggregation=name)).is_provisional


def test_a_change_that_makes_no_recipe_is_refused():
    with pytest.raises(RecipeError, match="een gewicht van 0 of meer"):
        vary(small_recipe(), Change({"sociaal": -1}))
