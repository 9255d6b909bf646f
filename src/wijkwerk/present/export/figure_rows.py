"""Figures with their indicator and area, as a table or a picture is made of them."""

from collections.abc import Iterable, Mapping

from wijkwerk.data.queries.figures import AreaRow, Figure
from wijkwerk.present.figures.material import Described
from wijkwerk.present.figures.source_rows import picture_source

from .tables import FigureRow


def figure_rows(
    described: Mapping[str, Described], figures: Iterable[Figure], areas: Iterable[AreaRow]
) -> list[FigureRow]:
    """Those of known indicators and areas, in the order of the catalogue, the areas and the years."""
    rows = {area.code: area for area in areas}
    place = {name: number for number, name in enumerate(described)}
    order = {code: number for number, code in enumerate(rows)}
    known = [figure for figure in figures if figure.area in rows and figure.indicator in place]
    known.sort(key=lambda figure: (place[figure.indicator], order[figure.area], figure.period))
    return [(described[figure.indicator], rows[figure.area], figure) for figure in known]


def source_of(rows: Iterable[FigureRow]) -> str:
    """Who made them, each organisation once with its tables."""
    used: dict[str, tuple[Described, list[Figure]]] = {}
    for item, _, figure in rows:
        used.setdefault(item.indicator.id, (item, []))[1].append(figure)
    return picture_source(used.values())
