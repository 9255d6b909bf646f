"""The tables and pictures of an indicator's page, as files."""

from collections.abc import Callable

from django.http import HttpResponse

from wijkwerk.data.queries.figures import AreaRow, Figure
from wijkwerk.definitions.vocabulary import Level, Status
from wijkwerk.present.area_rows import AreaFigure, area_figures, dot_marks, dot_of, dots_scale
from wijkwerk.present.charts.canvas import Markup
from wijkwerk.present.charts.trend import Series, trend_axes
from wijkwerk.present.export.map_pictures import map_picture
from wijkwerk.present.export.pictures import Head, PicturePanel, PictureRow, dots_picture, trend_picture
from wijkwerk.present.figure_text import running_name, short_value
from wijkwerk.present.indicator import norms_now
from wijkwerk.present.indicator_map import map_notes
from wijkwerk.present.indicator_material import IndicatorMaterial
from wijkwerk.present.maps.choropleth import MapArea, MapPicture, area_fill, is_faded, legend
from wijkwerk.present.maps.circles import circle_keys
from wijkwerk.present.maps.classes import map_classes
from wijkwerk.present.marks import Marks
from wijkwerk.present.material import FigureBook
from wijkwerk.present.multiples import has_multiples, multiple_lines
from wijkwerk.present.norm_lines import NormLines, norm_key
from wijkwerk.present.numbers import sentence
from wijkwerk.present.trend_rows import YEARS_SUB, first_comparable, points

from .exports import PICTURE_FORMS, TABLE_FORMS, Told, head, picture_file, refuse_form, table_file, told
from .indicators import IndicatorQuestion, indicator_material
from .site import Site

# Each part of the page that can be taken away, and in which forms.
_BOTH = (*TABLE_FORMS, *PICTURE_FORMS)
PARTS: dict[str, tuple[str, ...]] = {
    "kaart": _BOTH,
    "stippen": _BOTH,
    "jaren": _BOTH,
    "wijken": _BOTH,
    "tabel": TABLE_FORMS,
    "cijfers": TABLE_FORMS,
}


def indicator_file(site: Site, question: IndicatorQuestion, part: str, form: str) -> HttpResponse:
    """`part` and `form` must be a pair of PARTS. Raises NotHereError for a map where no border is loaded."""
    material = indicator_material(site, question)
    no_map = part == "kaart" and form in PICTURE_FORMS and material.shapes.is_empty
    if no_map or (part == "wijken" and not has_multiples(material)):
        raise refuse_form(site, part, form, site.links.indicator(question.described.indicator.id))
    name = "-".join(bit for bit in (question.described.indicator.id, question.gemeente.code, part) if bit)
    if form in TABLE_FORMS:
        rows = _rows(site, question, material, part)
        return table_file(site, name, question.described.indicator.title, rows, form)
    return picture_file(site, name, _PICTURES[part](site, material, form), form)


def _rows(site: Site, question: IndicatorQuestion, material: IndicatorMaterial, part: str) -> list[Told]:
    larger = [row for row in (material.gemeente, material.land) if row is not None]
    if part == "cijfers":
        levels = [site.store.areas(level, question.gemeente.code) for level in question.levels]
        areas = [*larger, *(row for level in levels for row in level)]
        figures = site.store.trend(question.described.indicator.id, [row.code for row in areas])
        return told(site, figures, areas)
    if part == "jaren":
        return told(site, material.figures, larger)
    if part == "wijken":
        return told(site, material.figures, [*material.wijken, *larger])
    areas = [*(material.wijken if part == "stippen" else material.areas), *larger]
    return told(site, _of_period(material), areas)


def _of_period(material: IndicatorMaterial) -> list[Figure]:
    return [figure for figure in material.figures if figure.period == material.period]


def _map(site: Site, material: IndicatorMaterial, form: str) -> Markup:
    item = material.described
    rows, whole = _area_figures(material, material.areas)
    areas = [_map_area(row, material.own_code) for row in rows]
    breaks = () if item.is_count else item.indicator.class_breaks or material.class_breaks
    middle = None if whole is None else whole.value
    name = running_name(material.gemeente)
    classes = map_classes(breaks, item.indicator.polarity, item.indicator.decimals, middle, name) if breaks else None
    fills = {area.code: area_fill(area, classes) for area in areas}
    shapes = material.shapes.of_groups() if material.level is Level.WIJK else material.shapes
    faded = not item.is_count and any(is_faded(area) for area in areas)
    items = legend(areas, fills, classes)
    if item.is_count:
        items = tuple(each for each in items if each.fill != "f-plain")
    undrawn = tuple(area.name for area in areas if area.code not in shapes.shapes)
    drawn = MapPicture(Markup(""), items, faded, undrawn)
    largest = max((area.value or 0.0 for area in areas), default=0.0)
    return map_picture(
        _head(site, material, material.areas, form, f"per {material.level.value} in {name}, {material.period}"),
        shapes,
        [(area, fills[area.code]) for area in areas],
        items,
        sentence(item.indicator.unit),
        counts=item.is_count,
        circle_key=circle_keys(largest) if item.is_count else (),
        notes=map_notes(item, rows, drawn, material.level),
    )


