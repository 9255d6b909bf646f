"""The intervals once more, from their definitions: no closed formula, no numpy, no scipy. Slow, and hard to get wrong.

Every limit is the root of the equation that defines it, found by halving. Probabilities come from `math.erf` and from
sums of Poisson terms in logarithms.
"""

import math
from collections.abc import Callable


def normal_quantile(confidence: float) -> float:
    """The z for which a normal value lies within ±z with this probability."""
    return _root(lambda z: math.erf(z / math.sqrt(2)) - confidence, 0, 40)


def wilson(numerator: float, denominator: float, confidence: float) -> tuple[float, float]:
    """The shares that a score test at this confidence does not reject: |p − π| = z √(π(1 − π)/n)."""
    share, z = numerator / denominator, normal_quantile(confidence)

    def beyond(true_share: float) -> float:
        return (share - true_share) ** 2 - z * z * true_share * (1 - true_share) / denominator

    low = 0.0 if numerator == 0 else _root(beyond, 0, share, rising=False)
    high = 1.0 if numerator == denominator else _root(beyond, share, 1)
    return low, high


def byar(count: float, confidence: float) -> tuple[float, float]:
    """Byar's cubes as printed in Breslow & Day, from 10 events on."""
    z = normal_quantile(confidence)
    more = count + 1
    low = count * math.pow(1 - 1 / (9 * count) - z / (3 * math.sqrt(count)), 3)
    return low, more * math.pow(1 - 1 / (9 * more) + z / (3 * math.sqrt(more)), 3)


def exact_poisson(count: int, confidence: float) -> tuple[float, float]:
    """The means under which this many events or more (low), or this many or fewer (high), have half of the rest."""
    tail = (1 - confidence) / 2
    low = 0.0 if count == 0 else _root(lambda mean: (1 - _at_most(count - 1, mean)) - tail, 0, count + 1)
    high = _root(lambda mean: _at_most(count, mean) - tail, 0, count + 60, rising=False)
    return low, high


def ratio_within_rounding(
    numerator: float, denominator: float, numerator_half: float, denominator_half: float, per: float
) -> tuple[float, float]:
    """The smallest and largest ratio over a grid on the rounding box, its corners included."""
    steps = [i / 10 for i in range(-10, 11)]
    ratios = [
        per * max(numerator + a * numerator_half, 0) / (denominator + b * denominator_half)
        for a in steps
        for b in steps
    ]
    return min(ratios), max(ratios)


def _at_most(count: int, mean: float) -> float:
    if mean == 0:
        return 1.0
    return math.fsum(math.exp(k * math.log(mean) - mean - math.lgamma(k + 1)) for k in range(count + 1))


def _root(function: Callable[[float], float], low: float, high: float, *, rising: bool = True) -> float:
    """Halve until the two ends are neighbours; between them the function passes zero once, upward if `rising`."""
    while True:
        middle = (low + high) / 2
        if middle in {low, high}:
            return middle
        if (function(middle) < 0) == rising:
            low = middle
        else:
            high = middle
