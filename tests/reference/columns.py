"""Read a table of reference numbers by column."""

import csv
from pathlib import Path

import numpy as np

HERE = Path(__file__).parent


def words(name: str, folder: Path = HERE) -> dict[str, list[str]]:
    """Every column as it is written."""
    with (folder / name).open(encoding="utf-8", newline="") as file:
        heading, *rows = csv.reader(file)
    return {column: list(cells) for column, cells in zip(heading, zip(*rows, strict=True), strict=True)}


def numbers(column: list[str]) -> np.ndarray:
    return np.array([float(cell) for cell in column])
