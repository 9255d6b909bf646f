"""The function inside a power mean f⁻¹(Σ w f(x) / Σ w), made to rise for every power, so that sums keep the order."""

import numpy as np

from .intervals import FloatArray

ARITHMETIC, GEOMETRIC, HARMONIC = 1.0, 0.0, -1.0


def raised(values: FloatArray, power: float) -> FloatArray:
    """f(x), in place: ln x, xᵖ, and −xᵖ where p is negative."""
    if power == ARITHMETIC:
        return values
    if power == GEOMETRIC:
        return np.log(values, out=values)
    np.power(values, power, out=values)
    return np.negative(values, out=values) if power < 0 else values


def lowered(values: FloatArray, power: float) -> FloatArray:
    """f⁻¹(x), in place."""
    if power == ARITHMETIC:
        return values
    if power == GEOMETRIC:
        return np.exp(values, out=values)
    if power < 0:
        np.negative(values, out=values)
    return np.power(values, 1 / power, out=values)


def refuse_not_positive(values: FloatArray, columns: list[int]) -> None:
    """Raises ValueError where a row of (columns, areas) has a value that is not above 0; `columns` are their names."""
    wrong = np.flatnonzero((values <= 0).any(axis=1))
    if len(wrong):
        raise ValueError(not_positive(f"column {columns[wrong[0]]}"))


def not_positive(where: str) -> str:
    """Why there is no mean here."""
    return f"{where} has a value that is zero or negative, of which this mean does not exist"
