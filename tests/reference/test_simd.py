"""The Scottish Index of Multiple Deprivation 2020, per area: 1 − rank / N."""

import numpy as np

from wijkwerk.definitions.recipe.recipe import Recipe
from wijkwerk.definitions.recipe.varying import changed

from .published_ranks import places, published, recipe, scored

AREAS = 6_976


def off(of: Recipe) -> np.ndarray:
    """(areas,) by how many places ours is not the published one."""
    columns = published("simd_2020")
    return np.abs(places(scored(of, columns)) - columns["place"])


def test_all_but_21_places_are_exact_and_none_is_more_than_two_off() -> None:
    """99.70 %. The 21 stand beside each other, apart by less than half a place of one domain."""
    wrong = off(recipe("simd2020"))
    assert len(wrong) == AREAS
    assert np.count_nonzero(wrong) <= 21
    assert wrong.max() <= 2


def test_the_fraction_of_the_english_index_puts_a_fifth_of_the_areas_elsewhere() -> None:
    english = changed(recipe("simd2020"), normalise={"method": "exponential", "ranked_of": AREAS})
    assert 0.19 < (off(english) > 0).mean() < 0.2
