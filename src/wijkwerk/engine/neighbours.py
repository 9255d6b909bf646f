"""Which areas lie beside each other, on borders that were drawn for looking at and do not quite meet.

Generalised borders leave gaps and overlaps of some metres: of Hengelo's 62 buurten only 77 pairs share a whole stretch
of border to the last digit, 162 meet somewhere, 164 lie within 5 metres and 174 within 30. So "beside" means within a
tolerance.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

TOLERANCE_M = 5.0

IntArray = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Neighbours:
    """Who lies beside whom; symmetric, nobody beside itself.

    offsets   (areas + 1,)  where each area's neighbours begin and end in `members`
    members   positions of the neighbours, rising within each area
    joined    (islands, 2)  pairs that lie further apart than the tolerance: an island and the area nearest to it
    nowhere   positions of the areas without a geometry, which have no neighbours
    """

    offsets: IntArray
    members: IntArray
    joined: tuple[tuple[int, int], ...] = ()
    nowhere: tuple[int, ...] = ()

    @property
    def areas(self) -> int:
        return self.offsets.size - 1

    def of(self, area: int) -> IntArray:
        """The neighbours of one area, by position."""
        return self.members[self.offsets[area] : self.offsets[area + 1]]

    @property
    def pairs(self) -> IntArray:
        """(pairs, 2), each pair once, the lower position first."""
        first = np.repeat(np.arange(self.areas), np.diff(self.offsets))
        once = first < self.members
        return np.stack([first[once], self.members[once]], axis=1)


def neighbours(
    geometries: Sequence[BaseGeometry | None], tolerance: float = TOLERANCE_M, *, join_islands: bool = True
) -> Neighbours:
    """Find the areas that lie within a tolerance of each other.

    geometries    (areas,)  polygons in metres (RD); None or empty where there is no border
    tolerance     metres ≥ 0
    join_islands  an area with nothing within the tolerance gets the nearest area as its neighbour (both ways); of
                  equally near ones the first

    Areas outside the gemeente count as neighbours where they are given too: give them after the own ones, so that the
    own positions stay. Raises ValueError for a tolerance that is negative or no number.

    Distances are between borders, 0 where areas overlap. Hengelo's counts at three tolerances, and libpysal's own
    pairs on them, are in tests/reference/test_neighbours.py.
    """
    if not 0 <= tolerance < np.inf:
        raise ValueError(f"the tolerance must be a number of metres, 0 or more, not {tolerance}")
    shapes = np.array(geometries, dtype=object)
    there = np.flatnonzero([shape is not None and not shape.is_empty for shape in geometries])
    tree = shapely.STRtree(shapes[there])
    first, second = tree.query(shapes[there], predicate="dwithin", distance=tolerance)
    pairs = {(int(a), int(b)) for a, b in zip(there[first], there[second], strict=True) if a < b}
    joined = _join(shapes, there, pairs) if join_islands else ()
    nowhere = sorted(set(range(len(geometries))) - set(there.tolist()))
    return from_pairs(len(geometries), pairs | set(map(_rising, joined)), joined, tuple(nowhere))


def from_pairs(
    areas: int,
    pairs: set[tuple[int, int]],
    joined: tuple[tuple[int, int], ...] = (),
    nowhere: tuple[int, ...] = (),
) -> Neighbours:
    """The same from pairs that somebody else found; each pair counts both ways.

    Raises ValueError for a pair of an area with itself, or with a position that is not there.
    """
    for one, other in sorted(pairs):
        if one == other or not (0 <= one < areas and 0 <= other < areas):
            raise ValueError(f"{one} and {other} cannot be neighbours among {areas} areas")
    both = np.array(sorted(pairs | {(b, a) for a, b in pairs}), dtype=np.int64).reshape(-1, 2)
    counts = np.bincount(both[:, 0], minlength=areas)
    return Neighbours(np.concatenate([[0], np.cumsum(counts)]).astype(np.int64), both[:, 1].copy(), joined, nowhere)


def _join(shapes: NDArray[np.object_], there: IntArray, pairs: set[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """Each island with the area nearest to it. Islands are few, so each may look at every area."""
    beside = {area for pair in pairs for area in pair}
    islands = [int(area) for area in there if int(area) not in beside]
    if len(there) < 2:
        return ()
    return tuple((island, _nearest(shapes, there, island)) for island in islands)


def _nearest(shapes: NDArray[np.object_], there: IntArray, island: int) -> int:
    others = there[there != island]
    return int(others[np.argmin(shapely.distance(shapes[others], shapes[island]))])


def _rising(pair: tuple[int, int]) -> tuple[int, int]:
    return min(pair), max(pair)
