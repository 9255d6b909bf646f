"""Where figures come from: all sources, and one source with its tables, rules and corrections."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from wijkwerk.definitions.indicators import Indicator
from wijkwerk.definitions.sources import Source, SourceTable
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
        "tables": [{"table": table, "years": _years(table.all_periods)} for table in _tables(site, definition)],
        "not_here": _not_here(site, definition),
        "indicators": _indicators(site, definition),
        "corrections": [each for each in site.catalogue.corrections if each.source == definition.id],
    }
    return render(request, "sources/source.html", context)


def _listed(site: Site, source: Source) -> dict[str, object]:
    tables = _tables(site, source)
    periods = sorted({period for table in tables for period in table.all_periods})
    return {
        "source": source,
        "href": site.links.source(source.id),
        "tables": list(dict.fromkeys(table.public_table for table in tables)),
        "years": _years(tuple(periods)),
        "indicators": len(_indicators(site, source)),
    }


def _indicators(site: Site, source: Source) -> list[dict[str, object]]:
    return [
        {"indicator": each, "href": site.links.indicator(each.id), "is_expected": site.is_expected(each)}
        for each in site.catalogue.indicators.values()
        if _rests_on(site, each, source)
    ]


def _tables(site: Site, source: Source) -> list[SourceTable]:
    """Those that this edition has figures of; where it has none, as of borders, all that are described."""
    came = site.edition.manifest.delivered
    return [table for table in source.tables if (source.id, table.table) in came] or list(source.tables)


def _not_here(site: Site, source: Source) -> str:
    """The public tables that are described and that this edition has nothing of: "85039NED (2021), …"."""
    here = {table.public_table for table in _tables(site, source)}
    others = {
        table.public_table: _years(table.all_periods) for table in source.tables if table.public_table not in here
    }
    return ", ".join(f"{number} ({when})" for number, when in others.items())


def _has_figures(site: Site, source: Source) -> bool:
    """Whether an indicator has a figure of it; borders, which are no figures, are there where they are described."""
    rows = _indicators(site, source)
    is_of_borders = bool(source.tables) and not source.variables
    return any(not row["is_expected"] for row in rows) or (not rows and is_of_borders)


def _rests_on(site: Site, indicator: Indicator, source: Source) -> bool:
    if site.catalogue.indicator_source(indicator).id == source.id:
        return True
    return any(told.source.id == source.id for _, told in site.described[indicator.id].of_levels)


def _years(periods: tuple[int, ...]) -> str:
    return years(periods[0], periods[-1]) if periods else ""
