"""Zekerheid: between which places an area stands under other choices and under chance, and what matters most."""

from functools import partial

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from wijkwerk.pages.certainty.export import certainty_picture, certainty_table
from wijkwerk.pages.certainty.material import CertaintyMaterial
from wijkwerk.pages.certainty.page import certainty_page
from wijkwerk.present.blocks import Block, Picture
from wijkwerk.present.figures.figure_text import running_name
from wijkwerk.present.figures.sentences import plural
from wijkwerk.present.scores.words import recipe_mark, recipe_words
from wijkwerk.web.blocks import Files, block_file, no_such_file
from wijkwerk.web.doors.public import score_page
from wijkwerk.web.figures.recipe_questions import (
    PARAMETERS,
    RecipeQuestion,
    level_choices,
    read_recipe_question,
    recipe_choices,
)
from wijkwerk.web.figures.score_tabs import score_tabs
from wijkwerk.web.frame.crumbs import trail
from wijkwerk.web.frame.site import Site


@score_page(*PARAMETERS)
def certainty(request: HttpRequest, site: Site) -> HttpResponse:
    question = read_recipe_question(site, site.links.certainty)
    mark, mark_text = recipe_mark(question.recipe) if question else ("", "")
    context = {
        "site": site,
        "section": "urgency",
        "crumbs": trail(site, ("Zekerheid", "")),
        "mark": mark,
        "mark_text": mark_text,
        "question": question,
        "page": _page(site, question),
        "several": plural(question.level, 2) if question else "",
        "tabs": score_tabs(site, question, "certainty") if question else [],
        "level_links": level_choices(question, site.links.certainty) if question else [],
        "recipe_links": recipe_choices(question, site.links.certainty) if question else [],
        "what_if_href": site.links.what_if(recept=question.recipe.id, niveau=question.level.value) if question else "",
        "files": Files.here(site),
    }
    return render(request, "certainty/certainty.html", context)


@score_page(*PARAMETERS)
def file(request: HttpRequest, site: Site, part: str, form: str) -> HttpResponse:
    question = read_recipe_question(site, site.links.certainty)
    material = _material(site, question) if question else None
    if question is None or material is None or material.certainty is None:
        raise no_such_file(site)
    name = f"zekerheid-{question.recipe.id}-{question.level.value}"
    return block_file(site, _block(site, question, material, part), form, name)


def _block(site: Site, question: RecipeQuestion, material: CertaintyMaterial, name: str) -> Block | None:
    if name not in {"tabel", "banden"}:
        return None
    title = f"Hoe zeker zijn de plaatsen van de {plural(question.level, 2)}?"
    subtitle = f"{question.recipe.title}, {running_name(site.gemeente)}. Band: in 90 van de 100 berekeningen."
    picture = Picture(title, subtitle, partial(certainty_picture, material)) if name == "banden" else None
    return Block(name, recipe_words(question.recipe), partial(certainty_table, material), picture)


def _page(site: Site, question: RecipeQuestion | None) -> object:
    if question is None:
        return None
    material, links = _material(site, question), site.links
    recipe, level = question.recipe.id, question.level.value
    return certainty_page(
        material,
        lambda area: links.urgency_opened(recipe, area.code),
        lambda name: links.what_if(recept=recipe, niveau=level, zonder=name),
    )


def _material(site: Site, question: RecipeQuestion) -> CertaintyMaterial:
    scores, areas = site.edition.scores, site.store.areas(question.level, site.gemeente.code)
    return CertaintyMaterial(
        recipe=question.recipe,
        level=question.level,
        gemeente=site.gemeente,
        areas=areas,
        trees=scores.trees(question.recipe.id, areas),
        certainty=scores.certainty(question.recipe.id, site.gemeente.code, question.level),
        described=site.described,
    )
