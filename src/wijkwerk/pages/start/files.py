"""The map of the first page as a block: the picture with the names of wijken, and the areas behind it as a table."""

from functools import partial

from wijkwerk.definitions.vocabulary import Level
from wijkwerk.present.blocks import Block, Picture
from wijkwerk.present.charts.canvas import Markup
from wijkwerk.present.charts.sheet import Footer
from wijkwerk.present.export.map_pictures import map_picture
from wijkwerk.present.export.pictures import Head
from wijkwerk.present.export.tables import ExportColumn, ExportTable
from wijkwerk.present.figures.figure_text import running_name
from wijkwerk.present.maps.choropleth import MapArea
from wijkwerk.present.maps.labels import Label
from wijkwerk.web.figures.borders import gemeente_shapes
from wijkwerk.web.frame.site import Site

_COLUMNS = (
    ExportColumn("area", "Gebiedscode"),
    ExportColumn("area_name", "Gebied"),
    ExportColumn("level", "Niveau"),
    ExportColumn("parent", "Ligt in"),
    ExportColumn("inhabitants", "Inwoners"),
    ExportColumn("year", "Jaar van de indeling"),
)


def start_block(site: Site) -> Block:
    """Without a picture where no border is loaded."""
    home = site.gemeente
    picture = Picture(_title(site), f"Indeling van {home.year}", partial(_draw, site))
    source = f"CBS en Kadaster, grenzen {home.year}, vereenvoudigd"
    has_borders = not gemeente_shapes(site.edition, home.code).is_empty
    return Block("kaart", source, partial(_table, site), picture if has_borders else None)


def start_file_name(site: Site) -> str:
    return f"wijken-en-buurten-{site.gemeente.code}"


def _table(site: Site, footer: Footer) -> ExportTable:
    home = site.gemeente
    areas = [home, *site.store.areas(Level.WIJK, home.code), *site.store.areas(Level.BUURT, home.code)]
    rows = tuple((row.code, row.name, row.level.value, row.parent, row.inhabitants, row.year) for row in areas)
    return ExportTable(_title(site), _COLUMNS, rows, footer)


def _draw(site: Site, head: Head) -> Markup:
    buurten = site.store.areas(Level.BUURT, site.gemeente.code)
    wijken = site.store.areas(Level.WIJK, site.gemeente.code)
    areas = [(MapArea(row.code, row.name, "", row.level.value), "plain") for row in buurten]
    shapes = gemeente_shapes(site.edition, site.gemeente.code)
    notes = (
        f"{len(wijken)} wijken met hun naam, {len(buurten)} buurten.",
        "Dikke lijn: wijkgrens.",
    )
    labels = [Label(row.code, row.name) for row in wijken]
    return map_picture(head, shapes, areas, (), "Wijken en buurten", labels, notes=notes)


def _title(site: Site) -> str:
    return f"Wijken en buurten van {running_name(site.gemeente)}"
