"""Find a wijk, a buurt, a gemeente or an indicator by typing a part of its name or its code.

Who is signed in finds records too (`web.search`), as far as they may read them.
"""

from difflib import get_close_matches

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from wijkwerk.access.people.models import Person
from wijkwerk.data.queries.figures import AreaRow
from wijkwerk.definitions.indicators import Indicator
from wijkwerk.definitions.vocabulary import Level
from wijkwerk.present.figures.figure_text import level_word
from wijkwerk.web.doors.public import keep_nowhere, public_page, visitor_of
from wijkwerk.web.frame.crumbs import trail
from wijkwerk.web.frame.site import Site
from wijkwerk.web.search.matching import plain
from wijkwerk.web.search.searching import AllOfAKind, Hit, HitGroup, all_of_a_kind, hits_for

# Nobody types more than this to find a name.
_LONGEST = 100
_MOST_AREAS = 30
_MOST_SUGGESTIONS = 6
_LABEL = "Naam of code van een wijk, buurt, gemeente of indicator"
_LABEL_WITH_RECORDS = f"{_LABEL}, of titel of zaaknummer van een stuk"


@public_page("q")
def search(request: HttpRequest, site: Site) -> HttpResponse:
    text = " ".join(site.query.get("q", "").split())[:_LONGEST]
    visitor = visitor_of(request)
    # A permalink shows what an edition held; records are of today.
    if not isinstance(visitor, Person) or site.permalinked:
        return _page(request, site, text)
    whole = all_of_a_kind(visitor, text, request.GET.get("soort", ""), request.GET.get("page", ""))
    if whole is not None:
        return keep_nowhere(_page_of_a_kind(request, site, text, whole))
    return keep_nowhere(_page(request, site, text, hits_for(visitor, text, site.links.search())))


def _page(request: HttpRequest, site: Site, text: str, groups: tuple[HitGroup, ...] | None = None) -> HttpResponse:
    """`groups` are the records that answer; None where only areas and indicators are looked for."""
    areas = site.store.find_areas(text, 200) if text else []
    indicators = _indicators(site, text)
    exact = "" if groups else _only_exact(site, text, areas, indicators)
    if exact:
        return redirect(exact)
    here = [row for row in areas if (row.gemeente or row.code) == site.gemeente.code]
    elsewhere = [row for row in areas if row not in here]
    has_hits = bool(areas or indicators or groups)
    context = {
        "site": site,
        "section": "areas",
        "crumbs": trail(site, ("Zoeken", "")),
        "text": text,
        "search_label": _LABEL if groups is None else _LABEL_WITH_RECORDS,
        "has_hits": has_hits,
        "here": [_hit(site, row) for row in here[:_MOST_AREAS]],
        "elsewhere": [_hit(site, row) for row in elsewhere[:_MOST_AREAS]],
        "indicators": [Hit(each.title, _theme(site, each), site.links.indicator(each.id)) for each in indicators],
        "exact_groups": [each for each in groups or () if each.is_exact],
        "groups": [each for each in groups or () if not each.is_exact],
        "finds_records": groups is not None,
        "suggestions": _suggestions(site, text) if text and not has_hits else (),
        "hide_search": True,
    }
    return render(request, "search/search.html", context)


def _page_of_a_kind(request: HttpRequest, site: Site, text: str, whole: AllOfAKind) -> HttpResponse:
    context = {
        "site": site,
        "section": "areas",
        "crumbs": trail(site, ("Zoeken", site.links.search(text)), (whole.group.heading, "")),
        "text": text,
        "search_label": _LABEL_WITH_RECORDS,
        "group": whole.group,
        "page": whole.page,
        "query": whole.query,
        "hide_search": True,
    }
    return render(request, "search/kind.html", context)


def _only_exact(site: Site, text: str, areas: list[AreaRow], indicators: list[Indicator]) -> str:
    """The address of the one thing that is called just so. Names of this gemeente go before those of others."""
    wanted = plain(text)
    if not wanted:
        return ""
    named = [row for row in areas if wanted in {plain(row.name), row.code.casefold()}]
    here = [row for row in named if (row.gemeente or row.code) == site.gemeente.code]
    addresses = [site.links.area(row.code) for row in (here or named)]
    addresses += [site.links.indicator(each.id) for each in indicators if wanted in {plain(each.title), each.id}]
    return addresses[0] if len(addresses) == 1 else ""


def _indicators(site: Site, text: str) -> list[Indicator]:
    wanted = plain(text)
    if not wanted:
        return []
    return [each for each in site.catalogue.indicators.values() if wanted in plain(f"{each.title} {each.short_title}")]


def _suggestions(site: Site, text: str) -> tuple[Hit, ...]:
    """What looks like it: a name of this gemeente or an indicator with a letter more, less or different."""
    rows = [row for level in (Level.WIJK, Level.BUURT) for row in site.store.areas(level, site.gemeente.code)]
    rows += site.store.areas(Level.GEMEENTE)
    hits = {plain(row.name): _hit(site, row) for row in reversed(rows)}
    hits |= {
        plain(each.short_title): Hit(each.title, _theme(site, each), site.links.indicator(each.id))
        for each in site.catalogue.indicators.values()
    }
    return tuple(hits[name] for name in get_close_matches(plain(text), hits, _MOST_SUGGESTIONS, 0.6))


def _hit(site: Site, row: AreaRow) -> Hit:
    around = [site.store.area(code) for code in dict.fromkeys((row.parent, row.gemeente)) if code]
    names = [
        f"wijk {parent.name}" if parent.level is Level.WIJK else parent.name
        for parent in around
        if parent is not None and parent.code != row.code and parent.level is not Level.LAND
    ]
    where = f"{level_word(row.level)}{' in ' + ', '.join(names) if names else ''}"
    return Hit(row.name, where, site.links.area(row.code))


def _theme(site: Site, indicator: Indicator) -> str:
    return f"indicator, thema {site.catalogue.themes[indicator.theme].title.lower()}"
