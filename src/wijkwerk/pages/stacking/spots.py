"""Hot spots: areas whose score and that of the areas around them lie together, more than chance would put them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

from wijkwerk.data.queries.figures import AreaRow
from wijkwerk.definitions.recipe.recipe import Recipe
from wijkwerk.engine.false_discovery import SHARE, benjamini_hochberg
from wijkwerk.engine.lisa import Quadrant, local_moran
from wijkwerk.engine.neighbours import neighbours
from wijkwerk.present.collation import collation_key
from wijkwerk.present.words import VerdictWords
from wijkwerk.scores.certainty import SEED

# Higher is more urgent here, whatever the recipe's own direction.
URGENT_TOGETHER = VerdictWords("urgent, tussen urgente buren", "brandpunt", "worse", "i-worse")
CALM_TOGETHER = VerdictWords("niet urgent, en haar buren ook niet", "rustig", "better", "i-better")
URGENT_ALONE = VerdictWords("urgenter dan wat eromheen ligt", "urgenter", "neutral", "i-higher")
CALM_ALONE = VerdictWords("minder urgent dan wat eromheen ligt", "minder urgent", "neutral", "i-lower")
_WORDS = {
    Quadrant.HIGH_AMONG_HIGH: URGENT_TOGETHER,
    Quadrant.LOW_AMONG_LOW: CALM_TOGETHER,
    Quadrant.HIGH_AMONG_LOW: URGENT_ALONE,
    Quadrant.LOW_AMONG_HIGH: CALM_ALONE,
}


@dataclass(frozen=True, slots=True)
class Spot:
    """One area beside its neighbours. words: None where it is not beyond chance, or cannot be told.

    score       of the area; around: the mean of its neighbours, in points of the recipe's own scale
    neighbours  names of those with a score, in name order
    p, q        how often chance does this, before and after the correction for asking it of every area
    """

    area: AreaRow
    words: VerdictWords | None
    score: float | None
    around: float | None
    neighbours: tuple[str, ...]
    p: float | None
    q: float | None


@dataclass(frozen=True, slots=True)
class Spots:
    """All own areas in name order.

    outside   how many areas outside the gemeente took part as neighbours
    joined    names of the areas that touch nothing, with the area that was taken as their neighbour
    """

    areas: tuple[Spot, ...]
    outside: int
    joined: tuple[tuple[str, str], ...]

    @property
    def found(self) -> tuple[Spot, ...]:
        return tuple(spot for spot in self.areas if spot.words is not None)

    @property
    def asked(self) -> int:
        return sum(spot.p is not None for spot in self.areas)


def find_spots(
    recipe: Recipe,
    own: Sequence[AreaRow],
    outside: Sequence[AreaRow],
    borders: Mapping[str, bytes],
    scores: Mapping[str, float],
) -> Spots | None:
    """Local Moran on the score, the false discoveries over the own areas under control. None without borders.

    outside  areas of other gemeenten that may lie beside an own one; only those that do take part
    borders  WKB in RD by code, of both; scores: by code, of both
    """
    shapes = {code: shapely.from_wkb(border) for code, border in borders.items()}
    ordered = sorted(own, key=lambda row: collation_key(row.name))
    if not any(row.code in shapes for row in ordered):
        return None
    everybody = [*ordered, *_beside(ordered, outside, shapes)]
    near = neighbours([shapes.get(row.code) for row in everybody])
    sign = 1.0 if recipe.high_score_means == "urgent" else -1.0
    values = np.array([sign * scores.get(row.code, np.nan) for row in everybody])
    local = local_moran(values, near, seed=SEED)
    p = local.p[: len(ordered)]
    q = benjamini_hochberg(p)
    spots = []
    for place, row in enumerate(ordered):
        around = [other for other in near.of(place).tolist() if np.isfinite(values[other])]
        spots.append(
            Spot(
                area=row,
                words=_WORDS.get(Quadrant(int(local.quadrant[place]))) if q[place] <= SHARE else None,
                score=_number(sign * values[place]),
                around=_number(sign * values[around].mean()) if around else None,
                neighbours=tuple(sorted((everybody[other].name for other in around), key=collation_key)),
                p=_number(p[place]),
                q=_number(q[place]),
            )
        )
    joined = tuple((everybody[one].name, everybody[other].name) for one, other in near.joined if one < len(ordered))
    return Spots(tuple(spots), len(everybody) - len(ordered), joined)


def _beside(own: Sequence[AreaRow], outside: Sequence[AreaRow], shapes: Mapping[str, BaseGeometry]) -> list[AreaRow]:
    """Those of the others that lie within the tolerance of an own area."""
    known = [row for row in outside if row.code in shapes]
    if not known:
        return []
    near = neighbours([shapes.get(row.code) for row in (*own, *known)], join_islands=False)
    return [row for place, row in enumerate(known, start=len(own)) if (near.of(place) < len(own)).any()]


def _number(value: float) -> float | None:
    return float(value) if np.isfinite(value) else None
