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
from .score_tree import BoolArray, Group, IntArray, Presence, ScoreTree
from .variant_ranks import Precise
from .variants import NONE

Combine: TypeAlias = Callable[[FloatArray, FloatArray], FloatArray]
Mean: TypeAlias = float | Combine

ARITHMETIC, GEOMETRIC, HARMONIC = 1.0, 0.0, -1.0


@dataclass(frozen=True)
class Scores:
    """values   (variants, areas)  NaN where there is no score
    failures  what went wrong, by row; such a row has no values at all
    """

    values: Precise
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
        precision: type = np.float64,
        presence: Presence | None = None,
    ) -> None:
        self.tree, self.means, self.dtype = tree, tuple(means), np.dtype(precision)
        self.areas = len(values)
        self._values = values
        has = ~np.isnan(values)
        self.presence = presence or Presence(tree, has)
        self._positive = bool((values[has] > 0).all())
        self._absent = [np.flatnonzero(~self.presence.base[tree.indicators + g]) for g in range(len(tree.groups))]
        self._complete = [self.presence.complete(number) for number in range(len(tree.groups))]
        self._sources = [self._source(number, has) for number in range(len(tree.groups))]

    def scores(self, weights: FloatArray, left_out: IntArray, *, for_ranks: bool = False) -> Scores:
        """The score of every area in each of some variants.

        weights   (variants, nodes)  see `weights_of`
        left_out  (variants,)
        returns   scores; with `for_ranks` something that rises with the score, per variant, and is cheaper
        """
        rows = _Rows(weights, left_out, [self.presence.without(int(i)) if i != NONE else {} for i in left_out], {})
        values = self._group(0, rows, {})
        if not for_ranks:
            values = _inverse(values, self._power(0))
        for row in rows.failures:
            values[row] = np.nan
        return Scores(values, rows.failures)

    def _group(self, number: int, rows: "_Rows", done: dict[int, Precise]) -> Precise:
        """f(value) of one group, (variants, areas); NaN where it has none."""
        group, mean = self.tree.groups[number], self.means[number]
        below = self.tree.indicators
        inner = {c: self._group(c - below, rows, done) for c in group.children if c >= below}
        found = self._called(number, mean, inner, rows) if callable(mean) else self._summed(number, mean, inner, rows)
        self._blank(found, number, rows, np.nan)
        return self._transformed(found, number, group)

    def _summed(self, number: int, power: float, inner: dict[int, Precise], rows: "_Rows") -> Precise:
        group, below = self.tree.groups[number], self.tree.indicators
        weights = self._rescaled(group, rows.weights[:, list(group.children)])
        source = self._sources[number]
        total: Precise = weights[:, source.leaves] @ source.values
        for position, child in enumerate(group.children):
            if child >= below:
                term = self._forward(inner[child], child - below, power, rows)
                self._blank(term, child - below, rows, 0)
                term *= weights[:, position, None]
                total += term
        if group.relative and (shared := self._present_weights(number, weights, rows)) is not None:
            with np.errstate(invalid="ignore", divide="ignore"):
                total /= shared
        return total

    def _rescaled(self, group: Group, weights: FloatArray) -> Precise:
        """Weights that sum to 1 over what takes part, so that an area with everything needs no division."""
        if group.relative:
            whole = weights.sum(axis=1, keepdims=True)
            weights = weights / np.where(whole > 0, whole, 1)
        return weights.astype(self.dtype)

    def _present_weights(self, number: int, weights: Precise, rows: "_Rows") -> Precise | None:
        """(variants, areas) the sum of the weights of the children present; None where that is 1 throughout."""
        group = self.tree.groups[number]
        gone = rows.changed_below(group)
        if self._complete[number] and not gone:
            return None
        source = self._sources[number]
        shared: Precise = weights @ source.present
        for row, changed in gone.items():
            for position, child in enumerate(group.children):
                if child in changed:
                    lost = source.present[position] - changed[child]
                    shared[row] -= weights[row, position] * lost
        return shared

    def _forward(self, values: Precise, number: int, power: float, rows: "_Rows") -> Precise:
        """From the f of a group to the f of its parent."""
        own = self._power(number)
        if own == power:
            return values
        values = _inverse(values, own)
        if power != ARITHMETIC and not self._positive:
            for row in np.flatnonzero((values <= 0).any(axis=1)):
                rows.failures.setdefault(int(row), _not_positive(f"group {number}"))
            values[list(rows.failures)] = 1
        return _increasing(values, power)

    def _called(self, number: int, combine: Combine, inner: dict[int, Precise], rows: "_Rows") -> Precise:
        """Variant by variant: the function sees only the children that take part."""
        group, below = self.tree.groups[number], self.tree.indicators
        plain = {child: _inverse(values, self._power(child - below)) for child, values in inner.items()}
        found = np.full((len(rows.weights), self.areas), np.nan, self.dtype)
        for row in range(len(found)):
            taking = [c for c in group.children if c != rows.left_out[row]]
            columns = [plain[c][row] if c >= below else self._values[:, c] for c in taking]
            if not columns:
                continue
            try:
                found[row] = combine(np.stack(columns, axis=1).astype(np.float64), rows.weights[row, taking])
            except ValueError as problem:
                rows.failures.setdefault(row, str(problem))
        return found

    def _transformed(self, values: Precise, number: int, group: Group) -> Precise:
        if group.transform is None:
            return values
        mean = self.means[number]
        plain = _inverse(values, ARITHMETIC if callable(mean) else mean)
        return np.stack([group.transform(row.astype(np.float64)) for row in plain]).astype(self.dtype)

    def _blank(self, values: Precise, number: int, rows: "_Rows", blank: float) -> None:
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
        values: Precise = self._values[:, columns].T.copy()
        if not callable(mean):
            values[[self.tree.weights[column] == 0 for column in columns]] = 1  # takes no part, so need not exist
            if mean != ARITHMETIC:
                _refuse_not_positive(values, columns)
            values = _increasing(values, mean)
        present = self.presence.base[list(group.children)].astype(self.dtype)
        values[~has[:, columns].T] = 0
        return _Source(np.array(at, np.int64), np.ascontiguousarray(values, self.dtype), present)


@dataclass(frozen=True)
class _Source:
    """leaves   positions among the children that are indicators
    values   (leaves, areas) f of their values, 0 where missing
    present  (children, areas) 1 where a child has a value
    """

    leaves: IntArray
    values: Precise
    present: Precise


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


def _increasing(values: Precise, power: float) -> Precise:
    """f(x), rising: ln x, xᵖ, and −xᵖ where p is negative."""
    if power == ARITHMETIC:
        return values
    if power == GEOMETRIC:
        return np.log(values, out=values)
    np.power(values, power, out=values)
    return np.negative(values, out=values) if power < 0 else values


def _inverse(values: Precise, power: float) -> Precise:
    if power == ARITHMETIC:
        return values
    if power == GEOMETRIC:
        return np.exp(values, out=values)
    if power < 0:
        np.negative(values, out=values)
    return np.power(values, 1 / power, out=values)


def _refuse_not_positive(values: Precise, columns: list[int]) -> None:
    wrong = np.flatnonzero((values <= 0).any(axis=1))
    if len(wrong):
        raise ValueError(_not_positive(f"column {columns[wrong[0]]}"))


def _not_positive(where: str) -> str:
    return f"{where} has a value that is zero or negative, of which this mean does not exist"
