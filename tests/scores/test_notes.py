"""What is said beside the scores, in good Dutch for one area and for several."""

import pytest

from tests.definitions.recipe.small_recipe import SOUND, recipe_from, small_recipe
from wijkwerk.scores.run import run

from .small_figures import figures

KNOWN, UNKNOWN = {"bijstand": 10.0, "gezond": 90.0, "afstand": 1.0}, dict.fromkeys(["bijstand", "gezond", "afstand"])


def notes(*areas: dict[str, float | None], **keys: str) -> tuple[str, ...]:
    recipe = small_recipe(each_group="{minimum_share: 0.5}", **keys)
    return run(recipe, figures({name: [area[name] for area in areas] for name in KNOWN})).notes


@pytest.mark.parametrize(
    ("areas", "said"),
    [
        ((KNOWN, KNOWN, KNOWN, UNKNOWN), "1 van de 4 gebieden heeft geen score."),
        ((KNOWN, KNOWN, UNKNOWN, UNKNOWN), "2 van de 4 gebieden hebben geen score."),
    ],
)
def test_areas_without_a_score_are_counted(areas, said):
    assert said in notes(*areas)


def test_areas_with_a_score_on_a_part_are_counted():
    partly = {**KNOWN, "gezond": None}
    words = "een score op een deel van de cijfers die andere gebieden wel hebben."
    assert f"1 gebied heeft {words}" in notes(KNOWN, KNOWN, partly)
    assert f"2 gebieden hebben {words}" in notes(KNOWN, partly, partly)


def test_areas_that_take_no_part_are_counted():
    words = "indicatoren hebben een cijfer."
    screen = "{minimum_share: 0.5}"
    assert f"1 gebied doet niet mee: te weinig van zijn {words}" in notes(KNOWN, KNOWN, UNKNOWN, screen=screen)
    assert f"2 gebieden doen niet mee: te weinig van hun {words}" in notes(KNOWN, UNKNOWN, UNKNOWN, screen=screen)


def test_outliers_are_counted():
    recipe = recipe_from(SOUND.replace("normalise: goalposts", "normalise: goalposts, treat: {max_points: 2}"))
    bijstand = [10.0, 11.0, 12.0, 11.5, 10.5, 11.0, 10.0, 12.0, 11.0, 99.0]
    found = run(recipe, figures({"bijstand": bijstand, "gezond": [90.0] * 10, "afstand": [1.0] * 10})).notes
    assert any("bijstand: 1 uitschieter naar binnen gehaald." in note for note in found), found