def _dots(site: Site, material: IndicatorMaterial, form: str) -> Markup:
    item = material.described
    areas = material.wijken if len(material.wijken) > 1 else material.areas
    rows, whole = _area_figures(material, areas)
    reference = None if whole is None else whole.value
    norms = norms_now(material)
    scale = dots_scale(item, rows, reference, material.own_code, norms)
    name = running_name(material.gemeente)
    line = f". Streepjeslijn: {name}, {short_value(item, reference)}" if reference is not None else ""
    marks = dot_marks(rows)
    key = norm_key(norms[row.area.code] for row in rows if row.area.code in norms).strip()
    return dots_picture(
        _head(site, material, areas, form, f"{item.indicator.unit}, {material.period}{line}"),
        [_dot_row(row, scale.holds, material.own_code, marks, norms.get(row.area.code)) for row in rows],
        scale,
        reference,
        [*marks.sentences, *([key] if key else [])],
    )


def _trend(site: Site, material: IndicatorMaterial, form: str) -> Markup:
    item, book = material.described, FigureBook(material.figures)
    kinds = [(material.gemeente, "self"), *([(material.land, "land")] if material.land else [])]
    since = {row.code: first_comparable(item, row, material.breaks) for row, _ in kinds}
    series = {
        row.code: Series(kind, points(book.series(item.indicator.id, row.code), since[row.code])) for row, kind in kinds
    }
    known = {code: [point.value for point in line.points if point.value is not None] for code, line in series.items()}
    panels = [
        PicturePanel(running_name(row), series[row.code], (), short_value(item, known[row.code][-1]))
        for row, _ in kinds
        if known[row.code]
    ]
    axes = trend_axes(list(series.values()), zero=item.indicator.unit != "%", ceiling=item.bounds[1])
    areas = [row for row, _ in kinds]
    return trend_picture(
        _head(site, material, areas, form, f"{item.indicator.unit}. {YEARS_SUB}", every_year=True), panels, axes
    )


def _multiples(site: Site, material: IndicatorMaterial, form: str) -> Markup:
    item, book = material.described, FigureBook(material.figures)
    lines = multiple_lines(item, material.wijken, material.gemeente, book, material.breaks, material.norms)
    name = running_name(material.gemeente)
    subtitle = f"{sentence(item.indicator.unit)}. In grijs: {name}. {YEARS_SUB}"
    shown = _head(site, material, [*material.wijken, material.gemeente], form, subtitle, every_year=True)
    panels = [
        PicturePanel(line.area.name, line.series, (line.company,), line.label, line.axes, line.own_scale, line.limits)
        for line in lines
    ]
    return trend_picture(shown, panels, lines[0].axes)


_PICTURES: dict[str, Callable[[Site, IndicatorMaterial, str], Markup]] = {
    "kaart": _map,
    "stippen": _dots,
    "jaren": _trend,
    "wijken": _multiples,
}


def _area_figures(
    material: IndicatorMaterial, areas: tuple[AreaRow, ...]
) -> tuple[tuple[AreaFigure, ...], Figure | None]:
    book, name = FigureBook(material.figures), material.described.indicator.id
    whole = book.at(name, material.gemeente.code, material.period)
    found = [book.at(name, area.code, material.period) for area in areas]
    return area_figures(material.described, areas, found, whole), whole


def _head(
    site: Site,
    material: IndicatorMaterial,
    areas: tuple[AreaRow, ...] | list[AreaRow],
    form: str,
    subtitle: str,
    *,
    every_year: bool = False,
) -> Head:
    figures = material.figures if every_year else _of_period(material)
    return head(site, material.described.indicator.title, sentence(subtitle), told(site, figures, areas), form)


def _map_area(row: AreaFigure, own_code: str | None) -> MapArea:
    return MapArea(
        code=row.area.code,
        name=row.area.name,
        href="",
        text=row.text.spoken,
        value=None if row.figure is None else row.figure.value,
        status=Status.NOT_DELIVERED if row.figure is None else row.figure.status,
        inhabitants=row.area.inhabitants,
        own=row.area.code == own_code,
    )


def _dot_row(
    row: AreaFigure, holds: Callable[[float], bool], own_code: str | None, marks: Marks, norm: NormLines | None
) -> PictureRow:
    dot, words = dot_of(row), row.judged.words
    return PictureRow(
        name=row.area.name,
        sub="",
        dots=(dot,),
        value="" if row.text.missing else f"{row.text.value}{marks.of(row.text.note)}",
        verdict=None if row.text.missing else words,
        own=row.area.code == own_code,
        beyond=f"{row.text.value}, buiten de as" if dot.value is not None and not holds(dot.value) else "",
        limits=norm.limits if norm else (),
        instead=row.text.missing.text if row.text.missing else "",
    )
