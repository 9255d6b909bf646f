"""The tables and pictures of the pages of urgency, as blocks: the pictures are those of the page."""

from functools import partial

from wijkwerk.pages.urgency.export import scores_table
from wijkwerk.pages.urgency.map import urgency_map
from wijkwerk.pages.urgency.reading import score_source, urgency_material
from wijkwerk.pages.urgency.rows import UrgencyMaterial, UrgencyRow, score_scale, urgency_rows
from wijkwerk.present.blocks import Block, Picture, RowChart
from wijkwerk.present.charts.canvas import Markup
from wijkwerk.present.export.map_pictures import map_picture
from wijkwerk.present.export.pictures import Head, PictureRow
from wijkwerk.present.scores.words import first_words, high_words
from wijkwerk.web.figures.recipe_questions import RecipeQuestion
from wijkwerk.web.frame.site import Site

_PICTURES = ("tabel", "kaart")


def urgency_block(site: Site, question: RecipeQuestion, name: str) -> Block | None:
    """None for a map where no border is loaded, and for what is not on this page."""
    if name not in _PICTURES:
        return None
    material, recipe = urgency_material(site, question), question.recipe
    if name == "kaart" and material.shapes.is_empty:
        return None
    title = f"{recipe.title} per {question.level.value}"
    subtitle = f"{high_words(recipe)} Plaats: {first_words(recipe)}."
    draw = partial(_dots if name == "tabel" else _map, site, material)
    return Block(name, score_source(site, recipe), partial(scores_table, material), Picture(title, subtitle, draw))


def _dots(site: Site, material: UrgencyMaterial, head: Head) -> Markup:
    scale = score_scale(material.recipe, material.trees)
    rows = urgency_rows(material, partial(site.links.urgency_opened, material.recipe.id), scale)
    return RowChart(tuple(map(_picture_row, rows)), scale).draw(head)


def _picture_row(row: UrgencyRow) -> PictureRow:
    if row.dot is None:
        return PictureRow(row.name, "", (), "", None, instead=row.missing)
    band = f"band {row.band_words}" if row.band else ""
    return PictureRow(row.name, "", (row.dot,), row.score, None, instead=_place(row.place), note=band)


def _place(words: str) -> str:
    return f"plaats {words}" if words[:1].isdigit() else words


def _map(site: Site, material: UrgencyMaterial, head: Head) -> Markup:
    page = urgency_map(material, partial(site.links.urgency_opened, material.recipe.id))
    assert page is not None, "a block of a map has borders"
    drawn = page.picture
    return map_picture(head, drawn.shapes, drawn.areas, drawn.legend, "Score", drawn.labels, notes=page.notes)
