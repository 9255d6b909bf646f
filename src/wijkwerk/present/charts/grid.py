"""A table of areas × figures as a picture: in every cell a value, and a word with its shape.

Areas are columns of one fixed least width, so that words stay readable: few areas share the usual sheet, more of them
widen it, and beyond MOST_COLUMNS the table goes on below in a next block. Every block repeats the names of the figures
and the columns that all others are compared with, so that it can be read alone.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from wijkwerk.present.name_breaks import name_lines

from .palette import attributes
from .sheet import MARGIN, WIDTH, Sheet, wrapped

# Areas in one block; as many as the page shows before it is scrolled sideways.
MOST_COLUMNS = 12
# Holds "ongunstig" with its shape, and "Wilderinks-" in a head.
COLUMN = 100.0
LABEL = 232.0
# Pixels that a letter takes: in small type, in its bold, in the names of figures and in the key. Of the widest font of
# `sheet.FONT_STACK`, for an SVG is drawn with what its reader has; the site's own is a fifth narrower.
_SMALL, _SMALL_BOLD, _ROW_TEXT, _KEY_TEXT = 6.5, 8.3, 8.2, 7.2
_LINE, _VALUE_LINE, _PAD = 17, 20, 8
_SHAPE = 11.0
_SHAPE_ROOM = _SHAPE + 5
_KEY_GAP = 22


@dataclass(frozen=True, slots=True)
class CellPicture:
    """A value with its word, or a pattern with the reason. `tone` and `wash` never stand without `words`."""

    value: str
    words: str = ""
    tone: str = "same"
    shape: str = ""  # a name in `shapes`; nothing where no verdict is given
    wash: str = ""  # better, worse
    hatch: str = ""  # the kind of pattern of a missing value
    quiet: bool = False  # what the others are compared with


@dataclass(frozen=True, slots=True)
class GridLine:
    title: str
    sub: str
    cells: tuple[CellPicture, ...]


@dataclass(frozen=True, slots=True)
class GridSection:
    title: str
    lines: tuple[GridLine, ...]


@dataclass(frozen=True, slots=True)
class GridPicture:
    """heads: the name of each column; the last `repeated` columns come back in every block."""

    heads: tuple[str, ...]
    repeated: int
    sections: tuple[GridSection, ...]


def grid_width(columns: int, repeated: int) -> int:
    """The width of a sheet for so many columns of areas beside those that are repeated: bounded, whatever is asked."""
    widest = max((len(block) for block in blocks(columns)), default=0) + repeated
    return max(WIDTH, round(2 * MARGIN + LABEL + COLUMN * widest))


def blocks(columns: int) -> list[range]:
    """The columns of each block, as even as can be: 26 areas are 9, 9 and 8."""
    count = -(-columns // MOST_COLUMNS)
    cuts = [round(columns * place / count) for place in range(count + 1)] if count else [0]
    return [range(start, end) for start, end in pairwise(cuts)]


def draw_grid(sheet: Sheet, grid: GridPicture, shapes: Mapping[str, str]) -> None:
    """`shapes` are sixteen units square in the current colour; the sheet must hold the patterns of missing values."""
    areas = len(grid.heads) - grid.repeated
    parts = blocks(areas)
    widest = max((len(part) for part in parts), default=0) + grid.repeated
    column = (sheet.width - 2 * MARGIN - LABEL) / max(1, widest)
    for part in parts:
        if len(parts) > 1:
            caption = f"Gebied {part.start + 1} tot en met {part.stop} van {areas}, op alfabet"
            sheet.text("s-sub", MARGIN, sheet.y + 24, caption)
            sheet.y += 32
        shown = (*part, *range(areas, len(grid.heads)))
        _Block(sheet, shapes, column, shown).draw(grid)
        sheet.y += 16


def draw_key(sheet: Sheet, items: Sequence[tuple[CellPicture, str]], shapes: Mapping[str, str]) -> None:
    """What shapes and patterns mean, in as many lines as it takes. Of a cell only its shape or pattern is drawn."""
    left = float(MARGIN)
    for cell, words in items:
        drawn = 30.0 if cell.hatch else _SHAPE_ROOM
        width = drawn + _KEY_TEXT * len(words)
        if left > MARGIN and left + width > sheet.width - MARGIN:
            left, sheet.y = float(MARGIN), sheet.y + 22
        if cell.hatch:
            _draw_hatch(sheet, cell.hatch, left, sheet.y + 1)
        else:
            sheet.shape(shapes[cell.shape], cell.tone, left, sheet.y + 2, _SHAPE)
        sheet.text(f"s-small {cell.tone}", left + drawn, sheet.y + 12, words)
        left += width + _KEY_GAP
    sheet.y += 30


class _Block:
    """The columns that stand beside each other, with the lines under them."""

    def __init__(self, sheet: Sheet, shapes: Mapping[str, str], column: float, shown: Sequence[int]) -> None:
        self.sheet = sheet
        self.shapes = shapes
        self.column = column
        self.shown = shown

    def draw(self, grid: GridPicture) -> None:
        self._heads(grid.heads)
        for section in grid.sections:
            self.sheet.text("s-group", MARGIN, self.sheet.y + 32, section.title)
            self.sheet.y += 42
            self.sheet.rule(self.sheet.y, "s-rule group")
            for line in section.lines:
                self._line(line)

    def _heads(self, heads: Sequence[str]) -> None:
        """On one foot, however many lines a name takes."""
        lines = {place: name_lines(heads[place], int((self.column - _PAD) / _SMALL_BOLD)) for place in self.shown}
        foot = self.sheet.y + _LINE * max(map(len, lines.values()), default=1)
        for left, place in self._columns():
            top = foot - _LINE * (len(lines[place]) - 1)
            for number, text in enumerate(lines[place]):
                self.sheet.text("s-small strong", left, top + _LINE * number, text)
        self.sheet.y = foot + 8
        self.sheet.rule(self.sheet.y, "s-rule strong")

    def _line(self, line: GridLine) -> None:
        sheet, top = self.sheet, self.sheet.y
        titles = wrapped(line.title, int((LABEL - _PAD) / _ROW_TEXT))
        subs = wrapped(line.sub, int((LABEL - _PAD) / _SMALL))
        words = {place: self._words(line.cells[place]) for place in self.shown}
        high = max(_VALUE_LINE * len(titles) + _LINE * len(subs), _VALUE_LINE + _LINE * max(map(len, words.values())))
        sheet.y = top + high + 2 * _PAD
        for number, text in enumerate(titles):
            sheet.text("s-row", MARGIN, top + _PAD + 14 + _VALUE_LINE * number, text)
        for number, text in enumerate(subs):
            sheet.text("s-small", MARGIN, top + _PAD + 12 + _VALUE_LINE * len(titles) + _LINE * number, text)
        for left, place in self._columns():
            self._cell(line.cells[place], words[place], left, top, sheet.y - top)
        sheet.rule(sheet.y)

    def _words(self, cell: CellPicture) -> list[str]:
        return wrapped(cell.words, int((self.column - _PAD - (_SHAPE_ROOM if cell.shape else 0)) / _SMALL))

    def _cell(self, cell: CellPicture, words: Sequence[str], left: float, top: float, height: float) -> None:
        sheet = self.sheet
        if cell.wash:
            sheet.block(f"s-wash {cell.wash}", left - _PAD + 2, top + 1, self.column - 2, height - 1)
        if cell.hatch:
            _draw_hatch(sheet, cell.hatch, left, top + _PAD + 2)
        else:
            sheet.text("s-row quiet" if cell.quiet else "s-row strong", left, top + _PAD + 14, cell.value)
        under = top + _PAD + _VALUE_LINE
        if cell.shape:
            sheet.shape(self.shapes[cell.shape], cell.tone, left, under + 2, _SHAPE)
            left += _SHAPE_ROOM
        for number, text in enumerate(words):
            sheet.text(f"s-small {cell.tone}", left, under + 12 + _LINE * number, text)

    def _columns(self) -> Iterator[tuple[float, int]]:
        """Where the text of each column begins, and which column it is."""
        for number, place in enumerate(self.shown):
            yield MARGIN + LABEL + self.column * number + _PAD, place


def _draw_hatch(sheet: Sheet, kind: str, x: float, y: float) -> None:
    look, edge = attributes(f"f-{kind}", sheet.tokens), sheet.tokens["line-strong"]
    sheet.put(f'<rect {look} stroke="{edge}" x="{x:g}" y="{y:g}" width="24" height="14"/>')
