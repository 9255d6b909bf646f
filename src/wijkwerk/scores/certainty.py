"""How sure the places of a gemeente's areas are: under other choices of method, and under the doubt of the figures.

The two are computed apart and never added up: better figures help against the one, only an agreed method against the
other.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from wijkwerk.definitions.vocabulary import IntervalRule
from wijkwerk.engine.intervals import FloatArray
from wijkwerk.engine.method_uncertainty import Failure, RankTable, rank_variants
from wijkwerk.engine.pipeline import ColumnPlan, GroupPlan, compute
from wijkwerk.engine.rank_bands import among_first, place_counts, rank_bands
from wijkwerk.engine.sampling_uncertainty import Chance, Doubtful, doubtful, rank_samples, rank_samples_together
from wijkwerk.engine.sensitivity import Cause, causes, shift_per_draw, single_choices
from wijkwerk.engine.variants import Choices, Variants, draw_variants, each_left_out, reference_variant

from .alternatives import AGGREGATIONS_TRIED, NORMALISATIONS, Alternatives, alternatives
from .area_figures import Limits
from .planning import column_plans, group_plans
from .scored import Scored
from .trees import LevelTree, level_tree

VARIANTS = 10_000
SAMPLES = 1_000
SEED = 20_240_528  # the day on which Hengelo's council was told of the bestuurlijke opdracht; any fixed number would do
# Draws for the question which single choice moves most: enough for two digits, and cheap.
_VARIANTS_PER_CHOICE = 1_000
# "Among the first n" is asked for the first three, five and ten.
PLACES = (1, 3, 5, 10)

_CHANCE = {
    IntervalRule.ROUNDING: Chance.UNIFORM,
    IntervalRule.BYAR: Chance.NORMAL,
    IntervalRule.WILSON: Chance.NORMAL,
    IntervalRule.PUBLISHED: Chance.NORMAL,
    IntervalRule.NONE: Chance.NONE,
}


@dataclass(frozen=True)
class Stability:
    """Where the areas stand over many draws; arrays have the units as rows.

    low, median, high  ranks; the band holds 90 of 100 draws; NaN for an area without a score
    first   (units, places)       in which share of the draws it is among the first n, for each n of `PLACES`
    counts  (units, ranks)        how often on each place
    draws   that could be computed; failures: those that could not, by reason
    """

    low: FloatArray
    median: FloatArray
    high: FloatArray
    first: FloatArray
    counts: FloatArray
    draws: int
    failures: tuple[Failure, ...]


@dataclass(frozen=True)
class Certainty:
    """units    the areas of one level of one gemeente, in the order of the table
    ranks    (units,) by the recipe as it stands, equal places at their average; NaN = no score
    method   over other weights, normalisations, aggregations, and every indicator left out in turn
    sampling over figures drawn again within their intervals; None where no figure has one
    causes   which choice by itself moves the places most, the strongest first
    indicators  by how many places areas move on average when this indicator is left out, the strongest first
    """

    units: tuple[str, ...]
    ranks: FloatArray
    method: Stability
    sampling: Stability | None
    causes: tuple[Cause, ...]
    indicators: tuple[tuple[str, float], ...]
    seed: int = SEED


def certainty(
    scored: Scored,
    level: str,
    units: Sequence[str],
    limits: Limits,
    chances: Sequence[Chance],
    *,
    variants: int = VARIANTS,
    samples: int = SAMPLES,
    threads: int = 1,
) -> Certainty:
    """For some units of one level; alternatives measure against all areas of that level.

    limits   the intervals of the units' figures; chances: how each indicator may lie around its value
    """
    of = level_tree(scored, level)
    tried = alternatives(scored, of, units)
    own = _rank(tried, reference_variant(tried.tree), 1).ranks()[0]
    leave_out = len(tried.indicators) > 1
    choices = Choices(len(NORMALISATIONS), len(AGGREGATIONS_TRIED), leave_out=leave_out)
    table = _rank(tried, draw_variants(tried.tree, choices, variants, SEED), threads)
    return Certainty(
        units=tuple(units),
        ranks=own,
        method=_stability(table),
        sampling=_sampled(scored, of, units, limits, chances, samples, threads),
        causes=_causes(tried, choices, own, threads),
        indicators=_indicators(tried, own) if leave_out else (),
    )


def chance_of(rule: IntervalRule) -> Chance:
    """How a true value may lie around the published one, by the rule that made its interval."""
    return _CHANCE[rule]


def _rank(tried: Alternatives, variants: Variants, threads: int) -> RankTable:
    return rank_variants(tried.normalised, tried.tree, tried.aggregations, variants, places=PLACES, threads=threads)


def _stability(table: RankTable) -> Stability:
    bands = rank_bands(table)
    return Stability(
        bands.low, bands.median, bands.high, among_first(table), place_counts(table), table.computed, table.failures
    )


def _sampled(
    scored: Scored,
    of: LevelTree,
    units: Sequence[str],
    limits: Limits,
    chances: Sequence[Chance],
    samples: int,
    threads: int,
) -> Stability | None:
    rows = np.array([scored.row_of[unit] for unit in units], dtype=np.int64)
    figures = _doubtful(scored, rows, limits, chances)
    if not (figures.high > figures.low).any():
        return None
    columns, groups = column_plans(scored.recipe, tuple(units)), group_plans(scored.recipe, tuple(units))
    sign = -1.0 if scored.recipe.ranks.first == "lowest" else 1.0

    # One complete area more, so that an indicator that this gemeente lacks altogether still counts as delivered.
    complete = _medians(scored.prepared.figures[of.rows])

    def score(values: FloatArray) -> FloatArray:
        return sign * _root(np.vstack([values, complete]), columns, groups)[:-1]

    # Where a gemeente by itself gets the scores that it has within the country, every row stands by itself, and all
    # draws can be scored as one long table: thirty times as fast.
    alone = np.allclose(sign * score(figures.values), scored.values[rows, len(columns)], atol=1e-9, equal_nan=True)
    rank = rank_samples_together if alone else rank_samples
    return _stability(rank(figures, score, samples, SEED, places=PLACES, threads=threads))


def _medians(country: FloatArray) -> FloatArray:
    there = ~np.isnan(country).all(axis=0)
    medians = np.full(country.shape[1], np.nan)
    medians[there] = np.nanmedian(country[:, there], axis=0)
    return medians


def _root(values: FloatArray, columns: list[ColumnPlan], groups: list[GroupPlan]) -> FloatArray:
    return np.asarray(compute(values, columns, groups).nodes[:, len(columns)], np.float64)


def _doubtful(scored: Scored, rows: np.ndarray, limits: Limits, chances: Sequence[Chance]) -> Doubtful:
    """A figure that was divided or filled in by the recipe has no interval of its own."""
    values = scored.prepared.figures[rows]
    own = np.array([each.denominator is None for each in scored.recipe.indicators.values()])
    kept = own[None, :] & ~scored.prepared.imputed[rows] & (limits.low <= values) & (values <= limits.high)
    low, high = np.where(kept, limits.low, np.nan), np.where(kept, limits.high, np.nan)
    units = [each.unit or "" for each in scored.recipe.indicators.values()]
    positive = ~(np.nan_to_num(low, nan=0.0) < 0).any(axis=0)
    return doubtful(
        values,
        low,
        high,
        chances,
        least=np.where(positive, 0.0, -np.inf),
        most=np.array([100.0 if unit.strip() == "%" else np.inf for unit in units]),
    )


def _causes(tried: Alternatives, choices: Choices, own: FloatArray, threads: int) -> tuple[Cause, ...]:
    tables = {
        name: _rank(tried, draw_variants(tried.tree, single, _VARIANTS_PER_CHOICE, SEED), threads)
        for name, single in single_choices(choices).items()
    }
    return causes(tables, own)


def _indicators(tried: Alternatives, own: FloatArray) -> tuple[tuple[str, float], ...]:
    moved = shift_per_draw(_rank(tried, each_left_out(tried.tree), 1), own)
    shifts = [(name, float(shift)) for name, shift in zip(tried.indicators, moved, strict=True) if shift == shift]
    return tuple(sorted(shifts, key=lambda each: -each[1]))
