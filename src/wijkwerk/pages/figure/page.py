"""One figure of one area: every year beside the larger areas, and each year down to the line of its source."""

from collections.abc import Sequence
from dataclasses import dataclass

from wijkwerk.data.queries.figures import AreaRow, Figure
from wijkwerk.definitions.vocabulary import Level
from wijkwerk.present.blocks import Block, Column, Page, RowChart, Table, figure_columns
from wijkwerk.present.charts.scale import round_scale
from wijkwerk.present.charts.tracks import Dot
from wijkwerk.present.export.figure_rows import figure_rows, source_of
from wijkwerk.present.export.pictures import KeyDot, PictureRow
from wijkwerk.present.figures.figure_text import cell_text, level_word, running_name
from wijkwerk.present.figures.line_text import LineText, no_line_text
from wijkwerk.present.figures.material import Described, FigureBook
from wijkwerk.present.figures.trend_rows import change_over_years, first_comparable
from wijkwerk.present.numbers import sentence
from wijkwerk.present.words import SOURCE_TYPE_CAUTION

_KIND = {Level.WIJK: "wijk", Level.STADSDEEL: "wijk", Level.GEMEENTE: "gemeente", Level.LAND: "nl"}


@dataclass(frozen=True, slots=True)
class LineRow:
    """A cell of a source file that the figure of a year was made from."""

    period: int
    text: LineText


@dataclass(frozen=True, slots=True)
class FigureMaterial:
    """
    larger    its wijk, gemeente and country, as far as they are there, small to large
    figures   of this figure alone, of the area and the larger ones, every year
    lines     by year; years that no line is known of are absent
    """

    described: Described
    area: AreaRow
    larger: tuple[AreaRow, ...]
    figures: FigureBook
    lines: tuple[LineRow, ...]

    @property
    def own(self) -> tuple[Figure, ...]:
        return self.figures.series(self.described.indicator.id, self.area.code)

    @property
    def beside(self) -> tuple[AreaRow, ...]:
        """The larger areas that have the figure at all; none for a count, which says nothing beside a country."""
        name = self.described.indicator.id
        return () if self.described.is_count else tuple(r for r in self.larger if self.figures.periods(name, [r.code]))


def figure_page(material: FigureMaterial) -> Page:
    indicator = material.described.indicator
    return Page(
        f"{indicator.title}: {running_name(material.area)}",
        indicator.definition,
        (_years(material), _lines(material)),
        eyebrow=f"{sentence(level_word(material.area.level))} · {material.area.code}",
    )


def _years(material: FigureMaterial) -> Block:
    item, areas = material.described, (material.area, *material.beside)
    columns: list[Column[Figure]] = [Column("period", "Jaar", lambda row: str(row.period))]
    for area in areas:
        columns += _area_columns(material, area)
    rows = [figure for figure in material.own if _has_a_value(material, figure.period)]
    source = source_of(figure_rows({item.indicator.id: item}, material.figures, areas))
    return Block.of(
        "jaren",
        "Door de jaren",
        source,
        Table.of(columns, rows),
        lead=_unit(item),
        chart=_chart(material, rows),
        notes=_notes(material),
    )


def _unit(item: Described) -> str:
    """ "% van 18 jaar en ouder, een modelcijfer."."""
    of = f" van {item.indicator.share_of}" if item.indicator.share_of else ""
    return sentence(f"{item.indicator.unit}{of}{', een modelcijfer' if item.is_model else ''}.")


def _area_columns(material: FigureMaterial, area: AreaRow) -> tuple[Column[Figure], Column[Figure]]:
    name = material.described.indicator.id
    return figure_columns(
        area.code.lower(),
        running_name(area),
        material.described,
        lambda row: material.figures.at(name, area.code, row.period),
    )


def _has_a_value(material: FigureMaterial, period: int) -> bool:
    """Here, or in one of the larger areas."""
    name = material.described.indicator.id
    codes = [material.area.code, *(row.code for row in material.beside)]
    return any(known.value is not None for code in codes if (known := material.figures.at(name, code, period)))


