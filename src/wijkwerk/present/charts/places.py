"""One row of a table about places in an order: a band with the own place, or a place that moved."""

from collections.abc import Sequence
from dataclasses import dataclass

from .canvas import Canvas, Markup, PageCanvas
from .scale import Scale
from .tracks import DOT_HEIGHT

# A band of doubt about the method above, one about the figures below: told apart by place, not by colour alone.
METHOD, SAMPLING = "self", "wijk"
BAND_HEIGHT = 30
_LINES = {METHOD: 9.0, SAMPLING: 21.0}
_ROUND_STEPS = (2, 5, 10, 20, 50, 100, 200, 500)
_MOST_TICKS = 6


@dataclass(frozen=True, slots=True)
class Span:
    """Between which places; `kind` is `METHOD` or `SAMPLING`."""

    kind: str
    low: float
    high: float


def place_scale(count: int) -> Scale:
    """The axis of places: 1 at the left, the last at the right, round places between."""
    last = max(count, 2)
    step = next((each for each in _ROUND_STEPS if last / each < _MOST_TICKS), _ROUND_STEPS[-1])
    between = [place for place in range(step, last, step) if place > 1 and last - place >= step / 2]
    return Scale(1, last, (1.0, *map(float, between), float(last)))


def band_row(place: float | None, spans: Sequence[Span], scale: Scale, label: str) -> Markup:
    """The bands of one area and its place by the recipe. label: what a screen reader says."""
    canvas = PageCanvas(BAND_HEIGHT)
    draw_band_row(canvas, place, spans, scale)
    return canvas.image(label)


def draw_band_row(canvas: Canvas, place: float | None, spans: Sequence[Span], scale: Scale) -> None:
    canvas.marks("c-grid", (scale.fraction(tick) for tick in scale.ticks), 0, BAND_HEIGHT)
    for span in spans:
        y = _LINES[span.kind]
        canvas.line(f"c-interval {span.kind}", scale.clipped(span.low), scale.clipped(span.high), y, y)
        # A band of one place has no length: its ends show that it is there.
        canvas.marks(f"c-interval {span.kind}", (scale.clipped(end) for end in (span.low, span.high)), y - 4, y + 4)
    if place is not None:
        canvas.dot("c-dot self", scale.fraction(place), BAND_HEIGHT / 2, 6)


def shift_row(official: float | None, now: float | None, scale: Scale, label: str) -> Markup:
    """Where an area stands as published (open) and with a change (filled), with the way between them."""
    canvas = PageCanvas(DOT_HEIGHT)
    draw_shift_row(canvas, official, now, scale)
    return canvas.image(label)


def draw_shift_row(canvas: Canvas, official: float | None, now: float | None, scale: Scale) -> None:
    middle = DOT_HEIGHT / 2
    canvas.marks("c-grid", (scale.fraction(tick) for tick in scale.ticks), 0, DOT_HEIGHT)
    if official is not None and now is not None:
        canvas.line("c-interval self", scale.fraction(official), scale.fraction(now), middle, middle)
    if official is not None:
        canvas.dot("c-dot nl", scale.fraction(official), middle, 6.5)
    if now is not None:
        canvas.dot("c-dot self", scale.fraction(now), middle, 6 if now != official else 3.5)
