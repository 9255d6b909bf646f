"""How much a rank owes to choices of method: the same figures, ranked again in every variant."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike

from .intervals import FloatArray
from .parallel import each_in_order
from .score_tree import BoolArray, IntArray, Presence, ScoreTree
from .variant_ranks import Doubled, rank_into, rank_type
from .variant_scores import Combination, Mean
from .variants import Variants, check_variants, weights_of

# So many scores at a time, in whole eights of variants: few enough to stay near the core, enough for the products to
# run at their best. For a whole country that is 32 variants.
_AT_ONCE, _EIGHT = 2**19, 8


@dataclass(frozen=True)
class Failure:
    """A kind of draw that could not be computed: said, never left out in silence."""

    normalisation: int
    aggregation: int
    reason: str
    count: int


@dataclass(frozen=True)
class RankTable:
    """Every area's rank in every draw, 1 = most urgent.

    doubled   (draws, areas) twice the rank, so that a shared place (the average) is a whole number; 0 = no rank
    failed    (draws,) the draw could not be computed; its row is empty
    failures  the same, counted by kind
    places    the n's of "among the first n"
    first     (areas, n's) in how many draws; areas with equal scores share the places they take
    """

    doubled: Doubled
    failed: BoolArray
    failures: tuple[Failure, ...]
    places: tuple[int, ...]
    first: FloatArray

    @property
    def draws(self) -> int:
        return len(self.doubled)

    @property
    def computed(self) -> int:
        """Draws that did not fail: what shares are shares of."""
        return self.draws - int(self.failed.sum())

    def ranks(self, rows: slice | IntArray = slice(None)) -> FloatArray:
        """(draws, areas) NaN where there is no rank. As large as it looks: ask for some rows of a large table."""
        doubled = self.doubled[rows]
        return np.where(doubled > 0, doubled / 2, np.nan)


def rank_variants(
    normalised: ArrayLike,
    tree: ScoreTree,
    aggregations: Sequence[Sequence[Mean]],
    variants: Variants,
    *,
    places: tuple[int, ...] = (),
    threads: int = 1,
) -> RankTable:
    """In which place every area stands in each variant.

    normalised    (normalisations, areas, indicators)  higher = more urgent; NaN = missing
    aggregations  per choice and per group of the tree a power (1 arithmetic, 0 geometric, −1 harmonic), or a function
                  of children and weights
    variants      see `draw_variants`; `reference_variant` gives the recipe's own ranks
    places        the n's of "among the first n"
    threads       gives the same numbers whatever it is

    A missing value drops out together with its weight; an area whose group is below the gate has no score there, in
    no variant. A draw that cannot be computed (a geometric mean of a negative value) is counted in `failures`.
    Memory: 2 bytes per rank, plus a few MB per thread. Raises ValueError where the shapes do not fit.

    Source: Saisana, Saltelli & Tarantola (2005), JRSS A 168, 307–323; OECD/JRC Handbook on Constructing Composite
    Indicators (2008), step 7. Equal to a slow computation in plain loops in tests/engine/test_method_uncertainty.py.
    """
    matrices = np.asarray(normalised, np.float64)
    _check(matrices, tree, aggregations)
    check_variants(variants, tree, len(matrices), len(aggregations))
    count, areas = len(variants), matrices.shape[1]
    doubled: Doubled = np.zeros((count, areas), rank_type(areas))
    first = np.zeros((areas, len(places)))
    failed: dict[int, tuple[int, int, str]] = {}
    works = _works(matrices, tree, aggregations, variants, failed)

    def ranked(work: tuple[Combination, IntArray]) -> tuple[IntArray, FloatArray, dict[int, str]]:
        combination, rows = work
        weights = weights_of(tree, variants, rows)
        scores = combination.scores(weights, variants.left_out[rows], for_ranks=True)
        return rows, rank_into([doubled[row] for row in rows], scores.values, places), scores.failures

    for rows, part, failures in each_in_order(ranked, works, threads):
        first += part
        for row, reason in failures.items():
            at = int(rows[row])
            failed[at] = (int(variants.normalisation[at]), int(variants.aggregation[at]), reason)
    lost = np.zeros(count, np.bool_)
    lost[list(failed)] = True
    kinds = Counter(failed.values())
    return RankTable(
        doubled, lost, tuple(Failure(*kind, times) for kind, times in sorted(kinds.items())), places, first
    )


def _works(
    matrices: FloatArray,
    tree: ScoreTree,
    aggregations: Sequence[Sequence[Mean]],
    variants: Variants,
    failed: dict[int, tuple[int, int, str]],
) -> Iterator[tuple[Combination, IntArray]]:
    """Variants of one normalisation and aggregation together, cut into pieces that do not depend on the threads."""
    at_once = max(1, _AT_ONCE // max(1, matrices.shape[1]) // _EIGHT) * _EIGHT
    for n, matrix in enumerate(matrices):
        columns = np.asfortranarray(matrix)  # each indicator's values beside each other
        presence = Presence(tree, ~np.isnan(columns))
        for a, means in enumerate(aggregations):
            rows = np.flatnonzero((variants.normalisation == n) & (variants.aggregation == a))
            if len(rows) == 0:
                continue
            try:
                combination = Combination(columns, tree, means, presence)
            except ValueError as problem:
                failed |= {int(row): (n, a, str(problem)) for row in rows}
                continue
            for start in range(0, len(rows), at_once):
                yield combination, rows[start : start + at_once]


def _check(matrices: FloatArray, tree: ScoreTree, aggregations: Sequence[Sequence[Mean]]) -> None:
    if matrices.ndim != 3 or matrices.shape[2] != tree.indicators:
        raise ValueError(
            f"normalised has shape {matrices.shape}, not (normalisations, areas, {tree.indicators} indicators)"
        )
    if np.isinf(matrices).any():
        raise ValueError(f"column {int(np.argwhere(np.isinf(matrices))[0][2])} has a value that is not finite")
    for number, means in enumerate(aggregations):
        if len(means) != len(tree.groups):
            raise ValueError(f"aggregation {number} is for {len(means)} groups, not {len(tree.groups)}")
