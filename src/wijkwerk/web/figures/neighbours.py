"""What lies around an area: the larger ones it is part of, the smaller ones in it, those that are like it."""

from wijkwerk.data.queries.figures import AreaRow
from wijkwerk.data.queries.store import ObservationStore
from wijkwerk.definitions.vocabulary import Level
from wijkwerk.editions.kept import kept
from wijkwerk.editions.reading import PublishedEdition

# A profile stands beside these; a stadsdeel is the municipality's own and has its own place on the page.
_BESIDE = (Level.WIJK, Level.GEMEENTE)


def larger_areas(edition: PublishedEdition, area: AreaRow) -> tuple[AreaRow, ...]:
    """Its wijk, gemeente and country, as far as they are there and may be told, small to large."""
    larger = []
    code = area.parent
    while code is not None and (row := edition.store.area(code)) is not None:
        if row.level in _BESIDE:
            larger.append(row)
        code = row.parent
    land = edition.country.area
    if area.level is not Level.LAND and land is not None:
        larger.append(land)
    return tuple(larger)


def stadsdeel_of(store: ObservationStore, area: AreaRow) -> AreaRow | None:
    """The stadsdeel that a buurt or wijk lies in, where the municipality made any."""
    code = area.parent
    while code is not None and (row := store.area(code)) is not None:
        if row.level is Level.STADSDEEL:
            return row
        code = row.parent
    return None


def gemeente_of(store: ObservationStore, area: AreaRow) -> AreaRow | None:
    return area if area.level is Level.GEMEENTE else store.area(area.gemeente or "")


def parts_of(store: ObservationStore, area: AreaRow) -> tuple[AreaRow, ...]:
    """The areas that a profile leads on to: the buurten of its wijk, or the wijken of a gemeente or stadsdeel."""
    if area.level is Level.LAND:
        return ()
    if area.level in {Level.GEMEENTE, Level.STADSDEEL}:
        return tuple(store.areas(Level.WIJK, area.code))
    wijk = area.code if area.level is Level.WIJK else area.parent
    return tuple(store.areas(Level.BUURT, wijk)) if wijk else ()


@kept
def count_peers(edition: PublishedEdition, level: Level, urbanity: int) -> int:
    """How many areas of a level in the edition are as urban."""
    return sum(row.urbanity == urbanity for row in edition.store.areas(level))
