"""What the rates of small areas would look like if chance played no part: drawn towards the mean of all areas.

A second view beside the figure itself, never instead of it: an area of 200 inhabitants with no crime at all is not
the safest of the country. How far an area is drawn follows from its own size and from how much the areas differ
beyond chance; with equal areas everything falls on the mean, with large ones nothing moves.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from .intervals import FloatArray


@dataclass(frozen=True, slots=True)
class EmpiricalBayes:
    """Estimates per area, and what they were made with; all in the unit of `per`.

    raw       (areas,)  the figure as it is; NaN where missing or where there is nobody
    estimate  (areas,)  drawn towards `mean`; NaN where `raw` is
    weight    (areas,)  0–1, how much the area's own figure counts; 1 − weight is the share of the mean
    mean      the rate of all known areas together
    variance  how much the underlying rates differ, in squared units; 0 where chance explains everything
    """

    raw: FloatArray
    estimate: FloatArray
    weight: FloatArray
    mean: float
    variance: float


def marshall(count: ArrayLike, exposure: ArrayLike, per: float = 1) -> EmpiricalBayes:
    """Estimate the underlying rates of rare events (crimes, reports, deaths) in all areas at once.

    count     (areas,)  events ≥ 0; NaN missing
    exposure  (areas,)  what they are counted against (inhabitants, or inhabitants × years); 0 has no rate
    per       unit of the rates: 1000 for "per 1.000 inwoners"
    returns   `EmpiricalBayes`; higher or lower has the meaning of the rate itself

    A missing area takes no part in the mean or the variance and stays missing. Raises ValueError naming the first
    area with a negative count or exposure, and where not two areas are known.

        b = Σx / Σn    s² = Σ n (x/n − b)² / Σn    a = max(0, s² − b / n̄)
        weight = a / (a + b/n)    estimate = b + weight (x/n − b)

    Source: Marshall (1991), Applied Statistics 40, 283–294, the global estimator of section 2. Equal to spdep's EBest
    on the 167 areas of Auckland, see tests/reference/test_empirical_bayes.py.
    """
    x, n, known = _known(count, exposure)
    mean, spread = _mean_and_spread(x[known], n[known])
    variance = max(0.0, spread - mean / float(n[known].mean()))
    chance = mean / n
    weight = np.divide(variance, variance + chance, out=np.zeros_like(n), where=variance + chance > 0)
    return _estimates(x / n, weight, mean, variance, per)


def martuzzi_elliott(count: ArrayLike, asked: ArrayLike, per: float = 1) -> EmpiricalBayes:
    """Estimate the underlying shares of something that is not rare (good health, owned homes) in all areas at once.

    count    (areas,)  0 ≤ count ≤ asked; NaN missing
    asked    (areas,)  the number asked or counted; 0 has no share
    per      unit of the shares: 100 for a percentage
    returns  `EmpiricalBayes`

    As `marshall`, with the binomial variance b(1 − b)/n in the place of b/n: at a share of a half, chance is half as
    large as it is for rare events. Raises ValueError as `marshall`, and where a count is above the number asked.

        a = max(0, s² − b(1 − b)/n̄) / (1 − 1/n̄)    weight = a / (a + (b(1 − b) − a)/n)

    Source: Martuzzi & Elliott (1996), Statistics in Medicine 15, 1867–1873. Equal to spdep's EBest with the family
    binomial on the 71 areas of Huddersfield, see tests/reference/test_empirical_bayes.py.
    """
    x, n, known = _known(count, asked)
    _refuse(x > n, "the count is above the number asked", x)
    mean, spread = _mean_and_spread(x[known], n[known])
    middle, chance = float(n[known].mean()), mean * (1 - mean)
    variance = max(0.0, spread - chance / middle) / (1 - 1 / middle) if middle > 1 else 0.0
    below = variance + (chance - variance) / n
    weight = np.divide(variance, below, out=np.zeros_like(n), where=below > 0)
    return _estimates(x / n, np.clip(weight, 0, 1), mean, variance, per)


def _known(count: ArrayLike, exposure: ArrayLike) -> tuple[FloatArray, FloatArray, NDArray[np.bool_]]:
    """Both as arrays in which an area that lacks either is NaN in both, and which areas have both."""
    x, n = np.broadcast_arrays(np.asarray(count, np.float64), np.asarray(exposure, np.float64))
    _refuse(x < 0, "the count is negative", x)
    _refuse(n < 0, "the exposure is negative", n)
    known = np.isfinite(x) & (n > 0)
    if known.sum() < 2:
        raise ValueError(f"at least two areas with a figure are needed, not {int(known.sum())}")
    return np.where(known, x, np.nan), np.where(known, n, np.nan), known


def _mean_and_spread(count: FloatArray, exposure: FloatArray) -> tuple[float, float]:
    total = float(exposure.sum())
    mean = float(count.sum()) / total
    return mean, float((exposure * (count / exposure - mean) ** 2).sum()) / total


def _estimates(raw: FloatArray, weight: FloatArray, mean: float, variance: float, per: float) -> EmpiricalBayes:
    weight = np.where(np.isnan(raw), np.nan, weight)
    return EmpiricalBayes(per * raw, per * (mean + weight * (raw - mean)), weight, per * mean, per * per * variance)


def _refuse(wrong: NDArray[np.bool_], what: str, values: FloatArray) -> None:
    if wrong.any():
        area = int(np.argmax(wrong))
        raise ValueError(f"{what} in area {area}: {values[area]:g}")
