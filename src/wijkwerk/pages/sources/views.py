"""Where figures come from: all sources, and one source with its tables, rules and corrections."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from wijkwerk.definitions.indicators import Indicator
from wijkwerk.definitions.sources import Source
from wijkwerk.present.numbers import years
from wijkwerk.web.doors.public import public_page
from wijkwerk.web.frame.crumbs import trail
from wijkwerk.web.frame.page_problems import NotHereError, Way
from wijkwerk.web.frame.site import Site


@public_page()
def sources(request: HttpRequest, site: Site) -> HttpResponse:
    definitions = list(site.catalogue.sources.values())
    context = {
        "site": site,
        "section": "sources",
        "crumbs": trail(site, ("Bronnen en methode", "")),
        "delivered": [_listed(site, each) for each in definitions if _has_figures(site, each)],
        "awaited": [_listed(site, each) for each in definitions if not _has_figures(site, each)],
    }
    return render(request, "sources/sources.html", context)


@public_page()
def source(request: HttpRequest, site: Site, source: str) -> HttpResponse:
    definition = site.catalogue.sources.get(source)
    if definition is None:
        raise NotHereError(f"Er is geen bron ‘{source}’.", (Way("Alle bronnen", site.links.sources()),))
    context = {
        "site": site,
        "section": "sources",
        "crumbs": trail(site, ("Bronnen en methode", site.links.sources()), (definition.title, "")),
        "source": definition,
        "peildatum": definition.peildatum.replace("{year}", "van het jaar"),
        "tables": [{"table": table, "years": _years(table.all_periods)} for table in definition.tables],
        "indicators": _indicators(site, definition),
        "corrections": [each for each in site.catalogue.corrections if each.source == definition.id],
    }
    return render(request, "sources/source.html", context)


def _listed(site: Site, source: Source) -> dict[str, object]:
    periods = sorted({period for table in source.tables for period in table.all_periods})
    return {
        "source": source,
        "href": site.links.source(source.id),
        "tables": list(dict.fromkeys(table.public_table for table in source.tables)),
        "years": _years(tuple(periods)),
        "indicators": len(_indicators(site, source)),
    }


def _indicators(site: Site, source: Source) -> list[dict[str, object]]:
    return [
        {"indicator": each, "href": site.links.indicator(each.id), "is_expected": site.is_expected(each)}
        for each in site.catalogue.indicators.values()
        if _rests_on(site, each, source)
    ]


def _has_figures(site: Site, source: Source) -> bool:
    """A source that no indicator rests on (borders) has what its tables bring."""
    rows = _indicators(site, source)
    return any(not row["is_expected"] for row in rows) if rows else bool(source.tables)


def _rests_on(site: Site, indicator: Indicator, source: Source) -> bool:
    return site.catalogue.indicator_source(indicator).id == source.id


def _years(periods: tuple[int, ...]) -> str:
    return years(periods[0], periods[-1]) if periods else ""
