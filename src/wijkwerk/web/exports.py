"""A table or picture as a file that says what it is, which edition it is of and where its figures come from."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders
from django.http import HttpResponse

from wijkwerk.data.queries.figures import AreaRow, Figure
from wijkwerk.present.charts.canvas import Markup
from wijkwerk.present.charts.palette import Tokens, tokens_from_css
from wijkwerk.present.charts.sheet import Footer
from wijkwerk.present.export.fonts import Fonts, fonts_from
from wijkwerk.present.export.pictures import Head
from wijkwerk.present.export.png import png
from wijkwerk.present.export.tables import ExportTable, csv_for_excel, csv_for_machines, figures_table
from wijkwerk.present.material import Described
from wijkwerk.present.source_rows import picture_source

from .problems import NotHereError, Way
from .site import Site

TABLE_FORMS = ("excel.csv", "csv")
PICTURE_FORMS = ("svg", "png")

# (part of a page, form) -> address
FileHref = Callable[[str, str], str]
Told = tuple[Described, AreaRow, Figure]


@dataclass(frozen=True, slots=True)
class Files:
    """What the links under the pictures of a page point at."""

    href: FileHref


def table_file(site: Site, name: str, title: str, rows: Sequence[Told], form: str) -> HttpResponse:
    """Figures as CSV: one row each, with status, interval, source and edition."""
    return csv_file(site, name, figures_table(title, rows, footer(site, rows)), form)


def csv_file(site: Site, name: str, table: ExportTable, form: str) -> HttpResponse:
    """Any table as CSV, for Excel or for machines."""
    return _file(_csv(table, form), "text/csv; charset=utf-8", site, name, form)


def picture_file(site: Site, name: str, picture: Markup, form: str) -> HttpResponse:
    if form == "svg":
        return _file(picture.encode(), "image/svg+xml; charset=utf-8", site, name, form)
    return _file(png(picture, fonts()), "image/png", site, name, form)


def head(site: Site, title: str, subtitle: str, rows: Sequence[Told], form: str) -> Head:
    """What stands above and below a picture of figures."""
    return head_with(title, subtitle, footer(site, rows), form)


def head_with(title: str, subtitle: str, given: Footer, form: str) -> Head:
    """The same with a footer that is there already; a PNG also says so where the site's own fonts are not there."""
    if form == "png":
        return Head(title, subtitle, given, tokens(), fonts())
    return Head(title, subtitle, given, tokens())


def footer(site: Site, rows: Iterable[Told]) -> Footer:
    used: dict[str, tuple[Described, list[Figure]]] = {}
    for item, _, figure in rows:
        used.setdefault(item.indicator.id, (item, []))[1].append(figure)
    return Footer(picture_source(used.values()), site.edition.key, site.published_on)


def told(site: Site, figures: Iterable[Figure], areas: Iterable[AreaRow]) -> list[Told]:
    """The figures with their indicator and area, in the order of the catalogue, the areas and the years."""
    rows = {area.code: area for area in areas}
    place = {name: number for number, name in enumerate(site.described)}
    order = {code: number for number, code in enumerate(rows)}
    known = [figure for figure in figures if figure.area in rows and figure.indicator in place]
    known.sort(key=lambda figure: (place[figure.indicator], order[figure.area], figure.period))
    return [(site.described[figure.indicator], rows[figure.area], figure) for figure in known]


def refuse_form(site: Site, part: str, form: str, href: str) -> NotHereError:
    return NotHereError(f"Dit bestand is er niet: ‘{part}.{form}’.", (Way("Terug naar de pagina", href),))


@lru_cache(maxsize=1)
def tokens() -> Tokens:
    """The colours of the tokens file that the pages use."""
    found = finders.find("css/tokens.css")
    return tokens_from_css(Path(str(found)).read_text(encoding="utf-8"))


@lru_cache(maxsize=1)
def fonts() -> Fonts:
    found = finders.find("vendor/fonts")
    vendor = Path(str(found)) if found else Path("geen-lettertypen")
    return fonts_from(vendor, settings.WIJKWERK_DATA / "cache" / "fonts")


def _csv(table: ExportTable, form: str) -> bytes:
    return csv_for_excel(table) if form == "excel.csv" else csv_for_machines(table)


def _file(content: bytes, content_type: str, site: Site, name: str, form: str) -> HttpResponse:
    ending = "-excel.csv" if form == "excel.csv" else f".{form}"
    response = HttpResponse(content, content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="wijkwerk-{site.edition.key}-{name}{ending}"'
    return response
