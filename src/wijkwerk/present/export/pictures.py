"""Charts as pictures that stand alone: the same drawing as on the page, with its title, rows and source."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from wijkwerk.present.charts.canvas import Markup
from wijkwerk.present.charts.norm_track import NormRange, draw_norm_row
from wijkwerk.present.charts.palette import DEFAULT_TOKENS, Tokens
from wijkwerk.present.charts.scale import Scale
from wijkwerk.present.charts.sheet import MARGIN, WIDTH, Footer, Sheet, wrapped
from wijkwerk.present.charts.tracks import (
    DOT_HEIGHT,
    TRACK_HEIGHT,
    Dot,
    draw_comparison_track,
    draw_dots_row,
    draw_tick_labels,
)
from wijkwerk.present.charts.trend import HEIGHT, Panel, TrendAxes, draw_trend
from wijkwerk.present.maps.patterns import VERDICT_SHAPES
from wijkwerk.present.words import VerdictWords

from .fonts import UNSAID, Fonts

_ROW = 34
_TRACK_LEFT, _TRACK_WIDTH = 252.0, 380.0
_VALUE_RIGHT = 708.0
_VERDICT_LEFT = 730.0
_VERDICT_LETTERS, _SMALL_LETTERS = 25, 30
_SUB_LETTERS = 34  # before the track begins


@dataclass(frozen=True, slots=True)
class Head:
    """What stands above and below a picture. `fonts` tells when the system's had to be used."""

    title: str
    subtitle: str
    footer: Footer
    tokens: Tokens = field(default_factory=lambda: DEFAULT_TOKENS)
    fonts: Fonts = UNSAID

    def sheet(self, width: int = WIDTH) -> Sheet:
        note = f". {self.fonts.note.removesuffix('.')}" if self.fonts.note else ""
        footer = replace(self.footer, source=f"{self.footer.source}{note}")
        return Sheet(self.title, self.subtitle, footer, self.tokens, width)


@dataclass(frozen=True, slots=True)
class PictureRow:
    """A row: name, picture, value in words, verdict.

    value    stands beside the picture; empty where there is none, and `instead` then says why
    label    what a screen reader says of the picture, where that is more than the value and the verdict
    """

    name: str
    sub: str
    dots: tuple[Dot, ...]
    value: str
    verdict: VerdictWords | None
    own: bool = False
    beyond: str = ""  # "311, buiten de as"
    note: str = ""  # "eigen optelling, voorlopig": small, under the verdict
    limits: tuple[float, ...] = ()  # of the norm that holds for this row
    allowed: NormRange | None = None  # the norm seen closely: its range is drawn behind the dot
    instead: str = ""  # in the place of a verdict: why there is none, "wijk Noord: € 28.500"
    label: str = ""

    @property
    def spoken(self) -> str:
        return self.label or ", ".join(
            part
            for part in (self.value, self.verdict.text if self.verdict else "", "" if self.value else self.instead)
            if part
        )


@dataclass(frozen=True, slots=True)
class KeyDot:
    """One area or moment in the key above a picture: the class of its dot, and its name."""

    kind: str
    name: str
    has_interval: bool = False


def dots_picture(
    head: Head,
    rows: Sequence[PictureRow],
    scale: Scale,
    reference: float | None,
    notes: Sequence[str] = (),
    key: Sequence[KeyDot] = (),
) -> Markup:
    """The dot chart of an indicator: a row per area, one axis under all, and what the marks behind values mean."""
    sheet = head.sheet()
    _key(sheet, key)
    sheet.rule(sheet.y)
    for row in rows:
        height = max(_ROW, 17 + 17 * len(_beside(row)))
        if row.own:
            sheet.block("s-wash", MARGIN - 8, sheet.y, WIDTH - 2 * MARGIN + 16, height)
        canvas = sheet.canvas(_TRACK_LEFT, sheet.y + (_ROW - DOT_HEIGHT) / 2, _TRACK_WIDTH)
        if row.allowed is None:
            draw_dots_row(canvas, row.dots, scale, reference, row.beyond, row.limits)
        else:
            for dot in row.dots:
                draw_norm_row(canvas, dot, scale, row.allowed, row.beyond)
        _row_texts(sheet, row, sheet.y + _ROW / 2 + 5)
        sheet.y += height
        sheet.rule(sheet.y)
    draw_tick_labels(sheet.canvas(_TRACK_LEFT, sheet.y, _TRACK_WIDTH), scale, 18)
    sheet.y += 30
    _notes(sheet, notes)
    return sheet.finished(_described(rows))


