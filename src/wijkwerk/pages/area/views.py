"""The profile of a wijk, buurt, stadsdeel or gemeente, and all its figures."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from wijkwerk.data.queries.figures import AreaRow
from wijkwerk.definitions.vocabulary import Level
from wijkwerk.pages.area.files import area_block
from wijkwerk.pages.area.page import profile as present_profile
from wijkwerk.pages.area.reading import profile_material, shown_groups
from wijkwerk.present.figures.figure_text import area_name, level_word, running_name
from wijkwerk.present.figures.main_figures import main_figures
from wijkwerk.present.maps.locator import locator
from wijkwerk.present.numbers import enumeration
from wijkwerk.web.blocks import Files, block_file
from wijkwerk.web.doors.public import keep_nowhere, may_see_scores, public_page, visitor_of
from wijkwerk.web.figures.borders import gemeente_shapes, wijken_of
from wijkwerk.web.figures.neighbours import gemeente_of, larger_areas, stadsdeel_of
from wijkwerk.web.figures.questions import find_area
from wijkwerk.web.figures.recipe_questions import urgency_href
from wijkwerk.web.frame.crumbs import Crumb, trail
from wijkwerk.web.frame.panels import panels_for
from wijkwerk.web.frame.site import Site


@public_page()
def profile(request: HttpRequest, site: Site, code: str) -> HttpResponse:
    area = find_area(site, code)
    if area.code != code:
        return redirect(site.links.area(area.code), permanent=True)
    material = profile_material(site, area, main_figures(site.described))
    page = present_profile(material, site.addresses_from(area))
    # A permalink shows what an edition held; what people add is of today.
    panels = () if site.permalinked else panels_for(visitor_of(request), "area", area)
    context = {
        "site": site,
        "section": "areas",
        "crumbs": area_trail(site, area),
        "area": area,
        "page": page,
        "groups": shown_groups(page),
        "more_figures": sum(not item.indicator.is_awaited for item in site.described.values()),
        "beside_words": enumeration([column.name for column in page.columns[1:]]),
        "above": _above(site, area),
        "map": _locator(site, area),
        "stadsdeel": stadsdeel_of(site.store, area),
        "files": Files.beside(site.links.area(area.code)),
        "href": site.links.area(area.code),
        "figures_href": site.links.area_figures(area.code),
        "short_href": site.links.in_short(area.code) if area.level in {Level.WIJK, Level.BUURT} else "",
        "projection_href": "" if area.level is Level.LAND else site.links.projection(area.code),
        "urgency_href": urgency_href(site, area) if may_see_scores(visitor_of(request)) else "",
        "panels": panels,
    }
    response = render(request, "area/profile.html", context)
    return keep_nowhere(response) if panels else response


@public_page()
def all_figures(request: HttpRequest, site: Site, code: str) -> HttpResponse:
    area = find_area(site, code)
    page = present_profile(profile_material(site, area, site.described), site.addresses_from(area))
    context = {
        "site": site,
        "section": "areas",
        "crumbs": area_trail(site, area, ("Alle cijfers", "")),
        "area": area,
        "page": page,
        "files": Files.beside(site.links.area(area.code)),
        "href": site.links.area(area.code),
        "figures_href": site.links.area_figures(area.code),
    }
    return render(request, "area/figures.html", context)


@public_page(verb="export")
def file(request: HttpRequest, site: Site, code: str, part: str, form: str) -> HttpResponse:
    area = find_area(site, code)
    return block_file(site, area_block(site, area, part), form, f"{area.code}-{part}")


def area_trail(site: Site, area: AreaRow, *steps: tuple[str, str]) -> tuple[Crumb, ...]:
    """Start, then the gemeente (where it is not this site's own) and the wijk that the area lies in."""
    above = [
        (running_name(row), site.links.area(row.code))
        for row in reversed(larger_areas(site.edition, area))
        if row.level is Level.WIJK or (row.level is Level.GEMEENTE and row.code != site.gemeente.code)
    ]
    own = (running_name(area), site.links.area(area.code) if steps else "")
    return trail(site, ("Wijken en buurten", f"{site.links.start()}#gebieden"), *above, own, *steps)


def _above(site: Site, area: AreaRow) -> list[tuple[str, str, str]]:
    """The larger areas that a profile leads back to: what it is, its name, its address."""
    larger = [row for row in larger_areas(site.edition, area) if row.level is not Level.LAND]
    return [(level_word(row.level).capitalize(), _bare_name(row), site.links.area(row.code)) for row in larger]


def _bare_name(row: AreaRow) -> str:
    return row.name if row.level is Level.WIJK else running_name(row)


def _locator(site: Site, area: AreaRow) -> dict[str, object] | None:
    home = gemeente_of(site.store, area)
    if home is None or area.level not in {Level.WIJK, Level.BUURT}:
        return None
    buurten = site.store.areas(Level.BUURT, home.code)
    shapes = gemeente_shapes(site.edition, home.code)
    name = running_name(home)
    wijken = wijken_of(site.edition, home.code)
    svg = locator(shapes, area, buurten, site.href_of_area, wijken=wijken, gemeente_name=name)
    if not svg:
        return None
    wijk = next((row for row in wijken if row.code == area.parent), None)
    middle = f", {area_name(wijk)} middentint" if wijk else ""
    return {"svg": svg, "caption": f"{area_name(area)} donker{middle}"}
