"""The tables and pictures of a profile, as blocks: the pictures are those of the page."""

from functools import partial

from wijkwerk.data.queries.figures import AreaRow, Figure
from wijkwerk.pages.area.comparison_rows import ComparisonRow, columns, comparison_row
from wijkwerk.pages.area.items import Item, items_of, norms_key
from wijkwerk.pages.area.page import ProfileMaterial, area_strip, area_trend
from wijkwerk.pages.area.reading import profile_material
from wijkwerk.pages.area.strip_rows import Strip
from wijkwerk.present.blocks import Block, Picture
from wijkwerk.present.charts.canvas import Markup
from wijkwerk.present.charts.sheet import MARGIN, WIDTH
from wijkwerk.present.charts.strip import STRIP_HEIGHT, draw_strip
from wijkwerk.present.export.figure_rows import figure_rows, source_of
from wijkwerk.present.export.pictures import Head, KeyDot, PictureRow, comparison_picture, trend_picture
from wijkwerk.present.export.tables import FigureRow, figures_table
from wijkwerk.present.figures.figure_text import running_name
from wijkwerk.present.figures.main_figures import is_main
from wijkwerk.present.figures.material import Links
from wijkwerk.present.numbers import enumeration, sentence
from wijkwerk.web.frame.site import Site


def area_block(site: Site, area: AreaRow, name: str) -> Block | None:
    """`name` is that of a block; "jaren-<indicator>" is the trend of one figure. None where this area has none such."""
    kind, _, indicator = name.partition("-")
    if (indicator not in site.described) if kind == "jaren" else name not in {"cijfers", "naast", "buurten"}:
        return None
    material = profile_material(site, area, site.described)
    if name == "buurten" and not material.buurt_figures:
        return None
    rows = _rows(material, kind, indicator)
    data = partial(figures_table, f"{area.name} ({area.code})", rows)
    return Block(name, source_of(rows), data, _picture(material, kind, indicator, site.addresses_from(area)))


def _picture(material: ProfileMaterial, kind: str, indicator: str, links: Links) -> Picture | None:
    if kind == "naast":
        return _comparison(material, links)
    if kind == "jaren":
        return _trend(material, indicator)
    return _strips(material, links) if kind == "buurten" else None


def _rows(material: ProfileMaterial, part: str, indicator: str) -> list[FigureRow]:
    described = material.described
    if part == "cijfers":
        return figure_rows(described, material.figures, [material.area])
    if part == "buurten":
        return figure_rows(described, material.buurt_figures, material.buurten)
    areas = [material.area, *material.larger]
    if part == "jaren":
        return figure_rows(described, _of_indicator(material, indicator), areas)
    return figure_rows(described, _shown(_items(material)), areas)


def _of_indicator(material: ProfileMaterial, indicator: str) -> list[Figure]:
    return [figure for figure in material.figures if figure.indicator == indicator]


def _items(material: ProfileMaterial) -> list[Item]:
    items = items_of(material.area, material.larger, material.described, material.figures, material.norms)
    return [item for item in items if item.period is not None and is_main(item.described)]


def _shown(items: list[Item]) -> list[Figure]:
    figures = [figure for item in items for figure in (item.own, *(other for _, other in item.others))]
    return [figure for figure in figures if figure is not None]


def _comparison(material: ProfileMaterial, links: Links) -> Picture:
    items = [item for item in _items(material) if not item.described.is_count and not item.described.is_class]
    rows = [row for row in (comparison_row(material.area, item, links) for item in items) if row.dots]
    names = enumeration([running_name(row) for row in material.larger])
    own, *others = columns(material.area, material.larger)
    key = [KeyDot(own.kind, own.name, has_interval=True), *(KeyDot(each.kind, each.name) for each in others)]
    return Picture(
        f"{material.area.name} naast {names}",
        f"Elke regel heeft een eigen schaal.{norms_key(items)}",
        lambda head: comparison_picture(
            head, [(_picture_row(row), row.scale) for row in rows], key, material.area.name
        ),
        source_of(figure_rows(material.described, _shown(items), [material.area, *material.larger])),
    )


def _picture_row(row: ComparisonRow) -> PictureRow:
    own = row.cells[0]
    reason = [] if own.missing is None else [own.missing.text, row.fallback]
    return PictureRow(
        name=row.title,
        sub=row.sub,
        dots=row.dots,
        value=own.value,
        verdict=row.verdict if own.value else None,
        note=own.note,
        instead=". ".join(filter(None, reason)),
        limits=row.limits,
    )


def _trend(material: ProfileMaterial, indicator: str) -> Picture | None:
    item = material.described[indicator]
    row = area_trend(material, item)
    if row is None:
        return None
    panels = [panel.drawn for panel in row.panels]
    subtitle = sentence(f"{item.indicator.unit}. {row.sub}")
    return Picture(item.indicator.title, subtitle, lambda head: trend_picture(head, panels, row.axes))


def _strips(material: ProfileMaterial, links: Links) -> Picture | None:
    """Each indicator a strip: a stroke for every buurt of the gemeente, a letter for each of this wijk."""
    strip = area_strip(material, links)
    if strip is None:
        return None
    key = ", ".join(f"{column.letter} {column.name}" for column in strip.columns)
    rows = figure_rows(material.described, material.buurt_figures, material.all_buurten)
    return Picture("Verschillen tussen de buurten", key, partial(_draw_strips, strip), source_of(rows))


def _draw_strips(strip: Strip, head: Head) -> Markup:
    sheet = head.sheet()
    for row in strip.rows:
        sheet.text("s-row strong", MARGIN, sheet.y + 20, row.title)
        sheet.text("s-small", MARGIN, sheet.y + 38, row.sub)
        draw_strip(sheet.canvas(MARGIN + 240, sheet.y + 4, WIDTH - 2 * MARGIN - 260), row.drawn)
        sheet.y += STRIP_HEIGHT + 22
    return sheet.finished(f"{head.title}: {head.subtitle}")
