"""All themes, and one theme with the figures of the gemeente."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from wijkwerk.definitions.vocabulary import Level
from wijkwerk.pages.theme.page import ThemeMaterial, theme_page
from wijkwerk.present.figures.figure_text import running_name
from wijkwerk.present.figures.material import FigureBook
from wijkwerk.web.doors.public import public_page
from wijkwerk.web.figures.kept import figures_of
from wijkwerk.web.frame.crumbs import trail
from wijkwerk.web.frame.page_problems import NotHereError, Way
from wijkwerk.web.frame.site import Site


@public_page()
def themes(request: HttpRequest, site: Site) -> HttpResponse:
    listed = [
        {
            "theme": theme,
            "href": site.links.theme(theme.id),
            "indicators": [
                {"indicator": each, "href": site.links.indicator(each.id), "is_expected": site.is_expected(each)}
                for each in site.catalogue.indicators.values()
                if each.theme == theme.id
            ],
        }
        for theme in site.catalogue.themes.values()
    ]
    context = {"site": site, "section": "themes", "crumbs": trail(site, ("Thema’s", "")), "themes": listed}
    return render(request, "theme/themes.html", context)


@public_page()
def theme(request: HttpRequest, site: Site, theme: str) -> HttpResponse:
    definition = site.catalogue.themes.get(theme)
    if definition is None:
        raise NotHereError(f"Er is geen thema ‘{theme}’.", (Way("Alle thema’s", site.links.themes()),))
    home, land = site.gemeente, site.edition.country.area
    wijken = tuple(site.store.areas(Level.WIJK, home.code))
    rows = [row for row in (home, land, *wijken) if row is not None]
    material = ThemeMaterial(
        theme=definition,
        described={name: item for name, item in site.described.items() if item.indicator.theme == theme},
        gemeente=home,
        land=land,
        wijken=wijken,
        figures=FigureBook(figure for row in rows for figure in figures_of(site.edition, row.code)),
    )
    context = {
        "site": site,
        "section": "themes",
        "crumbs": trail(site, ("Thema’s", site.links.themes()), (definition.title, "")),
        "page": theme_page(material, site.addresses),
        "name": running_name(home),
    }
    return render(request, "theme/theme.html", context)
