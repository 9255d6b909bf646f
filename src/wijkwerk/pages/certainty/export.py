"""How sure the places are as a table and as a picture that stand alone."""

import numpy as np

from wijkwerk.data.queries.figures import AreaRow
from wijkwerk.pages.certainty.material import CertaintyMaterial, firsts_of, ranked_areas, spans_of
from wijkwerk.present.charts.canvas import Markup
from wijkwerk.present.charts.places import BAND_HEIGHT, METHOD, SAMPLING, draw_band_row, place_scale
from wijkwerk.present.charts.sheet import MARGIN, Footer
from wijkwerk.present.charts.tracks import draw_tick_labels
from wijkwerk.present.export.pictures import Head
from wijkwerk.present.export.tables import CellValue, ExportColumn, ExportTable
from wijkwerk.present.scores.certainty_words import asked_places, chance_word, first_head, main_places, of_hundred
from wijkwerk.present.scores.words import band_words, first_words, place_number, stability_band
from wijkwerk.scores.certainty import Stability

_ROW = 36
_LEFT, _WIDTH = 252.0, 400.0
_BAND_RIGHT, _FIRST_RIGHT = 780.0, 928.0
_FIRST_COLUMNS = (
    ExportColumn("area", "Gebiedscode"),
    ExportColumn("area_name", "Gebied"),
    ExportColumn("level", "Niveau"),
    ExportColumn("recipe", "Rekenrecept"),
    ExportColumn("recipe_version", "Versie"),
    ExportColumn("place", "Plaats"),
    ExportColumn("placed", "Van"),
    ExportColumn("place_1_is", "Plaats 1 is"),
)


def certainty_table(material: CertaintyMaterial, footer: Footer) -> ExportTable:
    """One row per area with a place, by name; shares 0–1 of the draws that could be computed."""
    certainty = material.certainty
    assert certainty is not None
    kinds = (("method", "methode", certainty.method), ("sampling", "toeval", certainty.sampling))
    columns = [*_FIRST_COLUMNS]
    for key, words, _ in kinds:
        columns += [
            ExportColumn(f"{key}_low", f"Band door {words}, van"),
            ExportColumn(f"{key}_middle", f"Band door {words}, midden"),
            ExportColumn(f"{key}_high", f"Band door {words}, tot"),
            *(
                ExportColumn(f"{key}_first_{n}", f"Door {words}: deel {first_head(n)}")
                for n in asked_places(material.ranked)
            ),
            ExportColumn(f"{key}_draws", f"Berekeningen {words}"),
        ]
    columns.append(ExportColumn("seed", "Startwaarde"))
    return ExportTable(
        f"Hoe zeker de plaatsen zijn, {material.recipe.title}",
        tuple(columns),
        tuple(_table_row(material, area) for area in ranked_areas(material)),
        footer,
    )


def certainty_picture(material: CertaintyMaterial, head: Head) -> Markup:
    """The bands of all areas by name, with one axis of places under them."""
    certainty = material.certainty
    assert certainty is not None
    sheet, scale, n = head.sheet(), place_scale(material.ranked), main_places(material.ranked)
    for y, kind, words in ((8, METHOD, "andere keuzes in de methode"), (28, SAMPLING, "toeval in de cijfers")):
        canvas = sheet.canvas(MARGIN, sheet.y + y - 4, 30)
        canvas.line(f"c-interval {kind}", 0, 1, 4, 4)
        sheet.text("s-sub", MARGIN + 40, sheet.y + y + 5, words)
    sheet.text("s-small", _BAND_RIGHT, sheet.y + 32, "band door methode", "end")
    sheet.text("s-small", _FIRST_RIGHT, sheet.y + 32, first_head(n), "end")
    sheet.y += 44
    sheet.rule(sheet.y)
    phrases = []
    for area in ranked_areas(material):
        row = certainty.units.index(area.code)
        place, share = float(certainty.ranks[row]), _share(material, row, n)
        band = stability_band(certainty, certainty.method, area.code)
        words = band_words(band) if band else ""
        canvas = sheet.canvas(_LEFT, sheet.y + (_ROW - BAND_HEIGHT) / 2, _WIDTH)
        draw_band_row(canvas, place, spans_of(certainty, area.code), scale)
        for x, text in ((_BAND_RIGHT, words), (_FIRST_RIGHT, f"{of_hundred(share)} van 100")):
            sheet.text("s-row", x, sheet.y + _ROW / 2 + 5, text, "end")
        sheet.text("s-row", MARGIN, sheet.y + _ROW / 2 + 5, area.name)
        phrases.append(f"{area.name}: plaats {place_number(place)}, band {words}, {chance_word(share)} {first_head(n)}")
        sheet.y += _ROW
        sheet.rule(sheet.y)
    draw_tick_labels(sheet.canvas(_LEFT, sheet.y, _WIDTH), scale, 18)
    sheet.y += 44
    sheet.text("s-small", MARGIN, sheet.y, f"Stip: plaats volgens het recept. {first_words(material.recipe)}.")
    return sheet.finished("; ".join(phrases))


def _share(material: CertaintyMaterial, row: int, n: int) -> float:
    certainty = material.certainty
    assert certainty is not None
    return firsts_of(certainty.method, row, material.ranked)[asked_places(material.ranked).index(n)]


def _table_row(material: CertaintyMaterial, area: AreaRow) -> tuple[CellValue, ...]:
    certainty, recipe = material.certainty, material.recipe
    assert certainty is not None
    row = certainty.units.index(area.code)
    who = (area.code, area.name, area.level.value, recipe.id, recipe.version)
    place = (_number(float(certainty.ranks[row])), material.ranked, first_words(recipe).removeprefix("1 = "))
    cells = [
        cell
        for stability in (certainty.method, certainty.sampling)
        for cell in _stability_cells(stability, row, material.ranked)
    ]
    return (*who, *place, *cells, certainty.seed)


def _stability_cells(stability: Stability | None, row: int, ranked: int) -> list[CellValue]:
    if stability is None:
        return [None] * (3 + len(asked_places(ranked)) + 1)
    bounds = (stability.low[row], stability.median[row], stability.high[row])
    return [*(_number(float(each)) for each in bounds), *firsts_of(stability, row, ranked), stability.draws]


def _number(value: float) -> float | int | None:
    if np.isnan(value):
        return None
    return int(value) if value.is_integer() else value
