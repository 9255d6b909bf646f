"""Is a candidate worse than another on every consideration, whatever the weights? Asked before any weighing.

Nobody needs weights to set aside a candidate that another one beats on everything. What remains is a real choice.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

BoolArray = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Dominance:
    """Who is beaten by whom; (candidates, candidates) each, row = the one that is beaten, column = by whom.

    on_every  the column is better on every consideration
    pareto    the column is nowhere worse and somewhere better; holds also where `on_every` does
    unknown   a missing judgement leaves open whether the column is nowhere worse; False where the known judgements
              already say that it is not
    """

    on_every: BoolArray
    pareto: BoolArray
    unknown: BoolArray

    @property
    def beaten(self) -> BoolArray:
        """(candidates,) beaten for certain by some other candidate: at best second, whatever the weights."""
        return np.asarray(self.pareto.any(axis=1))

    @property
    def unbeaten(self) -> BoolArray:
        """(candidates,) certainly beaten by nobody; neither beaten nor unbeaten where that cannot be told."""
        return np.asarray(~self.pareto.any(axis=1) & ~self.unknown.any(axis=1))


def dominance(judgements: ArrayLike) -> Dominance:
    """Compare every candidate with every other, consideration by consideration.

    judgements  (candidates, considerations)  higher = stronger case (more urgent, more wanted); any scale, also
                ordinal, and not the same scale for all; NaN where nobody judged
    returns     `Dominance`

    A missing judgement stays missing: it neither beats nor is beaten. A candidate without one judgement is beaten by
    nobody for certain. Equal candidates do not beat each other. Raises ValueError for another shape.

    In docs/methods/kiezen.md.
    """
    matrix = np.asarray(judgements, np.float64)
    if matrix.ndim != 2:
        raise ValueError(f"judgements must have the shape (candidates, considerations), not {matrix.shape}")
    own, other = matrix[:, None, :], matrix[None, :, :]
    open_question = np.asarray((np.isnan(own) | np.isnan(other)).any(axis=2))
    worse = np.asarray((other < own).any(axis=2))
    better_somewhere = np.asarray((other > own).any(axis=2))
    better_everywhere = np.asarray((other > own).all(axis=2) & (matrix.shape[1] > 0))
    unknown = open_question & ~worse
    unknown[np.diag_indices(matrix.shape[0])] = False
    return Dominance(better_everywhere, ~open_question & ~worse & better_somewhere, unknown)
