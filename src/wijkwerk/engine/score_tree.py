"""What a score is made of, as numbers only: indicators, the groups they go into, and the weights on the way.

The uncertainty modules compute the same tree thousands of times with other weights, so it is kept apart from how a
recipe is written. Nodes are numbered: the indicators first (0 … indicators − 1, the columns of a matrix), then the
groups in the order in which they stand, so that group `g` is node `indicators + g`.
"""

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from .intervals import FloatArray

BoolArray = NDArray[np.bool_]
IntArray = NDArray[np.int64]
Counts = NDArray[np.int16]
# A share of children is a quotient of small whole numbers: 2/3 of 3 must be 2, whatever the last bit says.
_ROUNDING = 1e-9


@dataclass(frozen=True)
class Group:
    """How some nodes become one value.

    children       numbers of the nodes that go into it
    weights        ≥ 0, one per child
    minimum_share  0–1: below this share of its children an area has no value here
    relative       True: weights are rescaled over the children present; False: they are used as they stand, and an
                   area that misses a child with a weight has no value (its sum would be lower by silence)
    transform      what happens to the group's own values (areas,) before they go up; keeps NaN where it is
    """

    children: tuple[int, ...]
    weights: tuple[float, ...]
    minimum_share: float = 0.0
    relative: bool = True
    transform: Callable[[FloatArray], FloatArray] | None = None


@dataclass(frozen=True)
class ScoreTree:
    """Groups stand parents before children; the first is the score itself. Raises ValueError where this is no tree."""

    indicators: int
    groups: tuple[Group, ...]

    def __post_init__(self) -> None:
        for problem in _problems(self):
            raise ValueError(problem)

    @property
    def nodes(self) -> int:
        return self.indicators + len(self.groups)

    @cached_property
    def weights(self) -> FloatArray:
        """(nodes,) the weight of each node in its parent; 1 for the score itself."""
        weights = np.ones(self.nodes)
        for group in self.groups:
            weights[list(group.children)] = group.weights
        return weights

    @cached_property
    def parents(self) -> IntArray:
        """(nodes,) the group that each node goes into; −1 for the score itself."""
        parents = np.full(self.nodes, -1)
        for number, group in enumerate(self.groups):
            parents[list(group.children)] = number
        return parents


def flat_tree(groups: IntArray, weights: FloatArray, group_weights: FloatArray, minimum_share: float = 0) -> ScoreTree:
    """The usual tree of two layers: indicators in domains, domains in the score.

    groups         (indicators,) the domain of each
    weights        (indicators,) within its domain
    group_weights  (domains,)
    minimum_share  of every group
    """
    count = len(groups)
    domains = [np.flatnonzero(groups == domain) for domain in range(len(group_weights))]
    top = Group(tuple(count + 1 + d for d in range(len(domains))), tuple(map(float, group_weights)), minimum_share)
    inner = [Group(tuple(map(int, members)), tuple(map(float, weights[members])), minimum_share) for members in domains]
    return ScoreTree(count, (top, *inner))


