"""The tables and pictures of an indicator's page, as blocks: the pictures are those of the page."""

from collections.abc import Iterable
from functools import partial

from wijkwerk.data.queries.figures import AreaRow, Figure
from wijkwerk.pages.indicator.material import IndicatorMaterial
from wijkwerk.pages.indicator.multiples import multiples_of
from wijkwerk.pages.indicator.page import IndicatorPage, indicator_page
from wijkwerk.pages.indicator.reading import IndicatorQuestion, indicator_material
from wijkwerk.present.blocks import Block, Picture
from wijkwerk.present.export.figure_rows import figure_rows, source_of
from wijkwerk.present.export.map_pictures import map_picture
from wijkwerk.present.export.pictures import trend_picture
from wijkwerk.present.export.tables import FigureRow, figures_table
from wijkwerk.present.figures.figure_text import running_name, short_value
from wijkwerk.present.figures.trend_rows import YEARS_SUB
from wijkwerk.present.numbers import sentence
from wijkwerk.web.frame.site import Site

_PICTURES = ("kaart", "stippen", "jaren", "wijken")


def indicator_block(site: Site, question: IndicatorQuestion, name: str) -> Block | None:
    """None where this indicator has no such block."""
    if name not in {*_PICTURES, "tabel", "cijfers"}:
        return None
    material = indicator_material(site, question)
    picture = _picture(material, indicator_page(material, site.addresses), name) if name in _PICTURES else None
    if name == "wijken" and picture is None:
        return None
    rows = _rows(site, question, material, name)
    data = partial(figures_table, question.described.indicator.title, rows)
    return Block(name, source_of(rows), data, picture)


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


def _picture(material: IndicatorMaterial, page: IndicatorPage, name: str) -> Picture | None:
    if name == "kaart":
        return _map(material, page)
    if name == "stippen":
        return _dots(material, page)
    return _trend(material, page) if name == "jaren" else _multiples(material)


def _map(material: IndicatorMaterial, page: IndicatorPage) -> Picture | None:
    block, item = page.map, material.described
    if block is None:
        return None
    drawn = block.picture
    return Picture(
        item.indicator.title,
        f"Per {material.level.value} in {running_name(material.gemeente)}, {material.period}",
        lambda head: map_picture(
            head,
            drawn.shapes,
            drawn.areas,
            drawn.legend,
            block.legend_title,
            drawn.labels,
            counts=item.is_count,
            circle_key=block.circles,
            notes=block.notes,
        ),
        _source(_of_period(material), material, material.areas),
    )


def _dots(material: IndicatorMaterial, page: IndicatorPage) -> Picture | None:
    chart, item = page.dots, material.described
    if chart is None:
        return None
    areas = material.wijken if len(material.wijken) > 1 else material.areas
    reference, name = chart.drawn.reference, running_name(material.gemeente)
    line = f". Streepjeslijn: {name}, {short_value(item, reference)}" if reference is not None else ""
    subtitle = sentence(f"{item.indicator.unit}, {material.period}{line}")
    return Picture(item.indicator.title, subtitle, chart.drawn.draw, _source(_of_period(material), material, areas))


def _trend(material: IndicatorMaterial, page: IndicatorPage) -> Picture | None:
    row, item = page.trend, material.described
    if row is None:
        return None
    panels = [panel.drawn for panel in row.panels]
    areas = [row for row in (material.gemeente, material.land) if row is not None]
    return Picture(
        item.indicator.title,
        sentence(f"{item.indicator.unit}. {row.sub}"),
        lambda head: trend_picture(head, panels, row.axes),
        _source(material.figures, material, areas),
    )


def _multiples(material: IndicatorMaterial) -> Picture | None:
    lines, item = multiples_of(material), material.described
    if not lines.panels:
        return None
    subtitle = f"{sentence(item.indicator.unit)}. In grijs: {running_name(material.gemeente)}. {YEARS_SUB}"
    panels = [panel.drawn for panel in lines.panels]
    return Picture(
        item.indicator.title,
        sentence(subtitle),
        lambda head: trend_picture(head, panels, lines.axes),
        _source(material.figures, material, [*material.wijken, material.gemeente]),
    )


def _source(figures: Iterable[Figure], material: IndicatorMaterial, areas: Iterable[AreaRow]) -> str:
    item = material.described
    return source_of(figure_rows({item.indicator.id: item}, figures, areas))
