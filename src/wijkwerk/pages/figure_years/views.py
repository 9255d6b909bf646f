"""Van welk jaar zijn de cijfers: asked of an edition."""

from django.utils import timezone

from wijkwerk.definitions.vocabulary import Level
from wijkwerk.editions.kept import kept
from wijkwerk.editions.reading import PublishedEdition
from wijkwerk.present.blocks import Page
from wijkwerk.present.figures.material import Described
from wijkwerk.web.blocks import BlockPage
from wijkwerk.web.frame.site import Site

from .page import FigureYears, figure_years_page

_LEVELS = (Level.GEMEENTE, Level.WIJK, Level.BUURT)


def page(site: Site) -> Page:
    known = _years(site.edition, site.gemeente.code)
    figures = [
        _figure_years(site, item, known.get(name, {}))
        for name, item in site.described.items()
        if item.indicator.retired is None
    ]
    year = timezone.localtime(site.edition.published_at).year
    return figure_years_page(figures, year, f"Editie {site.edition.key}", site.href_of_indicator)


def _figure_years(site: Site, item: Described, years_of: dict[Level, set[int]]) -> FigureYears:
    theme = site.catalogue.themes[item.indicator.theme].title
    years = sorted(set().union(*years_of.values()))
    return FigureYears(item, theme, tuple(years), tuple(level for level in _LEVELS if level in years_of))


@kept
def _years(edition: PublishedEdition, gemeente: str) -> dict[str, dict[Level, set[int]]]:
    """Indicator -> level -> years with a value. Kept per process: an edition never changes."""
    store = edition.store
    inside = [row for level in (Level.WIJK, Level.BUURT) for row in store.areas(level, gemeente)]
    level_of = {gemeente: Level.GEMEENTE, **{row.code: row.level for row in inside}}
    years: dict[str, dict[Level, set[int]]] = {}
    for figure in store.profile(list(level_of)):
        if figure.value is not None:
            years.setdefault(figure.indicator, {}).setdefault(level_of[figure.area], set()).add(figure.period)
    return years


FIGURE_YEARS = BlockPage(
    "figure_years",
    page,
    section="data",
    crumbs=lambda site: [("Data", site.links.data())],
    about="de bladzijde met de jaren van de cijfers",
)
