"""Stapeling: which themes go together where, and whether that is more than chance."""

from collections.abc import Callable
from functools import partial

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from wijkwerk.pages.stacking.chance import (
    AS_CHANCE,
    EXPECTED,
    FOUND,
    MORE,
    chance_dots,
    chance_scale,
    count_title,
    reached,
)
from wijkwerk.pages.stacking.export import chance_table, grid_table, spots_table
from wijkwerk.pages.stacking.material import StackingMaterial
from wijkwerk.pages.stacking.page import source_words, stacking_page
from wijkwerk.pages.stacking.reading import material_of
from wijkwerk.present.blocks import Block, Picture
from wijkwerk.present.charts.sheet import Footer
from wijkwerk.present.export.pictures import KeyDot, PictureRow, comparison_picture
from wijkwerk.present.export.tables import ExportTable
from wijkwerk.present.figures.sentences import plural
from wijkwerk.present.numbers import number
from wijkwerk.present.scores.words import recipe_mark
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

CHANCE = "toeval"
_TABLES: dict[str, Callable[[StackingMaterial, Footer], ExportTable]] = {
    "tabel": grid_table,
    CHANCE: chance_table,
    "plekken": spots_table,
}


@score_page(*PARAMETERS)
def stacking(request: HttpRequest, site: Site) -> HttpResponse:
    question = _question(site)
    material = _material(site, question)
    mark, mark_text = recipe_mark(question.recipe) if question else ("", "")
    context = {
        "site": site,
        "section": "urgency",
        "crumbs": trail(site, ("Urgentie", site.links.urgency()), ("Stapeling", "")),
        "question": question,
        "page": stacking_page(material, site.href_of_area) if material else None,
        "plural": plural(question.level, 2) if question else "",
        "tabs": score_tabs(site, question, "stacking") if question else [],
        "level_links": level_choices(question, partial(_address, site)) if question else [],
        "recipe_links": recipe_choices(question, partial(_address, site)) if question else [],
        "mark": mark,
        "mark_text": mark_text,
        "files": Files.here(site),
    }
    return render(request, "stacking/stacking.html", context)


@score_page(*PARAMETERS)
def file(request: HttpRequest, site: Site, part: str, form: str) -> HttpResponse:
    question = _question(site)
    material = _material(site, question)
    if question is None or material is None:
        raise no_such_file(site)
    name = f"stapeling-{part}-{question.recipe.id}-{question.level.value}"
    return block_file(site, _block(material, part), form, name)


def _block(material: StackingMaterial, name: str) -> Block | None:
    if name not in _TABLES:
        return None
    picture = _chance_picture(material) if name == CHANCE else None
    return Block(name, source_words(material), partial(_TABLES[name], material), picture)


def _chance_picture(material: StackingMaterial) -> Picture:
    rows = [(_picture_row(material, *each), chance_scale(material)) for each in reached(material)]
    key = (KeyDot(FOUND, "gevonden"), KeyDot(EXPECTED, "verwacht bij toeval"))
    subtitle = f"Aantal {plural(material.level, 2)} met zoveel thema’s boven de grens van het rekenrecept"
    title = "Stapeling: gevonden en bij toeval verwacht"
    return Picture(title, subtitle, lambda head: comparison_picture(head, rows, key))


def _material(site: Site, question: RecipeQuestion | None) -> StackingMaterial | None:
    return material_of(site.edition, site.gemeente, question.recipe.id, question.level) if question else None


def _picture_row(material: StackingMaterial, count: int, areas: int, expected: float) -> PictureRow:
    return PictureRow(
        name=count_title(count),
        sub=f"bij toeval {number(expected, 1)}",
        dots=chance_dots(areas, expected),
        value=number(areas),
        verdict=MORE if material.beyond_chance[count] else AS_CHANCE,
    )


def _question(site: Site) -> RecipeQuestion | None:
    return read_recipe_question(site, partial(_address, site))


def _address(site: Site, recipe: str, level: str | None) -> str:
    return site.links.stacking(recept=recipe, niveau=level)
