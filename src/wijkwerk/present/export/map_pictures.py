"""Maps as pictures that stand alone: the same drawing as on the page, with its legend, title and source."""

import re
from collections.abc import Sequence
from html import escape

from wijkwerk.present.charts.canvas import Markup
from wijkwerk.present.charts.palette import Tokens, attributes
from wijkwerk.present.charts.sheet import MARGIN, WIDTH, Sheet, wrapped
from wijkwerk.present.maps.choropleth import LegendItem, MapArea, is_faded
from wijkwerk.present.maps.circles import CircleKey, circles
from wijkwerk.present.maps.labels import Label, fitting_labels
from wijkwerk.present.maps.patterns import pattern_defs
from wijkwerk.present.maps.shapes import MapShapes

from .pictures import Head

_LEGEND_WIDTH = 250
# What fits beside a swatch and before the count, and in a line of notes below them.
_LEGEND_LETTERS, _LEGEND_NOTE_LETTERS = 24, 40
_STROKE_WIDTH = re.compile(r' ?stroke-width="([0-9.]+)"')


def map_picture(
    head: Head,
    shapes: MapShapes,
    areas: Sequence[tuple[MapArea, str]],
    legend: Sequence[LegendItem],
    legend_title: str,
    labels: Sequence[Label] = (),
    *,
    counts: bool = False,
    circle_key: Sequence[CircleKey] = (),
    notes: Sequence[str] = (),
) -> Markup:
    """The map with its legend beside it.

    areas   with their fill class (`maps.choropleth.area_fill`)
    notes   what the page says below its map, below the legend here
    counts  the values are counts: drawn as circles on plain areas, never as fill
    """
    sheet = head.sheet()
    room = WIDTH - 2 * MARGIN - 270
    scale = min(room / max(1, shapes.width), 760 / max(1, shapes.height))
    sheet.put(f"<defs>{pattern_defs()}</defs>")
    sheet.put(f'<g transform="translate({MARGIN} {sheet.y:g}) scale({scale:.4f})" stroke-linejoin="round">')
    for area, fill in areas:
        if area.code in shapes.shapes:
            faded = f"{fill} dim" if is_faded(area) and not counts else fill
            sheet.put(_map_path(faded, shapes.shapes[area.code].path, scale, head.tokens))
    outlines = "".join(shape.path for shape in shapes.groups.values())
    if outlines:
        sheet.put(_map_path("wijkgrens", outlines, scale, head.tokens))
    for x, y, radius in circles(shapes, [area for area, _ in areas]) if counts else ():
        sheet.put(f'<circle {attributes("m-circle", head.tokens)} cx="{x:.0f}" cy="{y:.0f}" r="{radius:.1f}"/>')
    for placed in fitting_labels(shapes, labels):
        sheet.put(
            f'<text x="{placed.x:.0f}" y="{placed.y:.0f}" font-size="{15 / scale:.1f}" font-weight="600" '
            f'text-anchor="middle" fill="{head.tokens["ink"]}" stroke="{head.tokens["paper"]}" '
            f'stroke-width="{3 / scale:.1f}" paint-order="stroke">{escape(placed.text)}</text>'
        )
    sheet.put("</g>")
    foot = _legend(sheet, legend, legend_title, sheet.y, head.tokens)
    foot = _circle_key(sheet, circle_key, foot, scale)
    foot = _legend_notes(sheet, notes, foot)
    sheet.y = max(sheet.y + shapes.height * scale, foot)
    described = ", ".join(f"{area.name}: {area.text}" for area, _ in areas)
    return sheet.finished(described)


def _map_path(fill: str, path: str, scale: float, tokens: Tokens) -> str:
    """Strokes are drawn in picture units, so they are divided by the scale to keep their width on paper."""
    looks = attributes(fill, tokens)
    stroke = "" if 'stroke="' in looks else f' stroke="{tokens["paper"]}"'
    width = _STROKE_WIDTH.search(looks)
    thickness = float(width.group(1)) if width else 1.0
    return f'<path {_STROKE_WIDTH.sub("", looks)}{stroke} stroke-width="{thickness / scale:.2f}" d="{path}"/>'


def _legend(sheet: Sheet, legend: Sequence[LegendItem], title: str, top: float, tokens: Tokens) -> float:
    """Swatch, words and count of every class; long words go on below, never over the count. Gives where it ends."""
    left, y = WIDTH - MARGIN - _LEGEND_WIDTH, top + 14
    for line in wrapped(title, 32):
        sheet.text("s-row strong", left, y, line)
        y += 19
    y -= 5
    for item in legend:
        sheet.put(
            f'<g stroke="{tokens["line-strong"]}"><rect {attributes(item.fill, tokens)} x="{left}" y="{y:g}" '
            f'width="28" height="18"/></g>'
        )
        lines = wrapped(item.words, _LEGEND_LETTERS)
        for place, line in enumerate(lines):
            sheet.text("s-sub", left + 38, y + 14 + 18 * place, line)
        sheet.text("s-small", WIDTH - MARGIN, y + 14, str(item.count), "end")
        y += 28 + 18 * (len(lines) - 1)
    return y


def _circle_key(sheet: Sheet, keys: Sequence[CircleKey], top: float, scale: float) -> float:
    """The sizes of circles beside the numbers they stand for, as large as on the map."""
    left = WIDTH - MARGIN - _LEGEND_WIDTH
    for key in keys:
        radius = key.radius * scale
        y = top + max(radius, 9) + 3
        sheet.put(f'<circle {attributes("m-circle", sheet.tokens)} cx="{left + 30:g}" cy="{y:g}" r="{radius:.1f}"/>')
        sheet.text("s-sub", left + 76, y + 5, key.words)
        top = y + max(radius, 9) + 3
    return top


def _legend_notes(sheet: Sheet, notes: Sequence[str], top: float) -> float:
    y = top + 8
    for note in notes:
        for line in wrapped(note, _LEGEND_NOTE_LETTERS):
            y += 17
            sheet.text("s-small", WIDTH - MARGIN - _LEGEND_WIDTH, y, line)
        y += 4
    return y
