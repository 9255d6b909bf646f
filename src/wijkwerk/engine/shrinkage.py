"""Shrink the share of a small area towards that of the larger area it lies in, as the English indices do."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from .intervals import FloatArray


@dataclass(frozen=True, slots=True)
class Shrunk:
    """What each area's share became, and every step on the way; all (areas,), NaN where missing.

    raw              the share as it is, 0–1
    logit            its empirical logit
    variance         sampling variance of the logit
    district_logit   the logit of the larger area, all its known areas together
    between          variance between the areas of the larger area
    weight           0–1, how much the area's own figure counts
    share            the shrunk share, 0–1
    """

    raw: FloatArray
    logit: FloatArray
    variance: FloatArray
    district_logit: FloatArray
    between: FloatArray
    weight: FloatArray
    share: FloatArray


def shrink(count: ArrayLike, total: ArrayLike, district: ArrayLike) -> Shrunk:
    """Estimate the shares of small areas, borrowing strength from the other areas of the same district.

    count     (areas,)  0 ≤ count ≤ total; NaN missing
    total     (areas,)  whom the share is about; 0 has no share
    district  (areas,)  label of the larger area (the wijk of a buurt), any type that can be compared for equality
    returns   `Shrunk`, in the direction of the share itself

    An area without a figure takes no part and stays missing. An area that is alone in its district has nothing to
    borrow from and keeps its own empirical logit (weight 1), and so does every area of a district in which none
    differs. Raises ValueError naming the first area with a negative count or a count above the total.

        m = ln((r + ½)/(n − r + ½))           s² = (n + 1)(n + 2) / (n (r + 1)(n − r + 1))
        M = ln((Σr + ½)/(Σn − Σr + ½))        t² = Σ (m − M)² / (k − 1)
        w = (1/s²)/(1/s² + 1/t²)              share = 1/(1 + exp(−(w m + (1 − w) M)))

    Source: English Indices of Deprivation 2019, Technical report, Appendix D. All steps of 2,944 areas are compared
    in tests/reference/test_shrinkage.py.
    """
    r, n = np.broadcast_arrays(np.asarray(count, np.float64), np.asarray(total, np.float64))
    _refuse(r < 0, "the count is negative", r)
    _refuse(r > n, "the count is above the total", r)
    known = np.isfinite(r) & (n > 0)
    r, n = np.where(known, r, np.nan), np.where(known, n, np.nan)
    logit = _empirical_logit(r, n)
    variance = (n + 1) * (n + 2) / (n * (r + 1) * (n - r + 1))
    district_logit, between = _districts(r, n, logit, np.asarray(district), known)
    weight = np.where(between > 0, between / (between + variance), np.where(known, 1.0, np.nan))
    mixed = weight * logit + (1 - weight) * district_logit
    return Shrunk(r / n, logit, variance, district_logit, between, weight, 1 / (1 + np.exp(-mixed)))


def _districts(
    count: FloatArray, total: FloatArray, logit: FloatArray, district: NDArray[np.generic], known: NDArray[np.bool_]
) -> tuple[FloatArray, FloatArray]:
    """The logit of each area's district, and the variance between its areas (0 where an area is alone)."""
    _, place = np.unique(district, return_inverse=True)
    where, groups = place[known], int(place.max(initial=-1)) + 1
    together, everyone = (np.bincount(where, each[known], minlength=groups) for each in (count, total))
    centre = _empirical_logit(together.astype(np.float64), everyone.astype(np.float64))
    squares = np.bincount(where, (logit[known] - centre[where]) ** 2, minlength=groups)
    areas = np.bincount(where, minlength=groups)
    between = np.divide(squares, areas - 1, out=np.zeros(groups), where=areas > 1)
    return np.where(known, centre[place], np.nan), np.where(known, between[place], np.nan)


def _empirical_logit(count: FloatArray, total: FloatArray) -> FloatArray:
    """The half keeps nobody and everybody finite."""
    return np.log((count + 0.5) / (total - count + 0.5))


def _refuse(wrong: NDArray[np.bool_], what: str, values: FloatArray) -> None:
    if wrong.any():
        area = int(np.argmax(wrong))
        raise ValueError(f"{what} in area {area}: {values[area]:g}")
