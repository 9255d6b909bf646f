"""Bend the long tail of a column, each area keeping its place in the order. NaN stays NaN.

Each takes what to bend beside the column as well: `at`, figures on the same axis, such as reference points. They go
through the curve of the column, which is left out of the answer. Raises ValueError where the curve does not reach.
"""

from collections.abc import Callable, Mapping
from types import MappingProxyType

import numpy as np
from numpy.typing import ArrayLike

from .intervals import FloatArray
from .moments import skewness

# Part of the range that is added below the lowest point, so that it has a logarithm.
_ROOM = 0.01


def log_of_range(column: ArrayLike, *, at: ArrayLike | None = None) -> FloatArray:
    """ln(x − min + 1 % of the range): works on any values; the lowest point stays a little apart (COINr's log_CT)."""
    x, low, high = _range(column)
    return _log(_bent(x, at) - low + _ROOM * (high - low))


def log_by_skewness(column: ArrayLike, *, at: ArrayLike | None = None) -> FloatArray:
    """`log_of_range` from the end where the short tail is, so that either long tail is bent (COINr's log_CT_plus)."""
    x, low, high = _range(column)
    if skewness(x) > 0:
        return log_of_range(x, at=at)
    return -_log(high - _bent(x, at) + _ROOM * (high - low))


def log_from_one(column: ArrayLike, *, at: ArrayLike | None = None) -> FloatArray:
    """ln(x − min + 1): its strength depends on the unit (COIN Tool; COINr's log_CT_orig)."""
    x, low, _ = _range(column)
    return _log(_bent(x, at) - low + 1)


def log_to_maximum(column: ArrayLike, *, at: ArrayLike | None = None) -> FloatArray:
    """ln((max − 1)(x − min)/(max − min) + 1), from 0 to ln max (Global Innovation Index; COINr's log_GII).

    Raises ValueError when the maximum is 1 or less: the formula then turns the order around or makes all equal.
    """
    x, low, high = _range(column)
    if high <= 1:
        raise ValueError(f"log_to_maximum needs a maximum above 1, not {high:g}")
    return _log((high - 1) * (_bent(x, at) - low) / (high - low) + 1)


def natural_log(column: ArrayLike, *, at: ArrayLike | None = None) -> FloatArray:
    """ln x. Raises ValueError at zero and below."""
    x = np.asarray(column, np.float64)
    if np.nanmin(x) <= 0:
        raise ValueError(f"natural_log needs values above 0, not {np.nanmin(x):g}")
    return _log(_bent(x, at))


def box_cox(column: ArrayLike, power: float, *, shift: bool = True, at: ArrayLike | None = None) -> FloatArray:
    """(x^λ − 1)/λ, or ln x where λ is 0.

    power    λ; 1 changes nothing but the position, below 1 bends the upper tail
    shift    first to x − min + 1, so that all are 1 or more (as COINr's boxcox); False takes x as it is
    returns  the order of the values is kept whatever the sign of λ

    Raises ValueError at zero and below without a shift. Source: Box & Cox (1964), JRSS B 26, 211–252.
    """
    x = np.asarray(column, np.float64)
    moved = _bent(x, at) - np.nanmin(x) + 1 if shift else _bent(x, at)
    if not shift and np.nanmin(x) <= 0:
        raise ValueError(f"box_cox without a shift needs values above 0, not {np.nanmin(x):g}")
    logarithm = _log(moved)
    return logarithm if power == 0 else (moved**power - 1) / power


# What a recipe may name; box_cox also takes a power.
TRANSFORMATIONS: Mapping[str, Callable[..., FloatArray]] = MappingProxyType(
    {
        "log_of_range": log_of_range,
        "log_by_skewness": log_by_skewness,
        "log_from_one": log_from_one,
        "log_to_maximum": log_to_maximum,
        "natural_log": natural_log,
        "box_cox": box_cox,
    }
)


def _range(column: ArrayLike) -> tuple[FloatArray, float, float]:
    x = np.asarray(column, np.float64)
    if np.isnan(x).all():
        raise ValueError("there is no value at all")
    low, high = float(np.nanmin(x)), float(np.nanmax(x))
    if low == high:
        raise ValueError(f"all values are {low:g}: there is no range to transform")
    return x, low, high


def _bent(column: FloatArray, at: ArrayLike | None) -> FloatArray:
    return column if at is None else np.asarray(at, np.float64)


def _log(x: FloatArray) -> FloatArray:
    """Of the column itself always there; figures beside it can lie where there is none."""
    if (x <= 0).any():
        raise ValueError("a point lies where this curve does not reach")
    return np.log(x)
