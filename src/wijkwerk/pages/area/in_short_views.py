"""An area in short, for those who live there."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from wijkwerk.data.queries.figures import AreaRow
from wijkwerk.definitions.vocabulary import Level
from wijkwerk.pages.area.in_short import ShortMaterial
from wijkwerk.pages.area.in_short import in_short as present_in_short
from wijkwerk.pages.area.views import area_trail
from wijkwerk.present.collation import collation_key
from wijkwerk.present.figures.main_figures import main_figures
from wijkwerk.present.figures.material import FigureBook
from wijkwerk.web.doors.public import public_page
from wijkwerk.web.figures.kept import figures_of
from wijkwerk.web.figures.neighbours import larger_areas, parts_of
from wijkwerk.web.figures.questions import find_area
from wijkwerk.web.frame.page_problems import NotHereError, Way
from wijkwerk.web.frame.site import Site

SHORT_LEVELS = (Level.WIJK, Level.BUURT)


@public_page()
def in_short(request: HttpRequest, site: Site, code: str) -> HttpResponse:
    area = find_area(site, code)
    if area.level not in SHORT_LEVELS:
        ways = (Way(f"Profiel van {area.name}", site.links.area(area.code)),)
        raise NotHereError("Een samenvatting is er voor een wijk of een buurt.", ways)
    if area.code != code:
        return redirect(site.links.in_short(area.code), permanent=True)
    context = {
        "site": site,
        "section": "areas",
        "crumbs": area_trail(site, area, ("In het kort", "")),
        "page": present_in_short(_material(site, area), site.addresses_from(area)),
        "area": area,
        "siblings": _siblings(site, area),
        "href": site.links.area(area.code),
        "figures_href": site.links.area_figures(area.code),
    }
    return render(request, "area/in_short.html", context)


def _material(site: Site, area: AreaRow) -> ShortMaterial:
    larger = larger_areas(site.edition, area)
    figures = FigureBook(figure for row in (area, *larger) for figure in figures_of(site.edition, row.code))
    return ShortMaterial(area, larger, main_figures(site.described), site.catalogue.themes, figures)


def _siblings(site: Site, area: AreaRow) -> list[tuple[str, str, bool]]:
    """The buurten of the wijk, by name; nothing about who is better."""
    buurten = sorted(parts_of(site.store, area), key=lambda row: collation_key(row.name))
    return [(row.name, site.links.in_short(row.code), row.code == area.code) for row in buurten]
