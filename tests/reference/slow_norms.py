"""Norms in plain loops over plain numbers: what engine.norms says for arrays, one figure at a time."""

import math
from fractions import Fraction


def verdict(value: float, low: float, high: float, floor: float, ceiling: float) -> str:
    if any(math.isnan(each) for each in (value, low, high, floor, ceiling)):
        return "cannot_tell"
    outside, inside = True, True
    if low < floor or high > ceiling:
        inside = False
    if not (high < floor or low > ceiling):
        outside = False
    return "met" if inside else "not_met" if outside else "cannot_tell"


def gap(value: float, floor: float, ceiling: float) -> float:
    if any(math.isnan(each) for each in (value, floor, ceiling)):
        return math.nan
    if value < floor:
        return floor - value
    if value > ceiling:
        return ceiling - value
    return 0.0


def fewest_that_must_change(having: int, total: int, per: int, floor: Fraction, ceiling: Fraction) -> int:
    """By trying: how many people at least must change side before the rate lies within the limits."""
    for changed in range(total + 1):
        for count in (having - changed, having + changed):
            if 0 <= count <= total and floor <= Fraction(count * per, total) <= ceiling:
                return changed
    raise AssertionError("no number of people brings this within the limits")


def pace(years: list[int], values: list[float]) -> float:
    """The slope of the least-squares line, from its two normal equations."""
    n, sx, sy = len(years), sum(years), sum(values)
    sxx = sum(year * year for year in years)
    sxy = sum(year * value for year, value in zip(years, values, strict=True))
    return (n * sxy - sx * sy) / (n * sxx - sx * sx)