def _chart(material: FigureMaterial, rows: Sequence[Figure]) -> RowChart | None:
    item = material.described
    if item.is_class or not any(figure.value is not None for figure in rows):
        return None
    floor, ceiling = item.bounds
    dots = [_dots(material, figure) for figure in rows]
    values = [value for row in dots for dot in row for value in (dot.value, dot.low, dot.high)]
    scale = round_scale(values, zero=item.is_count, floor=floor, ceiling=ceiling)
    key = [KeyDot(_KIND.get(row.level, "gemeente"), running_name(row)) for row in material.beside]
    has_interval = any(figure.low is not None for figure in rows)
    return RowChart(
        tuple(_picture_row(item, figure, each) for figure, each in zip(rows, dots, strict=True)),
        scale,
        key=(KeyDot("self", running_name(material.area), has_interval=has_interval), *key),
    )


def _dots(material: FigureMaterial, figure: Figure) -> tuple[Dot, ...]:
    """The country first and the own area last, so that it lies on top."""
    name = material.described.indicator.id
    others = [(row, material.figures.at(name, row.code, figure.period)) for row in reversed(material.beside)]
    dots = [Dot(each.value, _KIND.get(row.level, "gemeente"), each.low, each.high) for row, each in others if each]
    return (*dots, Dot(figure.value, "self", figure.low, figure.high))


def _picture_row(item: Described, figure: Figure, dots: tuple[Dot, ...]) -> PictureRow:
    text = cell_text(item, figure)
    missing = text.missing.text if text.missing else ""
    return PictureRow(str(figure.period), "", dots, text.value, None, note=text.note, instead=missing)


def _notes(material: FigureMaterial) -> tuple[str, ...]:
    item = material.described
    caution = SOURCE_TYPE_CAUTION.get(item.source.type, "")
    breaks = [f"Niet te vergelijken met de jaren voor {each.year}: {each.reason}" for each in item.indicator.breaks]
    return tuple(note for note in (_change(material), caution, *breaks) if note)


def _change(material: FigureMaterial) -> str:
    """ "Geen duidelijke verandering. 45,3 in 2012, 56,8 in 2020."; empty where there are no two years."""
    item, own = material.described, [figure for figure in material.own if figure.value is not None]
    if len(own) < 2 or item.is_class:
        return ""
    words, explanation = change_over_years(item, own, first_comparable(item, material.area, {}))
    return f"{sentence(words.text)}. {explanation}"


def _lines(material: FigureMaterial) -> Block:
    columns: tuple[Column[LineRow], ...] = (
        Column("period", "Jaar", lambda row: str(row.period)),
        Column("what", "Wat er staat", lambda row: row.text.what),
        Column("value", "Waarde", lambda row: row.text.value),
        Column("file", "Bestand", lambda row: row.text.file),
        Column("line", "Regel", lambda row: row.text.line),
        Column("column", "Kolom", lambda row: row.text.column),
        Column("release", "Levering", lambda row: row.text.release),
        Column("loaded", "Geladen op", lambda row: row.text.loaded, only_in_files=True),
        Column("sha256", "SHA-256 van het bestand", lambda row: row.text.sha256, only_in_files=True),
    )
    item = material.described
    source = source_of(figure_rows({item.indicator.id: item}, material.own, [material.area]))
    return Block.of(
        "regels",
        "Tot op de regel",
        source,
        Table.of(columns, material.lines),
        lead="Waar elk jaar van dit gebied staat in het bestand van de bron, zoals het is ontvangen.",
        notes=_without_line(material),
        empty="Van dit gebied is geen regel in een bestand van de bron bekend.",
    )


def _without_line(material: FigureMaterial) -> tuple[str, ...]:
    """Why a year with a value has no line: each reason once, with its years."""
    known = {row.period for row in material.lines}
    reasons: dict[str, list[str]] = {}
    for figure in material.own:
        if figure.value is not None and figure.period not in known:
            reasons.setdefault(no_line_text(figure), []).append(str(figure.period))
    return tuple(f"{', '.join(years)}: {reason}" for reason, years in reasons.items())
