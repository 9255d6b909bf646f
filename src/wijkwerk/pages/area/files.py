"""The tables and pictures of a profile, as blocks."""

from functools import partial

from wijkwerk.data.queries.figures import AreaRow, Figure
from wijkwerk.definitions.vocabulary import Level
from wijkwerk.pages.area.items import Item, fallback, items_of, norms_key
from wijkwerk.pages.area.page import ProfileMaterial
from wijkwerk.pages.area.reading import profile_material
from wijkwerk.pages.area.strip_rows import strip_choice
from wijkwerk.present.blocks import Block, Picture
from wijkwerk.present.charts.canvas import Markup
from wijkwerk.present.charts.scale import Scale, off_axis, round_scale
from wijkwerk.present.charts.sheet import MARGIN, WIDTH
from wijkwerk.present.charts.strip import STRIP_HEIGHT, Letter, assign_letters, draw_strip
from wijkwerk.present.charts.tracks import Dot
from wijkwerk.present.charts.trend import Series, trend_axes
from wijkwerk.present.collation import collation_key
from wijkwerk.present.export.figure_rows import figure_rows, source_of
from wijkwerk.present.export.pictures import Head, KeyDot, PicturePanel, PictureRow, comparison_picture, trend_picture
from wijkwerk.present.export.tables import FigureRow, figures_table
from wijkwerk.present.figures.figure_text import cell_text, running_name, short_value, unit_label
from wijkwerk.present.figures.main_figures import is_main
from wijkwerk.present.figures.trend_rows import first_comparable, points
from wijkwerk.present.norms.lines import norm_key
from wijkwerk.present.numbers import enumeration
from wijkwerk.web.frame.site import Site

_KIND = {Level.WIJK: "wijk", Level.GEMEENTE: "gemeente", Level.LAND: "nl"}
_TREND_KIND = _KIND | {Level.GEMEENTE: "gem", Level.LAND: "land"}


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
    return Block(name, source_of(rows), data, _picture(material, kind, indicator))


def _picture(material: ProfileMaterial, kind: str, indicator: str) -> Picture | None:
    if kind == "naast":
        return _comparison(material)
    if kind == "jaren":
        return _trend(material, indicator)
    return _strips(material) if kind == "buurten" else None


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
    book = material.figures
    found = items_of(material.area, material.larger, material.described, book, material.norms)
    return [item for item in found if item.period is not None and is_main(item.described)]


def _shown(items: list[Item]) -> list[Figure]:
    figures = [figure for item in items for figure in (item.own, *(other for _, other in item.others))]
    return [figure for figure in figures if figure is not None]


def _comparison(material: ProfileMaterial) -> Picture:
    items = [item for item in _items(material) if not item.described.is_count and not item.described.is_class]
    names = enumeration([running_name(row) for row in material.larger])
    rows = figure_rows(material.described, _shown(items), [material.area, *material.larger])
    title = f"{material.area.name} naast {names}"
    drawn = [
        (_comparison_row(item), _scale(item)) for item in items if any(dot.value is not None for dot in _dots(item))
    ]
    key = [
        KeyDot("self", material.area.name, has_interval=True),
        *(KeyDot(_KIND.get(row.level, "gemeente"), running_name(row)) for row in material.larger),
    ]
    return Picture(
        title,
        f"Elke regel heeft een eigen schaal.{norms_key(items)}",
        lambda head: comparison_picture(head, drawn, key, material.area.name),
        source_of(rows),
    )


def _comparison_row(item: Item) -> PictureRow:
    own = item.own
    text = cell_text(item.described, own)
    value = "" if own is None or own.value is None else short_value(item.described, own.value)
    reason = "" if text.missing is None else ". ".join(filter(None, (text.missing.text, fallback(item))))
    return PictureRow(
        name=item.described.indicator.short_title,
        sub=unit_label(item.described, item.period, (item.norm.short,) if item.limits and item.norm else ()),
        dots=_dots(item),
        value=value,
        verdict=item.judged.words if item.judged is not None and value else None,
        note=text.note,
        instead=reason,
        limits=item.limits,
    )


