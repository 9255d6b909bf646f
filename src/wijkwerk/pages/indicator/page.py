"""The page of one indicator: map, dots, trend, table and what the figure means."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from wijkwerk.data.queries.figures import AreaRow, Figure
from wijkwerk.definitions.indicators import Awaited, Caveat
from wijkwerk.definitions.vocabulary import Level
from wijkwerk.pages.indicator.map import MapBlock, map_block
from wijkwerk.pages.indicator.material import IndicatorMaterial
from wijkwerk.pages.indicator.multiples import MultiplePanel, multiples_of
from wijkwerk.present.figures.area_rows import (
    AreaFigure,
    DotChart,
    TableRow,
    area_figures,
    dot_chart,
    sum_note,
    table_row,
    tally,
    total_row,
)
from wijkwerk.present.figures.figure_text import running_name
from wijkwerk.present.figures.indicator_facts import Fact, facts, review_line
from wijkwerk.present.figures.judging import compare_with_whole
from wijkwerk.present.figures.material import Described, FigureBook, Links
from wijkwerk.present.figures.sentences import lead, plural
from wijkwerk.present.figures.source_rows import picture_source
from wijkwerk.present.figures.trend_rows import TrendRow, trend_row
from wijkwerk.present.norms.lines import NormLines
from wijkwerk.present.numbers import count_word, date, years_in_words
from wijkwerk.present.words import BACKGROUND_WORD, DOMAIN_WORDS


@dataclass(frozen=True, slots=True)
class SeriesLink:
    """The same question in another series: where it is, which of the two stands first and why."""

    title: str
    href: str
    text: str


@dataclass(frozen=True, slots=True)
class IndicatorPage:
    title: str
    eyebrow: str  # "Veiligheid · registratie"
    lead: tuple[str, ...]
    retired: str  # why and since when, for a retired indicator
    awaited: str  # what is waited for, where there are no figures yet, or none of this level
    other_series: SeriesLink | None
    map: MapBlock | None
    dots: DotChart | None
    trend: TrendRow | None
    wijken: tuple[TableRow, ...]  # a short table beside the map, where there are no dots and the map has buurten
    multiples_title: str
    multiples: tuple[MultiplePanel, ...]
    table_title: str  # "Misdrijven per 1.000 inwoners per wijk, 2025"
    table_head: tuple[str, str]  # what numerator and denominator are called; empty where there are none
    table: tuple[TableRow, ...]
    totals: tuple[TableRow, ...]
    norm_note: str  # where the norms in the table come from; empty where none holds
    table_note: str
    source: str
    facts: tuple[Fact, ...]
    caveats: tuple[Caveat, ...]
    review: str


def indicator_page(material: IndicatorMaterial, links: Links) -> IndicatorPage:
    item, book = material.described, material.figures
    name = item.indicator.id
    whole = book.at(name, material.gemeente.code, material.period)
    country = book.at(name, material.land.code, material.period) if material.land else None
    rows = _rows(material, book, material.areas, whole)
    wijk_rows = rows if material.level is Level.WIJK else _rows(material, book, material.wijken, whole)
    counted = wijk_rows if len(wijk_rows) > 1 else rows
    count_level = Level.WIJK if len(wijk_rows) > 1 else material.level
    plain = item.is_count or item.is_class
    short_table = plain and material.level is not Level.WIJK and len(wijk_rows) > 1
    used = [figure for figure in (whole, country, *(row.figure for row in rows)) if figure is not None]
    norms = norms_now(material)
    totals = [(material.gemeente, whole), *([(material.land, country)] if material.land else [])]
    return IndicatorPage(
        title=item.indicator.title,
        eyebrow=_eyebrow(material),
        lead=_lead(material, whole, country, None if plain or not counted else (count_level, counted)),
        retired=_retired(item),
        awaited=_awaited(item, material.period, material.level),
        other_series=_other_series(material, links),
        map=map_block(item, rows, material, whole, links),
        dots=_dots(material, count_level, counted, whole, links),
        trend=trend_row(item, material.gemeente, [material.land] if material.land else [], book, material.breaks),
        wijken=tuple(table_row(item, row, links, material.own_code) for row in wijk_rows) if short_table else (),
        multiples_title=_multiples_title(material, book),
        multiples=multiples_of(material).panels,
        table_title=_table_title(material),
        table_head=(item.indicator.numerator_title or "", item.denominator) if item.per is not None else ("", ""),
        table=tuple(
            table_row(item, row, links, material.own_code, norms.get(row.area.code)) for row in rows
        ),
        norm_note=_norm_note(material),
        totals=tuple(total_row(item, area, figure, links) for area, figure in totals if figure is not None),
        table_note=sum_note(item, rows, whole, plural(material.level, len(rows))),
        source=picture_source([(item, used)]) if used else "",
        facts=facts(item),
        caveats=(*_breaks(item), *item.indicator.caveats),
        review=review_line(item),
    )  # fmt: skip


def _dots(
    material: IndicatorMaterial, level: Level, rows: Sequence[AreaFigure], whole: Figure | None, links: Links
) -> DotChart | None:
    return dot_chart(
        material.described,
        rows,
        material.gemeente,
        whole,
        links,
        title=f"{plural(level, len(rows)).capitalize()} op naam",
        own_code=material.own_code,
        norms=norms_now(material),
    )


def _breaks(item: Described) -> tuple[Caveat, ...]:
    return tuple(
        Caveat(f"Niet te vergelijken met de jaren voor {each.year}", each.reason) for each in item.indicator.breaks
    )


def norms_now(material: IndicatorMaterial) -> Mapping[str, NormLines]:
    """A norm is laid beside the newest year only: what was asked of an earlier year is not known here."""
    periods = material.figures.periods(
        material.described.indicator.id, [row.code for row in (*material.wijken, *material.areas)]
    )
    return material.norms if periods and material.period == periods[-1] else {}


def _norm_note(material: IndicatorMaterial) -> str:
    norms = norms_now(material)
    shown_norms = [norms[row.code] for row in (*material.areas, *material.wijken) if row.code in norms]
    if not shown_norms:
        return ""
    sources = list(dict.fromkeys(f"{norm.source}, {norm.status.value}" for norm in shown_norms))
    return f"Norm: {'; '.join(sources)}. Zij geldt voor wijken en buurten, niet voor {running_name(material.gemeente)}."


def _table_title(material: IndicatorMaterial) -> str:
    title = f"{material.described.indicator.title} per {material.level.value}"
    return title if material.period is None else f"{title}, {material.period}"


def _rows(
    material: IndicatorMaterial, book: FigureBook, areas: Sequence[AreaRow], whole: Figure | None
) -> tuple[AreaFigure, ...]:
    if material.period is None:
        return ()
    figures = [book.at(material.described.indicator.id, area.code, material.period) for area in areas]
    return area_figures(material.described, areas, figures, whole)


def _eyebrow(material: IndicatorMaterial) -> str:
    domain = material.described.indicator.domain
    word = BACKGROUND_WORD if domain is None else DOMAIN_WORDS[domain]
    return word if word == material.theme_title else f"{word} · {material.theme_title}"


def _lead(
    material: IndicatorMaterial,
    whole: Figure | None,
    country: Figure | None,
    counted: tuple[Level, Sequence[AreaFigure]] | None,
) -> tuple[str, ...]:
    if material.period is None:
        return (material.described.indicator.definition,)
    judged = compare_with_whole(material.described, whole, country)
    count = None if counted is None else tally(*counted)
    return lead(material.described, material.gemeente, whole, country, judged, count)


def _retired(item: Described) -> str:
    retired = item.indicator.retired
    if retired is None:
        return ""
    return f"Dit cijfer wordt sinds {date(retired.on)} niet meer bijgehouden. {retired.reason}"


def _awaited(item: Described, period: int | None, level: Level) -> str:
    formula, source, at_level = item.indicator.formula, item.source, item.indicator.awaited_levels
    if period is not None and at_level is not None and level in at_level.levels:
        return f"Per {level.value} zijn er nog geen cijfers. {at_level.reason} Tabel: {at_level.table}."
    if not isinstance(formula, Awaited):
        if period is not None or item.indicator.retired is not None:
            return ""
        return f"Er zijn nog geen cijfers: nog niet geleverd. Dit cijfer wacht op {source.title}, van {source.owner}."
    return f"Er zijn nog geen cijfers. {formula.reason} Bron: {item.source.owner}, {formula.table}."


def _other_series(material: IndicatorMaterial, links: Links) -> SeriesLink | None:
    other, named = material.other_series, material.described.indicator.other_series
    if other is None or named is None:
        return None
    return SeriesLink(other.title, links.indicator(other), named.text)


def _multiples_title(material: IndicatorMaterial, book: FigureBook) -> str:
    name = material.described.indicator.id
    periods = book.periods(name, [row.code for row in material.wijken])
    if len(periods) < 2:
        return ""
    what = f"{count_word(len(material.wijken))} wijken"
    return f"De {what} van {running_name(material.gemeente)}, {years_in_words(periods[0], periods[-1])}"
