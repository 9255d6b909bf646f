"""`{% load site %}`: what a page needs that its view did not give."""

from typing import Any

from django import template
from django.http import HttpRequest
from django.utils.safestring import SafeString, mark_safe

from wijkwerk.present.maps.patterns import icon_symbols, pattern_defs
from wijkwerk.web.site import Site, site_or_bare

register = template.Library()

# Both never change while the process runs.
_SPRITE = mark_safe(f"<defs>{pattern_defs()}</defs>{icon_symbols()}")  # noqa: S308 - our own drawings


@register.simple_tag(takes_context=True)
def site_of_page(context: dict[str, Any]) -> Site:
    """The site as the view opened it; for pages of other packages (signing in) and for error pages a fresh one."""
    given = context.get("site")
    if isinstance(given, Site):
        return given
    request: HttpRequest | None = context.get("request")
    return site_or_bare(request.path if request else "/")


@register.simple_tag
def sprite() -> SafeString:
    return _SPRITE


@register.inclusion_tag("web/parts/verdict.html")
def verdict(words: object) -> dict[str, object]:
    """A verdict with its shape: `{% verdict row.verdict %}`."""
    return {"words": words}
