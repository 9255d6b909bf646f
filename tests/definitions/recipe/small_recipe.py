"""A sound recipe that tests spoil one line at a time."""

import datetime
import textwrap
from typing import Any

from wijkwerk.definitions.catalogue import Catalogue
from wijkwerk.definitions.documents import parse_document
from wijkwerk.definitions.recipe.loading import recipe_of
from wijkwerk.definitions.recipe.recipe import Recipe, RecipeError

# The day on which tests read recipes.
TODAY = datetime.date(2026, 11, 24)
SOUND = """\
id: klein
title: Klein recept
description: Drie cijfers in twee domeinen.
version: "1"
dated: 2026-11-24
high_score_means: urgent
each_indicator: {normalise: goalposts}
groups:
  totaal:
    title: Totaal
    children: [sociaal, fysiek]
    weights: {sociaal: 2, fysiek: 1}
  sociaal:
    title: Sociaal
    children: [bijstand, gezond]
  fysiek:
    title: Fysiek
    children: [afstand]
indicators:
  bijstand: {polarity: low_is_favourable, reference: {low: 0, high: 100}}
  gezond: {polarity: high_is_favourable, reference: {low: 50, high: 100}}
  afstand: {polarity: low_is_favourable, reference: {low: 0, high: 5}}
"""


def recipe_from(text: str, catalogue: Catalogue | None = None) -> Recipe:
    return recipe_of(parse_document(textwrap.dedent(text), "klein.yaml"), catalogue, today=TODAY)


def small_recipe(**keys: Any) -> Recipe:
    """The sound recipe with other keys at the top: lines of YAML by name."""
    text = SOUND
    for name, value in keys.items():
        text += f"{name}: {value}\n"
    return recipe_from(text)


def messages(text: str, catalogue: Catalogue | None = None) -> list[str]:
    """What is said of a recipe; nothing where it is sound."""
    try:
        recipe_from(text, catalogue)
    except RecipeError as error:
        return [str(problem) for problem in error.problems]
    return []
