"""For which weights would each candidate come first, and in how many of all allowed weights does it?

People rarely agree on weights and often on their order. SMAA turns the question around: instead of one ranking from
one set of weights it shows how the ranking spreads over all weights that respect what was agreed. No hidden total.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from .intervals import FloatArray

# Two totals this close (as a share of the largest) are one total: sums of the same products differ in their last bits.
TIE_TOLERANCE = 1e-12
# Draws that are ranked at once, so that 10,000 draws of 100 candidates need no gigabytes.
_BLOCK = 250


@dataclass(frozen=True, slots=True)
class Acceptability:
    """What the weights say of each candidate; NaN in the rows of those with a missing judgement.

    ranks       (candidates, candidates)  share of the weights in which the candidate (row) gets each place (column,
                the first place first); every row and every column of the ranked candidates sums to 1
    central     (candidates, criteria)  the mean of the weights in which it comes first; NaN where it never does
    confidence  (candidates,)  how surely it comes first with its own central weights: 1 or 0 (ties shared) where the
                judgements are fixed, between them where those are drawn too; NaN where it never comes first
    left_out    positions of the candidates with a missing judgement, which are not ranked
    draws       how many weights this is from
    """

    ranks: FloatArray
    central: FloatArray
    confidence: FloatArray
    left_out: tuple[int, ...]
    draws: int


def acceptability(judgements: ArrayLike, weights: ArrayLike) -> Acceptability:
    """Rank all candidates under every drawn set of weights.

    judgements  (candidates, criteria), or (draws, candidates, criteria) where the judgements are uncertain: on one
                scale for all criteria (0–1 or 0–100), higher = stronger case; NaN missing
    weights     (draws, criteria) from `weight_draws.draw_weights` or elsewhere, ≥ 0; rescaled to sum to 1
    returns     `Acceptability`

    Equal totals share the places between them, so identical candidates get the same row. A candidate without one
    judgement is not ranked among the others: what nobody judged is not filled in. Raises ValueError where the shapes
    do not fit, for no candidates or draws, and naming the first draw with a negative or only zero weights.

    Source: Lahdelma & Salminen (2001), SMAA-2, Operations Research 49, 444–454, additive value function. Against the
    exact areas of the weight triangle for three criteria in tests/reference/test_smaa.py.
    """
    weight = _weights(weights)
    scores = _scores(judgements, weight.shape)
    is_judged = ~np.isnan(scores).any(axis=(0, 2))
    ranked = np.flatnonzero(is_judged)
    ranks, first = _count_places(scores[:, is_judged], weight)
    central = first.T @ weight
    often = first.sum(axis=0)
    central = np.divide(central, often[:, None], out=np.full(central.shape, np.nan), where=often[:, None] > 0)
    confidence = _confidence(scores[:, is_judged], central)
    return Acceptability(
        ranks=_placed(ranks, ranked, (is_judged.size, is_judged.size)),
        central=_placed(central, ranked, (is_judged.size, weight.shape[1])),
        confidence=_placed(confidence, ranked, (is_judged.size,)),
        left_out=tuple(int(i) for i in np.flatnonzero(~is_judged)),
        draws=weight.shape[0],
    )


def _count_places(scores: FloatArray, weight: FloatArray) -> tuple[FloatArray, FloatArray]:
    """Share of the draws per candidate and place, and (draws, candidates) how much of the first place each has."""
    draws, candidates = weight.shape[0], scores.shape[1]
    ranks, first = np.zeros((candidates, candidates)), np.zeros((draws, candidates))
    for start in range(0, draws, _BLOCK):
        part = slice(start, start + _BLOCK)
        share = _places(_totals(scores, weight, part))
        ranks += share.sum(axis=0)
        first[part] = share[:, :, 0] if candidates else 0.0
    return ranks / draws, first


def _totals(scores: FloatArray, weight: FloatArray, part: slice) -> FloatArray:
    """(draws, candidates)"""
    drawn = scores[part] if scores.shape[0] > 1 else scores
    return np.asarray((drawn * weight[part, None, :]).sum(axis=2))


def _places(totals: FloatArray) -> FloatArray:
    """(draws, candidates, places) what share of each place a candidate has; ties have equal shares of several."""
    candidates = totals.shape[1]
    room = TIE_TOLERANCE * np.abs(totals).max(axis=1, initial=0.0)[:, None, None]
    gap = totals[:, None, :] - totals[:, :, None]
    above = (gap > room).sum(axis=2)[:, :, None]
    tied = (np.abs(gap) <= room).sum(axis=2)[:, :, None]
    place = np.arange(candidates)[None, None, :]
    return np.where((place >= above) & (place < above + tied), 1.0 / tied, 0.0)


def _confidence(scores: FloatArray, central: FloatArray) -> FloatArray:
    """Each candidate under its own central weights, over all draws of the judgements."""
    confidence = np.full(central.shape[0], np.nan)
    for candidate, weight in enumerate(central):
        if not np.isnan(weight).any():
            confidence[candidate] = float(_places(scores @ weight)[:, candidate, 0].mean())
    return confidence


def _placed(values: FloatArray, ranked: NDArray[np.int64], shape: tuple[int, ...]) -> FloatArray:
    """Back among the candidates that were not ranked; columns of places stay at the front."""
    result = np.full(shape, np.nan)
    if values.ndim == 1:
        result[ranked] = values
    else:
        result[ranked] = 0.0
        result[ranked, : values.shape[1]] = values
    return result


def _weights(weights: ArrayLike) -> FloatArray:
    weight = np.asarray(weights, np.float64)
    if weight.ndim != 2 or weight.size == 0:
        raise ValueError(f"weights must have the shape (draws, criteria), not {weight.shape}")
    wrong = (weight < 0).any(axis=1) | ~(weight.sum(axis=1) > 0) | ~np.isfinite(weight).all(axis=1)
    if wrong.any():
        raise ValueError(f"draw {int(np.argmax(wrong))} holds a weight that is negative or missing, or only zeros")
    return np.asarray(weight / weight.sum(axis=1, keepdims=True))


def _scores(judgements: ArrayLike, weights: tuple[int, ...]) -> FloatArray:
    """Always (1 or draws, candidates, criteria)."""
    scores = np.asarray(judgements, np.float64)
    scores = scores[None] if scores.ndim == 2 else scores
    fits = scores.ndim == 3 and scores.shape[0] in {1, weights[0]} and scores.shape[2] == weights[1]
    if not fits or scores.shape[1] == 0:
        raise ValueError(f"judgements of the shape {scores.shape} do not fit weights of the shape {weights}")
    return scores
