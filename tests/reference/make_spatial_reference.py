"""Write spatial_reference.csv: local Moran and Gi* of 62 buurten as esda and libpysal compute them.

Run by hand in an environment of its own, as the project itself needs neither:

    pip install esda==2.9.0 libpysal==4.14.1
    python tests/reference/make_spatial_reference.py ../shared/data/geo/hengelo_buurten_2024_rd.geojson

The borders are CBS's buurten of Hengelo (2024, generalised, CC BY 4.0); the values are made up here, so that the
table holds no figure of anybody: a gradient from the south-west with lumps of noise. The p-values are from esda's own
permutations without numba, whose places come from numpy's legacy generator; the test deals the same ones.
"""

import csv
import json
import sys
import warnings
from pathlib import Path

import esda
import numpy as np
import shapely
from libpysal.weights import W
from shapely.geometry.base import BaseGeometry

SEED, PERMUTATIONS, TOLERANCE_M = 20_191, 999, 5


def main(borders: Path) -> None:
    features = json.loads(borders.read_text(encoding="utf-8"))["features"]
    features.sort(key=lambda feature: feature["properties"]["statcode"])
    shapes = [shapely.geometry.shape(feature["geometry"]) for feature in features]
    weights = W(_beside(shapes), silence_warnings=True)
    y = _values(shapes)
    moran = esda.Moran_Local(y, weights, permutations=PERMUTATIONS, seed=SEED, n_jobs=1)
    shares = esda.G_Local(y, weights, transform="R", star=True, permutations=PERMUTATIONS, seed=SEED, n_jobs=1)
    binary = esda.G_Local(y, weights, transform="B", star=True, permutations=0)
    columns = {
        "buurt": [feature["properties"]["statcode"] for feature in features],
        "value": y,
        "neighbours": [" ".join(map(str, sorted(weights.neighbors[i]))) for i in range(len(y))],
        "moran": moran.Is,
        # EIc and VIc are about n z lag / Σz², Is has n − 1 in the place of n.
        "moran_z": (moran.Is * len(y) / (len(y) - 1) - moran.EIc) / np.sqrt(moran.VIc),
        "moran_p": moran.p_sim,
        "quadrant": moran.q,
        "gi_star": shares.Gs,
        "gi_star_z": binary.Zs,
        "gi_star_p": shares.p_sim,
    }
    with Path(__file__).with_name("spatial_reference.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows(zip(*([_written(cell) for cell in column] for column in columns.values()), strict=True))
    print(f"esda {esda.__version__}, {weights.n} buurten, {sum(weights.cardinalities.values()) // 2} pairs")


def _beside(shapes: list[BaseGeometry]) -> dict[int, list[int]]:
    """libpysal's fuzzy contiguity dilates shapes by a buffer; plain distance is what is meant here."""
    return {
        i: [j for j, other in enumerate(shapes) if i != j and one.distance(other) <= TOLERANCE_M]
        for i, one in enumerate(shapes)
    }


def _values(shapes: list[BaseGeometry]) -> np.ndarray:
    centres = np.array([(shape.centroid.x, shape.centroid.y) for shape in shapes])
    gradient = -((centres - centres.mean(axis=0)) / centres.std(axis=0)).sum(axis=1)
    noise = np.random.default_rng(7).gamma(2.0, 2.0, len(shapes))
    return np.round(20 + 2 * gradient + noise, 3)


def _written(cell: object) -> str:
    return f"{cell:.17g}" if isinstance(cell, float) else str(cell)


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    main(Path(sys.argv[1]))
