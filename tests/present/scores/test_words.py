import pytest

from tests.present.small_scores import DRIENE, ELSBEEK, NOORK, ROT, certainty_of, recipe, trees_of
from wijkwerk.present.scores.words import (
    Band,
    band_of,
    band_sentence,
    band_words,
    coverage_of,
    first_words,
    part_word,
    recipe_mark,
    recipe_words,
    stack_of,
    sum_words,
    urgent_side,
)


def test_a_shared_place_keeps_its_half():
    assert band_words(Band(2.5, 4.0, 0.5)) == "2,5 tot 4"


def test_a_band_of_one_place_is_that_place():
    assert band_words(Band(10.0, 10.0, 0.0)) == "10"
    assert band_sentence(Band(10.0, 10.0, 0.0)) == "in 90 van de 100 varianten op 10"


def test_a_band_says_in_how_many_variants():
    assert band_sentence(Band(4.0, 14.0, 0.1)) == "in 90 van de 100 varianten tussen 4 en 14"


@pytest.mark.parametrize(
    ("means", "first", "words"),
    [
        ("urgent", "highest", "1 = meest urgent"),
        ("urgent", "lowest", "1 = minst urgent"),
        ("favourable", "highest", "1 = gunstigst"),
        ("favourable", "lowest", "1 = minst gunstig, vraagt de meeste aandacht"),
    ],
)
def test_the_first_place_is_explained_for_every_direction(means: str, first: str, words: str):
    changes = {
        "high_score_means: urgent": f"high_score_means: {means}",
        "tolerance: 1e-9}": f"tolerance: 1e-9, first: {first}}}",
    }
    given = recipe(**changes)
    assert first_words(given) == words


def test_a_favourable_score_is_turned_to_compare_urgency():
    given = recipe(**{"high_score_means: urgent": "high_score_means: favourable"})
    assert urgent_side(given, 30.0) < urgent_side(given, 20.0)


def test_a_recipe_that_nobody_adopted_is_marked():
    assert recipe_words(recipe()).endswith("versie 0.1 van 24 november 2026, voorlopig")
    assert recipe_mark(recipe())[0] == "Voorlopig recept."


def test_an_adopted_recipe_names_its_decision_and_has_no_mark():
    given = recipe(**{"dated: 2026-11-24": "dated: 2026-11-24\ndecision: {body: de gemeenteraad, on: 2026-11-20}"})
    assert recipe_words(given).endswith("vastgesteld door de gemeenteraad op 20 november 2026")
    assert recipe_mark(given) == ("", "")


def test_an_area_without_a_score_has_no_band():
    trees = trees_of(recipe())
    found = certainty_of(recipe(), trees, {NOORK.code: (1.0, 2.0, 0.9)})
    assert band_of(found, NOORK.code) == Band(1.0, 2.0, 0.9)
    assert band_of(found, ROT.code) is None
    assert band_of(found, "BU00000000") is None
    assert band_of(None, NOORK.code) is None


def test_what_stacks_is_counted_over_what_can_be_judged():
    given = recipe()
    stack = stack_of(given, trees_of(given)[NOORK.code])
    assert stack is not None
    assert stack.stacked == ("Veiligheid", "Sociaal")
    assert stack.count == "2 van 2"
    assert stack.unjudged == ("Duurzaamheid",)
    assert stack.is_stacked


@pytest.mark.parametrize(("crimes", "stacks"), [(60, True), (59.99, False)])
def test_a_score_at_the_threshold_stacks_and_one_below_does_not(crimes: float, stacks: bool):
    given = recipe()
    columns = {"misdrijven_per_1000": [crimes] * 4, "gezondheid": [60] * 4, "inkomen": [30_000] * 4}
    stack = stack_of(given, trees_of(given, columns)[NOORK.code])
    assert stack is not None
    assert ("Veiligheid" in stack.stacked) is stacks


def test_where_high_is_favourable_low_scores_stack():
    given = recipe(**{"high_score_means: urgent": "high_score_means: favourable", "threshold: 60": "threshold: 40"})
    trees = trees_of(given)
    assert stack_of(given, trees[NOORK.code]).stacked == ("Veiligheid", "Sociaal")


def test_a_recipe_without_stapeling_stacks_nothing():
    given = recipe(**{"stapeling: {themes: [veiligheid, sociaal, duurzaamheid], threshold: 60, minimum: 2}\n": ""})
    assert stack_of(given, trees_of(given)[NOORK.code]) is None


def test_coverage_counts_only_figures_that_the_level_has():
    given = recipe()
    trees = trees_of(given)
    assert coverage_of(given, trees[NOORK.code]).figure_words == "2 van 3 cijfers"
    assert coverage_of(given, trees[ELSBEEK.code]).figure_words == "3 van 3 cijfers"
    assert coverage_of(given, trees[DRIENE.code]).part_words == "2 van 3 domeinen"


def test_a_score_on_indicators_alone_has_no_parts_to_count():
    given = recipe(
        """
id: plat
title: Plat
description: Een proef.
version: "1"
dated: 2026-11-24
high_score_means: urgent
groups: {plat: {title: Plat, children: [a, b]}}
indicators:
  a: {polarity: low_is_favourable, reference: {low: 0, high: 1}, normalise: goalposts}
  b: {polarity: low_is_favourable, reference: {low: 0, high: 1}, normalise: goalposts}
"""
    )
    assert part_word(given) == ""


def test_parts_that_meet_are_added_with_an_is_sign():
    assert sum_words([13.04, 6.95, 21.08], 41.07) == "13,0 + 7,0 + 21,1 = 41,1 punten"


def test_parts_that_do_not_meet_after_rounding_say_so():
    assert sum_words([0.04, 0.04], 0.08) == "0,0 + 0,0 is, afgerond, 0,1 punten"


def test_parts_can_be_named():
    assert sum_words([1.0, -2.0], -1.0, ["A", "B"]) == "A 1,0 + B −2,0 = −1,0 punten"