def comparison_picture(
    head: Head, rows: Sequence[tuple[PictureRow, Scale]], key: Sequence[KeyDot] = (), value_head: str = ""
) -> Markup:
    """An area beside larger ones: every row its own axis. `key` says whose dot is whose."""
    sheet = head.sheet()
    _key(sheet, key)
    if value_head:
        sheet.text("s-small", _VALUE_RIGHT, sheet.y + 12, value_head, "end")
        sheet.y += 20
    sheet.rule(sheet.y)
    for row, scale in rows:
        under = wrapped(row.sub, _SUB_LETTERS)
        height = max(TRACK_HEIGHT + 16, 22 + 17 * len(_beside(row)), 39 + 17 * len(under))
        draw_comparison_track(sheet.canvas(_TRACK_LEFT, sheet.y + 8, _TRACK_WIDTH), row.dots, scale, row.limits)
        _row_texts(sheet, row, sheet.y + 24)
        for place, line in enumerate(under):
            sheet.text("s-small", MARGIN, sheet.y + 44 + 17 * place, line)
        sheet.y += height
        sheet.rule(sheet.y)
    sheet.y += 6
    return sheet.finished(_described([row for row, _ in rows]))


def trend_picture(head: Head, panels: Sequence[Panel], axes: TrendAxes) -> Markup:
    """Panels beside each other, three in a row, on one scale where a panel has none of its own."""
    sheet = head.sheet()
    columns = min(3, len(panels)) or 1
    width = (WIDTH - 2 * MARGIN) / columns
    for start in range(0, len(panels), columns):
        for place, panel in enumerate(panels[start : start + columns]):
            left = MARGIN + place * width
            sheet.text("s-row strong", left, sheet.y + 14, panel.title)
            canvas = sheet.canvas(left + 40, sheet.y + 26, width - 110)
            draw_trend(canvas, panel, axes, HEIGHT)
            sheet.text("s-small", left, sheet.y + HEIGHT + 42, panel.note)
        sheet.y += HEIGHT + (62 if any(panel.note for panel in panels[start : start + columns]) else 44)
    return sheet.finished("; ".join(f"{panel.title} {panel.label}" for panel in panels))


def _row_texts(sheet: Sheet, row: PictureRow, y: float) -> None:
    sheet.text("s-row strong" if row.own else "s-row", MARGIN, y, row.name)
    sheet.text("s-row strong" if row.own else "s-row", _VALUE_RIGHT, y, row.value, "end")
    left = _VERDICT_LEFT
    if row.verdict is not None:
        sheet.shape(VERDICT_SHAPES[row.verdict.icon], row.verdict.tone, left, y - 11, 12.8)
        left += 20
    for place, (cls, line) in enumerate(_beside(row)):
        sheet.text(cls, left, y + 17 * place, line)


def _beside(row: PictureRow) -> list[tuple[str, str]]:
    """The lines at the right of a row with their class: the verdict or why there is none, and what to know."""
    verdict = wrapped(row.verdict.text, _VERDICT_LETTERS) if row.verdict is not None else []
    tone = f"s-row {row.verdict.tone}" if row.verdict is not None else ""
    small = [line for text in (row.instead, row.note) for line in wrapped(text, _SMALL_LETTERS)]
    return [*((tone, line) for line in verdict), *(("s-small", line) for line in small)]


def _key(sheet: Sheet, key: Sequence[KeyDot]) -> None:
    """The dots of the areas in one line; the own area with its interval, as in the rows below."""
    left = float(MARGIN)
    for item in key:
        own = item.has_interval
        width = 30 if own else 14
        canvas = sheet.canvas(left, sheet.y, width)
        if own:
            canvas.line("c-interval self", 0, 1, 9, 9)
        canvas.dot(f"c-dot {item.kind}", 0.5, 9, 7 if own else 5.5)
        words = f"{item.name} met interval" if own else item.name
        sheet.text("s-sub", left + width + 6, sheet.y + 14, words)
        left += width + 6 + 8 * len(words) + 22
    sheet.y += 30 if key else 0


def _notes(sheet: Sheet, notes: Sequence[str]) -> None:
    for note in notes:
        for line in wrapped(note, 135):
            sheet.text("s-small", MARGIN, sheet.y + 14, line)
            sheet.y += 19


def _described(rows: Sequence[PictureRow]) -> str:
    return "; ".join(", ".join(part for part in (row.name, row.spoken) if part) for row in rows)
