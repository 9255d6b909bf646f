"""One figure of one area, asked of an edition and of the releases that it was made of."""

from typing import Any

from wijkwerk.data.queries.figures import AreaRow
from wijkwerk.pages.figure.page import FigureMaterial, LineRow, figure_page
from wijkwerk.present.blocks import Page
from wijkwerk.present.figures.figure_text import running_name
from wijkwerk.present.figures.line_text import line_text
from wijkwerk.present.figures.material import Described, FigureBook
from wijkwerk.web.blocks import BlockPage
from wijkwerk.web.figures.neighbours import larger_areas
from wijkwerk.web.figures.questions import find_area
from wijkwerk.web.figures.source_cells import cells_behind, lines_behind, source_columns
from wijkwerk.web.frame.page_problems import NotHereError, Way
from wijkwerk.web.frame.site import Site


def page(site: Site, code: str, indicator: str) -> Page:
    """Raises NotHereError for an area or a figure that the edition does not have, or not of each other."""
    area = find_area(site, code)
    item = site.described.get(indicator)
    if item is None:
        ways = (Way(f"Alle cijfers van {running_name(area)}", site.links.area_figures(area.code)),)
        raise NotHereError(f"Er is geen cijfer ‘{indicator}’ in editie {site.edition.key}.", ways)
    larger = larger_areas(site.edition, area)
    book = FigureBook(site.store.trend(indicator, [area.code, *(row.code for row in larger)]))
    if not book.series(indicator, area.code):
        raise _no_figure(site, area, item)
    return figure_page(FigureMaterial(item, area, larger, book, _line_rows(site, area, item, book)))


def _line_rows(site: Site, area: AreaRow, item: Described, book: FigureBook) -> tuple[LineRow, ...]:
    """By year, and within a year numerators before denominators."""
    periods = [figure.period for figure in book.series(item.indicator.id, area.code)]
    cells = {period: cells_behind(site.catalogue, item.indicator, period, area.level) for period in periods}
    lines = lines_behind(site, area, {cell for of_year in cells.values() for cell in of_year})
    titles = {name: site.catalogue.variable(name).title for name, _ in lines}
    columns = source_columns(site.catalogue, titles)
    return tuple(
        LineRow(period, line_text(lines[cell], titles, columns))
        for period in periods
        for cell in cells[period]
        if cell in lines
    )


def _no_figure(site: Site, area: AreaRow, item: Described) -> NotHereError:
    ways = (
        Way(item.indicator.title, site.links.indicator(item.indicator.id)),
        Way(f"Alle cijfers van {running_name(area)}", site.links.area_figures(area.code)),
    )
    return NotHereError(f"Van {running_name(area)} is er geen cijfer ‘{item.indicator.title}’.", ways)


def _crumbs(site: Site, code: str = "", **_: Any) -> list[tuple[str, str]]:
    area = find_area(site, code)
    return [
        ("Wijken en buurten", f"{site.links.start()}#gebieden"),
        (running_name(area), site.links.area(area.code)),
        ("Alle cijfers", site.links.area_figures(area.code)),
    ]


FIGURE = BlockPage("figure", page, section="areas", crumbs=_crumbs, about="de bladzijde over één cijfer van een gebied")
