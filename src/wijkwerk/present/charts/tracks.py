"""One row of a table as a picture: a dot with its interval on a shared axis, or an area beside the larger ones."""

from collections.abc import Sequence
from dataclasses import dataclass

from .canvas import Anchor, Canvas, Markup, PageCanvas
from .scale import Scale

DOT_HEIGHT = 26
AXIS_HEIGHT = 20
TRACK_HEIGHT = 40


@dataclass(frozen=True, slots=True)
class Dot:
    """One value on a track. `kind` is the class that colours it: self, wijk, gemeente, nl, or a verdict's tone."""

    value: float | None
    kind: str
    low: float | None = None
    high: float | None = None
    signal: bool = False  # a model figure: drawn hollow, with a dot in it
    faded: bool = False  # little reliability


def dot_row(
    dot: Dot,
    scale: Scale,
    label: str,
    reference: float | None = None,
    off_axis_text: str = "",
    limits: Sequence[float] = (),
) -> Markup:
    """A row of a dot chart: grid, reference line, limits of a norm, interval and dot.

    label          what a screen reader says: "11,9, tussen 9,9 en 14,2"
    off_axis_text  what stands at the end of the row when the value lies beyond the axis: "311, buiten de as"
    """
    canvas = PageCanvas(DOT_HEIGHT)
    draw_dot_row(canvas, dot, scale, reference, off_axis_text, limits)
    return canvas.image(label)


def axis_row(scale: Scale) -> Markup:
    """The tick labels under a column of dot rows."""
    canvas = PageCanvas(AXIS_HEIGHT)
    draw_tick_labels(canvas, scale, 14)
    return canvas.hidden()


def comparison_track(dots: Sequence[Dot], scale: Scale, label: str, limits: Sequence[float] = ()) -> Markup:
    """An area beside its wijk, gemeente and country, with its own small axis. The last dot is drawn on top.

    limits  of the norm that holds for the area of the page
    """
    canvas = PageCanvas(TRACK_HEIGHT)
    draw_comparison_track(canvas, dots, scale, limits)
    return canvas.image(label)


def draw_dot_row(
    canvas: Canvas,
    dot: Dot,
    scale: Scale,
    reference: float | None = None,
    off_axis_text: str = "",
    limits: Sequence[float] = (),
) -> None:
    canvas.marks("c-grid", (scale.fraction(tick) for tick in scale.ticks), 0, DOT_HEIGHT)
    if reference is not None and scale.holds(reference):
        canvas.line("c-ref", scale.fraction(reference), scale.fraction(reference), 0, DOT_HEIGHT)
    draw_limits(canvas, limits, scale, 0, DOT_HEIGHT)
    if dot.value is None:
        return
    if scale.holds(dot.value):
        _draw_dot(canvas, dot, scale, DOT_HEIGHT / 2, 6)
    else:
        beyond = dot.value > scale.high
        canvas.text("c-label strong", float(beyond), 17, off_axis_text, "end" if beyond else "start")


def draw_dots_row(
    canvas: Canvas,
    dots: Sequence[Dot],
    scale: Scale,
    reference: float | None = None,
    off_axis_text: str = "",
    limits: Sequence[float] = (),
) -> None:
    """A row with several dots on one grid, the last one on top; without a dot nothing is drawn."""
    if dots:
        draw_dot_row(canvas, dots[0], scale, reference, off_axis_text, limits)
    for dot in dots[1:]:
        if dot.value is not None and scale.holds(dot.value):
            _draw_dot(canvas, dot, scale, DOT_HEIGHT / 2, 6)


def draw_comparison_track(canvas: Canvas, dots: Sequence[Dot], scale: Scale, limits: Sequence[float] = ()) -> None:
    canvas.line("c-axis thin", 0, 1, 24, 24)
    canvas.marks("c-axis thin", (scale.fraction(tick) for tick in scale.ticks), 21, 27)
    draw_tick_labels(canvas, scale, 39)
    draw_limits(canvas, limits, scale, 0, 24)
    for dot in dots:
        if dot.value is not None and scale.holds(dot.value):
            _draw_dot(canvas, dot, scale, 12, 7 if dot.kind == "self" else 5.5)


def draw_tick_labels(canvas: Canvas, scale: Scale, y: float) -> None:
    last = len(scale.ticks) - 1
    for place, (tick, label) in enumerate(zip(scale.ticks, scale.tick_labels(), strict=True)):
        anchor: Anchor = "start" if place == 0 else "end" if place == last else "middle"
        canvas.text("c-tick", scale.fraction(tick), y, label, anchor)


def draw_limits(canvas: Canvas, limits: Sequence[float], scale: Scale, top: float, bottom: float) -> None:
    for limit in limits:
        if scale.holds(limit):
            canvas.line("c-norm", scale.fraction(limit), scale.fraction(limit), top, bottom)


def _draw_dot(canvas: Canvas, dot: Dot, scale: Scale, y: float, radius: float) -> None:
    if dot.value is None:
        return
    shade = f"{dot.kind} faded" if dot.faded else dot.kind
    if dot.low is not None and dot.high is not None:
        canvas.line(f"c-interval {shade}", scale.clipped(dot.low), scale.clipped(dot.high), y, y)
    x = scale.fraction(dot.value)
    if dot.signal and dot.kind != "self":
        canvas.dot(f"c-sig {shade}", x, y, radius)
        canvas.dot(f"c-pip {shade}", x, y, 2)
    else:
        canvas.dot(f"c-dot {shade}", x, y, radius)
