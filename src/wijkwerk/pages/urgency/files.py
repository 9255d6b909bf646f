"""The tables and pictures of the pages of urgency, as blocks."""

from functools import partial

from wijkwerk.pages.urgency.export import scores_table
from wijkwerk.pages.urgency.map import map_areas, map_notes, score_classes, score_legend, shapes_of
from wijkwerk.pages.urgency.reading import score_source, urgency_material
from wijkwerk.pages.urgency.rows import UrgencyMaterial, UrgencyRow, score_dot, score_scale, urgency_rows
from wijkwerk.present.blocks import Block, Picture, RowChart
from wijkwerk.present.charts.canvas import Markup
from wijkwerk.present.export.map_pictures import map_picture
from wijkwerk.present.export.pictures import Head, PictureRow
from wijkwerk.present.maps.choropleth import MapPicture, area_fill, is_faded
from wijkwerk.present.scores.words import first_words, high_words
from wijkwerk.web.figures.recipe_questions import RecipeQuestion
from wijkwerk.web.frame.site import Site


def urgency_block(site: Site, question: RecipeQuestion, name: str) -> Block | None:
    """None for a map where no border is loaded, and for what is not on this page."""
    material = urgency_material(site, question)
    if name not in _PICTURES or (name == "kaart" and material.shapes.is_empty):
        return None
    recipe = question.recipe
    title = f"{recipe.title} per {question.level.value}"
    subtitle = f"{high_words(recipe)} Plaats: {first_words(recipe)}."
    picture = Picture(title, subtitle, partial(_PICTURES[name], site, question, material))
    return Block(name, score_source(site, recipe), partial(scores_table, material), picture)


def _dots(site: Site, question: RecipeQuestion, material: UrgencyMaterial, head: Head) -> Markup:
    scale = score_scale(material.recipe, material.trees)
    rows = urgency_rows(material, partial(site.links.urgency_opened, question.recipe.id), scale)
    return RowChart(tuple(_picture_row(material, row) for row in rows), scale).draw(head)


def _picture_row(material: UrgencyMaterial, row: UrgencyRow) -> PictureRow:
    if not row.score:
        return PictureRow(row.name, "", (), "", None, instead=row.missing)
    area = next(each for each in material.areas if each.code == row.code)
    dot = score_dot(material.recipe, material.trees[row.code][material.recipe.root], area)
    band = f"band {row.band_words}" if row.band else ""
    return PictureRow(row.name, "", (dot,), row.score, None, instead=f"plaats {row.place}", note=band)


def _map(site: Site, question: RecipeQuestion, material: UrgencyMaterial, head: Head) -> Markup:
    recipe, href = material.recipe, partial(site.links.urgency_opened, question.recipe.id)
    classes = score_classes(recipe, material.trees)
    areas = map_areas(recipe, material.areas, material.trees, href)
    shapes = shapes_of(material.shapes, material.level)
    items = score_legend(recipe, areas, classes)
    undrawn = tuple(area.name for area in areas if area.code not in shapes.shapes)
    picture = MapPicture(Markup(""), items, any(is_faded(area) for area in areas), undrawn)
    return map_picture(
        head,
        shapes,
        [(area, area_fill(area, classes)) for area in areas],
        items,
        "Score",
        notes=map_notes(picture, material.level),
    )


_PICTURES = {"tabel": _dots, "kaart": _map}
