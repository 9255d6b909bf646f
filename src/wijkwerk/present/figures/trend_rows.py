"""The years of a few areas side by side, with a verdict on the change in words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from wijkwerk.data.queries.figures import AreaRow, Figure
from wijkwerk.definitions.vocabulary import Level, Status
from wijkwerk.present.charts.canvas import Markup
from wijkwerk.present.charts.trend import Panel, Point, Series, TrendAxes, trend, trend_axes
from wijkwerk.present.figures.figure_text import divided_by, running_name, short_value, value_cell
from wijkwerk.present.figures.judging import compare_years, counted_change
from wijkwerk.present.figures.material import Described, FigureBook
from wijkwerk.present.norms.lines import NormLines, norm_key
from wijkwerk.present.numbers import enumeration, is_percentage, number, sentence, years
from wijkwerk.present.words import FORECAST_WORD, UNKNOWN, VerdictWords

FEWEST_YEARS = 3  # two points are a difference, not a trend
_KIND = {Level.WIJK: "wijk", Level.STADSDEEL: "wijk", Level.GEMEENTE: "gem", Level.LAND: "land"}
_MOST_COUNTS = 6
YEARS_SUB = "Verticale streep: interval. Open stip: voorlopig."

# Area and year from which a series may not be compared with the years before: a code that now means another place.
Breaks = Mapping[str, int]


@dataclass(frozen=True, slots=True)
class TrendPanel:
    """One area's years. `svg` belongs in an element of class `plot tight`."""

    drawn: Panel
    svg: Markup

    @property
    def title(self) -> str:
        return self.drawn.title

    @property
    def note(self) -> str:
        """ "130, 85, 80, 110 en 104 misdrijven"."""
        return self.drawn.note


@dataclass(frozen=True, slots=True)
class TrendRow:
    indicator: str
    title: str  # "Misdrijven per 1.000 inwoners, 2021–2025"
    sub: str
    panels: tuple[TrendPanel, ...]
    axes: TrendAxes  # of all panels
    verdict: VerdictWords
    explanation: str  # between which years the verdict is, and why there may be none


def trend_row(
    item: Described,
    area: AreaRow,
    larger: Sequence[AreaRow],
    book: FigureBook,
    breaks: Breaks | None = None,
    norm: NormLines | None = None,
) -> TrendRow | None:
    """The area and up to two larger ones through the years; None where the area has too few years to show.

    A count has no larger area beside it: on one axis with a country it would be a flat line. The norm is the area's
    own, and stands in its panel only.
    """
    name = item.indicator.id
    own = book.series(name, area.code)
    if item.is_class or sum(figure.value is not None for figure in own) < FEWEST_YEARS:
        return None
    breaks = breaks or {}
    larger = [] if item.is_count else larger
    with_years = [row for row in larger if len(book.periods(name, [row.code])) >= FEWEST_YEARS][:2]
    series = {row.code: _series(item, row, book, "self" if row is area else "", breaks) for row in (area, *with_years)}
    floor_at_zero = not is_percentage(item.indicator.unit)
    limits = () if norm is None else norm.limits
    axes = trend_axes(list(series.values()), zero=floor_at_zero, ceiling=item.bounds[1], limits=limits)
    verdict, explanation = change_over_years(item, own, first_comparable(item, area, breaks))
    return TrendRow(
        indicator=name,
        title=f"{trend_title(item)}, {years(axes.periods[0], axes.periods[-1])}",
        sub=_sub(item, own, axes, companions=bool(with_years)) + norm_key([] if norm is None else [norm]),
        panels=tuple(
            _panel(item, row, series, axes, book.series(name, row.code), norm if row is area else None)
            for row in (area, *with_years)
        ),
        axes=axes,
        verdict=verdict,
        explanation=explanation,
    )


def trend_title(item: Described) -> str:
    """The title with its unit, unless the title says it already."""
    unit, title = item.indicator.unit, item.indicator.title
    return title if not unit or unit in title else f"{title} ({unit})"


