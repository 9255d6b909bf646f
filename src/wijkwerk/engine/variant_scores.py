"""Scores of many variants at once, as products of matrices.

A weighted power mean is f⁻¹(Σ w f(x) / Σ w) with f(x) = xᵖ (ln x for p = 0). With f applied to the normalised matrix
once, the sums of a group for all variants are one product: weights (variants, children) times values (children,
areas); and the sums of weights over what is present are another. f⁻¹ rises, so that between two groups of the same p
and for the ranks at the end it is not even needed.

Anything else that combines children (Mazziotta–Pareto, Copeland) is a function, called variant by variant: slower,
the same answer.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

import numpy as np

from .intervals import FloatArray
from .power_means import ARITHMETIC, lowered, not_positive, raised, refuse_not_positive
from .score_tree import BoolArray, Group, IntArray, Presence, ScoreTree
from .scratch import Scratch
from .variants import NONE

Combine: TypeAlias = Callable[[FloatArray, FloatArray], FloatArray]
Mean: TypeAlias = float | Combine


@dataclass(frozen=True)
class Scores:
    """values   (variants, areas)  NaN where there is no score
    failures  what went wrong, by row; such a row has no values at all
    """

    values: FloatArray
    failures: dict[int, str]


class Combination:
    """One normalisation with one aggregation, ready for any weights.

    values  (areas, indicators) normalised, higher = more urgent, NaN = missing
    means   per group of the tree: a power (1 arithmetic, 0 geometric, −1 harmonic), or a function from children
            (areas, children) and weights (children,) to (areas,)

    presence  of this matrix, where it was made before

    Raises ValueError naming the column where a power other than 1 meets a value that is not positive.
    """

    def __init__(
        self,
        values: FloatArray,
        tree: ScoreTree,
        means: Sequence[Mean],
        presence: Presence | None = None,
    ) -> None:
        self.tree, self.means = tree, tuple(means)
        self.areas = len(values)
        self._values = values
        has = ~np.isnan(values)
        self.presence = presence or Presence(tree, has)
        self._positive = bool((values[has] > 0).all())
        self._absent = [np.flatnonzero(~self.presence.base[tree.indicators + g]) for g in range(len(tree.groups))]
        self._complete = [self.presence.complete(number) for number in range(len(tree.groups))]
        self._scratch = Scratch()
        self._sources = [self._source(number, has) for number in range(len(tree.groups))]

    def scores(self, weights: FloatArray, left_out: IntArray, *, for_ranks: bool = False) -> Scores:
        """The score of every area in each of some variants.

        weights   (variants, nodes)  see `weights_of`
        left_out  (variants,)
        returns   scores; with `for_ranks` something that rises with the score, per variant, and is cheaper
        """
        rows = _Rows(weights, left_out, [self.presence.without(int(i)) if i != NONE else {} for i in left_out], {})
        values = self._group(0, rows)
        if not for_ranks:
            values = lowered(values, self._power(0))
        for row in rows.failures:
            values[row] = np.nan
        return Scores(values, rows.failures)

    def _group(self, number: int, rows: "_Rows", scale: FloatArray | None = None, blank: float = np.nan) -> FloatArray:
        """f(value) of one group, (variants, areas); `blank` where it has none.

        scale  (variants, 1) what each value is multiplied by, where it is a plain sum
        """
        group, mean = self.tree.groups[number], self.means[number]
        values = self._called(number, mean, rows) if callable(mean) else self._summed(number, mean, rows, scale)
        self._blank(values, number, rows, blank)
        return self._transformed(values, number, group)

    def _summed(self, number: int, power: float, rows: "_Rows", scale: FloatArray | None) -> FloatArray:
        group, below = self.tree.groups[number], self.tree.indicators
        weights = self._rescaled(group, rows.weights[:, list(group.children)])
        scaled = weights if scale is None else weights * scale
        total = self._of_indicators(number, scaled)
        for position, child in enumerate(group.children):
            if child >= below:
                term = self._term(child - below, power, rows, scaled[:, position, None])
                if total is None:
                    total = term
                else:
                    total += term
                    self._scratch.give(term)
        if total is None:  # a group without children
            return np.full((len(weights), self.areas), np.nan)
        if group.relative and (shared := self._upscaling(number, weights, rows)) is not None:
            with np.errstate(invalid="ignore"):
                total *= shared
            self._scratch.give(shared)
        return total

    def _of_indicators(self, number: int, weights: FloatArray) -> FloatArray | None:
        """The part of the sum that comes from indicators; None where no indicator is a child."""
        source = self._sources[number]
        if len(source.leaves) == 0:
            return None
        total = self._scratch.take(len(weights), self.areas)
        return np.matmul(weights[:, source.leaves], source.values, out=total)

    def _term(self, number: int, power: float, rows: "_Rows", weight: FloatArray) -> FloatArray:
        """Weight times f(value) of a child group, f being that of its parent; 0 where it has no value."""
        if self._power(number) == power and not callable(self.means[number]) and not self.tree.groups[number].transform:
            return self._group(number, rows, weight, 0)
        term = self._forward(self._group(number, rows), number, power, rows)
        self._blank(term, number, rows, 0)
        term *= weight
        return term

    def _rescaled(self, group: Group, weights: FloatArray) -> FloatArray:
        """Weights that sum to 1 over what takes part, so that an area with everything needs no division."""
        if group.relative:
            whole = weights.sum(axis=1, keepdims=True)
            weights = weights / np.where(whole > 0, whole, 1)
        return np.asarray(weights)

    def _upscaling(self, number: int, weights: FloatArray, rows: "_Rows") -> FloatArray | None:
        """(variants, areas) 1 / Σ w over the children present; None where that is 1 throughout.

        Areas with the same gaps have the same sum: it is computed once per pattern of gaps and handed out.
        """
        group = self.tree.groups[number]
        gone = rows.changed_below(group)
        if self._complete[number] and not gone:
            return None
        source = self._sources[number]
        shared = self._scratch.take(len(weights), self.areas)
        with np.errstate(divide="ignore"):
            by_pattern: FloatArray = 1 / (weights @ source.patterns)
            # Every number is a pattern; "clip" only says that none needs to be checked.
            by_pattern.take(source.pattern, axis=1, out=shared, mode="clip")
            for row, changed in gone.items():
                present = [changed.get(child, self.presence.base[child]) for child in group.children]
                shared[row] = 1 / (weights[row] @ np.array(present, np.float64))
        return shared

    def _forward(self, values: FloatArray, number: int, power: float, rows: "_Rows") -> FloatArray:
        """From the f of a group to the f of its parent."""
        own = self._power(number)
        if own == power:
            return values
        values = lowered(values, own)
        if power != ARITHMETIC and not self._positive:
            for row in np.flatnonzero((values <= 0).any(axis=1)):
                rows.failures.setdefault(int(row), not_positive(f"group {number}"))
            values[list(rows.failures)] = 1
        return raised(values, power)

    def _called(self, number: int, combine: Combine, rows: "_Rows") -> FloatArray:
        """Variant by variant: the function sees only the children that take part."""
        group, below = self.tree.groups[number], self.tree.indicators
        inner = {child: self._group(child - below, rows) for child in group.children if child >= below}
        plain = {child: lowered(values, self._power(child - below)) for child, values in inner.items()}
        combined = np.full((len(rows.weights), self.areas), np.nan)
        for row in range(len(combined)):
            taking = [c for c in group.children if c != rows.left_out[row]]
            columns = [plain[c][row] if c >= below else self._values[:, c] for c in taking]
            if not columns:
                continue
            try:
                combined[row] = combine(np.stack(columns, axis=1), rows.weights[row, taking])
            except ValueError as problem:
                rows.failures.setdefault(row, str(problem))
        return combined

    def _transformed(self, values: FloatArray, number: int, group: Group) -> FloatArray:
        if group.transform is None:
            return values
        mean = self.means[number]
        plain = lowered(values, ARITHMETIC if callable(mean) else mean)
        return np.stack([group.transform(row) for row in plain])

    def _blank(self, values: FloatArray, number: int, rows: "_Rows", blank: float) -> None:
        values[:, self._absent[number]] = blank
        for row, changed in enumerate(rows.changed):
            if (node := self.tree.indicators + number) in changed:
                values[row, ~changed[node]] = blank

    def _power(self, number: int) -> float:
        """The f that a group's values still have on them."""
        mean = self.means[number]
        return ARITHMETIC if callable(mean) or self.tree.groups[number].transform else mean

    def _source(self, number: int, has: BoolArray) -> "_Source":
        group, mean = self.tree.groups[number], self.means[number]
        at = [position for position, child in enumerate(group.children) if child < self.tree.indicators]
        columns = [group.children[position] for position in at]
        values: FloatArray = self._values[:, columns].T.copy()
        if not callable(mean):
            values[[self.tree.weights[column] == 0 for column in columns]] = 1  # takes no part, so need not exist
            if mean != ARITHMETIC:
                refuse_not_positive(values, columns)
            values = raised(values, mean)
        patterns, pattern = self.presence.patterns(number)
        values[~has[:, columns].T] = 0
        return _Source(np.array(at, np.int64), np.ascontiguousarray(values), patterns.astype(np.float64), pattern)


@dataclass(frozen=True)
class _Source:
    """leaves     positions among the children that are indicators
    values    (leaves, areas) f of their values, 0 where missing
    patterns  (children, patterns) 1 where a child has a value, for each way of missing some
    pattern   (areas,) which of them an area has
    """

    leaves: IntArray
    values: FloatArray
    patterns: FloatArray
    pattern: IntArray


@dataclass(frozen=True)
class _Rows:
    """The variants of one call: `changed` says per row which groups miss more areas because something is left out."""

    weights: FloatArray
    left_out: IntArray
    changed: list[dict[int, BoolArray]]
    failures: dict[int, str]

    def changed_below(self, group: Group) -> dict[int, dict[int, BoolArray]]:
        children = set(group.children)
        return {row: changed for row, changed in enumerate(self.changed) if not children.isdisjoint(changed)}
