"""Small tables for recipes of tests."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from wijkwerk.scores.figures import Figures


def figures(columns: Mapping[str, Sequence[float | None]], **other: Any) -> Figures:
    """Columns of figures, None = missing; the units are a, b, c, … unless named."""
    rows = len(next(iter(columns.values())))
    units = other.pop("units", tuple("abcdefghijklmnopqrstuvwxyz"[:rows]))
    return Figures(units, {name: np.array(values, np.float64) for name, values in columns.items()}, **other)
