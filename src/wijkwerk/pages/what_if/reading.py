"""Read a trial from the address: the query is the whole of it. What cannot be is told at its field."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass

from django.http import QueryDict

from wijkwerk.data.queries.figures import AreaRow
from wijkwerk.definitions.problems import DefinitionProblem
from wijkwerk.definitions.recipe.recipe import Recipe, RecipeError
from wijkwerk.editions.exploring import Explored, explore
from wijkwerk.editions.published_scores import Tree
from wijkwerk.pages.what_if.shown_form import AGGREGATION, NORMALISATION, WEIGHT, WITHOUT, Typed, set_key
from wijkwerk.present.numbers import enumeration
from wijkwerk.scores.errors import ScoreError
from wijkwerk.scores.what_if import ABOVE_ZERO, Change, aggregations_of, normalisations_of
from wijkwerk.web.figures.recipe_questions import PARAMETERS as RECIPE_PARAMETERS
from wijkwerk.web.figures.recipe_questions import RecipeQuestion
from wijkwerk.web.frame.site import Site

PARAMETERS = (*RECIPE_PARAMETERS, f"{WEIGHT}*", NORMALISATION, AGGREGATION, WITHOUT)
_NUMBER = re.compile(r"\d{1,6}(?:[.,]\d{1,6})?")
_AT_GROUP = re.compile(r"groups\.([^.]+)\.weights$")


@dataclass(frozen=True)
class Trial:
    """What was asked, and what came of it: `explored` is None where `typed.errors` says why not.

    areas      of the level; delivered: nodes with a value in any of them
    """

    change: Change
    typed: Typed
    areas: tuple[AreaRow, ...]
    delivered: frozenset[str]
    explored: Explored | None


def try_out(site: Site, question: RecipeQuestion) -> Trial:
    """Read the address and compute."""
    scores, recipe = site.edition.scores, question.recipe
    areas = tuple(site.store.areas(question.level, site.gemeente.code))
    delivered = _delivered(scores.trees(recipe.id, areas))
    possible = possible_normalisations(site, question)
    change, errors = read_change(site.query, recipe, delivered, possible)
    explored = None
    if not errors:
        try:
            explored = explore(scores, site.store, recipe.id, areas, change)
        except RecipeError as error:
            errors = dict(map(_told, error.problems))
        except ScoreError as error:
            errors = _told_of_figures(error, change)
    return Trial(change, _typed(site.query, errors), areas, delivered, explored)


def possible_normalisations(site: Site, question: RecipeQuestion) -> tuple[str, ...]:
    is_national = question.level in site.edition.country.whole_levels
    return normalisations_of(question.recipe, is_national=is_national)


def read_change(
    query: QueryDict, recipe: Recipe, delivered: Collection[str], normalisations: Collection[str]
) -> tuple[Change, dict[str, str]]:
    """The change, and what is wrong by the name of its field ("" where it has none)."""
    errors: dict[str, str] = {}
    weights = _weights(query, recipe, errors)
    without = tuple(name for name in recipe.indicators if name in query.getlist(WITHOUT))
    unknown = [name for name in query.getlist(WITHOUT) if name not in recipe.indicators]
    if unknown:
        errors[WITHOUT] = f"{_quoted(unknown)} is geen indicator van dit recept. Haal het vinkje of de naam weg."
    elif without and not (set(recipe.indicators) & set(delivered)) - set(without):
        errors[WITHOUT] = "Er blijft geen enkel cijfer over. Laat minstens één indicator meedoen."
    change = Change(
        weights,
        _chosen(query, NORMALISATION, normalisations, errors),
        _chosen(query, AGGREGATION, aggregations_of(recipe), errors),
        without,
    )
    return change, errors


def shortest(query: QueryDict, change: Change) -> str:
    """The same question without what is as in the recipe: the link that people share. For a change without errors."""
    short = query.copy()
    for name in list(short):
        if name.startswith(WEIGHT) and name.removeprefix(WEIGHT) not in change.weights:
            del short[name]
    return short.urlencode()


def _weights(query: QueryDict, recipe: Recipe, errors: dict[str, str]) -> dict[str, float]:
    weights: dict[str, float] = {}
    for name in query:
        if not name.startswith(WEIGHT):
            continue
        node, text = name.removeprefix(WEIGHT), query.get(name, "")
        if node not in recipe.parents:
            errors[""] = f"‘{node}’ is geen onderdeel van dit recept. Begin opnieuw vanaf het recept."
        elif not _NUMBER.fullmatch(text):
            errors[name] = _weight_problem(text)
        elif (weight := float(text.replace(",", "."))) != recipe.weight_of(node):
            weights[node] = weight
    return weights


def _weight_problem(text: str) -> str:
    if text.startswith(("-", "\u2212")):
        return f"Een gewicht kan niet onder 0 liggen. U vulde in: {text}. Vul 0 in als dit niet mag meetellen."
    return f"‘{text}’ is geen gewicht. Vul een getal van 0 of meer in, bijvoorbeeld 0,25."


def _chosen(query: QueryDict, name: str, possible: Collection[str], errors: dict[str, str]) -> str:
    text = query.get(name, "")
    if text and text not in possible:
        errors[name] = f"‘{text}’ kan hier niet. Kies een van de mogelijkheden in de lijst."
        return ""
    return text


def _told(problem: DefinitionProblem) -> tuple[str, str]:
    group = _AT_GROUP.search(problem.path)
    if group and problem.found == "alleen nullen":
        return set_key(group[1]), "Minstens één gewicht moet boven 0 liggen: nu telt hier niets mee."
    return "", f"Dit kan niet: {problem.found}. Verwacht: {problem.expected}."


def _told_of_figures(error: ScoreError, change: Change) -> dict[str, str]:
    if change.aggregation in ABOVE_ZERO:
        return {
            AGGREGATION: "Dit gemiddelde kan niet tegen waarden van 0 of lager, en die zijn er op deze schaal. "
            "Kies een andere schaal of een andere manier van samenvoegen."
        }
    problem = error.problems[0]
    return {"": f"Met deze keuzes is er geen score te berekenen ({problem.where_it_is}). {problem.remedy}"}


def _typed(query: QueryDict, errors: Mapping[str, str]) -> Typed:
    return Typed({name: query.get(name, "") for name in query}, frozenset(query.getlist(WITHOUT)), errors)


def _delivered(trees: Mapping[str, Tree]) -> frozenset[str]:
    return frozenset(name for tree in trees.values() for name, node in tree.items() if node.value is not None)


def _quoted(names: Collection[str]) -> str:
    return enumeration([f"‘{name}’" for name in names])
