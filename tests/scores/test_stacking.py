import numpy as np
import pytest

from tests.definitions.recipe.small_recipe import SOUND, recipe_from, small_recipe
from wijkwerk.scores.stacking import stapeling_from

STACKING = "{themes: [sociaal, fysiek], threshold: 60}"
UNITS = ("a", "b", "c")
VALUES = np.array([[10, 0], [60, 100], [90, np.nan]])


def test_a_theme_counts_from_the_threshold_on_and_an_unknown_one_is_never_fine():
    found = stapeling_from(small_recipe(stapeling=STACKING), UNITS, VALUES, seed=7)
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
    found = stapeling_from(recipe_from(text), UNITS, np.array([[90, 100], [60, 0], [40, np.nan]]), seed=7)
    assert found.themes_of("c") == ("sociaal",)
    assert found.themes_of("a") == ()


def test_an_unknown_unit_is_an_error():
    found = stapeling_from(small_recipe(stapeling=STACKING), UNITS, VALUES, seed=7)
    with pytest.raises(KeyError):
        found.themes_of("z")
