"""What feedback is about: a page of this site that anybody may see, and the figure on it, told back in words.

An address comes from whoever made the link. Only pages in `PAGES` are taken, without anything that a visitor typed:
no other site can be led to, and no text is kept that nobody looked through.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import urlencode, urlsplit

from django.http import QueryDict
from django.urls import Resolver404, ResolverMatch, resolve

from wijkwerk.definitions.indicators import Indicator
from wijkwerk.editions.reading import find_edition, shelf
from wijkwerk.governance.feedback.actions import FeedbackSubject
from wijkwerk.present.figures.figure_text import area_name
from wijkwerk.web.frame.links import Links
from wijkwerk.web.frame.site import Site, open_site

# The names in the query of the form's address.
QUERY = ("over", "editie", "deel", "cijfer")
# Every page that feedback can be about, and what it is called; what stands between braces is filled in.
PAGES: Mapping[str, str] = {
    "start": "de eerste bladzijde",
    "search": "zoeken",
    "area": "het profiel van {area}",
    "in_short": "het kort over {area}",
    "area_figures": "alle cijfers van {area}",
    "themes": "de lijst van thema’s",
    "theme": "het thema {theme}",
    "indicator": "{indicator}",
    "compare": "gebieden naast elkaar",
    "kader": "het kwaliteitskader",
    "kader_norm": "de norm voor {indicator}",
    "urgency": "de urgentie",
    "urgency_opened": "de score van {area}",
    "stacking": "de stapeling",
    "certainty": "de zekerheid van de plaatsen",
    "what_if": "de wat-als-pagina",
    "sources": "de lijst van bronnen",
    "source": "een bron",
    "method": "de uitleg van de methode",
    "method_recipe": "de uitleg van een rekenrecept",
    "method_rule": "de uitleg van een rekenregel",
    "data": "de bladzijde met downloads",
    "accessibility": "de bladzijde over toegankelijkheid",
    "privacy": "de bladzijde over privacy",
    "editions": "de lijst van edities",
    "edition": "een editie",
}
# Where figures of many kinds stand: the form asks which one it is about.
WITH_MANY_FIGURES = frozenset(
    {"start", "area", "in_short", "area_figures", "theme", "compare", "kader", "urgency_opened"}
)
# Parts of a page, as its files are called, and in words.
PARTS: Mapping[str, str] = {
    "kaart": "de kaart",
    "tabel": "de tabel",
    "stippen": "de figuur met stippen",
    "jaren": "het verloop door de jaren",
    "wijken": "het verloop per wijk",
    "buurten": "de verschillen tussen de buurten",
    "naast": "de vergelijking",
    "cijfers": "alle cijfers",
    "norm": "de figuur met de norm",
    "banden": "de figuur met de banden",
    "opbouw": "de opbouw van de score",
    "toeval": "de figuur over toeval",
    "plekken": "de tabel met plekken",
    "plaatsen": "de figuur met plaatsen",
    "kern": "de kerncijfers",
}
_WHOLE = "de site"
_SOME = {"area": "een gebied", "indicator": "een cijfer", "theme": "van cijfers"}
# What is chosen on a page and can hold no words of a visitor.
_KEPT = ("niveau", "jaar", "gebied", "recept", "wijk", "thema", "wat", "naast", "toon")
_CODE = re.compile(r"[A-Za-z0-9_-]{1,40}")
_PATH = re.compile(r"(/[A-Za-z0-9_.-]+)*/")
_MOST_PATH = 300  # as `Feedback.path` holds
_PATHS = 512  # about 1 KB each


@dataclass(frozen=True, slots=True)
class PageSubject:
    """What a form of feedback is about, and what it still has to ask.

    kept      as it is stored
    page      name of the page, "" for the site as a whole
    href      the way back to it; the first page where it came from no page of ours
    figures   the figures to choose from, where the page holds several and none was pointed at
    """

    kept: FeedbackSubject
    page: str = ""
    href: str = "/"
    figures: tuple[Indicator, ...] = ()


def read_subject(over: str = "", editie: str = "", deel: str = "", cijfer: str = "") -> PageSubject:
    """From the query of an address, of which nothing is believed: what cannot be right is left out."""
    address, match = _page(over)
    if match is None:
        return PageSubject(FeedbackSubject(_WHOLE))
    chosen = str(match.kwargs.get("edition", ""))  # of a permalink
    path = address.removeprefix(Links.of_edition(chosen).prefix) if chosen else address
    edition = _edition(chosen or editie)
    if not edition:
        return PageSubject(FeedbackSubject(_page_words(match), path), match.url_name or "", address)
    site = open_site(edition, path, QueryDict(urlsplit(path).query))
    return _on(site, match, deel if deel in PARTS else "", cijfer, address)


def with_figure(subject: PageSubject, indicator: str) -> PageSubject:
    """The same, about the figure that was chosen on the form."""
    if not any(each.id == indicator for each in subject.figures):
        return subject
    kept = subject.kept
    return read_subject(kept.path, kept.edition, kept.part, indicator)


def lasting_href(path: str, edition: str) -> str:
    """A page in the edition of then, where that holds it; the page as it is now where it does not; "" for no page."""
    if not path:
        return ""
    prefix = Links.of_edition(edition).prefix if edition else ""
    for address in (prefix + path, path):
        if _match(urlsplit(address).path) is not None:
            return address
    return ""


def page_address(address: str) -> str:
    """An address of this site without what a visitor typed; "" where no feedback can be about it."""
    return _page(address)[0]


def _page(address: str) -> tuple[str, ResolverMatch | None]:
    """The address with what was chosen on the page and nothing else, and the page; ("", None) for any other."""
    try:
        parts = urlsplit(address)
    except ValueError:
        return "", None
    match = None if parts.scheme or parts.netloc else _match(parts.path)
    if match is None:
        return "", None
    query = QueryDict(parts.query)
    kept = [(name, value) for name in _KEPT for value in query.getlist(name)[:1] if _CODE.fullmatch(value)]
    whole = parts.path + (f"?{urlencode(kept)}" if kept else "")
    return whole if len(whole) <= _MOST_PATH else parts.path, match


@lru_cache(maxsize=_PATHS)
def _match(path: str) -> ResolverMatch | None:
    """Kept, for a page asks it of its own address under every figure."""
    if len(path) > _MOST_PATH // 2 or not _PATH.fullmatch(path):
        return None
    try:
        match = resolve(path)
    except Resolver404:
        return None
    is_named = match.namespaces[:1] == ["web"] and match.url_name in PAGES
    return match if is_named or _about(match) else None


def _about(match: ResolverMatch) -> str:
    """What a page that the kit draws is called; "" for any other."""
    about: str = getattr(match.func, "about", "")
    return about


def _edition(key: str) -> str:
    """The edition that was looked at; else the one of now, "" where there is none."""
    if key and _CODE.fullmatch(key) and find_edition(key) is not None:
        return key
    return shelf().current_key() or ""


def _on(site: Site, match: ResolverMatch, part: str, pointed_at: str, address: str) -> PageSubject:
    query = site.query
    indicator = site.catalogue.indicators.get(pointed_at or match.kwargs.get("indicator", ""))
    code = match.kwargs.get("code") or query.get("gebied", "")
    area = site.store.area(code) if code and _CODE.fullmatch(code) else None
    period = _period(site, indicator, query.get("jaar", ""), part)
    theme = site.catalogue.themes.get(match.kwargs.get("theme", ""))
    words = _page_words(
        match,
        area=area_name(area) if area else "",
        indicator=indicator.title if indicator else "",
        theme=theme.title if theme else "",
    )
    if indicator is not None and match.url_name not in {"indicator", "kader_norm"}:
        words = f"{indicator.title}, op {words}"
    elif indicator is not None and area is not None:
        words = f"{words}, {area_name(area)}"
    about = ", ".join([words, *([PARTS[part]] if part else []), *([str(period)] if period else [])])
    is_broad = indicator is None and match.url_name in WITH_MANY_FIGURES
    kept = FeedbackSubject(
        about,
        path=site.path,
        edition=site.edition.key,
        part=part,
        indicator=indicator.id if indicator else "",
        area=area.code if area else "",
        period=period,
    )
    return PageSubject(kept, match.url_name or "", address, _figures(site, match) if is_broad else ())


def _period(site: Site, indicator: Indicator | None, year: str, part: str) -> int | None:
    """The year that a figure is of: the one that was chosen, or the last; of a course through the years none."""
    periods = site.store.periods(indicator.id) if indicator is not None and part not in {"jaren", "wijken"} else []
    if year.isdecimal() and int(year) in periods:
        return int(year)
    return periods[-1] if periods else None


def _figures(site: Site, match: ResolverMatch) -> tuple[Indicator, ...]:
    """Those of the edition, or of the theme that the page is about."""
    theme = match.kwargs.get("theme")
    all_of_them = site.catalogue.indicators.values()
    return tuple(each for each in all_of_them if site.store.periods(each.id) and theme in {None, each.theme})


def _page_words(match: ResolverMatch, **names: str) -> str:
    known = {name: words for name, words in names.items() if words}
    return _about(match) or PAGES[match.url_name or ""].format_map(_SOME | known)
