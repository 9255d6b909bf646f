"""One small panel per wijk, on one shared axis, with the gemeente in grey and a verdict on the change."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from wijkwerk.data.queries.figures import AreaRow
from wijkwerk.pages.indicator.material import IndicatorMaterial
from wijkwerk.present.charts.canvas import Markup
from wijkwerk.present.charts.scale import off_axis
from wijkwerk.present.charts.trend import LOW_HEIGHT, Panel, Point, Series, TrendAxes, trend, trend_axes
from wijkwerk.present.collation import collation_key
from wijkwerk.present.figures.figure_text import value_cell
from wijkwerk.present.figures.material import Described, FigureBook
from wijkwerk.present.figures.trend_rows import change_over_years, first_comparable, points
from wijkwerk.present.norms.lines import NormLines
from wijkwerk.present.numbers import is_percentage
from wijkwerk.present.words import VerdictWords


@dataclass(frozen=True, slots=True)
class MultiplePanel:
    """One wijk. Its note says in words that its axis is another one than that of the rest, where it is."""

    drawn: Panel
    svg: Markup
    verdict: VerdictWords

    @property
    def name(self) -> str:
        return self.drawn.title

    @property
    def own_scale(self) -> str:
        """ "Eigen schaal: tot 400."."""
        return self.drawn.note


@dataclass(frozen=True, slots=True)
class Multiples:
    panels: tuple[MultiplePanel, ...]
    axes: TrendAxes  # of all but those with a scale of their own


NO_MULTIPLES = Multiples((), trend_axes([]))


def multiples_of(material: IndicatorMaterial) -> Multiples:
    """The wijken in name order, on one scale, so that they can be compared at a glance; none for counts and classes.

    A wijk far beyond the others gets its own scale, one without two years no panel.
    """
    item, book, gemeente = material.described, material.figures, material.gemeente
    shown = () if item.is_count or item.is_class else _shown(item, material.wijken, book)
    if not shown:
        return NO_MULTIPLES
    norms, breaks = material.norms, material.breaks
    limits = {row.code: norms[row.code].limits if row.code in norms else () for row in shown}
    series = {row.code: Series("self", _points(item, row, book, breaks)) for row in shown}
    company = Series("ctx", _points(item, gemeente, book, breaks))
    highest = {code: max(p.value for p in line.points if p.value is not None) for code, line in series.items()}
    outside = off_axis(list(highest.values()))
    together = [code for code in series if highest[code] not in outside]
    shared = _axes(
        item, [*(series[code] for code in together), company], [x for code in together for x in limits[code]]
    )
    panels = []
    for row in shown:
        line, limit = series[row.code], limits[row.code]
        own = _axes(item, [line, company], limit) if highest[row.code] in outside else None
        panels.append(_panel(item, row, Lines(line, company, limit, shared, own), book, breaks, norms.get(row.code)))
    return Multiples(tuple(panels), shared)


@dataclass(frozen=True, slots=True)
class Lines:
    """What one panel draws; `own` where it has axes of its own."""

    series: Series
    company: Series
    limits: tuple[float, ...]
    shared: TrendAxes
    own: TrendAxes | None


def _panel(
    item: Described, row: AreaRow, lines: Lines, book: FigureBook, breaks: Mapping[str, int], norm: NormLines | None
) -> MultiplePanel:
    figures = book.series(item.indicator.id, row.code)
    known = [figure for figure in figures if figure.value is not None]
    first, last = (value_cell(item, figure.value or 0) for figure in (known[0], known[-1]))
    note = f"Eigen schaal: tot {lines.own.values.tick_labels()[-1]}." if lines.own else ""
    panel = Panel(row.name, lines.series, (lines.company,), last, lines.own, note, lines.limits)
    words = f"{first} in {known[0].period}, {last} in {known[-1].period}."
    limit = f"Norm: {norm.words}." if norm is not None and lines.limits else ""
    svg = trend(
        panel, lines.shared, key=f"m-{row.code}", title=f"{item.indicator.short_title}, {row.name}",
        description=f"{words} {note} {limit}".strip(), height=LOW_HEIGHT,
    )  # fmt: skip
    verdict, _ = change_over_years(item, figures, first_comparable(item, row, breaks))
    return MultiplePanel(panel, svg, verdict)


def _points(item: Described, row: AreaRow, book: FigureBook, breaks: Mapping[str, int]) -> tuple[Point, ...]:
    return points(item, book.series(item.indicator.id, row.code), first_comparable(item, row, breaks))


def _shown(item: Described, wijken: Sequence[AreaRow], book: FigureBook) -> list[AreaRow]:
    with_years = (row for row in wijken if len(book.periods(item.indicator.id, [row.code])) > 1)
    return sorted(with_years, key=lambda row: collation_key(row.name))


def _axes(item: Described, series: Sequence[Series], limits: Sequence[float]) -> TrendAxes:
    zero = not is_percentage(item.indicator.unit)
    return trend_axes(series, zero=zero, ceiling=item.bounds[1], most_labels=2, limits=limits)
