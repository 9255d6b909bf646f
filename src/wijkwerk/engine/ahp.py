"""Weights from comparing considerations two by two (Analytic Hierarchy Process)."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from .intervals import FloatArray

# Mean consistency index of random reciprocal matrices of size 1, 2, 3 …: Saaty (1980), The Analytic Hierarchy Process.
RANDOM_INDEX = (0.0, 0.0, 0.58, 0.90, 1.12, 1.24, 1.32, 1.41, 1.45, 1.49, 1.51, 1.48, 1.56, 1.57, 1.59)
# Above this the comparisons contradict each other too much to weigh with: ask again.
CONSISTENT_BELOW = 0.10
_RECIPROCAL_WITHIN = 0.01  # 1/3 is often typed as 0.33


@dataclass(frozen=True, slots=True)
class Priorities:
    """weights (considerations,) summing to 1 · how far the comparisons agree with each other."""

    weights: FloatArray
    largest_eigenvalue: float
    consistency_ratio: float

    @property
    def is_consistent(self) -> bool:
        return self.consistency_ratio < CONSISTENT_BELOW


def priorities(comparisons: ArrayLike) -> Priorities:
    """The weights that explain a table of pairwise comparisons best.

    comparisons  (considerations, considerations)  row over column: 3 means that the row matters three times as much;
                 the mirrored cell holds 1/3 (within 1 %), the diagonal 1
    returns      weights, λmax and consistency ratio: 0 when the comparisons agree fully, below 0.10 usable

    The weights are the main eigenvector; CI = (λmax − n) / (n − 1), CR = CI / RI(n). For one or two considerations
    there is nothing to contradict, and CR is 0. Raises ValueError, naming row and column, for a table that is not
    square, larger than 15, not positive, not 1 on the diagonal or not reciprocal.
    Source: Saaty (1980); checked against Saaty's school example in tests/reference/test_ahp.py.
    """
    table = _checked(np.asarray(comparisons, np.float64))
    size = len(table)
    eigenvalues, eigenvectors = np.linalg.eig(table)
    main = int(np.argmax(eigenvalues.real))
    vector = np.abs(eigenvectors[:, main].real)
    largest = float(eigenvalues[main].real)
    if size <= 2:
        return Priorities(vector / vector.sum(), largest, 0.0)
    index = (largest - size) / (size - 1)
    return Priorities(vector / vector.sum(), largest, max(index, 0.0) / RANDOM_INDEX[size - 1])


def complete(upper: ArrayLike) -> FloatArray:
    """A full table from the comparisons above the diagonal, row by row: (n(n − 1)/2,) → (n, n)."""
    comparisons = np.asarray(upper, np.float64)
    size = int((1 + np.sqrt(1 + 8 * len(comparisons))) / 2)
    if size * (size - 1) // 2 != len(comparisons):
        raise ValueError(f"{len(comparisons)} comparisons do not fill the upper half of any table")
    table = np.ones((size, size))
    rows, columns = np.triu_indices(size, 1)
    table[rows, columns] = comparisons
    table[columns, rows] = 1 / comparisons
    return table


def _checked(table: FloatArray) -> FloatArray:
    if table.ndim != 2 or table.shape[0] != table.shape[1] or not 1 <= len(table) <= len(RANDOM_INDEX):
        raise ValueError(f"a table of comparisons is square, 1 to {len(RANDOM_INDEX)}; this one is {table.shape}")
    for wrong, what in (
        (~(np.isfinite(table) & (table > 0)), "is not above 0"),
        (np.eye(len(table), dtype=bool) & (table != 1), "is on the diagonal and not 1"),
        (np.abs(table * table.T - 1) > _RECIPROCAL_WITHIN, "is not the reciprocal of its mirror"),
    ):
        if wrong.any():
            row, column = (int(i) for i in np.argwhere(wrong)[0])
            raise ValueError(f"row {row}, column {column}: {table[row, column]:g} {what}")
    return table
