"""The ways through everything that is made of scores: one row of tabs on all of its pages."""

from collections.abc import Mapping

from wijkwerk.web.figures.recipe_questions import RecipeQuestion, levels_of
from wijkwerk.web.frame.site import Site

_LEVELS = {"wijk": "Wijken", "buurt": "Buurten"}
Tab = tuple[str, str, bool]


def score_tabs(site: Site, question: RecipeQuestion, here: str = "") -> list[Tab]:
    """Words, address, whether it is this page. `here` is a key of `_pages`; empty for the list of a level."""
    recipe = question.recipe
    levels = [
        (_LEVELS[level.value], site.links.urgency(recipe.id, level.value), not here and level is question.level)
        for level in levels_of(recipe)
    ]
    return [*levels, *((words, href, key == here) for key, (words, href) in _pages(site, question).items())]


def _pages(site: Site, question: RecipeQuestion) -> Mapping[str, tuple[str, str]]:
    parameters = {"recept": question.recipe.id, "niveau": question.level.value}
    pages = {}
    if question.recipe.stapeling is not None:
        pages["stacking"] = ("Stapeling", site.links.stacking(**parameters))
    pages["certainty"] = ("Hoe zeker is dit?", site.links.certainty(**parameters))
    pages["what_if"] = ("Wat als", site.links.what_if(**parameters))
    pages["claims"] = ("Klopt de uitspraak", site.links.claims())
    return pages
