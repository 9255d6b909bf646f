"""How far a change between two years may be off, given how far both figures may be."""

from typing import NamedTuple

import numpy as np
from numpy.typing import ArrayLike

from .intervals import FloatArray, Interval


class Estimates(NamedTuple):
    """Figures of one year with their limits; same shape and unit, NaN where there is none."""

    value: ArrayLike
    low: ArrayLike
    high: ArrayLike


def change_interval(early: Estimates, late: Estimates, *, relative: bool, chance: bool) -> Interval:
    """Between which limits the change from `early` to `late` lies.

    early, late  figures of the same areas in two years, with their intervals
    relative     True: the change in per cent of the early figure, which must be above 0; False: in its own unit
    chance       True: the limits are those of chance (events, samples), and the two years are drawn apart;
                 False: they are bounds of rounding, and both may be off at once
    returns      low and high in per cent or in the figures' unit; NaN where a figure or a limit is missing

    Higher is more increase, whatever is favourable. Bounds combine at their corners:

        low = l₂ − u₁,  high = u₂ − l₁

    Chance does not go wrong on both sides at once, so that there the distances are added as squares (MOVER):

        low = d − √((x₂ − l₂)² + (u₁ − x₁)²),  high = d + √((u₂ − x₂)² + (x₁ − l₁)²),  d = x₂ − x₁

    A relative change is the same on logarithms, turned back into per cent. Source: Newcombe (1998), Statistics in
    Medicine 17, 873–890, method 10; Zou & Donner (2008), Statistics in Medicine 27, 1693–1702. Against a simulation
    and published examples in tests/engine/test_changes.py.
    """
    ends = [np.asarray(number, np.float64) for number in (*early, *late)]
    if relative:
        ends = [_logarithm(number) for number in ends]
    x1, low1, high1, x2, low2, high2 = ends
    below, above = _distances(x2 - low2, high1 - x1, chance), _distances(high2 - x2, x1 - low1, chance)
    low, high = x2 - x1 - below, x2 - x1 + above
    if relative:
        low, high = 100 * np.expm1(low), 100 * np.expm1(high)
    neither = np.isnan(low) | np.isnan(high)
    return Interval(np.where(neither, np.nan, low), np.where(neither, np.nan, high))


def _distances(one: FloatArray, other: FloatArray, chance: bool) -> FloatArray:
    return np.asarray(np.hypot(one, other) if chance else one + other)


def _logarithm(number: FloatArray) -> FloatArray:
    """NaN at zero and below: there is no relative change from or to nothing."""
    return np.log(np.where(number > 0, number, np.nan))
