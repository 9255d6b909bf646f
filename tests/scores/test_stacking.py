import numpy as np
import pytest

from tests.definitions.recipe.small_recipe import SOUND, recipe_from, small_recipe
from wijkwerk.scores.run import run
from wijkwerk.scores.stacking import stapeling_of

from .small_figures import figures

STACKING = "{themes: [sociaal, fysiek], threshold: 60}"
FULL = {"bijstand": [10, 60, 90], "gezond": [90, 70, 50], "afstand": [1, 3, None]}


def test_a_theme_counts_from_the_threshold_on_and_an_unknown_one_is_never_fine():
    found = stapeling_of(run(small_recipe(stapeling=STACKING), figures(FULL)), "", seed=7)
    assert found is not None
    np.testing.assert_array_equal(found.beyond, [[0, 0], [1, 1], [1, np.nan]])
    assert found.themes_of("b") == ("sociaal", "fysiek")
    assert found.themes_of("c") == ("sociaal",)
    np.testing.assert_array_equal(found.stacked.count, [0, 2, 1])
    np.testing.assert_array_equal(found.stacked.known, [2, 2, 1])
    np.testing.assert_array_equal(found.stacked.at_most, [0, 2, 2])


def test_where_high_is_favourable_a_low_theme_is_the_problem():
    text = (
        SOUND.replace("means: urgent", "means: favourable") + "stapeling: {themes: [sociaal, fysiek], threshold: 40}\n"
    )
    found = stapeling_of(run(recipe_from(text), figures(FULL)), "", seed=7)
    assert found is not None
    assert found.themes_of("c") == ("sociaal",)
    assert found.themes_of("a") == ()


def test_a_recipe_without_stapeling_or_a_level_without_units_has_none():
    assert stapeling_of(run(small_recipe(), figures(FULL)), "", seed=7) is None
    assert stapeling_of(run(small_recipe(stapeling=STACKING), figures(FULL)), "wijk", seed=7) is None


def test_an_unknown_unit_is_an_error():
    found = stapeling_of(run(small_recipe(stapeling=STACKING), figures(FULL)), "", seed=7)
    assert found is not None
    with pytest.raises(KeyError):
        found.themes_of("z")
