"""Markdown as people write it in a note, as HTML that can do no harm.

What is read is CommonMark without HTML, and without whatever lets a part of the text vanish from the page: who agrees
to a text must see all of it. A single line end stays one, so that a text of before, written without any of this, reads
as it did. What comes of it goes through a list of what may stand in a page.
"""

from collections.abc import Iterable, Iterator

import nh3
from django.utils.html import linebreaks
from django.utils.safestring import SafeString, mark_safe
from markdown_it import MarkdownIt
from markdown_it.token import Token

# Headings of a text start below that of the page it stands on.
BELOW_THE_TITLE, BELOW_A_SECTION = 2, 3
_LOWEST_HEADING = 6
# Deeper, the reader of CommonMark leaves out what follows. Nobody writes a list in a list in a list of ten.
_DEEPEST = 20
_ADDRESSES = ("https://", "mailto:")
_LEFT_OUT = (
    "image",  # a picture tells somebody else who reads this, and when; its address stays, as a link
    "reference",  # addresses at the foot of a text, which no reader sees
    "fence",  # what stands behind the opening sign is not shown
    "code",  # by an indent, which texts of before have by accident
    "lheading",  # by a line below it, the same
)
# Characters that turn the order of what follows: an address could be read as that of another site.
_TURNING = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A)])

_CLEANER = nh3.Cleaner(
    tags={"p", "br", "hr", "strong", "em", "ul", "ol", "li", "blockquote", "code", "a"}
    | {f"h{level}" for level in range(BELOW_THE_TITLE, _LOWEST_HEADING + 1)},
    attributes={"a": {"href"}, "ol": {"start"}},
    url_schemes={"https", "mailto"},
    url_relative="deny",
    link_rel="nofollow noopener",
)


def as_html(text: str, top: int = BELOW_THE_TITLE) -> SafeString:
    """A text as a page shows it.

    top   the level of its highest heading, between 2 and 6
    """
    ordered = text.translate(_TURNING)
    tokens = _READER.parse(ordered)
    if any(token.level >= _DEEPEST - 1 for token in tokens):
        return SafeString(linebreaks(ordered, autoescape=True))
    _shift_headings(tokens, top)
    for token in tokens:
        token.children = list(_with_words(token.children or ()))
    return mark_safe(_CLEANER.clean(_READER.renderer.render(tokens, _READER.options, {})))  # noqa: S308 - just cleaned


def _shift_headings(tokens: Iterable[Token], top: int) -> None:
    """Below the heading that the text stands under, and never more than one deeper than the one before."""
    before = top - 1
    for token in tokens:
        if token.type == "heading_open":
            before = min(int(token.tag[1]) + top - 1, before + 1, _LOWEST_HEADING)
        if token.type in {"heading_open", "heading_close"}:
            token.tag = f"h{before}"


def _with_words(tokens: Iterable[Token]) -> Iterator[Token]:
    """A link without words is read as its address: nobody could see or hear where it stands."""
    address, is_named = "", False
    for token in tokens:
        if token.type == "link_open":
            address, is_named = str(token.attrs["href"]), False
        elif token.type == "link_close" and not is_named:
            yield Token("text", "", 0, content=address)
        is_named = is_named or bool(token.content.strip())
        yield token


def _is_safe_address(address: str) -> bool:
    return address.casefold().startswith(_ADDRESSES)


def _reader() -> MarkdownIt:
    reader = MarkdownIt("commonmark", {"html": False, "breaks": True, "maxNesting": _DEEPEST})
    reader.disable(_LEFT_OUT)
    vars(reader)["validateLink"] = _is_safe_address  # how the library has it changed
    return reader


_READER = _reader()
