"""Hot spots: only what is beyond chance, with neighbours over the border where they are known."""

import dataclasses

import pytest
import shapely

from tests.definitions.recipe.small_recipe import small_recipe
from tests.present.builders import buurt
from wijkwerk.definitions.recipe.recipe import Recipe
from wijkwerk.definitions.recipe.shape import Meaning
from wijkwerk.pages.stacking.spots import CALM_TOGETHER, URGENT_TOGETHER, Spots, find_spots

SIDE = 8
OWN = [buurt(place, f"Buurt {place:02d}") for place in range(SIDE * SIDE)]
OUTSIDE = [buurt(place, f"Buiten {place:02d}", wijk="WK888800") for place in range(SIDE)]
RECIPE = small_recipe()
FAVOURABLE = dataclasses.replace(RECIPE, high_score_means=Meaning.FAVOURABLE)
# A quarter of the map is urgent: 90 against 10, with a little difference so that no two are equal.
SCORES = {row.code: (90.0 if place % SIDE < 4 and place < 32 else 10.0) + place / 100 for place, row in enumerate(OWN)}


def square(x: int, y: int) -> bytes:
    return bytes(shapely.to_wkb(shapely.box(100 * x, 100 * y, 100 * x + 98, 100 * y + 98)))  # gaps of 2 metres


BORDERS = {row.code: square(place % SIDE, place // SIDE) for place, row in enumerate(OWN)}
ABOVE = {row.code: square(place, -1) for place, row in enumerate(OUTSIDE)}


def spots(
    recipe: Recipe = RECIPE, borders: dict[str, bytes] | None = None, scores: dict[str, float] | None = None
) -> Spots:
    found = find_spots(recipe, OWN, OUTSIDE, BORDERS if borders is None else borders, scores or SCORES)
    assert found is not None
    return found


def test_a_block_of_urgent_areas_is_found_and_its_middle_is_named():
    found = {spot.area.name: spot for spot in spots().found}
    assert found["Buurt 09"].words == URGENT_TOGETHER
    assert all(spot.q is not None and spot.q <= 0.05 for spot in found.values())


def test_the_same_scores_dealt_at_random_give_no_spot():
    dealt = dict(zip(SCORES, [SCORES[OWN[(37 * place) % 64].code] for place in range(64)], strict=True))
    assert spots(scores=dealt).found == ()
    assert spots(scores=dealt).asked == 64


def test_where_a_high_score_is_favourable_the_low_ones_are_the_hot_spot():
    found = {spot.area.name: spot for spot in spots(FAVOURABLE).found}
    assert found["Buurt 09"].words == CALM_TOGETHER
    assert found["Buurt 09"].score == pytest.approx(SCORES[OWN[9].code])  # told on its own scale


def test_only_areas_that_touch_the_border_take_part_from_outside():
    around = {row.code: 10.0 for row in OUTSIDE}
    far = {OUTSIDE[0].code: square(0, -9)}
    assert spots().outside == 0
    assert spots(borders=BORDERS | ABOVE, scores=SCORES | around).outside == SIDE
    assert spots(borders=BORDERS | ABOVE | far, scores=SCORES | around).outside == SIDE - 1
    first = next(each for each in spots(borders=BORDERS | ABOVE, scores=SCORES | around).areas if each.area == OWN[0])
    assert "Buiten 00" in first.neighbours


def test_an_area_without_a_score_gets_no_verdict_and_is_no_neighbour():
    without = {code: score for code, score in SCORES.items() if code != OWN[9].code}
    found = {spot.area.name: spot for spot in spots(scores=without).areas}
    assert (found["Buurt 09"].words, found["Buurt 09"].p) == (None, None)
    assert "Buurt 09" not in found["Buurt 08"].neighbours


def test_an_area_that_touches_nothing_is_joined_to_the_nearest_and_named():
    island = BORDERS | {OWN[0].code: square(-20, 0)}
    assert spots(borders=island).joined == (("Buurt 00", "Buurt 08"),)


def test_without_borders_there_is_nothing_to_say():
    assert find_spots(RECIPE, OWN, [], {}, SCORES) is None
