"""How many areas (or households) are deprived on several dimensions at once, and how deep: the adjusted headcount.

Where stapeling counts themes for one area, this summarises all of them: one number that rises when more areas are
deprived on many dimensions, and also when those that already were become so on one more.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from .intervals import FloatArray

# Weights like 1/3 + 1/3 + 1/3 must reach a cutoff of 1.
_ROUNDING = 1e-12


@dataclass(frozen=True, slots=True)
class Deprivation:
    """The counting measure of Alkire and Foster.

    headcount      H, share of the units that are deprived on at least the cutoff; 0–1, NaN without units
    intensity      A, the mean weighted share of dimensions among those; NaN where there are none
    adjusted       M0 = H × A
    contributions  (dimensions,)  share of M0 that comes from each dimension; sums to 1, NaN where M0 is 0
    shares         (units,)  weighted share of dimensions on which each unit is deprived; NaN where incomplete
    counted_poor   (units,)  deprived on at least the cutoff; False where incomplete
    left_out       how many units were incomplete and took no part
    """

    headcount: float
    intensity: float
    adjusted: float
    contributions: FloatArray
    shares: FloatArray
    counted_poor: NDArray[np.bool_]
    left_out: int


def alkire_foster(
    deprived: ArrayLike,
    cutoff: float,
    weights: ArrayLike | None = None,
    size: ArrayLike | None = None,
    gaps: ArrayLike | None = None,
) -> Deprivation:
    """Summarise deprivation on several dimensions over all units.

    deprived  (units, dimensions)  1 deprived, 0 not, NaN unknown
    cutoff    weighted share of the dimensions from which a unit counts, above 0 and at most 1: 0.5 for 2 of 4
    weights   (dimensions,)  relative, above 0; equal where not given
    size      (units,)  how much each unit counts (inhabitants); equal where not given
    gaps      (units, dimensions)  how far below the line, 0–1, in the place of 1 for deprived: then `adjusted` is the
              adjusted gap M1 and `contributions` are of that; H, A and who counts stay the same
    returns   `Deprivation`; higher is worse

    A unit with an unknown dimension is left out of H, A and M0 and counted in `left_out`: to count the unknown as
    fine would make silence look like progress, to count it as deprived would invent a problem. Raises ValueError
    naming the first value that is neither 0, 1 nor NaN, a cutoff outside (0, 1], a weight or size that cannot be, a
    gap outside 0–1 or a missing gap where the unit is deprived.

        c = Σ w d / Σ w    poor where c ≥ k    H = Σ s[poor] / Σ s    A = Σ s c[poor] / Σ s[poor]    M0 = H A

    Source: Alkire & Foster (2011), Journal of Public Economics 95, 476–487; their example of four persons and four
    dimensions (H = 1/2, A = 3/4, M0 = 3/8) is in docs/methods/stapeling.md. Against a loop over units in
    tests/reference/test_alkire_foster.py.
    """
    matrix = np.asarray(deprived, np.float64)
    if matrix.ndim != 2:
        raise ValueError(f"deprived must have the shape (units, dimensions), not {matrix.shape}")
    _refuse(~np.isnan(matrix) & (matrix != 0) & (matrix != 1), "deprived must be 0, 1 or missing", matrix)
    if not 0 < cutoff <= 1:
        raise ValueError(f"the cutoff must lie above 0 and at most at 1, not at {cutoff:g}")
    weight = _positive(weights, matrix.shape[1], "weight", allow_zero=False)
    each = _positive(size, matrix.shape[0], "size", allow_zero=True)
    share = matrix @ (weight / weight.sum())
    complete = ~np.isnan(share)
    poor = complete & (np.nan_to_num(share) >= cutoff - _ROUNDING)
    depth = _depth(matrix, gaps, poor)
    return _summary(share, poor, complete, weight / weight.sum(), each, depth)


def _summary(
    share: FloatArray,
    poor: NDArray[np.bool_],
    complete: NDArray[np.bool_],
    weight: FloatArray,
    each: FloatArray,
    depth: FloatArray,
) -> Deprivation:
    everyone, counted = float(each[complete].sum()), float(each[poor].sum())
    if everyone == 0:
        nothing = np.full(weight.size, np.nan)
        return Deprivation(np.nan, np.nan, np.nan, nothing, share, poor, int((~complete).sum()))
    per_dimension = weight * (each[poor] @ depth[poor]) / everyone
    adjusted = float(per_dimension.sum())
    return Deprivation(
        headcount=counted / everyone,
        intensity=float(each[poor] @ share[poor]) / counted if counted > 0 else np.nan,
        adjusted=adjusted,
        contributions=per_dimension / adjusted if adjusted > 0 else np.full(weight.size, np.nan),
        shares=share,
        counted_poor=poor,
        left_out=int((~complete).sum()),
    )


def _depth(matrix: FloatArray, gaps: ArrayLike | None, poor: NDArray[np.bool_]) -> FloatArray:
    if gaps is None:
        return matrix
    depth = np.broadcast_to(np.asarray(gaps, np.float64), matrix.shape)
    needed = poor[:, None] & (matrix == 1)
    _refuse(needed & ~((depth >= 0) & (depth <= 1)), "a gap must lie between 0 and 1", depth)
    return np.where(matrix == 1, depth, matrix)


def _positive(numbers: ArrayLike | None, length: int, what: str, *, allow_zero: bool) -> FloatArray:
    if numbers is None:
        return np.ones(length)
    values = np.asarray(numbers, np.float64)
    if values.shape != (length,):
        raise ValueError(f"{length} of {what} are needed, not {values.size}")
    wrong = ~np.isfinite(values) | (values < 0) | ((values == 0) & (not allow_zero))
    _refuse(wrong, f"the {what} cannot be used", values)
    return values


def _refuse(wrong: NDArray[np.bool_], what: str, values: FloatArray) -> None:
    if wrong.any():
        position = tuple(int(i) for i in np.argwhere(wrong)[0])
        raise ValueError(f"{what}, not {values[position]:g} at position {position}")
