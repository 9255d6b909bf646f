"""Make borders fit together: no overlaps, no slivers between neighbours, larger areas exactly their parts.

Published borders are generalised area by area, so that neighbours overlap or leave gaps (Hengelo 2024: 33 pairs of
buurten overlap, 34 gaps lie between them). For drawing, and above all for dissolving, they must share their edges.
"""

from collections.abc import Mapping

import numpy as np
import shapely
from shapely.geometry.base import BaseGeometry

# Metres. Borders are generalised by 10–60 m, so a gap between two of them can be twice that; real enclaves are wider.
GAP = 100.0


def clean_coverage(borders: Mapping[str, BaseGeometry]) -> dict[str, BaseGeometry]:
    """The same areas as one coverage: edges of neighbours identical, overlaps given to the longest common border.

    borders   code -> Polygon or MultiPolygon in RD metres, of one level

    An area that disappears under its neighbours is left out.
    """
    if not borders:
        return {}
    shapes = np.array(list(borders.values()), dtype=object)
    valid = np.where(shapely.is_valid(shapes), shapes, shapely.make_valid(shapes, method="structure"))
    cleaned = shapely.coverage_clean(valid, gap_width=GAP)  # type: ignore[attr-defined]  # types-shapely knows 2.1
    return {code: shape for code, shape in zip(borders, cleaned, strict=True) if not shape.is_empty}


def simplify_coverage(borders: Mapping[str, BaseGeometry], tolerance: float) -> dict[str, BaseGeometry]:
    """Fewer points, the same edges for both neighbours. `tolerance` in metres (square root of the area that may go)."""
    if not borders:
        return {}
    shapes = np.array(list(borders.values()), dtype=object)
    return dict(zip(borders, shapely.coverage_simplify(shapes, tolerance), strict=True))


def dissolve(borders: Mapping[str, BaseGeometry], larger: Mapping[str, str]) -> dict[str, BaseGeometry]:
    """The larger areas as the union of their parts.

    borders   a clean coverage, code -> shape
    larger    code of a part -> code of the larger area; every part that the larger area has, also those without border

    A larger area of which a part has no border is left out: half a wijk is no wijk.
    """
    parts: dict[str, list[str]] = {}
    for part, whole in larger.items():
        parts.setdefault(whole, []).append(part)
    return {
        whole: shapely.coverage_union_all([borders[part] for part in members])
        for whole, members in parts.items()
        if all(part in borders for part in members)
    }
