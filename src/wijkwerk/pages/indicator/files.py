"""The tables and pictures of an indicator's page, as blocks."""

from collections.abc import Callable, Iterable
from functools import partial

from wijkwerk.data.queries.figures import AreaRow, Figure
from wijkwerk.definitions.vocabulary import Level, Status
from wijkwerk.pages.indicator.map import map_notes
from wijkwerk.pages.indicator.material import IndicatorMaterial
from wijkwerk.pages.indicator.multiples import has_multiples, multiple_lines
from wijkwerk.pages.indicator.page import norms_now
from wijkwerk.pages.indicator.reading import IndicatorQuestion, indicator_material
from wijkwerk.present.blocks import Block, Picture, RowChart
from wijkwerk.present.charts.canvas import Markup
from wijkwerk.present.charts.trend import Series, trend_axes
from wijkwerk.present.export.figure_rows import figure_rows, source_of
from wijkwerk.present.export.map_pictures import map_picture
from wijkwerk.present.export.pictures import Head, PicturePanel, PictureRow, trend_picture
from wijkwerk.present.export.tables import FigureRow, figures_table
from wijkwerk.present.figures.area_rows import AreaFigure, area_figures, dot_marks, dot_of, dots_scale
from wijkwerk.present.figures.figure_text import running_name, short_value
from wijkwerk.present.figures.marks import Marks
from wijkwerk.present.figures.trend_rows import YEARS_SUB, first_comparable, points
from wijkwerk.present.maps.choropleth import MapArea, MapPicture, area_fill, is_faded, legend
from wijkwerk.present.maps.circles import circle_keys
from wijkwerk.present.maps.classes import map_classes
from wijkwerk.present.norms.lines import NormLines, norm_key
from wijkwerk.present.numbers import sentence
from wijkwerk.web.frame.site import Site


def indicator_block(site: Site, question: IndicatorQuestion, name: str) -> Block | None:
    """None where this indicator has no such block."""
    material = indicator_material(site, question)
    if name not in {*_PICTURES, "tabel", "cijfers"} or (name == "wijken" and not has_multiples(material)):
        return None
    rows = _rows(site, question, material, name)
    data = partial(figures_table, question.described.indicator.title, rows)
    has_picture = name in _PICTURES and not (name == "kaart" and material.shapes.is_empty)
    return Block(name, source_of(rows), data, _PICTURES[name](material) if has_picture else None)


def indicator_file_name(question: IndicatorQuestion, name: str) -> str:
    return "-".join(bit for bit in (question.described.indicator.id, question.gemeente.code, name) if bit)


def _rows(site: Site, question: IndicatorQuestion, material: IndicatorMaterial, part: str) -> list[FigureRow]:
    larger = [row for row in (material.gemeente, material.land) if row is not None]
    if part == "cijfers":
        levels = [site.store.areas(level, question.gemeente.code) for level in question.levels]
        areas = [*larger, *(row for level in levels for row in level)]
        figures = site.store.trend(question.described.indicator.id, [row.code for row in areas])
        return figure_rows(site.described, figures, areas)
    if part == "jaren":
        return figure_rows(site.described, material.figures, larger)
    if part == "wijken":
        return figure_rows(site.described, material.figures, [*material.wijken, *larger])
    areas = [*(material.wijken if part == "stippen" else material.areas), *larger]
    return figure_rows(site.described, _of_period(material), areas)


def _of_period(material: IndicatorMaterial) -> list[Figure]:
    return [figure for figure in material.figures if figure.period == material.period]


def _map(material: IndicatorMaterial) -> Picture:
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
    return _picture(
        material,
        material.areas,
        f"per {material.level.value} in {name}, {material.period}",
        lambda head: map_picture(
            head,
            shapes,
            [(area, fills[area.code]) for area in areas],
            items,
            sentence(item.indicator.unit),
            counts=item.is_count,
            circle_key=circle_keys(largest) if item.is_count else (),
            notes=map_notes(item, rows, drawn, material.level),
        ),
    )


def _dots(material: IndicatorMaterial) -> Picture:
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
    pictured = tuple(_dot_row(row, scale.holds, material.own_code, marks, norms.get(row.area.code)) for row in rows)
    notes = (*marks.sentences, *([key] if key else []))
    subtitle = f"{item.indicator.unit}, {material.period}{line}"
    return _picture(material, areas, subtitle, RowChart(pictured, scale, reference, notes).draw)


def _trend(material: IndicatorMaterial) -> Picture:
    item, book = material.described, material.figures
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
    return _picture(
        material,
        areas,
        f"{item.indicator.unit}. {YEARS_SUB}",
        lambda head: trend_picture(head, panels, axes),
        every_year=True,
    )


def _multiples(material: IndicatorMaterial) -> Picture:
    item, book = material.described, material.figures
    lines = multiple_lines(item, material.wijken, material.gemeente, book, material.breaks, material.norms)
    name = running_name(material.gemeente)
    subtitle = f"{sentence(item.indicator.unit)}. In grijs: {name}. {YEARS_SUB}"
    panels = [
        PicturePanel(line.area.name, line.series, (line.company,), line.label, line.axes, line.own_scale, line.limits)
        for line in lines
    ]
    areas = [*material.wijken, material.gemeente]
    return _picture(material, areas, subtitle, lambda head: trend_picture(head, panels, lines[0].axes), every_year=True)


_PICTURES: dict[str, Callable[[IndicatorMaterial], Picture]] = {
    "kaart": _map,
    "stippen": _dots,
    "jaren": _trend,
    "wijken": _multiples,
}


def _area_figures(
    material: IndicatorMaterial, areas: tuple[AreaRow, ...]
) -> tuple[tuple[AreaFigure, ...], Figure | None]:
    book, name = material.figures, material.described.indicator.id
    whole = book.at(name, material.gemeente.code, material.period)
    found = [book.at(name, area.code, material.period) for area in areas]
    return area_figures(material.described, areas, found, whole), whole


def _picture(
    material: IndicatorMaterial,
    areas: Iterable[AreaRow],
    subtitle: str,
    draw: Callable[[Head], Markup],
    *,
    every_year: bool = False,
) -> Picture:
    item = material.described
    figures = material.figures if every_year else _of_period(material)
    source = source_of(figure_rows({item.indicator.id: item}, figures, areas))
    return Picture(item.indicator.title, sentence(subtitle), draw, source)


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
