"""How a rekenrecept works: its page, its entry for the Algoritmeregister, and the rules behind it with worked cases."""

import json
from functools import lru_cache, partial
from pathlib import Path

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from wijkwerk.definitions.recipe.recipe import Recipe
from wijkwerk.pages.methods.algorithm_register import (
    Publisher,
    RegisterField,
    register_entry,
    register_json,
    register_table,
)
from wijkwerk.pages.methods.recipe_page import recipe_page
from wijkwerk.present.blocks import Block
from wijkwerk.web.blocks import Files, block_file, file_address
from wijkwerk.web.doors.public import may_see_scores, public_page, visitor_of
from wijkwerk.web.frame.crumbs import trail
from wijkwerk.web.frame.page_problems import NotHereError, Way
from wijkwerk.web.frame.site import Site, known_origin

# Rendered from the spec tables by `python -m tests.spec.write_methods`: a wheel has no docs folder.
METHODS = Path(__file__).parent / "templates" / "methods" / "rules"
JSON = "json"
REGISTER = "algoritmeregister"


@public_page()
def recipe(request: HttpRequest, site: Site, recipe: str) -> HttpResponse:
    definition = _find(site, recipe)
    context = {
        "site": site,
        "section": "sources",
        "crumbs": trail(site, *_way(site), (f"Rekenrecept {definition.title}", "")),
        "page": recipe_page(
            definition,
            _without_figures(site, definition),
            {name: item.indicator.title for name, item in site.described.items()},
            lambda name: site.links.indicator(name) if name in site.described else "",
            method_titles(),
            site.links.method_rule,
        ),
        "register": _register(request, site, definition),
        "json_href": file_address(site.links.method_recipe(recipe), REGISTER, JSON),
        "stacking_href": _stacking_href(request, site, definition),
        "files": Files.here(site),
    }
    return _not_shared(request, render(request, "methods/recipe.html", context))


@public_page(verb="export")
def file(request: HttpRequest, site: Site, recipe: str, form: str) -> HttpResponse:
    """The entry for the Algoritmeregister."""
    definition = _find(site, recipe)
    fields, name = _register(request, site, definition), f"algoritmeregister-{recipe}"
    if form == JSON:
        response = HttpResponse(register_json(fields), content_type="application/json")
        response["Content-Disposition"] = f'attachment; filename="wijkwerk-{site.edition.key}-{name}.json"'
        return _not_shared(request, response)
    data = partial(register_table, f"Algoritmeregister: rekenrecept {definition.title}", fields)
    block = Block(REGISTER, f"rekenrecept {definition.title} versie {definition.version}", data)
    return _not_shared(request, block_file(site, block, form, name))


@public_page()
def rule(request: HttpRequest, site: Site, rule: str) -> HttpResponse:
    """One method with the cases that are also its tests."""
    titles = method_titles()
    if rule not in titles:
        ways = tuple(Way(title, site.links.method_rule(slug)) for slug, title in titles.items())
        raise NotHereError(f"Er is geen rekenregel ‘{rule}’. Kies een van deze:", ways)
    context = {
        "site": site,
        "section": "sources",
        "crumbs": trail(site, *_way(site), (titles[rule], "")),
        "title": titles[rule],
        "fragment": f"methods/rules/{rule}.html",
        "others": [(title, site.links.method_rule(slug)) for slug, title in titles.items() if slug != rule],
    }
    return render(request, "methods/rule.html", context)


@lru_cache(maxsize=1)
def method_titles() -> dict[str, str]:
    """Slug -> title of every method that the package carries."""
    titles: dict[str, str] = json.loads((METHODS / "titles.json").read_text(encoding="utf-8"))
    return titles


def _way(site: Site) -> tuple[tuple[str, str], ...]:
    return ("Bronnen en methode", site.links.sources()), ("Methode", site.links.method())


def _find(site: Site, recipe: str) -> Recipe:
    recipes = site.edition.scores.recipes
    if recipe not in recipes:
        ways = tuple(Way(f"Rekenrecept {each.title}", site.links.method_recipe(name)) for name, each in recipes.items())
        ways = (*ways, Way("Hoe lees ik een cijfer?", site.links.method()))
        raise NotHereError(f"Editie {site.edition.key} heeft geen rekenrecept ‘{recipe}’.", ways)
    return recipes[recipe]


def _without_figures(site: Site, recipe: Recipe) -> frozenset[str]:
    return frozenset(name for name in recipe.indicators if not site.store.periods(name))


def _register(request: HttpRequest, site: Site, recipe: Recipe) -> tuple[RegisterField, ...]:
    origin = known_origin() or f"{request.scheme}://{request.get_host()}"
    publisher = Publisher(
        gemeente=f"Gemeente {site.gemeente.name}",
        contact=settings.WIJKWERK_CONTACT,
        recipe_page=f"{origin}{site.links.method_recipe(recipe.id)}",
        json_file=f"{origin}{file_address(site.links.method_recipe(recipe.id), REGISTER, JSON)}",
        method_page=f"{origin}{site.links.method()}",
        edition=site.edition.key,
        published_month=f"{timezone.localtime(site.edition.published_at):%Y-%m}",
    )
    return register_entry(recipe, site.catalogue, _without_figures(site, recipe), publisher)


def _not_shared(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Pages are kept for everybody; one that names the address by which this visitor came is not."""
    if not known_origin():
        response["Cache-Control"] = "no-cache"
    return response


def _stacking_href(request: HttpRequest, site: Site, recipe: Recipe) -> str:
    """Only for those who may follow it."""
    if recipe.stapeling is None or not may_see_scores(visitor_of(request)):
        return ""
    return site.links.stacking(recept=recipe.id)
