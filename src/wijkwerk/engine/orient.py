"""Turn every indicator so that higher is more urgent. This happens once, here; nothing after it knows a polarity."""

from collections.abc import Mapping

import numpy as np
from numpy.typing import ArrayLike

from .intervals import FloatArray


def orient(values: ArrayLike, polarity: ArrayLike) -> FloatArray:
    """The same figures, so that a higher one is more urgent.

    values    (…, indicators)  in each indicator's own unit and direction; also a row of reference points
    polarity  (indicators,)    1 where a higher figure is more urgent, −1 where it is less
    returns   the shape of `values`; NaN stays NaN

    For an index where more is better (ASEM), read "higher is better" for "more urgent" throughout: the engine only
    needs one direction. Raises ValueError naming the position where the polarity is neither 1 nor −1.

    What looks at a distribution's own direction (treating outliers) comes before this step; what compares (normalise,
    aggregate, rank) after it.
    """
    return np.asarray(values, np.float64) * _signs(polarity)


def orient_points(points: Mapping[str, ArrayLike], polarity: ArrayLike) -> dict[str, FloatArray]:
    """Reference points turned along with their indicators; a lower and an upper one change places.

    points    by name, each (indicators,) or (areas, indicators), in the indicators' own unit; `low` and `high` are
              the two ends of one range
    polarity  (indicators,)
    returns   the same names: low = −high and high = −low where the polarity is −1

    Raises ValueError as `orient` does.
    """
    signs = _signs(polarity)
    turned = {name: np.asarray(point, np.float64) * signs for name, point in points.items()}
    if {"low", "high"} <= turned.keys():
        low, high = turned["low"], turned["high"]
        turned["low"], turned["high"] = np.where(signs < 0, high, low), np.where(signs < 0, low, high)
    return turned


def _signs(polarity: ArrayLike) -> FloatArray:
    signs = np.asarray(polarity, np.float64)
    wrong = np.abs(signs) != 1
    if wrong.any():
        position = int(np.flatnonzero(wrong)[0])
        raise ValueError(f"the polarity of column {position} is {signs.flat[position]:g}, not 1 or -1")
    return signs
