"""COINr's ASEM example: 51 countries, 49 indicators, 8 pillars, 2 sub-indices, 1 index.

The whole of it lies in ../shared/data/coinr_asem (`FOLDER`), the committed part beside this module.
"""

import csv
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

FOLDER = Path(__file__).parents[3] / "shared" / "data" / "coinr_asem"
HERE = Path(__file__).parent
MAZZIOTTA_PARETO = "60_mazziotta_pareto_pillars.csv"


@dataclass(frozen=True)
class Table:
    areas: list[str]
    columns: list[str]
    values: NDArray[np.float64]


@dataclass(frozen=True)
class Leaf:
    name: str
    polarity: int
    pillar: str
    sub_index: str


def read_table(path: Path) -> Table:
    with path.open(encoding="utf-8", newline="") as file:
        header, *rows = csv.reader(file)
    return Table([row[0] for row in rows], header[1:], np.array([[_number(c) for c in row[1:]] for row in rows]))


def read_structure(folder: Path) -> list[Leaf]:
    with (folder / "00_iMeta.csv").open(encoding="utf-8", newline="") as file:
        polarity = {row["iCode"]: int(row["Direction"]) for row in csv.DictReader(file) if row["Direction"]}
    with (folder / "00_lineage.csv").open(encoding="utf-8", newline="") as file:
        lines = list(csv.DictReader(file))
    return [Leaf(r["Indicator"], polarity[r["Indicator"]], r["Pillar"], r["Sub-index"]) for r in lines]


def read_scores(path: Path, column: str = "score") -> dict[str, dict[str, dict[str, float]]]:
    """variant → group → area → score (or rank)."""
    found: dict[str, dict[str, dict[str, float]]] = {}
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            group = found.setdefault(row["variant"], {}).setdefault(row["iCode"], {})
            group[row["uCode"]] = _number(row[column])
    return found


@dataclass(frozen=True)
class Committed:
    """figures (areas, indicators) before treatment · imputed and points of the same shape."""

    figures: Table
    imputed: NDArray[np.bool_]
    points: NDArray[np.int8]
    structure: list[Leaf]
    scores: dict[str, dict[str, NDArray[np.float64]]]


def read_committed() -> Committed:
    with (HERE / "asem_figures.csv").open(encoding="utf-8", newline="") as file:
        cells = list(csv.DictReader(file))
    areas, columns = (list(dict.fromkeys(cell[name] for cell in cells)) for name in ("area", "indicator"))
    shape = (len(areas), len(columns))
    words = {"": 0, "winhi": 1, "winlo": -1}
    with (HERE / "asem_structure.csv").open(encoding="utf-8", newline="") as file:
        leaves = [Leaf(r["indicator"], int(r["polarity"]), r["pillar"], r["sub_index"]) for r in csv.DictReader(file)]
    table = read_table(HERE / "asem_scores.csv")
    assert table.areas == areas
    scores: dict[str, dict[str, NDArray[np.float64]]] = {}
    for position, name in enumerate(table.columns):
        variant, group = name.split(":")
        scores.setdefault(variant, {})[group] = table.values[:, position]
    return Committed(
        Table(areas, columns, np.array([float(cell["figure"]) for cell in cells]).reshape(shape)),
        np.array([cell["imputed"] == "ja" for cell in cells]).reshape(shape),
        np.array([words[cell["drawn_in"]] for cell in cells], np.int8).reshape(shape),
        leaves,
        scores,
    )


def _number(cell: str) -> float:
    return float("nan") if cell in {"", "NA"} else float(cell)
