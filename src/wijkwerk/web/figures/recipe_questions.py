"""Read which rekenrecept and which level a page about scores is asked for."""

from collections.abc import Callable
from dataclasses import dataclass

from wijkwerk.data.queries.figures import AreaRow
from wijkwerk.definitions.recipe.recipe import Recipe
from wijkwerk.definitions.vocabulary import Level
from wijkwerk.present.figures.sentences import plural
from wijkwerk.web.figures.questions import asked_level
from wijkwerk.web.frame.page_problems import BadQuestionError, Way
from wijkwerk.web.frame.site import Site

PREFERRED = "urgentie"
PARAMETERS = ("recept", "niveau")
# (recipe, level) -> address of the page
Address = Callable[[str, str | None], str]
Choice = tuple[str, str, bool]


@dataclass(frozen=True, slots=True)
class RecipeQuestion:
    """`recipes` are all of the edition; `level` is one of the recipe's own."""

    recipe: Recipe
    recipes: tuple[Recipe, ...]
    level: Level


def read_recipe_question(site: Site, address: Address) -> RecipeQuestion | None:
    """None where the edition has no recipe that scores wijken or buurten. Raises BadQuestionError."""
    recipes = tuple(recipe for recipe in site.edition.scores.recipes.values() if levels_of(recipe))
    if not recipes:
        return None
    recipe = _recipe(site, recipes, address)
    levels = levels_of(recipe)
    level = asked_level(site, levels, levels[0], lambda level: address(recipe.id, level.value))
    return RecipeQuestion(recipe, recipes, level)


def levels_of(recipe: Recipe) -> list[Level]:
    return [level for level in (Level.WIJK, Level.BUURT) if level in recipe.areas]


def level_choices(question: RecipeQuestion, address: Address) -> list[Choice]:
    return [
        (plural(level, 2).capitalize(), address(question.recipe.id, level.value), level is question.level)
        for level in levels_of(question.recipe)
    ]


def recipe_choices(question: RecipeQuestion, address: Address) -> list[Choice]:
    if len(question.recipes) < 2:
        return []
    return [
        (each.title, address(each.id, question.level.value if question.level in each.areas else None), each is chosen)
        for chosen in [question.recipe]
        for each in question.recipes
    ]


def _recipe(site: Site, recipes: tuple[Recipe, ...], address: Address) -> Recipe:
    by_id = {recipe.id: recipe for recipe in recipes}
    wanted = site.query.get("recept") or (PREFERRED if PREFERRED in by_id else recipes[0].id)
    if wanted not in by_id:
        ways = tuple(Way(recipe.title, address(recipe.id, None)) for recipe in recipes)
        raise BadQuestionError(f"‘{wanted}’ is geen rekenrecept van deze editie. Kies een van deze:", ways)
    return by_id[wanted]


def urgency_href(site: Site, area: AreaRow) -> str:
    """The opened score of an area by the first recipe that gives it one; empty where none does."""
    recipes = [each for each in site.edition.scores.recipes.values() if area.level in levels_of(each)]
    recipes.sort(key=lambda each: each.id != PREFERRED)
    return site.links.urgency_opened(recipes[0].id, area.code) if recipes else ""
