"""Did a count rise, or is it chance?"""

import math


def rise_probability(now: int, before: int, years: int) -> float:
    """How likely chance alone gives as many events in one year as were counted, or more, after so many before.

    now     events of one year, 0 or more
    before  events of the years before it together; years: how many those are, 1 or more
    returns 0–1; small where the last year stands out. 1 where nothing was counted at all

    Events that come by themselves at one rate (Poisson) fall in the last year with chance 1 / (years + 1) each,
    whatever that rate is: given their sum n, the last year is binomial.

        p = P(X ≥ now),  X ~ Binomial(n = now + before, 1 / (years + 1))

    Raises ValueError for a count below 0 and for no years.
    Source: Przyborowski & Wilenski (1940), Biometrika 31, 313–323, the conditional test of two Poisson means. By hand
    in tests/engine/test_count_rises.py, against scipy in tests/reference/test_count_rises.py.
    """
    return _probability(range(now, now + before + 1), now, before, years)


def fall_probability(now: int, before: int, years: int) -> float:
    """The same for as few events, or fewer."""
    return _probability(range(now + 1), now, before, years)


def _probability(counts: range, now: int, before: int, years: int) -> float:
    if now < 0 or before < 0 or years < 1:
        raise ValueError(f"counts are 0 or more and years 1 or more: {now}, {before}, {years}")
    total, share = now + before, 1 / (years + 1)
    return min(1.0, math.fsum(_binomial(total, each, share) for each in counts))


def _binomial(total: int, count: int, share: float) -> float:
    """Through logarithms: the coefficients of a city's crimes do not fit in a number."""
    ways = math.lgamma(total + 1) - math.lgamma(count + 1) - math.lgamma(total - count + 1)
    return math.exp(ways + count * math.log(share) + (total - count) * math.log1p(-share))
