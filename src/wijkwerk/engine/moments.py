"""The shape of a column: how far its tail leans, and how heavy its tails are."""

import numpy as np
from numpy.typing import ArrayLike

from .intervals import FloatArray


def skewness(column: ArrayLike) -> float:
    """How far the tail leans (0 symmetric, > 0 a long upper tail), as in SAS, SPSS and Excel (type 2).

        G₁ = √(n(n − 1)) / (n − 2) · m₃ / m₂^(3/2)

    NaN below three values or when all are equal. Source: Joanes & Gill (1998), The Statistician 47, 183–189.
    """
    n, deviations, second = _moments(column)
    if n < 3 or second == 0:
        return np.nan
    return float(np.sqrt(n * (n - 1)) / (n - 2) * np.mean(deviations**3) / second**1.5)


def kurtosis(column: ArrayLike) -> float:
    """How heavy the tails are, 0 for a normal distribution (type 2).

        G₂ = (n − 1) / ((n − 2)(n − 3)) · ((n + 1) (m₄ / m₂² − 3) + 6)

    NaN below four values or when all are equal. Source as for `skewness`.
    """
    n, deviations, second = _moments(column)
    if n < 4 or second == 0:
        return np.nan
    excess = np.mean(deviations**4) / second**2 - 3
    return float((n - 1) / ((n - 2) * (n - 3)) * ((n + 1) * excess + 6))


def _moments(column: ArrayLike) -> tuple[int, FloatArray, float]:
    present = np.asarray(column, np.float64)
    present = present[~np.isnan(present)]
    if len(present) == 0:
        return 0, present, 0.0
    deviations = present - present.mean()
    equal = bool((present == present[0]).all())  # the mean of equal values may differ from them in its last bit
    return len(present), deviations, 0.0 if equal else float(np.mean(deviations**2))
