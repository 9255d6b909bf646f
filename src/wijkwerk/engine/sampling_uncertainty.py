"""How much a rank owes to figures that are not exact: drawn again within their intervals, scored by the recipe itself.

Kept apart from the uncertainty of method: this one shrinks with better figures, that one does not.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import partial

import numpy as np
from numpy.typing import ArrayLike

from .intervals import FloatArray
from .method_uncertainty import Failure, RankTable
from .parallel import each_in_order
from .score_tree import IntArray, ScoreTree
from .variant_ranks import Doubled, RankedRows, rank_rows, rank_type
from .variant_scores import Combination, Mean
from .variants import reference_variant, weights_of

Score = Callable[[FloatArray], FloatArray]
# The limits are those of a 95 % interval: this many standard deviations from the middle.
_LIMIT = 1.959963984540054
# Areas of all draws together that are scored as one table: enough to be quick, and a few MB per column.
_ROWS_AT_ONCE = 2**15


class Chance(StrEnum):
    """How the true value may lie around the one in the table; it follows from the kind of source."""

    NORMAL = "normal"  # sample, events, a model with published limits: 95 % between the limits, most near the value
    UNIFORM = "uniform"  # rounding: anywhere between the limits, never beyond
    NONE = "none"  # exact, or nothing is known


@dataclass(frozen=True)
class Doubtful:
    """Figures with their intervals.

    values, low, high  (areas, indicators) in each indicator's own unit; NaN = missing
    chance             (indicators,)
    least, most        (indicators,) what the true value cannot be below and above: 0 and 100 for a percentage
    """

    values: FloatArray
    low: FloatArray
    high: FloatArray
    chance: tuple[Chance, ...]
    least: FloatArray
    most: FloatArray

    @property
    def held(self) -> IntArray:
        """(indicators,) how many figures have no interval and keep their value in every draw."""
        noisy = np.array([chance is not Chance.NONE for chance in self.chance])
        bounded = ~np.isnan(self.low) & ~np.isnan(self.high) & noisy
        return np.asarray((~np.isnan(self.values) & ~bounded).sum(axis=0))


def doubtful(
    values: ArrayLike,
    low: ArrayLike,
    high: ArrayLike,
    chance: Sequence[Chance | str],
    *,
    least: ArrayLike = -np.inf,
    most: ArrayLike = np.inf,
) -> Doubtful:
    """Check figures with their intervals. Raises ValueError naming the column where they do not fit together."""
    figures, lower, upper = (np.asarray(array, np.float64) for array in (values, low, high))
    if figures.ndim != 2 or lower.shape != figures.shape or upper.shape != figures.shape:
        raise ValueError(f"values, low and high have shapes {figures.shape}, {lower.shape} and {upper.shape}")
    if len(chance) != figures.shape[1]:
        raise ValueError(f"{len(chance)} kinds of chance for {figures.shape[1]} columns")
    outside = (lower > figures) | (upper < figures)
    if outside.any():
        row, column = np.argwhere(outside)[0]
        raise ValueError(f"column {column}, row {row}: the value lies outside its own interval")
    bounds = (np.broadcast_to(np.asarray(bound, np.float64), figures.shape[1:]) for bound in (least, most))
    return Doubtful(figures, lower, upper, tuple(Chance(kind) for kind in chance), *bounds)


def draw_figures(figures: Doubtful, random: np.random.Generator) -> FloatArray:
    """One table (areas, indicators) that could as well have been the true one.

    NORMAL takes each side of the value by itself, so that 2.5 % of the draws fall below `low`, half below the value
    and 2.5 % above `high`, also where the interval is lopsided. A missing figure stays missing; one without an interval
    keeps its value. Areas and indicators are drawn apart: errors that go together are not known of.
    """
    drawn = figures.values.copy()
    for column, chance in enumerate(figures.chance):
        value, low, high = (table[:, column] for table in (figures.values, figures.low, figures.high))
        if chance is Chance.NORMAL:
            z = random.standard_normal(len(value)) / _LIMIT
            drawn_values = value + np.where(z < 0, z * (value - low), z * (high - value))
        elif chance is Chance.UNIFORM:
            drawn_values = low + random.random(len(value)) * (high - low)
        else:
            continue
        drawn_values = np.clip(drawn_values, figures.least[column], figures.most[column])
        bounded = ~np.isnan(value) & ~np.isnan(low) & ~np.isnan(high)
        drawn[bounded, column] = drawn_values[bounded]
    return drawn


def rank_samples(
    figures: Doubtful, score: Score, draws: int, seed: int, *, places: tuple[int, ...] = (), threads: int = 1
) -> RankTable:
    """In which place every area stands when its figures are drawn again.

    score   from figures (areas, indicators), in their own unit and direction, to scores (areas,), higher = more urgent,
            NaN = none: the same pipeline as the published score (see `tree_score`). Called from several threads
    draws   how many; each has its own part of the seed, so that threads change nothing

    A draw for which `score` raises ValueError is counted in `failures` (with normalisation and aggregation 0).
    """
    if draws < 1:
        raise ValueError(f"at least one draw is needed, not {draws}")
    seeds = np.random.SeedSequence(seed).spawn(draws)
    ranked = partial(_ranked, figures, score, places)
    areas = len(figures.values)
    doubled: Doubled = np.zeros((draws, areas), rank_type(areas))
    first, reasons = np.zeros((areas, len(places))), dict[int, str]()
    for draw, outcome in enumerate(each_in_order(ranked, seeds, threads)):
        if isinstance(outcome, str):
            reasons[draw] = outcome
        else:
            doubled[draw] = outcome.doubled[0]
            first += outcome.first
    failed = np.isin(np.arange(draws), list(reasons))
    kinds = sorted(set(reasons.values()))
    failures = tuple(Failure(0, 0, reason, list(reasons.values()).count(reason)) for reason in kinds)
    return RankTable(doubled, failed, failures, places, first)


def rank_samples_together(
    figures: Doubtful, score: Score, draws: int, seed: int, *, places: tuple[int, ...] = (), threads: int = 1
) -> RankTable:
    """As `rank_samples`, to the bit, for a `score` in which every area stands by itself: many draws as one long table.

    Only where no step looks at the other areas of the table (fixed reference points, no outliers treated), so that
    (draws · areas, indicators) gives every draw its own scores. Nothing can fail in one draw alone: ValueError then.
    """
    if draws < 1:
        raise ValueError(f"at least one draw is needed, not {draws}")
    seeds = np.random.SeedSequence(seed).spawn(draws)
    areas = len(figures.values)
    doubled: Doubled = np.zeros((draws, areas), rank_type(areas))
    first = np.zeros((areas, len(places)))
    at_once = max(1, _ROWS_AT_ONCE // max(1, areas))
    for start in range(0, draws, at_once):
        block = [draw_figures(figures, np.random.Generator(np.random.PCG64(s))) for s in seeds[start : start + at_once]]
        scores = score(np.concatenate(block)).reshape(len(block), areas)
        table = rank_rows(np.ascontiguousarray(scores), places)
        doubled[start : start + len(block)] = table.doubled
        first += table.first
    return RankTable(doubled, np.zeros(draws, np.bool_), (), places, first)


def tree_score(normalise: Callable[[FloatArray], FloatArray], tree: ScoreTree, means: Sequence[Mean]) -> Score:
    """The recipe's own score as one function, for `rank_samples`.

    normalise  from figures (areas, indicators) to normalised values of the same shape, higher = more urgent
    """
    own = reference_variant(tree)

    def score(values: FloatArray) -> FloatArray:
        scores = Combination(normalise(values), tree, means).scores(weights_of(tree, own), own.left_out)
        for reason in scores.failures.values():
            raise ValueError(reason)
        return np.asarray(scores.values[0], np.float64)

    return score


def _ranked(figures: Doubtful, score: Score, places: tuple[int, ...], seed: np.random.SeedSequence) -> RankedRows | str:
    random = np.random.Generator(np.random.PCG64(seed))
    try:
        scores = score(draw_figures(figures, random))
    except ValueError as problem:
        return str(problem)
    return rank_rows(np.array(scores, np.float64)[None, :], places)
