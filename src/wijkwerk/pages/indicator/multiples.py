"""One small panel per wijk, on one shared axis, with the gemeente in grey and a verdict on the change."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from wijkwerk.data.queries.figures import AreaRow
from wijkwerk.pages.indicator.material import IndicatorMaterial
from wijkwerk.present.charts.canvas import Markup
from wijkwerk.present.charts.scale import off_axis
from wijkwerk.present.charts.trend import LOW_HEIGHT, Series, TrendAxes, trend, trend_axes
from wijkwerk.present.collation import collation_key
from wijkwerk.present.figures.figure_text import value_cell
from wijkwerk.present.figures.material import Described, FigureBook
from wijkwerk.present.figures.trend_rows import change_over_years, first_comparable, points
from wijkwerk.present.norms.lines import NormLines
from wijkwerk.present.numbers import is_percentage
from wijkwerk.present.words import VerdictWords


@dataclass(frozen=True, slots=True)
class MultiplePanel:
    """One wijk. `own_scale` says in words that its axis is another one than that of the rest, where it is."""

    name: str
    svg: Markup
    own_scale: str  # "Eigen schaal: tot 400."
    verdict: VerdictWords


@dataclass(frozen=True, slots=True)
class MultipleLine:
    """What a panel is drawn from, on a page and in a file."""

    area: AreaRow
    series: Series
    company: Series
    axes: TrendAxes
    label: str  # the last value
    words: str  # "60,0 in 2021, 48,6 in 2025."
    own_scale: str
    limits: tuple[float, ...] = ()  # of the norm that holds for this wijk
    norm: str = ""  # "Norm: ten hoogste 35 per 1.000 inwoners."


def multiples(
    item: Described,
    wijken: Sequence[AreaRow],
    gemeente: AreaRow,
    book: FigureBook,
    breaks: Mapping[str, int] | None = None,
    norms: Mapping[str, NormLines] | None = None,
) -> tuple[MultiplePanel, ...]:
    """The wijken in name order; none where no wijk has two years."""
    panels = []
    for line in multiple_lines(item, wijken, gemeente, book, breaks or {}, norms):
        row = line.area
        since = first_comparable(item, row, breaks or {})
        verdict, _ = change_over_years(item, book.series(item.indicator.id, row.code), since)
        svg = trend(
            line.series, [line.company], line.axes, key=f"m-{row.code}",
            title=f"{item.indicator.short_title}, {row.name}", label=line.label, height=LOW_HEIGHT,
            description=f"{line.words} {line.own_scale} {line.norm}".strip(), limits=line.limits,
        )  # fmt: skip
        panels.append(MultiplePanel(row.name, svg, line.own_scale, verdict))
    return tuple(panels)


def has_multiples(material: IndicatorMaterial) -> bool:
    """Whether the page of this indicator shows its wijken through the years."""
    item, book = material.described, material.figures
    return not (item.is_count or item.is_class) and bool(_shown(item, material.wijken, book))


def multiple_lines(
    item: Described,
    wijken: Sequence[AreaRow],
    gemeente: AreaRow,
    book: FigureBook,
    breaks: Mapping[str, int],
    norms: Mapping[str, NormLines] | None = None,
) -> tuple[MultipleLine, ...]:
    """On one scale, so that wijken can be compared at a glance; a wijk far beyond the others gets its own."""
    name, shown, held = item.indicator.id, _shown(item, wijken, book), norms or {}
    limits = {row.code: held[row.code].limits if row.code in held else () for row in shown}
    since = {row.code: first_comparable(item, row, breaks) for row in (*shown, gemeente)}
    series = {row.code: Series("self", points(book.series(name, row.code), since[row.code])) for row in shown}
    highest = {code: max(p.value for p in line.points if p.value is not None) for code, line in series.items()}
    outside = off_axis(list(highest.values()))
    company = Series("ctx", points(book.series(name, gemeente.code), since[gemeente.code]))
    together = [code for code in series if highest[code] not in outside]
    shared = _axes(
        item, [*(series[code] for code in together), company], [x for code in together for x in limits[code]]
    )
    lines = []
    for row in shown:
        alone = highest[row.code] in outside
        axes = _axes(item, [series[row.code], company], limits[row.code]) if alone else shared
        known = [figure for figure in book.series(name, row.code) if figure.value is not None]
        first, last = (value_cell(item, figure.value or 0) for figure in (known[0], known[-1]))
        words = f"{first} in {known[0].period}, {last} in {known[-1].period}."
        own_scale = f"Eigen schaal: tot {axes.values.tick_labels()[-1]}." if alone else ""
        norm = f"Norm: {held[row.code].words}." if limits[row.code] else ""
        lines.append(MultipleLine(row, series[row.code], company, axes, last, words, own_scale, limits[row.code], norm))
    return tuple(lines)


def _shown(item: Described, wijken: Sequence[AreaRow], book: FigureBook) -> list[AreaRow]:
    with_years = (row for row in wijken if len(book.periods(item.indicator.id, [row.code])) > 1)
    return sorted(with_years, key=lambda row: collation_key(row.name))


def _axes(item: Described, series: Sequence[Series], limits: Sequence[float]) -> TrendAxes:
    zero = not is_percentage(item.indicator.unit)
    return trend_axes(series, zero=zero, ceiling=item.bounds[1], most_labels=2, limits=limits)