def _dots(item: Item) -> tuple[Dot, ...]:
    """Country first, the own area last, so that it lies on top."""
    others = [Dot(f.value, _KIND.get(row.level, "gemeente"), f.low, f.high) for row, f in item.others if f is not None]
    own = [] if item.own is None else [Dot(item.own.value, "self", item.own.low, item.own.high)]
    return (*reversed(others), *own)


def _scale(item: Item) -> Scale:
    floor, ceiling = item.described.bounds
    shown = [*item.limits, *(x for dot in _dots(item) for x in (dot.value, dot.low, dot.high))]
    return round_scale(shown, floor=floor, ceiling=ceiling)


def _trend(material: ProfileMaterial, indicator: str) -> Picture:
    item, book = material.described[indicator], material.figures
    areas = [material.area, *material.larger]
    series = {}
    for row in areas:
        kind = "self" if row is material.area else _TREND_KIND.get(row.level, "gem")
        series[row.code] = Series(
            kind, points(book.series(indicator, row.code), first_comparable(item, row, material.breaks))
        )
    panels, norm = [], material.norms.get(indicator)
    limits = () if norm is None else norm.limits
    for row in areas:
        known = [point.value for point in series[row.code].points if point.value is not None]
        if known:
            own = limits if row is material.area else ()
            panels.append(
                PicturePanel(running_name(row), series[row.code], (), short_value(item, known[-1]), limits=own)
            )
    axes = trend_axes(list(series.values()), zero=item.indicator.unit != "%", ceiling=item.bounds[1], limits=limits)
    sub = f"{item.indicator.unit}.{norm_key([] if norm is None else [norm])}" if limits else item.indicator.unit
    return Picture(item.indicator.title, sub, lambda head: trend_picture(head, panels, axes))


def _strips(material: ProfileMaterial) -> Picture:
    """Each indicator a strip: a stroke for every buurt of the gemeente, a letter for each of this wijk."""
    buurten = sorted(material.buurten, key=lambda row: collation_key(row.name))
    letters = assign_letters([row.name for row in buurten])
    key = ", ".join(f"{letters[row.name]} {row.name}" for row in buurten)
    rows = figure_rows(material.described, material.buurt_figures, material.all_buurten)
    draw = partial(_draw_strips, material, buurten, letters, rows)
    return Picture("Verschillen tussen de buurten", key, draw, source_of(rows))


def _draw_strips(
    material: ProfileMaterial, buurten: list[AreaRow], letters: dict[str, str], rows: list[FigureRow], head: Head
) -> Markup:
    sheet = head.sheet()
    for indicator in strip_choice(material.described):
        values = {area.code: figure.value for item, area, figure in rows if item.indicator.id == indicator}
        known = [value for value in values.values() if value is not None]
        if not known:
            continue
        item = material.described[indicator]
        floor, ceiling = item.bounds
        outside = off_axis(known)
        norm = material.buurt_norms.get(indicator)
        limits = () if norm is None else norm.limits
        shown = [*limits, *(value for value in known if value not in outside)]
        scale = round_scale(shown, floor=floor, ceiling=ceiling)
        marks = [Letter(letters[row.name], values.get(row.code), row.code == material.area.code) for row in buurten]
        sheet.text("s-row strong", MARGIN, sheet.y + 20, item.indicator.short_title)
        unit = item.indicator.unit if norm is None or not limits else f"{item.indicator.unit}, {norm.short}"
        sheet.text("s-small", MARGIN, sheet.y + 38, unit)
        draw_strip(sheet.canvas(MARGIN + 240, sheet.y + 4, WIDTH - 2 * MARGIN - 260), marks, known, scale, limits)
        sheet.y += STRIP_HEIGHT + 22
    return sheet.finished(f"{head.title}: {head.subtitle}")
