"""`{% load site %}`: what a page needs that its view did not give, and the small markup that occurs hundreds of times.

Filters and not includes, because a profile has some 300 cells and badges: an include costs ten times as much.
"""

from collections.abc import Iterator
from typing import Any

from django import template
from django.http import HttpRequest
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from wijkwerk.present.blocks import Block, Line
from wijkwerk.present.blocks import Cell as BlockCell
from wijkwerk.present.charts.canvas import Markup
from wijkwerk.present.export.pictures import KeyDot
from wijkwerk.present.figures.cells import Cell, GridCell
from wijkwerk.present.maps.patterns import icon_symbols, pattern_defs
from wijkwerk.present.name_breaks import soft_hyphens
from wijkwerk.present.words import MissingWords, VerdictWords
from wijkwerk.web.blocks.endings import ENDINGS, PICTURE_ENDINGS, TABLE_ENDINGS
from wijkwerk.web.blocks.files import endings_of
from wijkwerk.web.doors.public import may_see_scores, visitor_of
from wijkwerk.web.feedback_subjects import PARTS, page_address
from wijkwerk.web.frame.links import Links
from wijkwerk.web.frame.menu import StaffItem, staff_menu
from wijkwerk.web.frame.site import BareSite, MenuItem, Site, site_or_bare

register = template.Library()
register.filter(soft_hyphens)

# Drawn by us, the same on every page.
_SPRITE = format_html("<defs>{}</defs>{}", pattern_defs(), icon_symbols())
_NOTHING = SafeString("")


@register.simple_tag(takes_context=True)
def site_of_page(context: dict[str, Any]) -> Site | BareSite:
    """The site as the view opened it; for pages of other packages (signing in) and for error pages a fresh one."""
    site = context.get("site")
    if isinstance(site, Site | BareSite):
        return site
    request: HttpRequest | None = context.get("request")
    return site_or_bare(request.path if request else "/")


@register.simple_tag(takes_context=True)
def menu_of_page(context: dict[str, Any], site: Site | BareSite) -> list[MenuItem]:
    """The menu as this visitor may follow it: pages with scores only where they are open to them."""
    request: HttpRequest | None = context.get("request")
    sees_scores = request is not None and may_see_scores(visitor_of(request))
    return [item for item in site.menu if sees_scores or not item.of_scores]


@register.simple_tag(takes_context=True)
def staff_menu_of_page(context: dict[str, Any]) -> list[StaffItem]:
    """What is in the menu of who is signed in."""
    request: HttpRequest | None = context.get("request")
    return staff_menu(visitor_of(request)) if request is not None else []


@register.simple_tag
def sprite() -> SafeString:
    return _SPRITE


@register.filter
def badge(words: VerdictWords | None, text: str = "") -> SafeString:
    """A verdict with its shape: `{{ row.verdict|badge }}`; with other words in its colour `|badge:point.title`."""
    if words is None:
        return _NOTHING
    return format_html(
        '<span class="verdict {}"><svg class="icon" aria-hidden="true"><use href="#{}"/></svg>{}</span>',
        words.tone,
        words.icon,
        text or words.text,
    )


@register.filter
def short_badge(words: VerdictWords | None) -> SafeString:
    """The verdict in one word, for a narrow cell."""
    return badge(words, words.short) if words else _NOTHING


@register.filter
def hatch(missing: MissingWords | None) -> SafeString:
    """The pattern of a missing value, for eyes; its words must stand beside it."""
    if missing is None:
        return _NOTHING
    return format_html('<span class="hatch {}" aria-hidden="true"></span>', missing.kind)


@register.filter
def dot(kind: str) -> SafeString:
    """The dot of an area in a key above a chart; the own area with its interval."""
    if kind == "self":
        return format_html(
            '<svg width="30" height="16" aria-hidden="true"><line class="c-interval {0}" x1="0" x2="30" y1="8" y2="8"/>'
            '<circle class="c-dot {0}" cx="15" cy="8" r="7"/></svg>',
            kind,
        )
    return _plain_dot(kind)


@register.filter
def key_dot(key: KeyDot) -> SafeString:
    """The dot of one kind in a key above a chart of the kit."""
    return dot("self") if key.has_interval else _plain_dot(key.kind)


def _plain_dot(kind: str) -> SafeString:
    return format_html(
        '<svg width="16" height="16" aria-hidden="true"><circle class="c-dot {}" cx="8" cy="8" r="6"/></svg>', kind
    )


