"""The pictures of a page, drawn for a document: each once, with what it shows in words."""

import html
import re
from collections.abc import Mapping
from dataclasses import dataclass

from wijkwerk.present.blocks import Block, Page
from wijkwerk.present.charts.canvas import Markup
from wijkwerk.present.charts.palette import Tokens
from wijkwerk.present.charts.sheet import Footer
from wijkwerk.present.export.fonts import Fonts
from wijkwerk.present.export.pictures import Head

from .imprint import Imprint

_DESCRIPTION = re.compile(r"<desc[^>]*>(.*?)</desc>", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Drawing:
    """`words` is the text alternative."""

    svg: Markup
    words: str


def drawings(page: Page, imprint: Imprint, tokens: Tokens, fonts: Fonts) -> Mapping[str, Drawing]:
    """Name of a block -> its picture, for the blocks that have one."""
    return {block.name: _drawing(block, imprint, tokens, fonts) for block in page.blocks if block.picture}


def _drawing(block: Block, imprint: Imprint, tokens: Tokens, fonts: Fonts) -> Drawing:
    picture = block.picture
    assert picture is not None, "only blocks with a picture are drawn"
    footer = Footer(picture.source or block.source, imprint.edition, imprint.published)
    svg = picture.draw(Head(picture.title, picture.subtitle, footer, tokens, fonts))
    description = _DESCRIPTION.search(svg)
    return Drawing(svg, f"{picture.title}. {html.unescape(description[1]) if description else ''}".strip())
