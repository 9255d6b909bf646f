"""Ten times as much work, in at most so many times the time: what grew with the square once, and may not again.

`ours` is the large one, `peer` the small one. A text that somebody types in a note is made of one piece again and
again, with the pieces on which a reader of Markdown stumbles; the piece that grows fastest is the row.
"""

from wijkwerk.scores.table_doubts import totals_among
from wijkwerk.scores.table_file import Line
from wijkwerk.web.markdown import as_html

from .timing import Row, compared, medians

ROWS = 20_000
TYPED = 10_000  # characters, as `governance.note.actions` allows (what imports no settings can be timed without)
# The square would be a hundred; what a machine does beside it, and the collector, take a part of the rest.
MOST_ROWS, MOST_TYPED = 20.0, 50.0
PIECES = (
    "*", "**a_ ", "[", "[a](", "![", "`a``b", "> ", "- ", "<a ", "&#", "\\", "a\n", "- a\n", "# a\n",
    "<https://a.nl> ", "[](https://a.nl) ",
)  # fmt: skip


def growth_rows() -> list[Row]:
    large, small = _lines(ROWS), _lines(ROWS // 10)
    seconds = medians(
        {"large": lambda: totals_among(large, 0, None, None), "small": lambda: totals_among(small, 0, None, None)}
    )
    totals = compared(f"totals among {ROWS:,} rows, and a tenth", seconds["large"], seconds["small"], MOST_ROWS)
    return [totals, max((_typed(piece) for piece in PIECES), key=lambda row: row.ratio)]


def _lines(rows: int) -> list[Line]:
    return [Line(row, (f"BU{row:08d}",)) for row in range(rows)]


def _typed(piece: str) -> Row:
    text = piece * (TYPED // len(piece))
    tenth = text[: len(text) // 10]
    seconds = medians({"large": lambda: as_html(text), "small": lambda: as_html(tenth)}, times=7)
    work = f"a note of {len(text):,} characters {piece.strip()!r}, and a tenth"
    return compared(work, seconds["large"], seconds["small"], MOST_TYPED)
