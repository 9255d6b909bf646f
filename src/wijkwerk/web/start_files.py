"""The map of the first page as files: the picture with the names of wijken, and the areas behind it as a table."""

from django.http import HttpResponse

from wijkwerk.definitions.vocabulary import Level
from wijkwerk.present.charts.canvas import Markup
from wijkwerk.present.charts.sheet import Footer
from wijkwerk.present.export.map_pictures import map_picture
from wijkwerk.present.export.pictures import Head
from wijkwerk.present.export.tables import ExportColumn, ExportTable
from wijkwerk.present.figure_text import running_name
from wijkwerk.present.maps.choropleth import MapArea
from wijkwerk.present.maps.labels import Label

from .borders import gemeente_shapes
from .exports import PICTURE_FORMS, TABLE_FORMS, csv_file, fonts, picture_file, refuse_form, tokens
from .site import Site

_COLUMNS = (
    ExportColumn("area", "Gebiedscode"),
    ExportColumn("area_name", "Gebied"),
    ExportColumn("level", "Niveau"),
    ExportColumn("parent", "Ligt in"),
    ExportColumn("inhabitants", "Inwoners"),
    ExportColumn("year", "Jaar van de indeling"),
)


def start_file(site: Site, form: str) -> HttpResponse:
    """Raises NotHereError for another form, and for a picture where no border is loaded."""
    shapes = gemeente_shapes(site.edition, site.gemeente.code)
    if form in TABLE_FORMS:
        return csv_file(site, _name(site), _table(site), form)
    if form not in PICTURE_FORMS or shapes.is_empty:
        raise refuse_form(site, "kaart", form, site.links.start())
    return picture_file(site, _name(site), _picture(site, form), form)


def _table(site: Site) -> ExportTable:
    home = site.gemeente
    rows = [home, *site.store.areas(Level.WIJK, home.code), *site.store.areas(Level.BUURT, home.code)]
    told = tuple((row.code, row.name, row.level.value, row.parent, row.inhabitants, row.year) for row in rows)
    return ExportTable(_title(site), _COLUMNS, told, _footer(site))


def _picture(site: Site, form: str) -> Markup:
    buurten = site.store.areas(Level.BUURT, site.gemeente.code)
    wijken = site.store.areas(Level.WIJK, site.gemeente.code)
    areas = [(MapArea(row.code, row.name, "", row.level.value), "plain") for row in buurten]
    head = Head(_title(site), f"Indeling van {site.gemeente.year}", _footer(site), tokens())
    if form == "png":
        head = Head(head.title, head.subtitle, head.footer, head.tokens, fonts())
    shapes = gemeente_shapes(site.edition, site.gemeente.code)
    notes = (
        f"{len(wijken)} wijken met hun naam, {len(buurten)} buurten.",
        "Dikke lijn: wijkgrens.",
    )
    labels = [Label(row.code, row.name) for row in wijken]
    return map_picture(head, shapes, areas, (), "Wijken en buurten", labels, notes=notes)


def _title(site: Site) -> str:
    return f"Wijken en buurten van {running_name(site.gemeente)}"


def _name(site: Site) -> str:
    return f"wijken-en-buurten-{site.gemeente.code}"


def _footer(site: Site) -> Footer:
    return Footer(f"CBS en Kadaster, grenzen {site.gemeente.year}, vereenvoudigd", site.edition.key, site.published_on)
