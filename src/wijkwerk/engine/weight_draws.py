"""Draw weights evenly from all that respect what people agreed on: an order, ranges, or both."""

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import ArrayLike

from .intervals import FloatArray

# Sweeps over all pairs of criteria between the common start and a draw. With ten criteria under tight ranges the means
# of 10,000 draws no longer move beyond their own error after about ten; tests/engine/test_weight_draws.py.
_SWEEPS = 30


def draw_weights(
    criteria: int,
    draws: int,
    *,
    seed: int,
    order: Sequence[Sequence[int]] = (),
    low: ArrayLike | None = None,
    high: ArrayLike | None = None,
) -> FloatArray:
    """Draw sets of weights evenly from everything that is allowed.

    criteria  how many weights a set has
    draws     how many sets
    seed      the same seed repeats to the bit
    order     groups of criteria, most important group first: [[2], [0, 1]] says that criterion 2 weighs at least as
              much as 0 and as 1; nothing is said within a group, nor of a criterion that is not named
    low, high (criteria,)  the least and the most each may weigh, 0–1; 0 and 1 where not given
    returns   (draws, criteria)  ≥ 0, every row sums to 1

    A complete order without ranges is drawn exactly: even draws of the whole simplex, sorted. With ranges, or with an
    order of only some, every set starts at one allowed point and walks: two criteria at a time divide their joint
    weight anew, evenly over what the constraints leave them, which keeps the even distribution over all that is
    allowed. Raises ValueError where no weights fit, for a criterion that is not there or is named twice, a range
    upside down or outside 0–1, and fewer than one criterion or draw.

    Source: Tervonen & Lahdelma (2007), European Journal of Operational Research 178, 500–513; the walk is a Gibbs
    sampler. Against exact areas and against draws that are thrown away until they fit, in
    tests/reference/test_smaa.py.
    """
    if criteria < 1 or draws < 1:
        raise ValueError(f"at least one criterion and one draw are needed, not {criteria} and {draws}")
    floor, ceiling = _range(low, 0.0, criteria, "low"), _range(high, 1.0, criteria, "high")
    if (floor > ceiling).any():
        raise ValueError(f"criterion {int(np.argmax(floor > ceiling))} has a range upside down")
    _check_order(order, criteria)
    generator = np.random.default_rng(seed)
    free = bool((floor == 0).all() and (ceiling == 1).all())
    if free and (not order or sorted(map(len, order)) == [1] * criteria):
        return _simplex(criteria, draws, order, generator)
    pairs = [(a, b) for above, below in pairwise(order) for a in above for b in below]
    start = np.tile(_inner_point(criteria, floor, ceiling, pairs), (draws, 1))
    return _walk(start, floor, ceiling, pairs, generator)


def _simplex(criteria: int, draws: int, order: Sequence[Sequence[int]], generator: np.random.Generator) -> FloatArray:
    """Even draws of the simplex are exponential draws over their sum; sorting one is a fold of it, so still even."""
    parts = generator.standard_exponential((draws, criteria))
    weights = np.asarray(parts / parts.sum(axis=1, keepdims=True))
    if order:
        named = [group[0] for group in order]
        weights[:, named] = -np.sort(-weights, axis=1)
    return weights


def _walk(
    weights: FloatArray,
    floor: FloatArray,
    ceiling: FloatArray,
    pairs: list[tuple[int, int]],
    generator: np.random.Generator,
) -> FloatArray:
    criteria = weights.shape[1]
    for _ in range(_SWEEPS):
        for one in range(criteria):
            for other in range(one + 1, criteria):
                _divide(weights, one, other, floor, ceiling, pairs, generator)
    return np.asarray(weights / weights.sum(axis=1, keepdims=True))


def _divide(
    weights: FloatArray,
    one: int,
    other: int,
    floor: FloatArray,
    ceiling: FloatArray,
    pairs: list[tuple[int, int]],
    generator: np.random.Generator,
) -> None:
    """Draw how much of their joint weight `one` has, over all that leaves everything allowed."""
    joint = weights[:, one] + weights[:, other]
    least = np.maximum(floor[one], joint - ceiling[other])
    most = np.minimum(ceiling[one], joint - floor[other])
    for above, below in pairs:
        if (above, below) == (one, other):
            least = np.maximum(least, joint / 2)
        elif (above, below) == (other, one):
            most = np.minimum(most, joint / 2)
        elif above == one:
            least = np.maximum(least, weights[:, below])
        elif below == one:
            most = np.minimum(most, weights[:, above])
        elif above == other:
            most = np.minimum(most, joint - weights[:, below])
        elif below == other:
            least = np.maximum(least, joint - weights[:, above])
    # Where the last bit leaves no room at all, the division stays as it is.
    share = least + generator.random(joint.size) * np.maximum(most - least, 0)
    share = np.where(most >= least, share, weights[:, one])
    weights[:, one], weights[:, other] = share, joint - share


def _inner_point(criteria: int, floor: FloatArray, ceiling: FloatArray, pairs: list[tuple[int, int]]) -> FloatArray:
    """An allowed set of weights, as far from every limit as one can be."""
    from scipy.optimize import linprog  # heavy to import; only drawing within limits needs it

    rows = [np.append(-_unit(criteria, i), 1.0) for i in range(criteria)]
    rows += [np.append(_unit(criteria, i), 1.0) for i in range(criteria)]
    rows += [np.append(_unit(criteria, b) - _unit(criteria, a), 1.0) for a, b in pairs]
    limits = np.concatenate([-floor, ceiling, np.zeros(len(pairs))])
    solution = linprog(
        np.append(np.zeros(criteria), -1.0),
        A_ub=np.array(rows),
        b_ub=limits,
        A_eq=np.append(np.ones(criteria), 0.0)[None],
        b_eq=[1.0],
        bounds=[(None, None)] * (criteria + 1),
    )
    if solution.x is None or solution.x[-1] < -1e-9:
        raise ValueError("no weights respect the order and the ranges together and sum to 1")
    return np.asarray(np.clip(solution.x[:criteria], floor, ceiling), np.float64)


def _unit(length: int, position: int) -> FloatArray:
    return np.asarray(np.eye(length)[position])


def _range(bounds: ArrayLike | None, otherwise: float, criteria: int, what: str) -> FloatArray:
    limits = np.full(criteria, otherwise) if bounds is None else np.asarray(bounds, np.float64)
    if limits.shape != (criteria,):
        raise ValueError(f"{what} must give {criteria} limits, not {limits.size}")
    wrong = ~((limits >= 0) & (limits <= 1))
    if wrong.any():
        position = int(np.argmax(wrong))
        raise ValueError(f"{what} of criterion {position} must lie between 0 and 1, not at {limits[position]:g}")
    return limits


def _check_order(order: Sequence[Sequence[int]], criteria: int) -> None:
    named = [position for group in order for position in group]
    if not all(len(group) for group in order):
        raise ValueError("the order holds an empty group")
    for position in named:
        if not 0 <= position < criteria:
            raise ValueError(f"the order names criterion {position}, of {criteria}")
        if named.count(position) > 1:
            raise ValueError(f"the order names criterion {position} twice")
