"""Indices of deprivation whose every published place is committed: their figures by column."""

from pathlib import Path

import numpy as np

from wijkwerk.definitions.recipe.loading import load_recipe
from wijkwerk.definitions.recipe.recipe import Recipe
from wijkwerk.scores.figures import Figures
from wijkwerk.scores.run import run
from wijkwerk.scores.scored import Scored

FOLDER = Path(__file__).parent


def published(name: str) -> dict[str, np.ndarray]:
    """The columns of a CSV by their header; the codes of areas are left out."""
    with (FOLDER / f"{name}.csv").open(encoding="utf-8") as file:
        header = file.readline().strip().split(",")
        numbers = [place for place, column in enumerate(header) if column != "area"]
        table = np.loadtxt(file, delimiter=",", usecols=numbers)
    return {header[place]: table[:, index] for index, place in enumerate(numbers)}


def recipe(name: str) -> Recipe:
    return load_recipe(FOLDER / f"{name}.yaml")


def scored(of: Recipe, columns: dict[str, np.ndarray]) -> Scored:
    """The recipe on the places of its domains."""
    units = tuple(f"{row:05d}" for row in range(len(columns["place"])))
    return run(of, Figures(units, {name: columns[name] for name in of.indicators}))


def places(of: Scored) -> np.ndarray:
    return of.ranks[:, of.column_of[of.recipe.root]]
