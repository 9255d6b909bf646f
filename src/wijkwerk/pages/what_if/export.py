"""A trial as a table and as a picture; both say on every row, and across, that it is no published score."""

from wijkwerk.data.queries.figures import AreaRow
from wijkwerk.pages.what_if.page import WhatIfMaterial
from wijkwerk.pages.what_if.words import STATUS, change_words, moved_words
from wijkwerk.present.charts.canvas import Markup
from wijkwerk.present.charts.places import draw_shift_row, place_scale
from wijkwerk.present.charts.sheet import MARGIN, WIDTH, Footer, Sheet, wrapped
from wijkwerk.present.charts.tracks import DOT_HEIGHT, draw_tick_labels
from wijkwerk.present.export.pictures import Head
from wijkwerk.present.export.tables import CellValue, ExportColumn, ExportTable
from wijkwerk.present.scores.words import first_words, place_number

_ROW = 34
_LEFT, _TRACK = 252.0, 380.0
_PLACES_RIGHT, _WORDS_LEFT = 712.0, 736.0
# The mark stands across the picture, every so many pixels; light enough to read through, also in grey.
_EVERY = 420
_COLUMNS = (
    ExportColumn("status", "Status"),
    ExportColumn("area", "Gebiedscode"),
    ExportColumn("area_name", "Gebied"),
    ExportColumn("level", "Niveau"),
    ExportColumn("recipe", "Rekenrecept"),
    ExportColumn("recipe_version", "Versie"),
    ExportColumn("place_edition", "Plaats in de editie"),
    ExportColumn("place_trial", "Plaats in deze verkenning"),
    ExportColumn("moved", "Verschuiving"),
    ExportColumn("moved_words", "Verschuiving in woorden"),
    ExportColumn("place_1_is", "Plaats 1 is"),
    ExportColumn("score_edition", "Score in de editie"),
    ExportColumn("score_trial", "Score in deze verkenning"),
    ExportColumn("changed", "Veranderd"),
)


def what_if_table(material: WhatIfMaterial, footer: Footer) -> ExportTable:
    """One row per area with a place, by name. moved: places towards 1 are positive."""
    changed = _changed(material)
    rows = tuple(_table_row(material, area, changed) for area in material.placed)
    return ExportTable(f"Verkenning, geen gepubliceerde score: {material.recipe.title}", _COLUMNS, rows, footer)


def what_if_picture(material: WhatIfMaterial, head: Head) -> Markup:
    sheet, scale = head.sheet(), place_scale(material.last)
    for line in wrapped(_changed(material), 130):
        sheet.text("s-small", MARGIN, sheet.y, line)
        sheet.y += 19
    canvas = sheet.canvas(MARGIN, sheet.y, 16)
    canvas.dot("c-dot nl", 0.5, 6, 6)
    sheet.text("s-sub", MARGIN + 24, sheet.y + 11, "in de editie")
    canvas = sheet.canvas(MARGIN + 140, sheet.y, 16)
    canvas.dot("c-dot self", 0.5, 6, 6)
    sheet.text("s-sub", MARGIN + 164, sheet.y + 11, "in deze verkenning")
    sheet.y += 26
    top = sheet.y
    sheet.rule(sheet.y)
    descriptions = []
    for area in material.placed:
        official, now = material.places(area.code)
        words = moved_words(material.recipe, official, now)
        draw_shift_row(sheet.canvas(_LEFT, sheet.y + (_ROW - DOT_HEIGHT) / 2, _TRACK), official, now, scale)
        y = sheet.y + _ROW / 2 + 5
        places = _place(now) if now == official else f"{_place(official)} naar {_place(now)}"
        sheet.text("s-row", MARGIN, y, area.name)
        sheet.text("s-row", _PLACES_RIGHT, y, places, "end")
        sheet.text("s-row", _WORDS_LEFT, y, words.text if words else "")
        descriptions.append(f"{area.name}: {places}")
        sheet.y += _ROW
        sheet.rule(sheet.y)
    draw_tick_labels(sheet.canvas(_LEFT, sheet.y, _TRACK), scale, 18)
    _watermark(sheet, top, sheet.y)
    sheet.y += 44
    sheet.text("s-small", MARGIN, sheet.y, f"{first_words(material.recipe)}. {STATUS.capitalize()}.")
    return sheet.finished(f"Verkenning. {'; '.join(descriptions)}")


def _watermark(sheet: Sheet, top: float, bottom: float) -> None:
    height = bottom - top
    count = max(1, round(height / _EVERY))
    colour = sheet.tokens["ink"]
    for number in range(count):
        y = top + height * (number + 0.5) / count
        sheet.put(
            f'<text transform="translate({WIDTH / 2:g} {y:g}) rotate(-18)" text-anchor="middle" font-size="120" '
            f'font-weight="600" fill="{colour}" fill-opacity=".08">verkenning</text>'
        )


def _table_row(material: WhatIfMaterial, area: AreaRow, changed: str) -> tuple[CellValue, ...]:
    official, now = material.places(area.code)
    words = moved_words(material.recipe, official, now)
    return (
        STATUS,
        area.code,
        area.name,
        area.level.value,
        material.recipe.id,
        material.recipe.version,
        _number(official),
        _number(now),
        None if official is None or now is None else _number(official - now),
        words.text if words else "",
        first_words(material.recipe).removeprefix("1 = "),
        material.explored.official[area.code].score,
        material.explored.now[area.code].score,
        changed,
    )


def _changed(material: WhatIfMaterial) -> str:
    return "; ".join(change_words(material.recipe, material.change, material.title_of)) or "niets veranderd"


def _place(place: float | None) -> str:
    return "geen" if place is None else place_number(place)


def _number(value: float | None) -> float | int | None:
    return int(value) if value is not None and float(value).is_integer() else value
