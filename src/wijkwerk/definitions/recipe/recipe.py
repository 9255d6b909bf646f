"""Rekenrecepten: what a score is made of, ready for the engine. `load_recipe` reads one YAML file and checks all of it.

A recipe is a tree. Its leaves are indicators, its groups have any depth and any name (thema, domein, pijler), and the
one group that is no child is the score itself. See docs/een-rekenrecept-schrijven.md.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from wijkwerk.definitions.problems import DefinitionProblem, ProblemsError
from wijkwerk.engine.steps import Points, Step
from wijkwerk.engine.treat import TreatPlan
from wijkwerk.engine.weights import Weighting

from .parts import Impute
from .shape import RecipeHead


class RecipeError(ProblemsError):
    """A recipe cannot be used. columns: those of a table that it calculates with, as far as that can be told."""

    beginning = "Het rekenrecept heeft"

    def __init__(self, problems: Iterable[DefinitionProblem], columns: Iterable[str] = ()) -> None:
        super().__init__(problems)
        self.columns = frozenset(columns)


@dataclass(frozen=True)
class RecipeIndicator:
    """One leaf: how a figure becomes a normalised value, higher = more of what the score says.

    sign          −1 where the figure is turned around
    denominator   column of the table to divide by, then times `per`
    impute        how a gap is filled; `by` is then a column with the group of each unit
    points        reference points in the indicator's own unit and direction
    """

    id: str
    title: str
    sign: int
    unit: str | None
    denominator: str | None
    per: float
    impute: Impute | None
    transform: Step | None
    treat: TreatPlan
    points: Points
    points_origin: str | None
    normalise: tuple[Step, ...]
    awaited: str | None  # why there may be no figures
    may_lack: bool = False  # left out, with a note, where its figures give no result


@dataclass(frozen=True)
class RecipeGroup:
    """One group: how its children become one value, from which share of them present on."""

    id: str
    title: str
    depth: int  # the score itself is 0
    layer: str | None  # id of the layer of this depth
    children: tuple[str, ...]
    weights: tuple[float, ...]  # of the children, in their order
    weighting: Weighting
    aggregate: Step
    minimum_share: float
    normalise: tuple[Step, ...]
    because: str = ""  # why these children and weights, for readers


@dataclass(frozen=True, kw_only=True)
class Recipe(RecipeHead):
    """A whole recipe in which every reference holds. `groups` stand from the top down, parents before children."""

    groups: dict[str, RecipeGroup]
    indicators: dict[str, RecipeIndicator]  # in the order of the tree
    hash: str  # SHA-256 of its meaning
    content: Mapping[str, Any] = field(repr=False, compare=False)  # as read, for `changed`
    catalogue: Any = field(default=None, repr=False, compare=False)
    beside: Any = field(default=None, repr=False, compare=False)  # the catalogue of a recipe on a bare table
    borrowed: tuple[str, ...] = ()  # indicators whose direction comes from there

    @property
    def is_provisional(self) -> bool:
        """Whether nobody adopted it yet: voorlopig."""
        return self.decision is None

    @property
    def columns(self) -> frozenset[str]:
        """The columns of a table that it calculates with."""
        denominators = (each.denominator for each in self.indicators.values() if each.denominator)
        return frozenset((*self.indicators, *denominators))

    @cached_property
    def root(self) -> str:
        return next(iter(self.groups))

    @cached_property
    def parents(self) -> dict[str, str]:
        return {child: group.id for group in self.groups.values() for child in group.children}

    def weight_of(self, node: str) -> float:
        """The weight with which a node goes into its parent, as written."""
        parent = self.groups[self.parents[node]]
        return parent.weights[parent.children.index(node)]

    def title_of(self, node: str) -> str:
        return self.groups[node].title if node in self.groups else self.indicators[node].title

    def indicators_under(self, node: str) -> list[str]:
        """The indicators below a group, in the order of the tree; the node itself if it is one."""
        if node in self.indicators:
            return [node]
        return [leaf for child in self.groups[node].children for leaf in self.indicators_under(child)]

    def walk(self, node: str | None = None, depth: int = 0) -> Iterator[tuple[str, int]]:
        """Every node with its depth, each parent before its children: the order of a page."""
        node = self.root if node is None else node
        yield node, depth
        if node in self.groups:
            for child in self.groups[node].children:
                yield from self.walk(child, depth + 1)
