"""One row of a norm seen closely: the range that meets it, its limits, and the figure with its interval."""

from dataclasses import dataclass

from .canvas import Canvas, Markup, PageCanvas
from .scale import Scale
from .tracks import DOT_HEIGHT, Dot, draw_dot_row


@dataclass(frozen=True, slots=True)
class NormRange:
    """What a norm allows, on the axis of the figure; None at an open side (both: nothing to draw, as of a trend)."""

    floor: float | None
    ceiling: float | None


def norm_row(dot: Dot, scale: Scale, label: str, allowed: NormRange, off_axis_text: str = "") -> Markup:
    """A dot with its interval on the range that its norm allows.

    label  what a screen reader says: "59, tussen 55 en 64, norm 35"
    """
    canvas = PageCanvas(DOT_HEIGHT)
    draw_norm_row(canvas, dot, scale, allowed, off_axis_text)
    return canvas.image(label)


def draw_norm_row(canvas: Canvas, dot: Dot, scale: Scale, allowed: NormRange, off_axis_text: str = "") -> None:
    _draw_range(canvas, scale, allowed.floor, allowed.ceiling)
    draw_dot_row(canvas, dot, scale, None, off_axis_text)


def _draw_range(canvas: Canvas, scale: Scale, floor: float | None, ceiling: float | None) -> None:
    """A wash as thick as the row, drawn as a line; a dashed stroke on every limit that lies on the axis."""
    if floor is None and ceiling is None:
        return
    start = 0.0 if floor is None else scale.clipped(floor)
    end = 1.0 if ceiling is None else scale.clipped(ceiling)
    if end > start:
        canvas.line("c-ok", start, end, DOT_HEIGHT / 2, DOT_HEIGHT / 2)
    for limit in (floor, ceiling):
        if limit is not None and scale.holds(limit):
            canvas.line("c-norm", scale.fraction(limit), scale.fraction(limit), -4, DOT_HEIGHT + 4)
