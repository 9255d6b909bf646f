"""Everything to take away: per figure, per area, the whole edition."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from wijkwerk.definitions.vocabulary import Level
from wijkwerk.editions.scoring import RECIPES
from wijkwerk.pages.editions.files import open_files
from wijkwerk.present.numbers import file_size, number
from wijkwerk.web.blocks import file_address
from wijkwerk.web.doors.public import public_page, visitor_of
from wijkwerk.web.frame.crumbs import trail
from wijkwerk.web.frame.site import Site


@public_page()
def data(request: HttpRequest, site: Site) -> HttpResponse:
    wijken = site.store.areas(Level.WIJK, site.gemeente.code)
    buurten = site.store.areas(Level.BUURT, site.gemeente.code)
    context = {
        "site": site,
        "section": "data",
        "crumbs": trail(site, ("Data", "")),
        "indicators": [
            {
                "theme": theme.title,
                "rows": [
                    {
                        "title": each.title,
                        "href": site.links.indicator(each.id),
                        "excel": file_address(site.links.indicator(each.id), "cijfers", "excel.csv"),
                        "csv": file_address(site.links.indicator(each.id), "cijfers", "csv"),
                    }
                    for each in site.catalogue.indicators.values()
                    if each.theme == theme.id and site.store.periods(each.id)
                ],
            }
            for theme in site.catalogue.themes.values()
        ],
        "areas": [
            {
                "name": row.name,
                "level": row.level.value,
                "href": site.links.area(row.code),
                "excel": file_address(site.links.area(row.code), "cijfers", "excel.csv"),
                "csv": file_address(site.links.area(row.code), "cijfers", "csv"),
            }
            for row in (site.gemeente, *wijken)
        ],
        "files": [
            {
                "name": file.name,
                "href": site.links.edition_file(site.edition.key, file.name),
                "size": file_size(file.bytes),
                "rows": number(file.rows) if file.rows else "",
                "words": _words(file.name),
            }
            for file in open_files(site.edition.manifest, visitor_of(request))
        ],
        "edition_href": site.links.edition(site.edition.key),
        "buurt_count": number(len(buurten)),
    }
    return render(request, "editions/data.html", context)


_FILE_WORDS = {
    "figures.parquet": "alle cijfers van alle gebieden in deze editie",
    "areas.parquet": "de gebieden met naam, ligging in de indeling en grens",
    "catalogue.json": "wat elk cijfer betekent: definitie, bron, richting, let op",
    "norms.json": "de normen van het kader die bij deze editie horen",
    "scores.parquet": "alle scores van alle gebieden, met elk onderdeel, zijn gewicht en zijn bijdrage",
    "certainty.json": "hoe zeker de plaatsen zijn, in duizenden varianten",
}


def _words(name: str) -> str:
    return "een rekenrecept zoals het toen was" if name.startswith(f"{RECIPES}/") else _FILE_WORDS.get(name, "")
