"""Which choice moves the ranks most.

Two answers. `causes` lets one choice vary at a time and compares how far ranks move: plain, also for causes of another
kind (drawn figures), and its shares add up to one. `choice_effects` lets all vary together and so also sees choices
that only matter in each other's company.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

import numpy as np

from .intervals import FloatArray
from .method_uncertainty import RankTable
from .score_tree import BoolArray
from .variants import Choices, Variants


@dataclass(frozen=True)
class Cause:
    """What one choice does to the ranks while everything else is held.

    shift  by how many places an area moves, on average over areas and draws
    most   the farthest that any area moved
    share  0–1 of the squared movements of all causes together
    """

    name: str
    shift: float
    most: float
    share: float


@dataclass(frozen=True)
class Effect:
    """What part of all movement (the variance of ranks, summed over areas) belongs to one choice.

    alone     goes away when this choice is fixed on an average value of it, whatever the others do
    together  is left over when only this one still varies over the rest: alone plus all its company
    """

    name: str
    alone: float
    together: float


def single_choices(choices: Choices) -> dict[str, Choices]:
    """The same choices, each one by itself with the others held; only those that may differ at all."""
    fixed = Choices(1, 1, 0, False)
    each = {
        "normalisation": replace(fixed, normalisations=choices.normalisations),
        "aggregation": replace(fixed, aggregations=choices.aggregations),
        "weights": replace(fixed, spread=choices.spread),
        "left_out": replace(fixed, leave_out=choices.leave_out),
    }
    return {name: single for name, single in each.items() if single != fixed}


def causes(tables: Mapping[str, RankTable], reference: FloatArray) -> tuple[Cause, ...]:
    """Compare causes of movement, the strongest first.

    tables     per cause the ranks when only that cause varies
    reference  (areas,) the ranks when nothing does; NaN = no rank

    An area without a rank on either side has not moved anywhere and does not take part. Without any movement at all
    every share is 0.
    """
    moved = {name: _moved(table, reference) for name, table in tables.items()}
    whole = sum(m.square for m in moved.values())
    strengths = [Cause(n, m.shift, m.most, m.square / whole if whole > 0 else 0.0) for n, m in moved.items()]
    return tuple(sorted(strengths, key=lambda cause: (-cause.share, -cause.shift, cause.name)))


def shift_per_draw(table: RankTable, reference: FloatArray) -> FloatArray:
    """By how many places an area moves on average, per draw; with `each_left_out` that is per indicator.

    returns  (draws,) NaN for a draw that failed or has no area with a rank on both sides
    """
    shifts = np.full(table.draws, np.nan)
    for draw in range(table.draws):
        away = np.abs(table.ranks(slice(draw, draw + 1))[0] - reference)
        if not np.isnan(away).all():
            shifts[draw] = np.nanmean(away)
    return shifts


def choice_effects(
    rank: Callable[[Variants], RankTable], one: Variants, other: Variants, choices: Choices
) -> tuple[Effect, ...]:
    """Part of the movement of ranks that belongs to each choice, by swapping one choice at a time between two sets.

    rank        ranks some variants (`rank_variants` with everything else filled in)
    one, other  two sets of equally many variants from different seeds

    Per area, with f(A) the ranks of `one` and f(Cᵢ) those of `one` with choice i taken from `other`:

        alone    = Σ (f(B) − f̄) (f(Cᵢ) − f(A)) / n / variance      together = Σ (f(A) − f(Cᵢ))² / 2n / variance

    summed over areas above and below the bar; taking the area's mean f̄ off changes nothing but the noise. Draws in
    which an area misses a rank in any of the sets do not count for it. Where nothing moves both are 0. All ranks of
    three sets are in memory at once: for a whole country some hundreds of variants. Source: Saltelli et al. (2010),
    Computer Physics Communications 181, 259–270, table 2 (b) and (f). Against a function with known effects in
    tests/engine/test_sensitivity.py.
    """
    if len(one) != len(other):
        raise ValueError(f"the two sets have {len(one)} and {len(other)} variants")
    a, b = rank(one).ranks(), rank(other).ranks()
    effects = []
    for name in single_choices(choices):
        c = rank(_swapped(one, other, name)).ranks()
        known = ~(np.isnan(a) | np.isnan(b) | np.isnan(c))
        whole = _variance(a, b, known)
        centred = b - _means(a, b)
        alone = float(np.mean(centred[known] * (c[known] - a[known]))) / whole if whole > 0 else 0.0
        together = float(np.mean((a[known] - c[known]) ** 2)) / 2 / whole if whole > 0 else 0.0
        effects.append(Effect(name, alone, together))
    return tuple(sorted(effects, key=lambda effect: -effect.together))


@dataclass(frozen=True)
class _Moved:
    shift: float
    most: float
    square: float


def _moved(table: RankTable, reference: FloatArray) -> _Moved:
    """Row by row: a table of ranks may be far larger than the room for a second one."""
    count, total, square, most = 0, 0.0, 0.0, 0.0
    for draw in range(table.draws):
        away = np.abs(table.ranks(slice(draw, draw + 1))[0] - reference)
        away = away[~np.isnan(away)]
        if len(away):
            count, most = count + len(away), max(most, float(away.max()))
            total, square = total + float(away.sum()), square + float((away**2).sum())
    return _Moved(total / count, most, square / count) if count else _Moved(0.0, 0.0, 0.0)


def _swapped(one: Variants, other: Variants, name: str) -> Variants:
    if name == "weights":
        return replace(one, factors=other.factors)
    return replace(one, **{name: getattr(other, name)})


def _means(a: FloatArray, b: FloatArray) -> FloatArray:
    """(areas,) the mean rank over both sets; anything where there is none."""
    both = np.concatenate([a, b])
    return np.asarray(np.nansum(both, axis=0) / np.maximum((~np.isnan(both)).sum(axis=0), 1))


def _variance(a: FloatArray, b: FloatArray, known: BoolArray) -> float:
    """Of the ranks of an area over both sets, averaged over the cells that count."""
    both = np.where(known, np.stack([a, b]), np.nan)
    cells = known.sum(axis=0)
    areas = cells > 0
    spread = np.nanvar(both[:, :, areas].reshape(-1, int(areas.sum())), axis=0)
    return float((spread * cells[areas]).sum() / cells.sum()) if cells.sum() else 0.0
