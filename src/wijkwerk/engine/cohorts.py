"""Carry the people of each age group one step on, as the areas together went from one known moment to the next.

A *step* is the time between the two known moments. Two moments and wide age groups do not tell who aged, moved, was
born or died; they tell what became of a group in all, and that is carried on. After Hamilton & Perry (1962), Social
Forces 41, 163–170, who need no more than two counts; with ratios over many areas instead of the area's own, because
the counts of one neighbourhood are small and rounded. See also Smith, Tayman & Swanson (2013), A Practitioner's Guide
to State and Local Population Projections, chapter 7.

Everywhere rows are areas and columns are age groups, the youngest first, in persons.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from .intervals import FloatArray, Interval

# An area that grew or shrank by more in one step was built, cleared, or got a home or centre: it does not tell what
# becomes of people elsewhere.
ORDINARY_CHANGE = 0.1
# Of every ten areas nine lay between the limits.
COVERAGE = 0.9
# Fewer areas tell nothing about their tails: a twentieth of thirty is one and a half.
FEWEST_AREAS = 30
# Rounded to five, half or double of so few people is no more than the rounding.
FEWEST_PEOPLE = 10
_AGE_OF_PARENTS = 30
_NOBODY = -1


@dataclass(frozen=True, slots=True)
class Moves:
    """What one step made of each group. A group is filled from itself and from one other, its feeder.

    feeder  per group the column of its feeder: the group before it; for the youngest that of their parents; -1 none
    stay    (groups,) people in the group a step later, per person that was in it
    arrive  (groups,) people in the group a step later, per person that was in its feeder; 0 without a feeder

    Both hold everything at once: birthdays, births, deaths and moving house. They are no chances, and may pass 1.
    """

    feeder: tuple[int, ...]
    stay: FloatArray
    arrive: FloatArray


@dataclass(frozen=True, slots=True)
class Backtest:
    """How far the last known moment lay from what was carried there, in areas of a size. The last column is everybody.

    limits     (classes − 1,) inhabitants from which the next class begins
    areas      (classes,) how many there are
    carried    (classes, groups + 1) mean distance in persons, whatever its direction
    unchanged  the same, had every group stayed as it was
    grown      the same, had every group grown by the same share everywhere
    ratio      (classes, groups + 1) between which shares of what was carried came nine of ten areas; NaN where fewer
               than `FEWEST_AREAS` areas tell
    """

    limits: tuple[float, ...]
    areas: NDArray[np.int64]
    carried: FloatArray
    unchanged: FloatArray
    grown: FloatArray
    ratio: Interval

    def class_of(self, inhabitants: float) -> int:
        """The row of an area of that size."""
        return int(np.searchsorted(self.limits, inhabitants, side="right"))


def feeders(lowest_ages: Sequence[int]) -> tuple[int, ...]:
    """Which group each group is also filled from, by the lowest age of each, ascending."""
    parents = max((place for place, age in enumerate(lowest_ages) if age <= _AGE_OF_PARENTS), default=0)
    return (parents if parents > 0 else _NOBODY, *range(len(lowest_ages) - 1))


def estimate_moves(early: ArrayLike, late: ArrayLike, lowest_ages: Sequence[int]) -> Moves:
    """What became of each group in the step between two moments, over all ordinary areas together.

    early, late  (areas, groups)  persons at both moments, the same areas in the same order
    lowest_ages  (groups,)        ascending
    returns      the ratios of least squares, never below 0. An area weighs by one over its inhabitants, as the chance
                 in its counts grows with them

        late[g] ≈ stay[g] · early[g] + arrive[g] · early[feeder[g]]

    Areas without inhabitants, those of which something is missing, and those whose number of inhabitants changed by
    more than `ORDINARY_CHANGE` are left out. Raises ValueError when the shapes do not fit, or no area is left.
    """
    before, after = np.asarray(early, np.float64), np.asarray(late, np.float64)
    if before.shape != after.shape or before.ndim != 2 or before.shape[1] != len(lowest_ages):
        raise ValueError(f"persons of shape {before.shape} and {after.shape} for {len(lowest_ages)} age groups")
    kept = ordinary(before, after)
    if not kept.any():
        raise ValueError("no area has as many inhabitants at both moments")
    weight = 1 / np.sqrt(before[kept].sum(axis=1))
    feeder = feeders(lowest_ages)
    ratios = [_ratios(before[kept], after[kept, group], weight, group, feeder[group]) for group in range(len(feeder))]
    stay, arrive = (np.array(each) for each in zip(*ratios, strict=True))
    return Moves(feeder, stay, arrive)


def ordinary(early: ArrayLike, late: ArrayLike) -> NDArray[np.bool_]:
    """(areas,) whether the number of inhabitants changed by `ORDINARY_CHANGE` or less; never without inhabitants."""
    before, after = (np.asarray(people, np.float64).sum(axis=1) for people in (early, late))
    return np.asarray((before > 0) & (np.abs(after - before) <= ORDINARY_CHANGE * before))


def carry_forward(people: ArrayLike, moves: Moves) -> FloatArray:
    """The people of each group one step later, should the step go as the one that the moves were taken from.

    people   (areas, groups) or (groups,)
    returns  the same shape; NaN where the group or its feeder is
    """
    now = np.asarray(people, np.float64)
    fed = [place for place, feeder in enumerate(moves.feeder) if feeder != _NOBODY]
    later = now * moves.stay
    later[..., fed] += now[..., [moves.feeder[place] for place in fed]] * moves.arrive[fed]
    return later


def backtest(early: ArrayLike, late: ArrayLike, moves: Moves, limits: Sequence[float]) -> Backtest:
    """How far the carrying would have been off at the last known moment, by size, beside two plainer guesses.

    early, late  (areas, groups) persons at both moments; all areas, also those that are not ordinary
    limits       inhabitants where a class begins, ascending; a class with too few areas joins the one below it

    The moves were taken from the same step. A next one may go otherwise for all areas at once, and the true distance is
    then larger. Raises ValueError when the shapes do not fit.
    """
    before, after = np.asarray(early, np.float64), np.asarray(late, np.float64)
    if before.shape != after.shape or before.ndim != 2:
        raise ValueError(f"persons of shape {before.shape} and {after.shape}")
    sizes = before.sum(axis=1)
    kept = _joined(sizes, limits)
    classes = np.searchsorted(kept, sizes, side="right")
    came, carried = with_everybody(after), with_everybody(carry_forward(before, moves))
    grown = before * (after.sum(axis=0) / np.maximum(before.sum(axis=0), 1))
    count = len(kept) + 1
    return Backtest(
        limits=kept,
        areas=np.bincount(classes, minlength=count),
        carried=_mean_distance(carried, came, classes, count),
        unchanged=_mean_distance(with_everybody(before), came, classes, count),
        grown=_mean_distance(with_everybody(grown), came, classes, count),
        ratio=_ratio_limits(carried, came, classes, count),
    )


def band(carried: ArrayLike, ratio: Interval, row: int, steps: int) -> Interval:
    """Between which numbers nine of ten areas of this size would come.

    carried  (groups + 1,) what was carried `steps` steps on, everybody last
    row      the class of the area (`Backtest.class_of`)
    returns  (groups + 1,) persons; NaN for fewer than `FEWEST_PEOPLE`, and where too few areas tell

    An area that was off in one step is taken to be off the same way in every next one, which is the widest band:

        low = carried · ratio_low ** steps,  high = carried · ratio_high ** steps
    """
    people = np.asarray(carried, np.float64)
    people = np.where(people >= FEWEST_PEOPLE, people, np.nan)
    return Interval(people * ratio.low[row] ** steps, people * ratio.high[row] ** steps)


def with_everybody(people: ArrayLike) -> FloatArray:
    """(…, groups) → (…, groups + 1): the sum of the groups as the last column."""
    groups = np.asarray(people, np.float64)
    return np.concatenate([groups, groups.sum(axis=-1, keepdims=True)], axis=-1)


def _ratios(before: FloatArray, after: FloatArray, weight: FloatArray, group: int, feeder: int) -> tuple[float, float]:
    """Least squares of two ratios that may not be below 0: where one would be, the other alone."""
    columns = [before[:, group] * weight] + ([before[:, feeder] * weight] if feeder != _NOBODY else [])
    target = after * weight
    solved = np.linalg.lstsq(np.column_stack(columns), target, rcond=None)[0]
    if len(columns) == 2 and (solved < 0).any():
        alone = [_one_ratio(column, target) for column in columns]
        misses = [float(((ratio * column - target) ** 2).sum()) for ratio, column in zip(alone, columns, strict=True)]
        best = int(np.argmin(misses))
        solved = np.array([alone[0], 0.0] if best == 0 else [0.0, alone[1]])
    return float(max(solved[0], 0.0)), float(solved[1]) if len(columns) == 2 else 0.0


def _one_ratio(column: FloatArray, target: FloatArray) -> float:
    square = float(column @ column)
    return float(column @ target) / square if square > 0 else 0.0


def _joined(sizes: FloatArray, limits: Sequence[float]) -> tuple[float, ...]:
    """The limits without those that would leave a class with too few areas; the largest class joins the one below."""
    kept: list[float] = []
    for place, limit in enumerate(limits):
        end = limits[place + 1] if place + 1 < len(limits) else np.inf
        if ((sizes >= limit) & (sizes < end)).sum() >= FEWEST_AREAS:
            kept.append(limit)
    first = kept[0] if kept else np.inf
    # Nothing lies below the smallest class to join: it takes the next one in.
    return tuple(kept) if (sizes < first).sum() >= FEWEST_AREAS else tuple(kept[1:])


def _mean_distance(guess: FloatArray, came: FloatArray, classes: NDArray[np.int64], count: int) -> FloatArray:
    distance = np.abs(guess - came)
    return np.array(
        [distance[classes == row].mean(axis=0) if (classes == row).any() else _nothing(came) for row in range(count)]
    )


def _ratio_limits(carried: FloatArray, came: FloatArray, classes: NDArray[np.int64], count: int) -> Interval:
    shares = np.divide(came, carried, out=np.full_like(came, np.nan), where=carried >= FEWEST_PEOPLE)
    tail = (1 - COVERAGE) / 2
    rows = [[_limits(column, tail) for column in shares[classes == row].T] for row in range(count)]
    limits = np.array(rows)
    return Interval(limits[..., 0], limits[..., 1])


def _limits(shares: FloatArray, tail: float) -> tuple[float, float]:
    known = shares[~np.isnan(shares)]
    if len(known) < FEWEST_AREAS:
        return np.nan, np.nan
    low, high = np.quantile(known, [tail, 1 - tail])
    return float(low), float(high)


def _nothing(people: FloatArray) -> FloatArray:
    return np.full(people.shape[1], np.nan)
