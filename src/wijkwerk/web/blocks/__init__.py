"""Blocks on the web: each at `<page>/<block>.<ending>`, and the page of a `Page` drawn whole.

A page that the kit draws is one `BlockPage`, included in the addresses; a page that draws itself serves its files:

    FIGURE_YEARS = BlockPage("figure_years", page, section="data", crumbs=…, about="de bladzijde met de jaren")
    block_file(site, block, ending, "stapeling-wijk")
"""

from .block_page import BlockPage
from .endings import PICTURE_ENDINGS, TABLE_ENDINGS, file_address
from .files import Files, block_file, fonts, no_such_file, with_query

__all__ = [
    "PICTURE_ENDINGS",
    "TABLE_ENDINGS",
    "BlockPage",
    "Files",
    "block_file",
    "file_address",
    "fonts",
    "no_such_file",
    "with_query",
]
