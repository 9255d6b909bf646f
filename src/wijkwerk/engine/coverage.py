"""How much of what a score asks for is there, and from where on that is enough to have a score at all."""

import numpy as np
from numpy.typing import ArrayLike, NDArray

from .intervals import FloatArray

# A share written as 0.67 or worked out as 2/3 both pass with two of three.
_ROUNDING = 0.005


def share_present(values: ArrayLike) -> FloatArray:
    """The share of children that each area has: (areas, children), NaN = missing → (areas,) 0–1.

    Raises ValueError where there is no child at all.
    """
    table = np.asarray(values, np.float64)
    if table.ndim != 2 or table.shape[1] == 0:
        raise ValueError("a group without children has no coverage")
    return np.asarray(np.count_nonzero(~np.isnan(table), axis=1) / table.shape[1], np.float64)


def passes_gate(values: ArrayLike, minimum_share: float) -> NDArray[np.bool_]:
    """Whether an area has at least this share of the children, and at least one of them.

    values         (areas, children)  NaN = missing
    minimum_share  0–1; 0.67 is passed by two of three

    Children are counted, not weighed: a heavy child that is present does not make up for many that are not. Raises
    ValueError on a share outside 0–1.
    """
    if not 0 <= minimum_share <= 1:
        raise ValueError(f"the minimum share must be 0 to 1, not {minimum_share}")
    share = share_present(values)
    return (share > 0) & (share >= minimum_share - _ROUNDING)


def delivered(values: ArrayLike) -> NDArray[np.bool_]:
    """(children,) whether any area at all has a figure for this child."""
    return np.asarray((~np.isnan(np.asarray(values, np.float64))).any(axis=0), np.bool_)
