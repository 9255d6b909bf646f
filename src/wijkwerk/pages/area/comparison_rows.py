"""An area beside its wijk, gemeente and country: one row per indicator, with a small picture and a verdict."""

from collections.abc import Sequence
from dataclasses import dataclass

from wijkwerk.data.queries.figures import AreaRow, Figure
from wijkwerk.definitions.vocabulary import Level
from wijkwerk.pages.area.items import Item, fallback
from wijkwerk.present.charts.canvas import Markup
from wijkwerk.present.charts.scale import Scale, round_scale
from wijkwerk.present.charts.tracks import Dot, comparison_track
from wijkwerk.present.figures.cells import Cell
from wijkwerk.present.figures.figure_text import FigureText, cell_text, running_name, unit_label, value_cell
from wijkwerk.present.figures.material import Links
from wijkwerk.present.numbers import enumeration, is_percentage
from wijkwerk.present.words import PROVISIONAL_WORD, VerdictWords, status_note

_MOST_EARLIER = 4  # years before the one that is shown; the page of the figure has all

# How an area of each level is drawn beside the area of the page.
_KIND = {Level.WIJK: "wijk", Level.GEMEENTE: "gemeente", Level.LAND: "nl", Level.STADSDEEL: "wijk"}


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the comparison: one area. `kind` is the class of its dot (self, wijk, gemeente, nl)."""

    code: str
    name: str
    kind: str


@dataclass(frozen=True, slots=True)
class ComparisonRow:
    """One indicator of the area beside its wijk, gemeente and country."""

    indicator: str
    title: str
    href: str
    sub: str  # "per 1.000 inwoners, 2020"
    earlier: str  # "45,3 in 2012 en 50,4 in 2016": the own years before; empty where there are none
    figure_href: str  # every year, down to the line of the source; empty where the area has none
    dots: tuple[Dot, ...]  # land first, the own area last, so that it lies on top; empty where there is nothing to draw
    scale: Scale
    limits: tuple[float, ...]  # of the norm that holds for the area
    track: Markup | None  # the same, for a page
    cells: tuple[Cell, ...]
    verdict: VerdictWords | None  # None for counts: nothing to compare
    fallback: str  # "Waarde van wijk Noord: € 28.500", where the own figure is not published


def columns(area: AreaRow, larger: Sequence[AreaRow]) -> tuple[Column, ...]:
    return (
        Column(area.code, area.name, "self"),
        *(Column(row.code, running_name(row), _KIND.get(row.level, "gemeente")) for row in larger),
    )


def comparison_row(area: AreaRow, item: Item, links: Links, own_years: Sequence[Figure] = ()) -> ComparisonRow:
    """own_years  every figure of the area itself, by year"""
    indicator = item.described.indicator
    texts = [(area.name, cell_text(item.described, item.own), True)]
    texts += [(running_name(row), cell_text(item.described, figure), False) for row, figure in item.others]
    norm = item.norm.short if item.limits and item.norm is not None else ""
    notes = tuple(note for note in (_status(item.own), norm) if note)
    dots = _dots(item)
    scale = _scale(item, dots)
    label = f"{indicator.short_title}: " + ", ".join(f"{name} {text.value}" for name, text, _ in texts if text.value)
    spoken = f"{label}, {norm}" if norm else label
    return ComparisonRow(
        indicator=indicator.id,
        title=indicator.short_title,
        href=links.indicator(indicator),
        sub=unit_label(item.described, item.period, notes),
        earlier=_earlier(item, own_years),
        figure_href=links.figure(area, indicator) if any(each.value is not None for each in own_years) else "",
        dots=dots,
        scale=scale,
        limits=item.limits,
        track=comparison_track(dots, scale, spoken, item.limits) if dots else None,
        cells=tuple(_cell(name, text, own) for name, text, own in texts),
        verdict=None if item.judged is None else item.judged.words,
        fallback=fallback(item),
    )


def _earlier(item: Item, own_years: Sequence[Figure]) -> str:
    """Only years that may be compared with the one that is shown; of a long series the first and the last of them."""
    since = max((each.year for each in item.described.indicator.breaks), default=0)
    shown = item.period or 0
    texts = [
        f"{value_cell(item.described, figure.value)} in {figure.period}"
        for figure in own_years
        if figure.value is not None and since <= figure.period < shown
    ]
    return enumeration(texts if len(texts) <= _MOST_EARLIER else [texts[0], texts[-1]])


def _status(figure: Figure | None) -> str:
    return "" if figure is None else status_note(figure.status)


def _cell(column: str, text: FigureText, own: bool) -> Cell:
    # "voorlopig" stands under the indicator's name already, for all columns.
    notes = (note for note in text.note.split(", ") if note != PROVISIONAL_WORD)
    return Cell(column, text.value, text.missing, ", ".join(notes), own)


def _dots(item: Item) -> tuple[Dot, ...]:
    if item.described.is_count or item.described.is_class:
        return ()
    dots = [_dot(figure, _KIND.get(row.level, "gemeente")) for row, figure in item.others if figure is not None]
    own = [] if item.own is None else [_dot(item.own, "self")]
    drawn = (*reversed(dots), *own)
    return drawn if any(dot.value is not None for dot in drawn) else ()


def _scale(item: Item, dots: Sequence[Dot]) -> Scale:
    floor, ceiling = item.described.bounds
    shown = [*item.limits, *(x for dot in dots for x in (dot.value, dot.low, dot.high))]
    zero = item.described.per is not None and not is_percentage(item.described.indicator.unit)
    return round_scale(shown, zero=zero, floor=floor, ceiling=ceiling)


def _dot(figure: Figure, kind: str) -> Dot:
    return Dot(figure.value, kind, figure.low, figure.high)
