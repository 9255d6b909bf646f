"""A picture that stands alone: title above, source and date below, and every colour in the element itself.

All are of one width, so that they fit beside each other in a report; only a table with many columns is wider.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from html import escape

from .canvas import Anchor, Markup, Points
from .palette import DEFAULT_TOKENS, Tokens, attributes

WIDTH = 960
MARGIN = 32
FONT_STACK = "'Source Sans 3', 'Source Sans Pro', 'Open Sans', 'Segoe UI', 'DejaVu Sans', Arial, sans-serif"
# A line of small type holds about this many letters between the margins; longer footers are wrapped.
_FOOTER_LETTERS = 140
_FOOTER_LINE = 19


@dataclass(frozen=True, slots=True)
class Footer:
    """What every download must say: where the figures come from, in which edition, and when it was published."""

    source: str
    edition: str
    published: str

    def lines(self, letters: int = _FOOTER_LETTERS) -> list[str]:
        texts = [f"Bron: {self.source}", f"Editie {self.edition}, gepubliceerd op {self.published}."]
        return [line for text in texts for line in wrapped(text, letters)]


class Sheet:
    """Collects what is drawn, top to bottom; `y` is where the next piece goes."""

    def __init__(
        self, title: str, subtitle: str, footer: Footer, tokens: Tokens = DEFAULT_TOKENS, width: int = WIDTH
    ) -> None:
        self.width = width
        self.title = title
        self.footer = footer
        self.tokens = tokens
        self._parts: list[str] = []
        self.y: float = MARGIN + 22
        for line in wrapped(title, self.letters(75)):
            self.text("s-title", MARGIN, self.y, line)
            self.y += 28
        for line in wrapped(subtitle, self.letters(120)):
            self.text("s-sub", MARGIN, self.y, line)
            self.y += 22
        self.y += 8

    def letters(self, usual: int) -> int:
        """How many letters go in a line that holds `usual` at the usual width."""
        return usual * (self.width - 2 * MARGIN) // (WIDTH - 2 * MARGIN)

    def canvas(self, left: float, top: float, width: float) -> "SheetCanvas":
        """A surface of its own within the sheet, in pixels from its own corner."""
        return SheetCanvas(self._parts, left, top, width, self.tokens)

    def text(self, cls: str, x: float, y: float, text: str, anchor: Anchor = "start") -> None:
        self._parts.append(
            f'<text {attributes(cls, self.tokens)} x="{x:g}" y="{y:g}" text-anchor="{anchor}">{escape(text)}</text>'
        )

    def rule(self, y: float, cls: str = "s-rule") -> None:
        look = attributes(cls, self.tokens)
        self._parts.append(f'<line {look} x1="{MARGIN}" x2="{self.width - MARGIN}" y1="{y:g}" y2="{y:g}"/>')

    def block(self, cls: str, x: float, y: float, width: float, height: float) -> None:
        look = attributes(cls, self.tokens)
        self._parts.append(f'<rect {look} x="{x:g}" y="{y:g}" width="{width:g}" height="{height:g}"/>')

    def shape(self, drawn: str, tone: str, x: float, y: float, size: float) -> None:
        """A shape of sixteen units in the colour of a tone; those that carry no judgement share one."""
        colour = self.tokens[tone if tone in {"better", "worse", "neutral"} else "same"]
        self.put(
            f'<g transform="translate({x:g} {y:g}) scale({size / 16:g})">{drawn.replace("currentColor", colour)}</g>'
        )

    def put(self, markup: str) -> None:
        """Markup that is already whole and carries its own looks."""
        self._parts.append(markup)

    def finished(self, description: str) -> Markup:
        self.y += 20
        for line in self.footer.lines(self.letters(_FOOTER_LETTERS)):
            self.text("s-small", MARGIN, self.y, line)
            self.y += _FOOTER_LINE
        height = round(self.y + MARGIN - _FOOTER_LINE)
        return Markup(
            f'<svg xmlns="http://www.w3.org/2000/svg" width="{self.width}" height="{height}" '
            f'viewBox="0 0 {self.width} {height}" role="img" aria-labelledby="t d" font-family="{escape(FONT_STACK)}">'
            f'<title id="t">{escape(self.title)}</title><desc id="d">{escape(description)}</desc>'
            f'<rect width="{self.width}" height="{height}" fill="{self.tokens["paper"]}"/>{"".join(self._parts)}</svg>'
        )


class SheetCanvas:
    """The surface of a file: pixels, and looks instead of classes. The same calls as `canvas.PageCanvas`."""

    def __init__(self, parts: list[str], left: float, top: float, width: float, tokens: Tokens) -> None:
        self._parts = parts
        self._left = left
        self._top = top
        self._width = width
        self._tokens = tokens

    def line(self, cls: str, x1: float, x2: float, y1: float, y2: float) -> None:
        self._parts.append(
            f'<line {attributes(cls, self._tokens)} x1="{self._x(x1)}" x2="{self._x(x2)}" '
            f'y1="{self._y(y1)}" y2="{self._y(y2)}"/>'
        )

    def dot(self, cls: str, x: float, y: float, radius: float) -> None:
        self._parts.append(
            f'<circle {attributes(cls, self._tokens)} cx="{self._x(x)}" cy="{self._y(y)}" r="{radius:g}"/>'
        )

    def text(self, cls: str, x: float, y: float, text: str, anchor: Anchor = "middle", dx: float = 0) -> None:
        at = f"{self._left + x * self._width + dx:.1f}"
        self._parts.append(
            f'<text {attributes(cls, self._tokens)} x="{at}" y="{self._y(y)}" text-anchor="{anchor}">'
            f"{escape(text)}</text>"
        )

    def curve(self, cls: str, points: Points) -> None:
        if len(points) > 1:
            path = "L".join(f"{self._x(x)} {self._y(y)}" for x, y in points)
            self._parts.append(f'<path {attributes(cls, self._tokens)} d="M{path}"/>')

    def marks(self, cls: str, xs: Iterable[float], y1: float, y2: float) -> None:
        path = "".join(f"M{self._x(x)} {self._y(y1)}v{y2 - y1:g}" for x in xs)
        if path:
            self._parts.append(f'<path {attributes(cls, self._tokens)} d="{path}"/>')

    def _x(self, fraction: float) -> str:
        return f"{self._left + fraction * self._width:.1f}"

    def _y(self, pixels: float) -> str:
        return f"{self._top + pixels:.1f}"


def wrapped(text: str, letters: int) -> list[str]:
    """The text in lines of at most so many letters, broken between words."""
    lines: list[str] = []
    for word in text.split(" "):
        if lines and len(lines[-1]) + 1 + len(word) <= letters:
            lines[-1] = f"{lines[-1]} {word}"
        elif word:
            lines.append(word)
    return lines
