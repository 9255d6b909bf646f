"""Other choices that could reasonably have been made: which variants of a score the method uncertainty looks at.

All chance is drawn here, at once and from one seed, so that neither the number of threads nor the order of work can
change a number.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from .intervals import FloatArray
from .score_tree import IntArray, ScoreTree

SPREAD = 0.25
NONE = -1


@dataclass(frozen=True)
class Variants:
    """Each row is one way to compute the score; row by row, nothing depends on another row.

    normalisation  (variants,) number of the normalised matrix
    aggregation    (variants,) number of the aggregation choice
    left_out       (variants,) the indicator that does not take part, −1 for none
    factors        (variants, nodes) what each node's weight is multiplied by, > 0
    """

    normalisation: IntArray
    aggregation: IntArray
    left_out: IntArray
    factors: FloatArray

    def __len__(self) -> int:
        return len(self.normalisation)


@dataclass(frozen=True)
class Choices:
    """What may differ between variants. A choice that is held has the recipe's own value: number 0, factor 1, none out.

    normalisations  how many there are; number 0 is the recipe's own
    aggregations    how many there are; number 0 is the recipe's own
    spread          weights lie between (1 − spread) and (1 + spread) times their own; 0 holds them
    leave_out       whether an indicator may be left out
    """

    normalisations: int = 1
    aggregations: int = 1
    spread: float = SPREAD
    leave_out: bool = True

    def __post_init__(self) -> None:
        if self.normalisations < 1 or self.aggregations < 1:
            raise ValueError("there is at least one normalisation and one aggregation: the recipe's own")
        if not 0 <= self.spread < 1:
            raise ValueError(f"the spread of weights is {self.spread}, not at least 0 and below 1")


def reference_variant(tree: ScoreTree) -> Variants:
    """The recipe as it stands: one row."""
    return _held(tree, 1)


def draw_variants(tree: ScoreTree, choices: Choices, count: int, seed: int) -> Variants:
    """`count` variants in which every choice is drawn apart from the others.

    Normalisation and aggregation: each equally likely. Left out: none or one of the indicators, each equally likely.
    Weights: each node's factor uniform on [1 − spread, 1 + spread]. The same seed gives the same bits; a choice that
    is held takes its numbers from the seed all the same, so that holding one does not change the others.

    Raises ValueError when the count is below 1, or when leaving one out is asked of a score of one indicator.
    """
    if count < 1:
        raise ValueError(f"at least one variant is needed, not {count}")
    if choices.leave_out and tree.indicators < 2:
        raise ValueError("a score of one indicator cannot leave one out")
    streams = [np.random.Generator(np.random.PCG64(s)) for s in np.random.SeedSequence(seed).spawn(4)]
    left_out = streams[2].integers(NONE, tree.indicators, count)
    return Variants(
        normalisation=streams[0].integers(0, choices.normalisations, count),
        aggregation=streams[1].integers(0, choices.aggregations, count),
        left_out=left_out if choices.leave_out else np.full(count, NONE),
        factors=1 + choices.spread * streams[3].uniform(-1, 1, (count, tree.nodes)),
    )


def each_left_out(tree: ScoreTree) -> Variants:
    """One variant per indicator, the recipe's own but for that indicator."""
    own = _held(tree, tree.indicators)
    return Variants(own.normalisation, own.aggregation, np.arange(tree.indicators), own.factors)


def weights_of(tree: ScoreTree, variants: Variants, rows: IntArray | slice = slice(None)) -> FloatArray:
    """(variants, nodes) the weights as the variants use them: nothing for what is left out. Not rescaled."""
    weights = tree.weights * variants.factors[rows]
    left_out = variants.left_out[rows]
    out = np.flatnonzero(left_out != NONE)
    weights[out, left_out[out]] = 0
    return np.asarray(weights)


def check_variants(variants: Variants, tree: ScoreTree, normalisations: int, aggregations: int) -> None:
    """Raises ValueError naming the first row that points at something that is not there."""
    count = len(variants)
    if variants.factors.shape != (count, tree.nodes):
        raise ValueError(f"factors have shape {variants.factors.shape}, not {(count, tree.nodes)}")
    for name, numbers, low, high in (
        ("normalisation", variants.normalisation, 0, normalisations),
        ("aggregation", variants.aggregation, 0, aggregations),
        ("left out", variants.left_out, NONE, tree.indicators),
    ):
        if numbers.shape != (count,):
            raise ValueError(f"{name} has shape {numbers.shape}, not {(count,)}")
        _refuse(np.asarray((numbers < low) | (numbers >= high)), f"{name} is not between {low} and {high - 1}")
    fine = (np.isfinite(variants.factors) & (variants.factors >= 0)).all(axis=1)
    _refuse(np.asarray(~fine), "a factor is negative or missing")


def _refuse(wrong: NDArray[np.bool_], what: str) -> None:
    if wrong.any():
        raise ValueError(f"variant {int(np.flatnonzero(wrong)[0])}: {what}")


def _held(tree: ScoreTree, count: int) -> Variants:
    nothing = np.zeros(count, np.int64)
    return Variants(nothing, nothing, np.full(count, NONE), np.ones((count, tree.nodes)))
