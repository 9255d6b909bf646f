"""Where do high values lie together, more than chance would put them? Local Moran and Gi*, with permutations.

A map of anything shows patches, of pure noise too. These statistics say for each area whether it and its neighbours
are more alike (or less) than if the same values had been dealt out over the map at random. One question per area is
many questions, so the answers go through false-discovery control before anything is called a hot spot.
"""

from dataclasses import dataclass
from enum import IntEnum

import numpy as np
from numpy.typing import ArrayLike, NDArray

from .false_discovery import SHARE, benjamini_hochberg
from .intervals import FloatArray
from .neighbours import Neighbours, from_pairs

# With 999 the smallest p is 0.002, which false-discovery control over 62 buurten never lets through on its own.
PERMUTATIONS = 9_999
# Two statistics this close (as a share of the largest) count as equal: the sums run in another order.
_TIE_TOLERANCE = 1e-12
# Permutations that are dealt at once: all of them over the 14,500 buurten of the country would need a gigabyte.
_BLOCK = 256


class Quadrant(IntEnum):
    """The area's own value and that of its neighbours, each beside the mean of all areas."""

    HIGH_AMONG_HIGH = 1
    LOW_AMONG_HIGH = 2
    LOW_AMONG_LOW = 3
    HIGH_AMONG_LOW = 4
    CANNOT_TELL = 0


@dataclass(frozen=True, slots=True)
class Local:
    """One statistic per area; (areas,) each, NaN where there is no value or no neighbour with one.

    statistic  local Moran's I, or Gi*
    z          standard errors from what chance gives, by formula
    p          two-sided, from the permutations; never 0
    quadrant   numbers of `Quadrant`
    """

    statistic: FloatArray
    z: FloatArray
    p: FloatArray
    quadrant: NDArray[np.int8]

    def beyond_chance(self, share: float = SHARE) -> NDArray[np.bool_]:
        """(areas,) which areas stand with at most this share of false alarms (Benjamini–Hochberg)."""
        return np.asarray(np.nan_to_num(benjamini_hochberg(self.p), nan=1.0) <= share)


def local_moran(values: ArrayLike, neighbours: Neighbours, permutations: int = PERMUTATIONS, *, seed: int) -> Local:
    """Find the areas that are more like their neighbours, or less, than chance makes them.

    values        (areas,)  any unit; higher = more urgent by the engine's habit; NaN missing
    neighbours    of the same areas; every neighbour weighs the same and an area's weights sum to 1
    permutations  how often the other values are dealt out anew, at least 99
    seed          fixes them: the same seed repeats to the bit
    returns       `Local`: positive among its like, negative where the area differs from what lies around it

    A missing area is taken off the map: it is no neighbour either. Where all values are equal there is nothing to
    tell. Raises ValueError where the lengths differ and for fewer than 99 permutations.

        I(i) = (n − 1) z(i) mean of z(j) over the neighbours / Σ z²,  z = x − x̄

    The permutations are conditional: the area keeps its value, its neighbours get others'. z is under that same
    condition, by the formula for a mean of draws without replacement. Source: Anselin (1995), Geographical Analysis
    27, 93–115; moments Sokal, Oden & Thomson (1998), Geographical Analysis 30, 331–354. Equal to esda, see
    tests/reference/test_lisa.py.
    """
    x, near, there = _on_the_map(values, neighbours)
    positions = _permuted(near, permutations, seed)
    if not _differ(x):
        return _nothing(there.size)
    own = x - x.mean()
    size = _sizes(near)
    lag = _lag(own, near)
    statistic = (x.size - 1) * own * lag / float(own @ own)
    others = (float(own @ own) - own**2 - own**2 / (x.size - 1)) / max(x.size - 2, 1)
    error = np.sqrt(np.maximum(others / size * (1 - size / (x.size - 1)), 0))
    z = np.sign(own) * _over(lag + own / (x.size - 1), error)
    return _fill(there, statistic, z, conditional_p(x, near, positions), _quadrants(own, lag))


def getis_ord_star(values: ArrayLike, neighbours: Neighbours, permutations: int = PERMUTATIONS, *, seed: int) -> Local:
    """Find the areas around which high values (or low ones) lie together, themselves included.

    values        (areas,)  ≥ 0: Gi* is a share of the total; NaN missing
    returns       `Local`: `statistic` is the mean of the area and its neighbours as a share of the sum of all values;
                  z above 0 where values are high, below 0 where they are low

    Other arguments, missing values and errors as for `local_moran`; also raises ValueError naming the first negative
    value.

        Gi*(i) = mean of x over the area and its neighbours / Σ x

    z is as Getis and Ord have it, not conditional on the area's own value; p is conditional. Source: Ord & Getis
    (1995), Geographical Analysis 27, 286–306. Equal to esda's G_Local with star: the statistic under its
    row-standardised weights, z under its binary ones (its formula for z does not fit the others), see
    tests/reference/test_lisa.py.
    """
    x, near, there = _on_the_map(values, neighbours)
    if (x < 0).any():
        area = int(np.flatnonzero(there)[np.argmax(x < 0)])
        raise ValueError(f"Gi* needs values of 0 or more, not {x[x < 0][0]:g} in area {area}")
    positions = _permuted(near, permutations, seed)
    if not _differ(x):
        return _nothing(there.size)
    size = _sizes(near) + 1
    lag = _lag(x, near)
    around = (x + (size - 1) * lag) / size
    error = np.sqrt(x.var() / size * (x.size - size) / (x.size - 1))
    z = _over(around - x.mean(), error)
    p = conditional_p(x, near, positions)
    return _fill(there, around / x.sum(), z, p, _quadrants(x - x.mean(), lag - x.mean()))


