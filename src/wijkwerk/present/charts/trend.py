"""A figure through the years: lines with intervals, hollow points for provisional values, marks at breaks."""

from collections.abc import Sequence
from dataclasses import dataclass

from .canvas import Canvas, Markup, PageCanvas
from .scale import Scale, round_scale

_TOP = 14  # room for half a label above the highest grid line
_BOTTOM = 24  # room for the years
HEIGHT, LOW_HEIGHT = 150, 120  # what the style sheet gives `.plot svg` and `.plot.low svg`


@dataclass(frozen=True, slots=True)
class Point:
    """One year of a series. A missing value leaves a gap; no line is ever drawn across it."""

    period: int
    value: float | None
    low: float | None = None
    high: float | None = None
    provisional: bool = False
    breaks: bool = False  # not comparable with the year before: a code re-used, a border moved, a question changed


@dataclass(frozen=True, slots=True)
class Series:
    """The years of one area. `kind` is its class: self, wijk, gem, land; `ctx` for grey company without points."""

    kind: str
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class TrendAxes:
    """The axes that panels share, so that they can be compared at a glance."""

    values: Scale
    periods: tuple[int, ...]  # ascending
    labelled: tuple[int, ...]  # the years that are written

    def x(self, period: int) -> float:
        first, last = self.periods[0], self.periods[-1]
        return 0.5 if first == last else (period - first) / (last - first)


@dataclass(frozen=True, slots=True)
class Panel:
    """One area's years, as a page and a file draw them. `axes` where it has a scale of its own; then `note` says so."""

    title: str
    series: Series
    company: tuple[Series, ...]  # grey, behind it
    label: str  # the last value ("43,3")
    axes: TrendAxes | None = None
    note: str = ""
    limits: tuple[float, ...] = ()  # of the norm that holds for it


def trend_axes(
    series: Sequence[Series],
    *,
    zero: bool = True,
    ceiling: float | None = None,
    most_labels: int = 3,
    limits: Sequence[float] = (),
) -> TrendAxes:
    """Axes that hold every series with its intervals, and the limits of norms.

    Years that would crowd are left unwritten, never the ends.
    """
    points = [point for line in series for point in line.points]
    shown = [*limits, *(x for point in points for x in (point.value, point.low, point.high))]
    floor = 0.0 if all(value is None or value >= 0 for value in shown) else None
    periods = tuple(sorted({point.period for point in points})) or (0,)
    scale = round_scale(shown, 2, zero=zero, floor=floor, ceiling=ceiling)
    return TrendAxes(scale, periods, _labelled(periods, most_labels))


def trend(panel: Panel, axes: TrendAxes, *, key: str, title: str, description: str, height: int = HEIGHT) -> Markup:
    """One panel for a page: its series on top of grey company.

    axes   those of the panels around it, for a panel without its own
    key    unique on the page; title and description are for those who cannot see the picture
    height HEIGHT, or LOW_HEIGHT for small multiples: inner lines are stretched to it, so the style sheet must agree
    """
    canvas = PageCanvas(height)
    draw_trend(canvas, panel, axes, height)
    return canvas.figure(key, title, description)


def draw_trend(canvas: Canvas, panel: Panel, axes: TrendAxes, height: int) -> None:
    """The limits of its norm are lines across all years."""
    main, axes = panel.series, panel.axes or axes
    _draw_axes(canvas, axes, height)
    for limit in panel.limits:
        canvas.line("c-norm", 0, 1, _y(limit, axes, height), _y(limit, axes, height))
    for other in panel.company:
        _draw_line(canvas, other, axes, height, "c-line ctx")
    _draw_line(canvas, main, axes, height, f"c-line {main.kind}")
    _draw_breaks(canvas, main, axes, height)
    _draw_points(canvas, main, axes, height)
    _draw_last_value(canvas, main, axes, height, panel.label)


def _labelled(periods: tuple[int, ...], most: int) -> tuple[int, ...]:
    """At most so many years: the ends, and years between them that stand about evenly and not too close."""
    if len(periods) <= most:
        return periods
    first, last = periods[0], periods[-1]
    if most < 3:
        return first, last
    wanted = [first + (last - first) * place / (most - 1) for place in range(1, most - 1)]
    inner = {min(periods[1:-1], key=lambda period: (abs(period - year), period)) for year in wanted}
    return tuple(sorted({first, last, *inner}))


def _draw_axes(canvas: Canvas, axes: TrendAxes, height: int) -> None:
    for place, (tick, text) in enumerate(zip(axes.values.ticks, axes.values.tick_labels(), strict=True)):
        y = _y(tick, axes, height)
        canvas.line("c-grid" if place else "c-axis", 0, 1, y, y)
        canvas.text("c-tick", 0, y + 4.5, text, "end", -8)
    for period in axes.labelled:
        canvas.text("c-tick", axes.x(period), height - 5, str(period), "middle")


def _draw_line(canvas: Canvas, series: Series, axes: TrendAxes, height: int, cls: str) -> None:
    """Whole stretches as one line; the stretch to a provisional value is dashed."""
    stretch: list[tuple[float, float]] = []
    for before, point in zip((None, *series.points), series.points, strict=False):
        joined = before is not None and before.value is not None and not point.breaks
        if point.value is None or not joined:
            canvas.curve(cls, stretch)
            stretch = []
        if point.value is None:
            continue
        here = (axes.x(point.period), _y(point.value, axes, height))
        if stretch and point.provisional:
            canvas.curve(cls, stretch)
            canvas.curve(f"{cls} break", [stretch[-1], here])
            stretch = [here]
        else:
            stretch.append(here)
    canvas.curve(cls, stretch)


def _draw_breaks(canvas: Canvas, series: Series, axes: TrendAxes, height: int) -> None:
    """Two short strokes over the axis between the years that cannot be compared."""
    for before, point in zip(series.points, series.points[1:], strict=False):
        if point.breaks:
            middle = (axes.x(before.period) + axes.x(point.period)) / 2
            base = height - _BOTTOM
            canvas.marks("c-break", (middle - 0.006, middle + 0.006), base - 7, base + 7)


def _draw_points(canvas: Canvas, series: Series, axes: TrendAxes, height: int) -> None:
    for point in series.points:
        if point.low is not None and point.high is not None and point.value is not None:
            x = axes.x(point.period)
            canvas.line(f"c-interval {series.kind}", x, x, _y(point.high, axes, height), _y(point.low, axes, height))
    for point in series.points:
        if point.value is not None:
            hollow = " prov" if point.provisional else ""
            radius = 5 if series.kind == "self" else 4
            canvas.dot(f"c-dot {series.kind}{hollow}", axes.x(point.period), _y(point.value, axes, height), radius)


def _draw_last_value(canvas: Canvas, series: Series, axes: TrendAxes, height: int, label: str) -> None:
    known = [point for point in series.points if point.value is not None]
    if not known or not label:
        return
    last = known[-1]
    assert last.value is not None
    cls = "c-label strong" if series.kind == "self" else "c-label"
    canvas.text(cls, axes.x(last.period), _y(last.value, axes, height) + 4.5, label, "start", 12)


def _y(value: float, axes: TrendAxes, height: int) -> float:
    plot = height - _TOP - _BOTTOM
    return _TOP + (1 - axes.values.clipped(value)) * plot
