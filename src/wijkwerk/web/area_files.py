"""The tables and pictures of a profile, as files."""

from django.http import HttpResponse

from wijkwerk.data.queries.figures import AreaRow, Figure
from wijkwerk.definitions.vocabulary import Level
from wijkwerk.present.charts.canvas import Markup
from wijkwerk.present.charts.scale import Scale, off_axis, round_scale
from wijkwerk.present.charts.sheet import MARGIN, WIDTH
from wijkwerk.present.charts.strip import STRIP_HEIGHT, Letter, assign_letters, draw_strip
from wijkwerk.present.charts.tracks import Dot
from wijkwerk.present.charts.trend import Series, trend_axes
from wijkwerk.present.collation import collation_key
from wijkwerk.present.export.pictures import KeyDot, PicturePanel, PictureRow, comparison_picture, trend_picture
from wijkwerk.present.figure_text import cell_text, running_name, short_value, unit_label
from wijkwerk.present.material import FigureBook
from wijkwerk.present.norm_lines import norm_key
from wijkwerk.present.numbers import enumeration
from wijkwerk.present.profile import ProfileMaterial
from wijkwerk.present.profile_items import Item, fallback, items_of, norms_key
from wijkwerk.present.strip_rows import strip_choice
from wijkwerk.present.trend_rows import first_comparable, points

from .exports import PICTURE_FORMS, TABLE_FORMS, Told, head, picture_file, refuse_form, table_file, told
from .profiles import is_main, profile_material
from .site import Site

# What can be taken away from a profile. "jaren-<indicator>" is the trend of one figure.
PARTS = {
    "cijfers": TABLE_FORMS,
    "naast": (*TABLE_FORMS, *PICTURE_FORMS),
    "buurten": (*TABLE_FORMS, *PICTURE_FORMS),
    "jaren": (*TABLE_FORMS, *PICTURE_FORMS),
}
_KIND = {Level.WIJK: "wijk", Level.GEMEENTE: "gemeente", Level.LAND: "nl"}
_TREND_KIND = _KIND | {Level.GEMEENTE: "gem", Level.LAND: "land"}


def forms_of(site: Site, part: str) -> tuple[str, ...]:
    """The forms in which a part can be had; none where there is no such part."""
    name, _, indicator = part.partition("-")
    if name == "jaren":
        return PARTS["jaren"] if indicator in site.described else ()
    return PARTS.get(part, ())


def area_file(site: Site, area: AreaRow, part: str, form: str) -> HttpResponse:
    """`part` and `form` must be allowed by `forms_of`. Raises NotHereError where this area has no such part."""
    material = profile_material(site, area, site.described)
    name, _, indicator = part.partition("-")
    if name == "buurten" and not material.buurt_figures:
        raise refuse_form(site, part, form, site.links.area(area.code))
    file_name = f"{area.code}-{part}"
    if form in TABLE_FORMS:
        rows = _rows(site, material, name, indicator)
        return table_file(site, file_name, f"{area.name} ({area.code})", rows, form)
    if name == "naast":
        picture = _comparison(site, material, form)
    elif name == "jaren":
        picture = _trend(site, material, indicator, form)
    else:
        picture = _strips(site, material, form)
    return picture_file(site, file_name, picture, form)


def _rows(site: Site, material: ProfileMaterial, part: str, indicator: str) -> list[Told]:
    if part == "cijfers":
        return told(site, material.figures, [material.area])
    if part == "buurten":
        return told(site, material.buurt_figures, material.buurten)
    areas = [material.area, *material.larger]
    if part == "jaren":
        return told(site, [figure for figure in material.figures if figure.indicator == indicator], areas)
    return told(site, _shown(_items(material)), areas)


def _items(material: ProfileMaterial) -> list[Item]:
    book = FigureBook(material.figures)
    found = items_of(material.area, material.larger, material.described, book, material.norms)
    return [item for item in found if item.period is not None and is_main(item.described)]


def _shown(items: list[Item]) -> list[Figure]:
    figures = [figure for item in items for figure in (item.own, *(other for _, other in item.others))]
    return [figure for figure in figures if figure is not None]


def _comparison(site: Site, material: ProfileMaterial, form: str) -> Markup:
    items = [item for item in _items(material) if not item.described.is_count and not item.described.is_class]
    names = enumeration([running_name(row) for row in material.larger])
    rows = told(site, _shown(items), [material.area, *material.larger])
    title = f"{material.area.name} naast {names}"
    drawn = [
        (_comparison_row(item), _scale(item)) for item in items if any(dot.value is not None for dot in _dots(item))
    ]
    key = [
        KeyDot("self", material.area.name),
        *(KeyDot(_KIND.get(row.level, "gemeente"), running_name(row)) for row in material.larger),
    ]
    top = head(site, title, f"Elke regel heeft een eigen schaal.{norms_key(items)}", rows, form)
    return comparison_picture(top, drawn, key, material.area.name)


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


def _trend(site: Site, material: ProfileMaterial, indicator: str, form: str) -> Markup:
    item, book = site.described[indicator], FigureBook(material.figures)
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
    rows = told(site, [figure for figure in material.figures if figure.indicator == indicator], areas)
    sub = f"{item.indicator.unit}.{norm_key([] if norm is None else [norm])}" if limits else item.indicator.unit
    return trend_picture(head(site, item.indicator.title, sub, rows, form), panels, axes)


def _strips(site: Site, material: ProfileMaterial, form: str) -> Markup:
    """Each indicator a strip: a stroke for every buurt of the gemeente, a letter for each of this wijk."""
    buurten = sorted(material.buurten, key=lambda row: collation_key(row.name))
    letters = assign_letters([row.name for row in buurten])
    key = ", ".join(f"{letters[row.name]} {row.name}" for row in buurten)
    rows = told(site, material.buurt_figures, material.all_buurten)
    sheet = head(site, "Verschillen tussen de buurten", key, rows, form).sheet()
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
    return sheet.finished(f"Verschillen tussen de buurten: {key}")
