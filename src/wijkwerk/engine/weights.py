"""What each child of a group counts for: as somebody decided it, never as the figures happen to lie."""

from enum import StrEnum

import numpy as np
from numpy.typing import ArrayLike, NDArray

from .intervals import FloatArray


class Weighting(StrEnum):
    """How weights are meant."""

    RELATIVE = "relative"  # only their proportions count; rescaled to 1 over the children present
    AS_GIVEN = "as-given"  # used as they stand, whatever their sum (the IMD's 0.999)


def effective(weights: ArrayLike, present: ArrayLike, weighting: Weighting | str = Weighting.RELATIVE) -> FloatArray:
    """The weight of every child in every area: `relative` or `as_given`."""
    return relative(weights, present) if Weighting(weighting) is Weighting.RELATIVE else as_given(weights, present)


def relative(weights: ArrayLike, present: ArrayLike) -> FloatArray:
    """Weights that sum to 1 over the children that an area has.

    weights  (children,)        ≥ 0, in any proportion; twice as high counts twice as much
    present  (areas, children)  bool: does this area have a figure for this child?
    returns  (areas, children)  0 for an absent child; NaN in the whole row of an area without any weighted child

        ω = w · present / Σ(w · present)

    What is missing hands its weight to what is present, in proportion; whether enough is present to have a score at
    all is the coverage gate's question, and comes first. Raises ValueError naming the position of a negative or
    missing weight, or when none is above 0.
    """
    weight, there = _checked(weights, present)
    counted = np.where(there, weight, 0.0)
    total = counted.sum(axis=1, keepdims=True)
    return np.asarray(np.divide(counted, total, out=np.full(counted.shape, np.nan), where=total > 0))


def as_given(weights: ArrayLike, present: ArrayLike) -> FloatArray:
    """Weights as they stand, for an area that has every child.

    weights, present, raises  as for `relative`
    returns                   (areas, children); NaN in the whole row of an area that misses a child with a weight

    Without its weight the sum would be lower and an area would look better by silence; with the weight handed to the
    others they would no longer stand as given. So there is no answer.
    """
    weight, there = _checked(weights, present)
    complete = (there | (weight == 0)).all(axis=1, keepdims=True)
    return np.where(complete, np.where(there, weight, 0.0), np.nan)


def equal(children: int) -> FloatArray:
    """(children,) weights of 1."""
    return np.ones(children)


def entropy_check(values: ArrayLike) -> FloatArray:
    """Which weights the spread of the figures itself would give: a check beside the decided ones, never the weights.

    values   (areas, children)  ≥ 0; areas that miss a child are left out
    returns  (children,)        ≥ 0, summing to 1; a child on which all areas are equal gets 0

        p = x / Σx;  e = −Σ p ln p / ln n;  w = (1 − e) / Σ(1 − e)

    Raises ValueError on a negative value, on a child that is 0 everywhere, with fewer than two complete areas, or when
    every child is the same everywhere. Source: Zeleny (1982), Multiple Criteria Decision Making, ch. 6.
    """
    table = _complete(values)
    if (table < 0).any():
        raise ValueError(f"column {int(np.argwhere(table < 0)[0][1])} has a negative value")
    sums = table.sum(axis=0)
    if (sums == 0).any():
        raise ValueError(f"column {int(np.flatnonzero(sums == 0)[0])} is 0 everywhere")
    shares = table / sums
    terms = shares * np.log(np.where(shares > 0, shares, 1.0))
    spread = np.clip(1 + terms.sum(axis=0) / np.log(len(table)), 0, None)
    spread[(table == table[0]).all(axis=0)] = 0  # and not what rounding leaves
    if spread.sum() == 0:
        raise ValueError("all columns are the same everywhere")
    return np.asarray(spread / spread.sum())


def pca_check(values: ArrayLike) -> tuple[FloatArray, float]:
    """Which weights the first principal component would give: a check beside the decided ones, never the weights.

    values   (areas, children)  oriented; areas that miss a child are left out
    returns  (children,) loadings of unit length with a positive sum, so that the sign does not hang on the software;
             and the share of all variance that the component holds. A negative loading says that a child runs against
             the others: then the group does not measure one thing

    Of the correlation matrix. Raises ValueError naming a child on which all areas are equal, or with fewer than two
    complete areas.
    """
    table = _complete(values)
    same = (table == table[0]).all(axis=0)
    if same.any():
        raise ValueError(f"column {int(np.flatnonzero(same)[0])} is the same everywhere")
    standard = (table - table.mean(axis=0)) / table.std(axis=0)
    variances, directions = np.linalg.eigh(standard.T @ standard / len(table))
    first = directions[:, -1]
    # Where the loadings cancel, the largest one decides.
    lead = first.sum() if abs(first.sum()) > 1e-9 else first[np.argmax(np.abs(first))]
    return first * (-1 if lead < 0 else 1), float(variances[-1] / variances.sum())


def _checked(weights: ArrayLike, present: ArrayLike) -> tuple[FloatArray, NDArray[np.bool_]]:
    weight, there = np.asarray(weights, np.float64), np.asarray(present, np.bool_)
    if there.ndim != 2 or weight.shape != there.shape[1:]:
        raise ValueError(f"{weight.size} weights for {there.shape[-1] if there.ndim else 0} children")
    wrong = ~(np.isfinite(weight) & (weight >= 0))
    if wrong.any():
        position = int(np.flatnonzero(wrong)[0])
        raise ValueError(f"the weight of column {position} is {weight[position]:g}, not 0 or more")
    if not (weight > 0).any():
        raise ValueError("no weight is above 0")
    return weight, there


def _complete(values: ArrayLike) -> FloatArray:
    table = np.asarray(values, np.float64)
    table = table[~np.isnan(table).any(axis=1)]
    if len(table) < 2:
        raise ValueError(f"{len(table)} areas have every figure; two are needed")
    return table
