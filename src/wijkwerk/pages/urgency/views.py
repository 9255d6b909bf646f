"""Urgency: the scores of a level, and the score of one area opened down to its sources."""

from functools import partial

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from wijkwerk.data.queries.figures import AreaRow
from wijkwerk.definitions.recipe.recipe import Recipe
from wijkwerk.editions.manifest import MANIFEST
from wijkwerk.pages.urgency.earlier import earlier_version
from wijkwerk.pages.urgency.files import urgency_block
from wijkwerk.pages.urgency.nodes import OpenLinks, OpenMaterial
from wijkwerk.pages.urgency.opened_export import open_table
from wijkwerk.pages.urgency.opened_page import open_page
from wijkwerk.pages.urgency.page import urgency_page
from wijkwerk.pages.urgency.reading import around, recipe_named, score_source, urgency_material
from wijkwerk.pages.urgency.sources import open_material
from wijkwerk.present.blocks import Block
from wijkwerk.present.figures.sentences import plural
from wijkwerk.present.scores.words import recipe_mark
from wijkwerk.web.blocks import Files, block_file, no_such_file
from wijkwerk.web.doors.public import score_page
from wijkwerk.web.figures.questions import find_area
from wijkwerk.web.figures.recipe_questions import PARAMETERS, levels_of, read_recipe_question, recipe_choices
from wijkwerk.web.figures.score_tabs import score_tabs
from wijkwerk.web.frame.crumbs import Crumb, trail
from wijkwerk.web.frame.site import Site


@score_page(*PARAMETERS)
def urgency(request: HttpRequest, site: Site) -> HttpResponse:
    question = read_recipe_question(site, site.links.urgency)
    context: dict[str, object] = {"site": site, "section": "urgency", "crumbs": trail(site, ("Urgentie", ""))}
    if question is None:
        reasons = {"reasons": site.edition.manifest.unscored.values()}
        return render(request, "urgency/empty.html", context | reasons)
    mark, mark_text = recipe_mark(question.recipe)
    context |= {
        "mark": mark,
        "mark_text": mark_text,
        "page": urgency_page(urgency_material(site, question), partial(site.links.urgency_opened, question.recipe.id)),
        "tabs": score_tabs(site, question),
        "recipe_links": recipe_choices(question, site.links.urgency),
        "source": score_source(site, question.recipe),
        "files": Files.here(site),
    }
    return render(request, "urgency/urgency.html", context)


@score_page(*PARAMETERS)
def file(request: HttpRequest, site: Site, part: str, form: str) -> HttpResponse:
    question = read_recipe_question(site, site.links.urgency)
    if question is None:
        raise no_such_file(site)
    name = f"urgentie-{part}-{question.recipe.id}-{question.level.value}"
    return block_file(site, urgency_block(site, question, part), form, name)


@score_page("toon")
def opened(request: HttpRequest, site: Site, recipe: str, code: str) -> HttpResponse:
    chosen, area = recipe_named(site, recipe), find_area(site, code)
    if area.code != code:
        return redirect(site.links.urgency_opened(chosen.id, area.code), permanent=True)
    material = open_material(site, chosen, area)
    mark, mark_text = recipe_mark(chosen)
    context = {
        "site": site,
        "section": "urgency",
        "crumbs": _trail(site, material),
        "mark": mark,
        "mark_text": mark_text,
        "page": open_page(material, _open_links(site, chosen, area)),
        "area": area,
        "source": score_source(site, chosen),
        "area_href": site.links.area(area.code),
        "recipe_href": site.links.method_recipe(chosen.id),
        "manifest_href": site.links.edition_file(site.edition.key, MANIFEST),
        "recipe_links": _other_recipes(site, chosen, area),
        "around": around(site, chosen, area),
        "earlier": earlier_version(site.edition, chosen, area),
        "ways": _ways(site, chosen, area),
        "files": Files.beside(site.links.urgency_opened(chosen.id, area.code)),
    }
    return render(request, "urgency/opened.html", context)


@score_page()
def opened_file(request: HttpRequest, site: Site, recipe: str, code: str, form: str) -> HttpResponse:
    """The whole score of an area as one table, down to file and line."""
    chosen, area = recipe_named(site, recipe), find_area(site, code)
    block = Block("opbouw", score_source(site, chosen), partial(open_table, open_material(site, chosen, area)))
    return block_file(site, block, form, f"opbouw-{chosen.id}-{area.code}")


def _open_links(site: Site, recipe: Recipe, area: AreaRow) -> OpenLinks:
    return OpenLinks(
        indicator=lambda name: site.links.indicator(name, area=area.code),
        source=lambda name: site.links.urgency_opened(recipe.id, area.code, name),
    )


def _trail(site: Site, material: OpenMaterial) -> tuple[Crumb, ...]:
    recipe, area, wijk = material.recipe, material.area, material.wijk
    above = [(wijk.name, site.links.urgency_opened(recipe.id, wijk.code))] if wijk else []
    return trail(site, ("Urgentie", site.links.urgency(recipe.id, area.level.value)), *above, (area.name, ""))


def _ways(site: Site, recipe: Recipe, area: AreaRow) -> list[tuple[str, str]]:
    """On to what else is known of these scores; only of the own gemeente."""
    profile = (f"Profiel van {area.name}", site.links.area(area.code))
    if area.gemeente != site.gemeente.code:
        return [profile]
    parameters = {"recept": recipe.id, "niveau": area.level.value}
    return [
        (f"Alle {plural(area.level, 2)}", site.links.urgency(**parameters)),
        ("Hoe zeker is deze plaats?", site.links.certainty(**parameters)),
        ("Wat als er anders gerekend wordt?", site.links.what_if(**parameters)),
        profile,
    ]


def _other_recipes(site: Site, chosen: Recipe, area: AreaRow) -> list[tuple[str, str, bool]]:
    recipes = [each for each in site.edition.scores.recipes.values() if area.level in levels_of(each)]
    if len(recipes) < 2:
        return []
    return [(each.title, site.links.urgency_opened(each.id, area.code), each is chosen) for each in recipes]
