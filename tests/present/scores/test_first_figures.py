"""First figures in words: what gets them, and which scores that moves."""

from tests.definitions.recipe.small_recipe import small_recipe
from wijkwerk.definitions.vocabulary import Level
from wijkwerk.editions.first_figures import FirstFigures
from wijkwerk.present.scores.first_figures import first_figures_sentences


def test_each_indicator_names_its_scores_their_areas_and_the_groups_in_between():
    recipe = small_recipe(areas="[wijk, buurt]")
    both = FirstFigures(recipe, "gezond", (Level.WIJK, Level.BUURT))
    [text] = first_figures_sentences([both])
    score = "De score Klein recept (versie 1) van wijken en buurten verandert, via Sociaal."
    assert text == f"gezond krijgt de eerste cijfers. {score}"


def test_one_indicator_in_two_recipes_is_told_once_and_indicators_stand_by_title():
    one, other = small_recipe(), small_recipe(ranks="{first: lowest}")
    moving = [FirstFigures(recipe, name, (Level.BUURT,)) for recipe in (one, other) for name in ("gezond", "afstand")]
    afstand, gezond = first_figures_sentences(moving)
    assert afstand.startswith("afstand krijgt de eerste cijfers.")
    assert afstand.count("via Fysiek") == gezond.count("via Sociaal") == 2


def test_an_indicator_directly_under_the_score_goes_through_nothing():
    recipe = small_recipe(areas="[buurt]")
    flat = FirstFigures(recipe, "sociaal", (Level.BUURT,))
    assert first_figures_sentences([flat]) == (
        "Sociaal krijgt de eerste cijfers. De score Klein recept (versie 1) van buurten verandert.",
    )


def test_nothing_moves_nothing_is_told():
    assert first_figures_sentences([]) == ()
