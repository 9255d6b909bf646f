"""Borders as drawn shapes, kept per edition: making them costs milliseconds and they never change."""

from wijkwerk.data.queries.figures import AreaRow
from wijkwerk.definitions.vocabulary import Level
from wijkwerk.editions.kept import kept
from wijkwerk.editions.reading import PublishedEdition
from wijkwerk.present.maps.shapes import MapShapes, map_shapes


@kept
def gemeente_shapes(edition: PublishedEdition, gemeente: str, level: Level = Level.BUURT) -> MapShapes:
    """The areas of a level in a gemeente; for buurten the wijken around them as groups. Empty without borders."""
    rows = edition.store.areas(level, gemeente)
    geometries = edition.store.geometries([row.code for row in rows])
    group_of = {row.code: row.parent for row in rows} if level is Level.BUURT else None
    return map_shapes(geometries, group_of)


def wijken_of(edition: PublishedEdition, gemeente: str) -> list[AreaRow]:
    return edition.store.areas(Level.WIJK, gemeente)
