"""Which gemeenten may hold neighbours: those whose border lies beside the own one, as far as borders are loaded."""

from typing import Any

import shapely

from wijkwerk.data.queries.figures import AreaRow
from wijkwerk.definitions.vocabulary import Level
from wijkwerk.pages.stacking.reading import gemeenten_beside

HENGELO, BORNE, ENSCHEDE, TEXEL = "GM0164", "GM0147", "GM0153", "GM0448"
# Borne lies 3 metres away, Enschede shares a corner, Texel lies far off.
PLACES = {HENGELO: (0, 0), BORNE: (1003, 0), ENSCHEDE: (1000, 1000), TEXEL: (50_000, 0)}


class Borders:
    """The two questions that are asked of a store."""

    def __init__(self, *without: str, level: Level = Level.GEMEENTE) -> None:
        self._places = {code: place for code, place in PLACES.items() if code not in without}
        self._level = level

    def areas(self, level: Level, within: str | None = None) -> list[AreaRow]:
        if level is not self._level:
            return []
        return [AreaRow(code, 2024, level, code, "NL00", code, None, None) for code in PLACES]

    def geometries(self, codes: list[str]) -> dict[str, bytes]:
        boxes = {code: shapely.box(x, y, x + 1000, y + 1000) for code, (x, y) in self._places.items()}
        return {code: bytes(shapely.to_wkb(boxes[code])) for code in codes if code in boxes}


def beside(*without: str, level: Level = Level.GEMEENTE) -> list[str]:
    store: Any = Borders(*without, level=level)
    return gemeenten_beside(store, HENGELO)


def test_gemeenten_within_five_metres_are_asked_for_neighbours():
    assert beside() == [BORNE, ENSCHEDE]


def test_borders_of_wijken_alone_tell_it_as_well():
    assert beside(level=Level.WIJK) == [BORNE, ENSCHEDE]


def test_an_island_gets_no_neighbour_from_far_away():
    assert beside(BORNE, ENSCHEDE) == []


def test_without_its_own_border_a_gemeente_has_no_neighbours():
    assert beside(HENGELO) == []
    assert beside(*PLACES) == []