@register.filter
def number_cell(cell: Cell) -> SafeString:
    """One value in a row of a comparison, or why it is not there."""
    note = cell.missing.short if cell.missing else cell.note
    return format_html(
        '<td class="num{}" data-w="{}">{}{}</td>',
        " self" if cell.own else "",
        cell.column,
        hatch(cell.missing) if cell.missing else cell.value,
        format_html("<small>{}</small>", note) if note else "",
    )


@register.filter
def grid_cell(cell: GridCell) -> SafeString:
    """One cell of the comparison of areas: value and a word, or the pattern of what is missing and why."""
    return format_html(
        '<td class="{}" data-w="{}"><span class="n">{}{}</span>{}</td>',
        " ".join(part for part in ("ref" if cell.reference else "", cell.tone) if part),
        cell.column,
        hatch(cell.missing) if cell.missing else cell.value,
        mark(cell.mark),
        format_html('<span class="why">{}</span>', cell.missing.short) if cell.missing else short_badge(cell.verdict),
    )


@register.filter
def mark(signs: str) -> SafeString:
    """The signs behind a value; what they mean stands below the table."""
    return format_html('<span class="mark">{}</span>', signs) if signs else _NOTHING


@register.filter
def plain_number(value: float) -> str:
    """A number as markup wants it: with a point, whatever the language of the page."""
    return f"{value:g}"


@register.simple_tag(takes_context=True)
def downloads(context: dict[str, Any], part: str, indicator: str = "") -> SafeString:
    """The links under a picture: `{% downloads "naast" %}`. `files` of the view makes the addresses."""
    links = _file_links(context, f"{part}-{indicator}" if indicator else part, (*TABLE_ENDINGS, *PICTURE_ENDINGS))
    return links + doubt(context, part, indicator)


@register.simple_tag(takes_context=True)
def table_downloads(context: dict[str, Any], part: str) -> SafeString:
    """The links under a table that has no picture."""
    return _file_links(context, part, TABLE_ENDINGS) + doubt(context, part)


@register.simple_tag(takes_context=True)
def block_downloads(context: dict[str, Any], block: Block) -> SafeString:
    """The links under a block that the kit draws."""
    return _file_links(context, block.name, endings_of(block)) + doubt(context, block.name)


@register.filter
def drawn_lines(block: Block) -> Iterator[tuple[Line, Markup]]:
    """The rows of a block's table, each with its picture where it has one."""
    lines = block.table.lines() if block.table else ()
    return zip(lines, block.chart.tracks() if block.chart else [Markup("")] * len(lines), strict=True)


@register.filter
def shown_cell(cell: BlockCell) -> SafeString:
    """What a cell of a block shows, with its way on."""
    shown: object = cell.shown
    if isinstance(cell.shown, MissingWords):
        shown = format_html("{} {}", hatch(cell.shown), cell.shown.short)
    elif isinstance(cell.shown, VerdictWords):
        shown = badge(cell.shown)
    return format_html('<a href="{}">{}</a>', cell.href, shown) if cell.href else format_html("{}", shown)


@register.simple_tag(takes_context=True)
def doubt(context: dict[str, Any], part: str, indicator: str = "") -> SafeString:
    """*Klopt dit niet?* under a figure, for a visitor: `{% doubt "kern" %}`. Its name says which figure it is about."""
    site, page = context.get("site"), context.get("page")
    item = site.described.get(indicator) if isinstance(site, Site) and indicator else None
    title = item.indicator.title if item else getattr(page, "title", "")
    about = ": ".join(words for words in (PARTS.get(part, "deze bladzijde"), title) if words)
    return format_html(
        '<a class="doubt" href="{}" rel="nofollow">Klopt dit niet?<span class="vh"> Over {}</span></a>',
        _doubt_href(context, deel=part, cijfer=indicator),
        about,
    )


@register.simple_tag(takes_context=True)
def doubt_href(context: dict[str, Any]) -> str:
    """The same about the page as a whole, for its foot."""
    return _doubt_href(context)


def _doubt_href(context: dict[str, Any], **more: str) -> str:
    """Without a page for what is no page of the public site, such as one of staff."""
    site, request = context.get("site"), context.get("request")
    query = site.query.urlencode() if isinstance(site, Site) else ""
    over = page_address(f"{request.path}?{query}") if request else ""
    edition = site.edition.key if over and isinstance(site, Site) else ""
    return Links().feedback(over=over, editie=edition, **more)


def _file_links(context: dict[str, Any], part: str, forms: tuple[str, ...]) -> SafeString:
    href = context["files"].href
    links = [(href(part, form), ENDINGS[form].words) for form in forms]
    return format_html_join("", '<a href="{}" download>{}</a>', links)
