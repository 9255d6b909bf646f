import pytest

from tests.definitions.recipe.small_recipe import SOUND, recipe_from, small_recipe
from wijkwerk.scores.developing import Direction, Moved, development
from wijkwerk.scores.run import run

from .small_figures import figures

NOW = {"bijstand": [10, 20, 60, 5, None], "gezond": [90, 75, 50, 90, None], "afstand": [1, 2, 5, 1, None]}
THEN = {"bijstand": [10, 50, 30, None, 10], "gezond": [91, 75, 50, 90, 90], "afstand": [1, 2, 5, 1, 1]}
RECIPE = small_recipe(development="{years: 4, unchanged_within: 2}")


def test_a_rise_of_what_is_urgent_is_worse_and_within_the_margin_nothing_is_said_to_move():
    moved = development(run(RECIPE, figures(NOW)), run(RECIPE, figures(THEN)))
    assert [moved[unit].direction for unit in "abc"] == [Direction.SAME, Direction.BETTER, Direction.WORSE]
    assert moved["b"].change == pytest.approx(-10)


def test_what_came_or_went_is_no_movement():
    moved = development(run(RECIPE, figures(NOW)), run(RECIPE, figures(THEN)))
    assert (moved["d"].change, moved["d"].direction) == (None, Direction.CANNOT_TELL)
    assert (moved["e"].now, moved["e"].direction) == (None, Direction.CANNOT_TELL)


def test_a_unit_that_was_not_there_has_no_movement():
    then = {name: values[:2] for name, values in THEN.items()}
    moved = development(run(RECIPE, figures(NOW)), run(RECIPE, figures(then)))
    assert moved["c"] == Moved(None, moved["c"].now, None, Direction.CANNOT_TELL)


def test_one_theme_can_be_followed():
    moved = development(run(RECIPE, figures(NOW)), run(RECIPE, figures(THEN)), "fysiek")
    assert [moved[unit].direction for unit in "abcd"] == [Direction.SAME] * 4


def test_where_high_is_favourable_a_rise_is_better():
    text = SOUND.replace("means: urgent", "means: favourable") + "development: {years: 4, unchanged_within: 2}\n"
    recipe = recipe_from(text)
    moved = development(run(recipe, figures(NOW)), run(recipe, figures(THEN)))
    assert [moved[unit].direction for unit in "abc"] == [Direction.SAME, Direction.BETTER, Direction.WORSE]


def test_two_recipes_are_never_compared():
    other = recipe_from(SOUND + "development: {years: 5, unchanged_within: 2}\n")
    with pytest.raises(ValueError, match="one recipe with itself"):
        development(run(RECIPE, figures(NOW)), run(other, figures(THEN)))
    with pytest.raises(ValueError, match="says nothing about development"):
        development(run(small_recipe(), figures(NOW)), run(small_recipe(), figures(THEN)))
