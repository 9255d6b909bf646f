"""Where an area lies: itself dark, its wijk in a middle tint, the rest of the gemeente light; every wijk a link."""

from collections.abc import Callable, Sequence
from html import escape

from wijkwerk.data.queries.figures import AreaRow
from wijkwerk.present.charts.canvas import Markup

from .choropleth import framed, group_borders, label_markup
from .labels import Label
from .shapes import MapShapes


def locator(
    shapes: MapShapes,
    area: AreaRow,
    buurten: Sequence[AreaRow],
    href: Callable[[AreaRow], str],
    *,
    wijken: Sequence[AreaRow] = (),
    key: str = "plaats",
    gemeente_name: str = "",
) -> Markup:
    """A small map for the head of a profile; empty where no border is loaded.

    shapes   the buurten of the gemeente, with the wijken as groups
    wijken   drawn as one link each around the own wijk's buurten, so that the picture stays small in a large gemeente
    """
    own_wijk = area.parent if area.code in shapes.shapes else area.code
    near = [row for row in buurten if row.parent == own_wijk and row.code in shapes.shapes]
    far = [row for row in wijken if row.code in shapes.groups and row.code != own_wijk]
    if not near and not far:
        return Markup("")
    parts = [_linked(row, href, "rest-fill", shapes.groups[row.code].path) for row in far]
    if area.code in shapes.groups:  # a wijk: all of it dark
        parts += [_linked(row, href, "self-fill", shapes.shapes[row.code].path) for row in near]
    else:
        parts += [
            _linked(row, href, "self-fill" if row.code == area.code else "wijk-fill", shapes.shapes[row.code].path)
            for row in near
        ]
    where = f" in {gemeente_name}" if gemeente_name else ""
    description = "De lijst met wijken en buurten staat op de startpagina."
    return framed(shapes, parts, key, f"Ligging van {area.name}{where}", description)


def plain_map(
    shapes: MapShapes,
    buurten: Sequence[AreaRow],
    href: Callable[[AreaRow], str],
    labels: Sequence[Label],
    *,
    key: str,
    title: str,
    description: str,
    sparse: frozenset[str] = frozenset(),
) -> Markup:
    """A map without figures: every area a link, wijk borders and names on top. `sparse` codes are drawn lighter."""
    drawn = [row for row in buurten if row.code in shapes.shapes]
    if not drawn:
        return Markup("")
    parts = [
        _linked(row, href, "plain out" if row.code in sparse else "plain", shapes.shapes[row.code].path)
        for row in drawn
    ]
    return framed(shapes, [*parts, *group_borders(shapes), *label_markup(shapes, labels)], key, title, description)


def _linked(row: AreaRow, href: Callable[[AreaRow], str], cls: str, path: str) -> str:
    return f'<a href="{escape(href(row))}"><path class="{cls}" d="{path}"><title>{escape(row.name)}</title></path></a>'
