"""Exact SMAA for three criteria: the weights are a triangle, and every place of every candidate a part of it.

Two candidates change places where their totals are equal: a straight line through the triangle. Cutting the triangle
along all those lines leaves pieces in which the ranking is the same, and their areas are the acceptabilities. No draws.
"""

from itertools import combinations, pairwise

import numpy as np

Point = tuple[float, float, float]
Polygon = list[Point]
CORNERS: Polygon = [(1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0)]


def exact_ranks(scores: list[list[float]], constraints: list[Point] | None = None) -> tuple[np.ndarray, np.ndarray]:
    """(candidates, places) shares of the allowed weights, and (candidates, 3) central weights.

    constraints  each a vector c with c · w ≥ 0 for every allowed w (c may hold a constant, as the weights sum to 1)
    """
    allowed = CORNERS
    for line in constraints or []:
        allowed = cut(allowed, line)
    pieces = [allowed]
    for one, other in combinations(scores, 2):
        line = tuple(a - b for a, b in zip(one, other, strict=True))
        turned = tuple(-x for x in line)
        pieces = [part for piece in pieces for part in (cut(piece, line), cut(piece, turned)) if area(part) > 0]
    return _collect(scores, pieces, area(allowed))


def _collect(scores: list[list[float]], pieces: list[Polygon], whole: float) -> tuple[np.ndarray, np.ndarray]:
    ranks, moments, first = np.zeros((len(scores),) * 2), np.zeros((len(scores), 3)), np.zeros(len(scores))
    for piece in pieces:
        middle = centre(piece)
        order = sorted(range(len(scores)), key=lambda i: -total(scores[i], middle))
        for place, candidate in enumerate(order):
            ranks[candidate, place] += area(piece) / whole
        moments[order[0]] += area(piece) * np.array(middle)
        first[order[0]] += area(piece)
    with np.errstate(invalid="ignore"):
        return np.minimum(ranks, 1.0), moments / first[:, None]


def total(values: list[float], weights: Point) -> float:
    return sum(value * weight for value, weight in zip(values, weights, strict=True))


def cut(polygon: Polygon, line: Point) -> Polygon:
    """The part in which line · w ≥ 0 (Sutherland and Hodgman's clipping)."""
    kept: Polygon = []
    for start, end in zip(polygon, polygon[1:] + polygon[:1], strict=True):
        before, after = total(list(line), start), total(list(line), end)
        if before >= 0:
            kept.append(start)
        if before * after < 0:
            share = before / (before - after)
            kept.append(tuple(a + share * (b - a) for a, b in zip(start, end, strict=True)))
    return kept


def area(polygon: Polygon) -> float:
    """In the plane of the first two weights, in which equal areas are equal parts of the triangle."""
    pairs = zip(polygon, polygon[1:] + polygon[:1], strict=True)
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in pairs)) / 2


def centre(polygon: Polygon) -> Point:
    """Centroid, from the triangles of a fan."""
    sizes, middles = [], []
    for b, c in pairwise(polygon[1:]):
        sizes.append(area([polygon[0], b, c]))
        middles.append([sum(x) / 3 for x in zip(polygon[0], b, c, strict=True)])
    return tuple(np.average(middles, axis=0, weights=sizes))