def change_over_years(
    item: Described, figures: Sequence[Figure], break_at: int | None = None
) -> tuple[VerdictWords, str]:
    """Between the first and last year that may be compared, in words; and a sentence that names them."""
    known = [figure for figure in figures if figure.value is not None]
    usable = [figure for figure in known if break_at is None or figure.period >= break_at]
    if len(usable) < 2:
        words = compare_years(item, known[0], known[-1], comparable=False).words if known else UNKNOWN
        return words, _why_not_comparable(item, break_at)
    first, last = usable[0], usable[-1]
    words = compare_years(item, first, last).words
    if item.is_count and not item.is_forecast:
        words = counted_change(item, first, last) or UNKNOWN
    values = (
        f"{value_cell(item, first.value or 0)} in {first.period}, {value_cell(item, last.value or 0)} in {last.period}."
    )
    mark = " Een modelcijfer: alleen een signaal." if words.signal else ""
    return words, sentence(values) + mark


def first_comparable(item: Described, area: AreaRow, breaks: Breaks) -> int | None:
    """The first year that may be compared with later ones: after a change of the area or of what is counted."""
    years_of_breaks = [each.year for each in item.indicator.breaks]
    changed = breaks.get(area.code)
    return max([*years_of_breaks, *([] if changed is None else [changed])], default=None)


def _why_not_comparable(item: Described, break_at: int | None) -> str:
    reasons = {each.year: each.reason for each in item.indicator.breaks}
    if break_at is None:
        return "Er zijn te weinig jaren."
    return reasons.get(break_at, "Dit gebied is niet meer hetzelfde als in de eerste jaren.")


def _series(item: Described, row: AreaRow, book: FigureBook, kind: str, breaks: Breaks) -> Series:
    figures = book.series(item.indicator.id, row.code)
    return Series(kind or _KIND.get(row.level, "gem"), points(item, figures, first_comparable(item, row, breaks)))


def points(item: Described, figures: Sequence[Figure], break_at: int | None = None) -> tuple[Point, ...]:
    """Open where the figure may still become another: provisional, or no more than expected."""
    return tuple(
        Point(
            figure.period,
            figure.value,
            figure.low,
            figure.high,
            provisional=item.is_forecast or figure.status is Status.PROVISIONAL,
            breaks=break_at == figure.period,
        )
        for figure in figures
    )


def _panel(
    item: Described,
    row: AreaRow,
    series: Mapping[str, Series],
    axes: TrendAxes,
    figures: Sequence[Figure],
    norm: NormLines | None,
) -> TrendPanel:
    title = sentence(running_name(row))
    known = [figure for figure in figures if figure.value is not None]
    panel = Panel(
        title,
        series[row.code],
        tuple(Series("ctx", other.points) for code, other in series.items() if code != row.code),
        value_cell(item, known[-1].value or 0) if known else "",
        note=_note(item, figures, all_years=series[row.code].kind == "self"),
        limits=() if norm is None else norm.limits,
    )
    key = f"t-{item.indicator.id}-{row.code}"
    description = ", ".join(f"{figure.period}: {short_value(item, figure.value or 0)}" for figure in known)
    if norm is not None and norm.limits:
        description += f". Norm: {norm.words}."
    name = f"{item.indicator.short_title}, {title}"
    return TrendPanel(panel, trend(panel, axes, key=key, title=name, description=description))


def _note(item: Described, figures: Sequence[Figure], *, all_years: bool) -> str:
    """The counts behind the rates of the own area, the last one of a larger area; the last value where none are."""
    known = [figure for figure in figures if figure.value is not None]
    if not known:
        return ""
    counts = [figure.numerator for figure in known if figure.numerator is not None]
    if item.counts_first and len(counts) == len(known):
        what = (item.indicator.numerator_title or "").lower()
        if all_years and len(counts) <= _MOST_COUNTS:
            return f"{enumeration([number(count) for count in counts])} {what}"
        return f"{number(counts[-1])} {what} in {known[-1].period}"
    return f"{short_value(item, known[-1].value or 0)} in {known[-1].period}"


def _sub(item: Described, figures: Sequence[Figure], axes: TrendAxes, *, companions: bool) -> str:
    parts = []
    if any(figure.low is not None for figure in figures):
        parts.append("Verticale streep: interval.")
    else:
        parts.append("Zonder interval.")
    if item.is_forecast:
        parts.append(f"Open stip: {FORECAST_WORD}.")
    elif any(figure.status is Status.PROVISIONAL for figure in figures):
        parts.append("Open stip: voorlopig.")
    if axes.values.low != 0:
        parts.append(f"De as begint bij {axes.values.tick_labels()[0]}.")
    if companions:
        parts.append("In grijs de andere gebieden.")
    divided = divided_by(item, figures[-1]) if figures else ""
    if divided:
        parts.append(f"Alle jaren {divided}.")
    return " ".join(parts)
