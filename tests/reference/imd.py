"""English Indices of Deprivation 2019 (Open Government Licence v3): places per domain, score and overall place."""

import csv
import gzip
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

FOLDER = Path(__file__).parents[3] / "shared" / "data" / "imd2019"
COMMITTED = Path(__file__).with_name("imd_2019.csv")
AREAS = 32844
DOMAINS = ("Income", "Employment", "Education", "Health", "Crime", "Housing_and_Access", "Environment")
# They sum to 0.999, and the published scores come from them as they stand.
WEIGHTS = (0.225, 0.225, 0.135, 0.135, 0.093, 0.093, 0.093)


@dataclass(frozen=True)
class Imd:
    """places (areas, domains), 1 the most deprived · score and place (areas,) as published."""

    areas: list[str]
    places: NDArray[np.float64]
    score: NDArray[np.float64]
    place: NDArray[np.float64]


def read_published(folder: Path) -> Imd:
    with gzip.open(folder / "imd2019_lsoa_scores_ranks.csv.gz", "rt", encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    return _imd(rows, "lsoa11_code", [f"{name}_rank" for name in DOMAINS], "IMD_score", "IMD_rank")


def read_committed() -> Imd:
    with COMMITTED.open(encoding="utf-8", newline="") as file:
        return _imd(list(csv.DictReader(file)), "area", list(DOMAINS), "score", "place")


def _imd(rows: list[dict[str, str]], area: str, domains: list[str], score: str, place: str) -> Imd:
    return Imd(
        [row[area] for row in rows],
        np.array([[float(row[name]) for name in domains] for row in rows]),
        np.array([float(row[score]) for row in rows]),
        np.array([float(row[place]) for row in rows]),
    )
