"""Treating, normalising, joining and ranking once more, from their definitions, in plain loops over lists.

No numpy and nothing of the engine. A column is a list of numbers with None for missing; a table is a list of rows.
Slow, and hard to get wrong.
"""

import math
from collections.abc import Callable, Sequence

Number = float | None
Column = Sequence[Number]


def known(column: Column) -> list[float]:
    return [x for x in column if x is not None]


def mean(numbers: list[float]) -> float:
    return math.fsum(numbers) / len(numbers)


def skewness(column: Column) -> float:
    x = known(column)
    n, m = len(x), mean(known(column))
    second, third = (math.fsum((v - m) ** power for v in x) / n for power in (2, 3))
    return math.sqrt(n * (n - 1)) / (n - 2) * third / math.pow(second, 1.5)


def kurtosis(column: Column) -> float:
    x = known(column)
    n, m = len(x), mean(known(column))
    second, fourth = (math.fsum((v - m) ** power for v in x) / n for power in (2, 4))
    return (n - 1) / ((n - 2) * (n - 3)) * ((n + 1) * (fourth / second**2 - 3) + 6)


def is_fine(column: Column) -> bool:
    if len(known(column)) < 4 or len(set(known(column))) == 1:
        return True
    return abs(skewness(column)) < 2 or kurtosis(column) < 3.5


def winsorise(column: Column, most: int) -> list[Number]:
    """Each step: all at the extreme take the next value, as long as no more than `most` areas differ from before."""
    now: list[Number] = list(column)
    while not is_fine(now):
        outer = max(known(now)) if skewness(now) > 0 else min(known(now))
        others = [x for x in known(now) if x != outer]
        inner = max(others) if skewness(now) > 0 else min(others)
        then = [inner if x == outer else x for x in now]
        if sum(1 for old, new in zip(column, then, strict=True) if old != new) > most:
            break
        now = then
    return now


def each(column: Column, formula: Callable[[float], float]) -> list[Number]:
    return [None if x is None else formula(x) for x in column]


def min_max(column: Column, a: float, b: float) -> list[Number]:
    low, high = min(known(column)), max(known(column))
    return each(column, lambda x: a + (x - low) / (high - low) * (b - a))


def z_score(column: Column) -> list[Number]:
    m, n = mean(known(column)), len(known(column))
    sd = math.sqrt(math.fsum((x - m) ** 2 for x in known(column)) / (n - 1))
    return each(column, lambda x: (x - m) / sd)


def ascending_rank(column: Column, ties: str) -> list[Number]:
    def place(x: float) -> float:
        below, equal = sum(1 for y in known(column) if y < x), sum(1 for y in known(column) if y == x)
        if ties == "dense":
            return len({y for y in known(column) if y < x}) + 1
        return {"lowest": below + 1.0, "highest": below + equal, "average": below + (equal + 1) / 2}[ties]

    return each(column, place)


def percentile_rank(column: Column) -> list[Number]:
    n = len(known(column))
    return [None if r is None else (r - 1) / (n - 1) for r in ascending_rank(column, "lowest")]


def distance_to_target(column: Column, target: float) -> list[Number]:
    low = min(known(column))
    return each(column, lambda x: (x - low) / (target - low))


def national_share(column: Column, country: Column) -> list[Number]:
    n = len(known(country))

    def share(x: float) -> float:
        return (sum(1 for y in known(country) if y < x) + sum(1 for y in known(country) if y == x) / 2) / n

    return each(column, share)


def exponential(column: Column, decay: float, less: int = 0) -> list[Number]:
    """less: 1 where the least urgent is at 0, so that the most urgent does not reach the end."""
    n = len(known(column))
    shares = [None if r is None else (r - less) / n for r in ascending_rank(column, "average")]
    return each(shares, lambda r: -decay * math.log(1 - r * (1 - math.exp(-100 / decay))))


def join(row: Column, weights: Sequence[float], method: str, power: float = 1) -> Number:
    """One area; weights rescaled over the children that it has."""
    pairs = [(x, w) for x, w in zip(row, weights, strict=True) if x is not None and w > 0]
    if not pairs:
        return None
    total = math.fsum(w for _, w in pairs)
    own = [(x, w / total) for x, w in pairs]
    average = math.fsum(w * x for x, w in own)
    spread = math.fsum(w * (x - average) ** 2 for x, w in own)
    formulas: dict[str, Callable[[], float]] = {
        "arithmetic": lambda: average,
        "geometric": lambda: math.prod(math.pow(x, w) for x, w in own),
        "harmonic": lambda: 1 / math.fsum(w / x for x, w in own),
        "generalised": lambda: math.pow(math.fsum(w * math.pow(x, power) for x, w in own), 1 / power),
        "mazziotta_pareto": lambda: average + spread / average,
        "maximum": lambda: max(x for x, _ in own),
        "minimum": lambda: min(x for x, _ in own),
        "median": lambda: median(own),
    }
    return formulas[method]()


def median(own: list[tuple[float, float]]) -> float:
    """A middle has at most half of the weight on either side; the mean of the outer two middles."""
    middles = [
        x
        for x, _ in own
        if math.fsum(w for y, w in own if y < x) <= 0.5 + 1e-12 and math.fsum(w for y, w in own if y > x) <= 0.5 + 1e-12
    ]
    return (min(middles) + max(middles)) / 2


def copeland(rows: Sequence[Column], weights: Sequence[float]) -> list[Number]:
    def outcome(one: Column, other: Column) -> int | None:
        ahead = behind = 0.0
        for x, y, w in zip(one, other, weights, strict=True):
            if x is not None and y is not None:
                ahead, behind = ahead + w * (x > y), behind + w * (x < y)
        shared = any(x is not None and y is not None and w > 0 for x, y, w in zip(one, other, weights, strict=True))
        return None if not shared else 0 if abs(ahead - behind) < 1e-9 else 1 if ahead > behind else -1

    taking_part = [any(x is not None and w > 0 for x, w in zip(row, weights, strict=True)) for row in rows]
    scores: list[Number] = []
    for i, row in enumerate(rows):
        met = [outcome(row, other) for j, other in enumerate(rows) if j != i and taking_part[j]]
        counted = [o for o in met if o is not None]
        if not taking_part[i]:
            scores.append(None)
        else:
            scores.append(sum(counted) * (sum(taking_part) - 1) / len(counted) if counted else 0.0)
    return scores
