"""The first page: find your wijk, what stands out, and every wijk and buurt."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from wijkwerk.data.queries.figures import AreaRow
from wijkwerk.definitions.vocabulary import Level
from wijkwerk.present.charts.canvas import Markup
from wijkwerk.present.figure_text import running_name
from wijkwerk.present.maps.labels import Label
from wijkwerk.present.maps.locator import plain_map
from wijkwerk.present.numbers import count_word, number
from wijkwerk.web.borders import gemeente_shapes, wijken_of
from wijkwerk.web.directory import directory, has_few
from wijkwerk.web.public import public_page
from wijkwerk.web.site import Site


@public_page()
def start(request: HttpRequest, site: Site) -> HttpResponse:
    home = site.gemeente
    wijken = wijken_of(site.edition, home.code)
    buurten = site.store.areas(Level.BUURT, home.code)
    context = {
        "site": site,
        "section": "areas",
        "hide_search": True,
        "name": running_name(home),
        "counts": f"{count_word(len(wijken))} wijken en {count_word(len(buurten))} buurten",
        "wijk_count": count_word(len(wijken)).capitalize(),
        "indicator_count": number(sum(not each.is_awaited for each in site.catalogue.indicators.values())),
        "examples": _examples(buurten),
        "map": _map(site, wijken, buurten),
        "directory": directory(wijken, buurten),
        "year": home.year,
        "gemeente_href": site.links.area(home.code),
    }
    return render(request, "web/start.html", context)


def _examples(buurten: list[AreaRow]) -> list[AreaRow]:
    """Three names to show what can be typed: buurten of ordinary size, from different places in the list."""
    lived_in = [row for row in buurten if row.inhabitants and row.inhabitants >= 1000] or buurten
    return [lived_in[len(lived_in) * share // 4] for share in (1, 2, 3)] if len(lived_in) > 3 else lived_in


def _map(site: Site, wijken: list[AreaRow], buurten: list[AreaRow]) -> Markup:
    name = running_name(site.gemeente)
    return plain_map(
        gemeente_shapes(site.edition, site.gemeente.code),
        buurten,
        site.href_of_area,
        [Label(row.code, row.name) for row in wijken],
        key="kaart",
        title=f"Kaart van {name} met {count_word(len(wijken))} wijken",
        description="Elke buurt is een link naar het profiel. De lijst met alle wijken en buurten staat onder de kaart.",
        sparse=frozenset(row.code for row in buurten if has_few(row)),
    )
