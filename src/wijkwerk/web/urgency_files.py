"""The tables and pictures of the pages of urgency, as files."""

from functools import partial

from django.http import HttpResponse

from wijkwerk.present.charts.canvas import Markup
from wijkwerk.present.charts.sheet import Footer
from wijkwerk.present.export.map_pictures import map_picture
from wijkwerk.present.export.pictures import Head, PictureRow, dots_picture
from wijkwerk.present.maps.choropleth import MapPicture, area_fill, is_faded
from wijkwerk.present.score_words import first_words, high_words
from wijkwerk.present.urgency_export import scores_table
from wijkwerk.present.urgency_map import map_areas, map_notes, score_classes, score_legend, shapes_of
from wijkwerk.present.urgency_rows import UrgencyMaterial, UrgencyRow, score_dot, score_scale, urgency_rows

from .exports import PICTURE_FORMS, TABLE_FORMS, csv_file, head_with, picture_file, refuse_form
from .recipe_questions import RecipeQuestion
from .site import Site
from .urgencies import score_source, urgency_material

PARTS: dict[str, tuple[str, ...]] = {
    "tabel": (*TABLE_FORMS, *PICTURE_FORMS),
    "kaart": (*TABLE_FORMS, *PICTURE_FORMS),
}


def urgency_file(site: Site, question: RecipeQuestion, part: str, form: str) -> HttpResponse:
    """`part` and `form` must be a pair of PARTS. Raises NotHereError for a map where no border is loaded."""
    material = urgency_material(site, question)
    name = f"urgentie-{part}-{question.recipe.id}-{question.level.value}"
    if form in TABLE_FORMS:
        return csv_file(site, name, scores_table(material, _footer(site, question)), form)
    if part == "kaart" and material.shapes.is_empty:
        raise refuse_form(site, part, form, site.links.urgency())
    drawn = _map if part == "kaart" else _dots
    return picture_file(site, name, drawn(site, question, material, form), form)


def _dots(site: Site, question: RecipeQuestion, material: UrgencyMaterial, form: str) -> Markup:
    scale = score_scale(material.recipe, material.trees)
    rows = urgency_rows(material, partial(site.links.urgency_opened, question.recipe.id), scale)
    pictured = [_picture_row(material, row) for row in rows]
    return dots_picture(_head(site, question, form), pictured, scale, None)


def _picture_row(material: UrgencyMaterial, row: UrgencyRow) -> PictureRow:
    if not row.score:
        return PictureRow(row.name, "", (), "", None, instead=row.missing)
    area = next(each for each in material.areas if each.code == row.code)
    dot = score_dot(material.recipe, material.trees[row.code][material.recipe.root], area)
    band = f"band {row.band_words}" if row.band else ""
    return PictureRow(row.name, "", (dot,), row.score, None, instead=f"plaats {row.place}", note=band)


def _map(site: Site, question: RecipeQuestion, material: UrgencyMaterial, form: str) -> Markup:
    recipe, href = material.recipe, partial(site.links.urgency_opened, question.recipe.id)
    classes = score_classes(recipe, material.trees)
    areas = map_areas(recipe, material.areas, material.trees, href)
    shapes = shapes_of(material.shapes, material.level)
    items = score_legend(recipe, areas, classes)
    undrawn = tuple(area.name for area in areas if area.code not in shapes.shapes)
    picture = MapPicture(Markup(""), items, any(is_faded(area) for area in areas), undrawn)
    return map_picture(
        _head(site, question, form),
        shapes,
        [(area, area_fill(area, classes)) for area in areas],
        items,
        "Score",
        notes=map_notes(picture, material.level),
    )


def _head(site: Site, question: RecipeQuestion, form: str) -> Head:
    recipe = question.recipe
    title, sub = f"{recipe.title} per {question.level.value}", f"{high_words(recipe)} Plaats: {first_words(recipe)}."
    return head_with(title, sub, _footer(site, question), form)


def _footer(site: Site, question: RecipeQuestion) -> Footer:
    return Footer(score_source(site, question.recipe), site.edition.key, site.published_on)