def conditional_p(values: FloatArray, near: Neighbours, positions: NDArray[np.int64]) -> FloatArray:
    """How often other values around an area lie at least as far out as those that are there; two-sided.

    values     (areas,)  without missing ones
    positions  (permutations, most neighbours)  places among the *other* areas, no place twice in a row
    returns    (areas,)  NaN without neighbours; both I and Gi* rise or fall with the mean of the neighbours, so they
               share this p

        p = 2 (1 + the rarer of: as high or higher, as low or lower) / (permutations + 1), at most 1

    Twice esda's own p, which is one-sided in whichever direction the area happens to lie: taken at 0.05 that flags
    10 % of the areas of pure noise.
    """
    p = np.full(values.size, np.nan)
    for area in range(values.size):
        around = near.of(area)
        if around.size == 0:
            continue
        drawn = np.delete(values, area)[positions[:, : around.size]].mean(axis=1)
        observed, room = float(values[around].mean()), _TIE_TOLERANCE * float(np.abs(drawn).max())
        rarer = min(int((drawn >= observed - room).sum()), int((drawn <= observed + room).sum()))
        p[area] = min(1.0, 2 * (1 + rarer) / (positions.shape[0] + 1))
    return p


def _on_the_map(values: ArrayLike, neighbours: Neighbours) -> tuple[FloatArray, Neighbours, NDArray[np.bool_]]:
    """The known values, who is beside whom among those, and which areas they are."""
    x = np.asarray(values, np.float64)
    if x.shape != (neighbours.areas,):
        raise ValueError(f"{neighbours.areas} areas have neighbours, but there are {x.size} values")
    there = np.isfinite(x)
    place = np.cumsum(there) - 1
    pairs = {(int(place[a]), int(place[b])) for a, b in neighbours.pairs if there[a] and there[b]}
    return x[there], from_pairs(int(there.sum()), pairs), there


def _permuted(near: Neighbours, permutations: int, seed: int) -> NDArray[np.int64]:
    """The same draws serve every area, as each only asks for places among the others."""
    if permutations < 99:
        raise ValueError(f"at least 99 permutations are needed, not {permutations}")
    most, others = int(np.diff(near.offsets).max(initial=0)), max(near.areas - 1, 0)
    generator = np.random.default_rng(seed)
    positions = np.empty((permutations, most), dtype=np.int64)
    for start in range(0, permutations, _BLOCK):
        part = positions[start : start + _BLOCK]
        part[:] = generator.permuted(np.tile(np.arange(others), (len(part), 1)), axis=1)[:, :most]
    return positions


def _differ(x: FloatArray) -> bool:
    return x.size > 2 and bool((x != x[0]).any())


def _sizes(near: Neighbours) -> FloatArray:
    """(areas,) how many neighbours; NaN for none, so that all that follows from it is missing too."""
    size = np.diff(near.offsets).astype(np.float64)
    return np.where(size > 0, size, np.nan)


def _lag(x: FloatArray, near: Neighbours) -> FloatArray:
    """(areas,) mean over the neighbours; NaN without any."""
    area = np.repeat(np.arange(x.size), np.diff(near.offsets))
    total = np.bincount(area, x[near.members], minlength=x.size)
    return np.asarray(total / _sizes(near), np.float64)


def _over(top: FloatArray, bottom: FloatArray) -> FloatArray:
    """NaN where nothing can vary: an area that is beside all others."""
    result = np.full(top.shape, np.nan)
    np.divide(top, bottom, out=result, where=bottom > 0)
    return result


def _quadrants(own: FloatArray, lag: FloatArray) -> NDArray[np.int8]:
    chosen = [np.isnan(lag), (own > 0) & (lag > 0), (own <= 0) & (lag > 0), (own <= 0) & (lag <= 0)]
    names = [Quadrant.CANNOT_TELL, Quadrant.HIGH_AMONG_HIGH, Quadrant.LOW_AMONG_HIGH, Quadrant.LOW_AMONG_LOW]
    return np.select(chosen, [int(name) for name in names], int(Quadrant.HIGH_AMONG_LOW)).astype(np.int8)


def _fill(
    there: NDArray[np.bool_], statistic: FloatArray, z: FloatArray, p: FloatArray, quadrant: NDArray[np.int8]
) -> Local:
    """Back among the areas that were taken off the map."""
    result = _nothing(there.size)
    for whole, part in ((result.statistic, statistic), (result.z, z), (result.p, p)):
        whole[there] = part
    result.quadrant[there] = quadrant
    return result


def _nothing(areas: int) -> Local:
    empty = np.full((3, areas), np.nan)
    return Local(empty[0], empty[1], empty[2], np.zeros(areas, dtype=np.int8))