class Presence:
    """Which node has a value in which area. It depends on what is missing and on what is left out, not on weights.

    has   (areas, indicators)
    base  (nodes, areas) with every indicator taking part

    Leaving an indicator out never gives a value where the whole recipe gives none: what was below the gate stays
    below it in every variant.
    """

    def __init__(self, tree: ScoreTree, has: BoolArray) -> None:
        self._tree = tree
        self._without: dict[int, dict[int, BoolArray]] = {}
        self._patterns: dict[int, tuple[BoolArray, IntArray]] = {}
        self.base = np.zeros((tree.nodes, len(has)), np.bool_)
        self.base[: tree.indicators] = has.T
        # How many children have a value, and how many of those carry weight.
        self._present = np.zeros((len(tree.groups), len(has)), np.int16)
        self._weighty = np.zeros_like(self._present)
        for number in reversed(range(len(tree.groups))):
            for child in tree.groups[number].children:
                self._present[number] += self.base[child]
                if tree.weights[child] > 0:
                    self._weighty[number] += self.base[child]
            self.base[tree.indicators + number] = self._value(
                number, self._present[number], self._weighty[number], 0, 0
            )

    def complete(self, number: int) -> bool:
        """Whether no child of this group misses any area."""
        return bool(self.base[list(self._tree.groups[number].children)].all())

    def patterns(self, number: int) -> tuple[BoolArray, IntArray]:
        """The ways in which areas miss children of this group, (children, patterns), and which one each area has."""
        if number not in self._patterns:
            present = self.base[list(self._tree.groups[number].children)]
            bits = np.packbits(present, axis=0).T
            width = max(8, bits.shape[1])  # up to 64 children fit one whole number, which sorts fastest
            packed = np.zeros((len(bits), width), np.uint8)
            packed[:, : bits.shape[1]] = bits
            words = packed.view(np.uint64 if width == 8 else np.dtype((np.void, width)))[:, 0]
            _, example, pattern = np.unique(words, return_index=True, return_inverse=True)
            self._patterns[number] = present[:, example], pattern
        return self._patterns[number]

    def without(self, indicator: int) -> dict[int, BoolArray]:
        """The groups (as nodes) that miss more areas when this indicator is left out, and where they have a value."""
        if indicator not in self._without:
            self._without[indicator] = self._found_without(indicator)
        return self._without[indicator]

    def _found_without(self, indicator: int) -> dict[int, BoolArray]:
        changed: dict[int, BoolArray] = {}
        node, lost, out = indicator, self.base[indicator], 1
        while (number := int(self._tree.parents[node])) >= 0:
            heavy = bool(self._tree.weights[node] > 0)
            present, weighty = self._present[number] - lost, self._weighty[number] - (lost & heavy)
            above = self._tree.indicators + number
            remaining = self._value(number, present, weighty, out, out * heavy) & self.base[above]
            if np.array_equal(remaining, self.base[above]):
                break
            changed[above] = remaining
            # A group that nobody has any more is left out too: of what nobody has, nobody is short.
            node, lost, out = above, self.base[above] & ~remaining, int(not remaining.any())
        return changed

    def _value(self, number: int, present: Counts, weighty: Counts, taken_out: int, heavy_out: int) -> BoolArray:
        group = self._tree.groups[number]
        least = math.ceil(group.minimum_share * (len(group.children) - taken_out) - _ROUNDING)
        heavy = 1 if group.relative else max(1, sum(weight > 0 for weight in group.weights) - heavy_out)
        return np.asarray((weighty >= heavy) & (present >= least), np.bool_)


def _problems(tree: ScoreTree) -> Iterator[str]:
    if tree.indicators < 1 or not tree.groups:
        yield "a score needs at least one indicator and one group"
    seen: set[int] = set()
    for number, group in enumerate(tree.groups):
        name = f"group {number}"
        if len(group.children) != len(group.weights):
            yield f"{name} has {len(group.children)} children and {len(group.weights)} weights"
        yield from (f"{name}: the weight at position {at} is {w}" for at, w in enumerate(group.weights) if not _fine(w))
        if not 0 <= group.minimum_share <= 1:
            yield f"{name}: the minimum share of children is {group.minimum_share}, not between 0 and 1"
        for child in group.children:
            if not 0 <= child < tree.nodes or tree.indicators <= child <= tree.indicators + number:
                yield f"{name} has child {child}, which is no indicator and no group that stands later"
            if child in seen:
                yield f"node {child} goes into two groups"
            seen.add(child)
    missing = sorted(set(range(tree.nodes)) - seen - {tree.indicators})
    if missing:
        yield f"node {missing[0]} goes into no group"


def _fine(weight: float) -> bool:
    return bool(np.isfinite(weight)) and weight >= 0
