"""The first page: find your wijk, what stands out, and every wijk and buurt."""

from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from wijkwerk.data.queries.figures import Figure
from wijkwerk.definitions.vocabulary import Level
from wijkwerk.pages.start.files import start_block, start_file_name
from wijkwerk.pages.start.page import StartMaterial, start_page
from wijkwerk.present.figures.figure_text import running_name
from wijkwerk.present.figures.material import FigureBook
from wijkwerk.present.numbers import count_word, number, sentence
from wijkwerk.web.blocks import Files, block_file
from wijkwerk.web.doors.public import public_page
from wijkwerk.web.figures.borders import gemeente_shapes
from wijkwerk.web.figures.kept import figures_of
from wijkwerk.web.frame.site import Site


@public_page()
def start(request: HttpRequest, site: Site) -> HttpResponse:
    home, store = site.gemeente, site.store
    land = site.edition.country.area
    material = StartMaterial(
        gemeente=home,
        land=land,
        wijken=tuple(store.areas(Level.WIJK, home.code)),
        buurten=tuple(store.areas(Level.BUURT, home.code)),
        described=site.described,
        figures=FigureBook(figure for row in (home, land) if row for figure in figures_of(site.edition, row.code)),
        headlines=longest_told(site),
        shapes=gemeente_shapes(site.edition, home.code),
        wijk_figures=FigureBook(wijk_figures(site, figures_of(site.edition, home.code))),
    )
    context = {
        "site": site,
        "section": "areas",
        "hide_search": True,
        "files": Files.here(site),
        "page": start_page(material, site.addresses),
        "name": running_name(home),
        "gemeente_href": site.links.area(home.code),
        "year": home.year,
        "wijk_count": sentence(count_word(len(material.wijken))),
        "indicator_count": number(sum(bool(site.store.periods(name)) for name in site.catalogue.indicators)),
    }
    return render(request, "start/start.html", context)


@public_page(verb="export")
def file(request: HttpRequest, site: Site, form: str) -> HttpResponse:
    return block_file(site, start_block(site), form, start_file_name(site))


def wijk_figures(site: Site, own: Sequence[Figure]) -> list[Figure]:
    """Of the wijken, each key figure that is a count, in the first and last period that the gemeente has."""
    figures = []
    for name, item in site.described.items():
        periods = [figure.period for figure in own if figure.indicator == name and figure.value is not None]
        if item.is_count and item.indicator.key_figure is not None and periods:
            for period in {min(periods), max(periods)}:
                figures += site.store.indicator_figures(name, period, Level.WIJK, site.gemeente.code)
    return figures


def longest_told(site: Site) -> tuple[str, ...]:
    """The key figures with the most years first: these have a change to tell."""
    keyed = [name for name, item in site.described.items() if item.indicator.key_figure is not None]
    return tuple(sorted(keyed, key=lambda name: -len(site.store.periods(name))))
