"""Two surfaces that the same chart is drawn on: one for a page, one for a file.

On a page x is in per cent, so that one markup fits a desktop and 320 px, and looks come from the style sheet by class.
In a file everything is in pixels and each element carries its colours (see `palette`). Neither ever writes a style
attribute: the site's Content-Security-Policy refuses those. y is in pixels on both, downwards. x is a fraction of the
width, 0–1.
"""

from collections.abc import Iterable, Sequence
from html import escape
from typing import Literal, Protocol

Anchor = Literal["start", "middle", "end"]
Points = Sequence[tuple[float, float]]  # (fraction of the width, pixels from the top)


class Markup(str):
    """Markup that is already escaped: template engines that honour `__html__` leave it as it is."""

    __slots__ = ()

    def __html__(self) -> str:
        return self


class Canvas(Protocol):
    def line(self, cls: str, x1: float, x2: float, y1: float, y2: float) -> None: ...

    def dot(self, cls: str, x: float, y: float, radius: float) -> None: ...

    def text(self, cls: str, x: float, y: float, text: str, anchor: Anchor = "middle", dx: float = 0) -> None:
        """Text on its baseline, moved `dx` pixels to the right."""

    def curve(self, cls: str, points: Points) -> None:
        """A line through the points."""

    def marks(self, cls: str, xs: Iterable[float], y1: float, y2: float) -> None:
        """Many short vertical strokes at once."""


class PageCanvas:
    """The surface of a page: percentages and classes."""

    # The inner picture that lines and marks are drawn in is this wide, and stretched to the real width.
    _INNER = 1000

    def __init__(self, height: int) -> None:
        self.height = height
        self._parts: list[str] = []
        self._inner: list[str] = []
        self._inner_place: int | None = None

    def line(self, cls: str, x1: float, x2: float, y1: float, y2: float) -> None:
        self._parts.append(f'<line class="{cls}" x1="{_pct(x1)}" x2="{_pct(x2)}" y1="{_px(y1)}" y2="{_px(y2)}"/>')

    def dot(self, cls: str, x: float, y: float, radius: float) -> None:
        self._parts.append(f'<circle class="{cls}" cx="{_pct(x)}" cy="{_px(y)}" r="{_px(radius)}"/>')

    def text(self, cls: str, x: float, y: float, text: str, anchor: Anchor = "middle", dx: float = 0) -> None:
        shift = f' dx="{_px(dx)}"' if dx else ""
        self._parts.append(
            f'<text class="{cls}" x="{_pct(x)}"{shift} y="{_px(y)}" text-anchor="{anchor}">{escape(text)}</text>'
        )

    def curve(self, cls: str, points: Points) -> None:
        if len(points) > 1:
            path = "L".join(f"{x * self._INNER:.0f} {_px(y)}" for x, y in points)
            self._stretched(cls, f"M{path}")

    def marks(self, cls: str, xs: Iterable[float], y1: float, y2: float) -> None:
        # Two areas that fall on one stroke are drawn once: the picture stays small for 500 buurten.
        places = sorted({round(x * self._INNER) for x in xs})
        if places:
            stroke = f"v{_px(y2 - y1)}"
            self._stretched(cls, "".join(f"M{place} {_px(y1)}{stroke}" for place in places))

    def image(self, label: str, cls: str = "") -> Markup:
        """The picture with one short label; for a chart whose values stand in the same table row."""
        return Markup(f'<svg{_class(cls)} role="img" aria-label="{escape(label)}">{self._body()}</svg>')

    def figure(self, key: str, title: str, description: str, cls: str = "") -> Markup:
        """The picture with a title and a longer description. `key` must be unique on the page."""
        return Markup(
            f'<svg{_class(cls)} role="img" aria-labelledby="{key}t {key}d"><title id="{key}t">{escape(title)}</title>'
            f'<desc id="{key}d">{escape(description)}</desc>{self._body()}</svg>'
        )

    def hidden(self, cls: str = "") -> Markup:
        """The picture for eyes only; what it says stands in the text beside it."""
        return Markup(f'<svg{_class(cls)} aria-hidden="true">{self._body()}</svg>')

    def _stretched(self, cls: str, path: str) -> None:
        if self._inner_place is None:
            self._inner_place = len(self._parts)
        self._inner.append(f'<path class="{cls}" d="{path}" vector-effect="non-scaling-stroke"/>')

    def _body(self) -> str:
        if self._inner_place is None:
            return "".join(self._parts)
        inner = (
            f'<svg width="100%" height="100%" viewBox="0 0 {self._INNER} {self.height}" preserveAspectRatio="none" '
            f'overflow="visible">{"".join(self._inner)}</svg>'
        )
        before, after = self._parts[: self._inner_place], self._parts[self._inner_place :]
        return "".join([*before, inner, *after])


def _class(cls: str) -> str:
    return f' class="{cls}"' if cls else ""


def _pct(fraction: float) -> str:
    return f"{round(fraction * 100, 2) + 0.0:g}%"


def _px(pixels: float) -> str:
    return f"{round(pixels, 1) + 0.0:g}"
