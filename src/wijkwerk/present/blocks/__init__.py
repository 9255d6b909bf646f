"""What a page shows, said once: blocks of a table with its picture. The page, every file and every document follow.

    Block.of("jaren", "Jaren met een cijfer", source, table, chart=chart)

`web.blocks` serves a block at `<page>/<block>.<ending>` and draws the page of a `Page`.
"""

from .block import Block, Page, Picture, Quote
from .figure_columns import figure_columns
from .row_chart import RowChart
from .table import Cell, Column, Line, Shown, Table, words_of

__all__ = [
    "Block",
    "Cell",
    "Column",
    "Line",
    "Page",
    "Picture",
    "Quote",
    "RowChart",
    "Shown",
    "Table",
    "figure_columns",
    "words_of",
]
