"""Between the cells of a table and the arrays of the engine."""

import math
from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from .method_table import Cell


def number(cell: Cell) -> float:
    return math.nan if cell is None else float(cell)


def array(cells: Iterable[Cell]) -> NDArray[np.float64]:
    return np.array([number(cell) for cell in cells])


def column(cells: Iterable[Cell]) -> NDArray[np.float64]:
    """One indicator of several areas."""
    return array(cells)[:, None]


def row(cells: Iterable[Cell]) -> NDArray[np.float64]:
    """One area with several children."""
    return array(cells)[None, :]


def out(numbers: NDArray[np.float64] | Sequence[float]) -> tuple[Cell, ...]:
    return tuple(None if math.isnan(x) else float(x) for x in np.asarray(numbers).ravel())
