"""The outcome: every stage of every unit, and the tree of one unit opened up."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from wijkwerk.definitions.recipe.recipe import Recipe
from wijkwerk.engine.bounds import bounds
from wijkwerk.engine.explain import contributions
from wijkwerk.engine.intervals import FloatArray
from wijkwerk.engine.pipeline import ColumnPlan, Computed, GroupPlan

from .figures import Figures
from .preparing import Prepared


@dataclass(frozen=True)
class LevelRun:
    """One level of area, as the engine computed it. rows: its positions in the table."""

    level: str
    rows: NDArray[np.int64]
    columns: list[ColumnPlan]
    groups: list[GroupPlan]
    computed: Computed


@dataclass(frozen=True)
class Opened:
    """One node of one unit's score.

    value         0–100 or whatever the recipe's scale is; None: no score here
    rank, of      place among the units of its level that have a value here (None for indicators), 1 as the recipe says
    weight        as the recipe has it; counted: what it counted for in this unit, after what was missing dropped out
    contribution  points of the score that it brings; those of all children of a node sum to the node's
    present       children with a value, of `children`; figures: indicators below it with one, of `indicators`
    complete      whether it has every figure that any unit of its level has
    low, high     between which ends `value` would lie if nothing were missing; None where there is no end
    raw           the figure (indicators only); divided: after its denominator; imputed: not a figure of the unit itself
    reference     where the figure came from, as the caller gave it
    """

    node: str
    title: str
    depth: int
    parent: str | None
    is_indicator: bool
    value: float | None
    rank: float | None
    of: int
    weight: float
    counted: float | None
    contribution: float | None
    low: float | None
    high: float | None
    present: int = 0
    children: int = 0
    figures: int = 0
    indicators: int = 0
    complete: bool = False
    raw: float | None = None
    divided: float | None = None
    treated: float | None = None
    imputed: bool = False
    reference: Any = None


@dataclass(frozen=True)
class Scored:
    """Scores of all units by one recipe. Arrays have the units of `figures` as rows and `nodes` as columns.

    figures   the units that the recipe scores (its levels of area only)
    values    (units, nodes)   normalised indicators, then groups; NaN = no value
    ranks     (units, nodes)   places of the groups within their level; NaN for indicators and without a score
    notes     Dutch sentences that belong beside the scores
    """

    recipe: Recipe
    figures: Figures
    nodes: tuple[str, ...]
    prepared: Prepared
    runs: tuple[LevelRun, ...]
    values: FloatArray
    ranks: FloatArray
    notes: tuple[str, ...]

    @property
    def units(self) -> tuple[str, ...]:
        return self.figures.units

    def score(self, unit: str, node: str | None = None) -> float | None:
        """The value of a node (the score itself where left out). Raises KeyError for an unknown unit or node."""
        return _number(self.values[self.row_of[unit], self.column_of[node or self.recipe.root]])

    def rank(self, unit: str, node: str | None = None) -> float | None:
        return _number(self.ranks[self.row_of[unit], self.column_of[node or self.recipe.root]])

    def column(self, node: str) -> FloatArray:
        """(units,) values of one node."""
        return np.asarray(self.values[:, self.column_of[node]], np.float64)

    def open(self, unit: str, node: str) -> Opened:
        """One node of one unit. Raises KeyError for an unknown one."""
        return self._opened(self.row_of[unit], node)

    def tree(self, unit: str) -> tuple[Opened, ...]:
        """The whole score of a unit, each node before its children: the order of a page."""
        row = self.row_of[unit]
        return tuple(self._opened(row, node) for node, _ in self.recipe.walk())

    def children(self, unit: str, node: str) -> tuple[Opened, ...]:
        return tuple(self.open(unit, child) for child in self.recipe.groups[node].children)

    def at_level(self, level: str) -> Iterator[str]:
        """The units of a level, in the order of the table."""
        for run in self.runs:
            if run.level == level:
                yield from (self.units[row] for row in run.rows)

    @cached_property
    def row_of(self) -> dict[str, int]:
        return {unit: row for row, unit in enumerate(self.units)}

    @cached_property
    def column_of(self) -> dict[str, int]:
        return {node: column for column, node in enumerate(self.nodes)}

    @cached_property
    def contributions(self) -> FloatArray:
        """(units, nodes) points of the score."""
        return self._joined([contributions(run.computed, run.groups) for run in self.runs])

    @cached_property
    def bounds(self) -> tuple[FloatArray, FloatArray]:
        """Two arrays (units, nodes): the lowest and the highest value once nothing is missing."""
        ends = [bounds(run.computed, run.columns, run.groups) for run in self.runs]
        return self._joined([low for low, _ in ends]), self._joined([high for _, high in ends])

    @cached_property
    def treated(self) -> FloatArray:
        """(units, indicators) figures after their denominator, after treatment."""
        return self._joined([run.computed.treated for run in self.runs])

    @cached_property
    def present(self) -> NDArray[np.int64]:
        """(units, groups) children with a value."""
        return np.nan_to_num(self._joined([run.computed.present for run in self.runs])).astype(np.int64)

    @cached_property
    def figure_counts(self) -> NDArray[np.int64]:
        """(units, groups) indicators below each group with a figure of the unit itself: imputed ones do not count."""
        has = ~np.isnan(self.values[:, : len(self.recipe.indicators)]) & ~self.prepared.imputed
        columns = [self._leaves(group) for group in self.recipe.groups]
        return np.stack([has[:, below].sum(axis=1) for below in columns], axis=1)

    @cached_property
    def complete(self) -> NDArray[np.bool_]:
        """(units, groups) whether a unit has every figure that any unit of its level has."""
        count = len(self.recipe.indicators)
        complete = np.zeros((len(self.units), len(self.recipe.groups)), np.bool_)
        for run in self.runs:
            has = ~np.isnan(self.values[run.rows, :count]) & ~self.prepared.imputed[run.rows]
            fine = has | ~has.any(axis=0)
            for place, group in enumerate(self.recipe.groups):
                complete[run.rows, place] = fine[:, self._leaves(group)].all(axis=1)
        return complete

    def _leaves(self, group: str) -> list[int]:
        return [self.column_of[leaf] for leaf in self.recipe.indicators_under(group)]

    def _joined(self, parts: list[Any]) -> FloatArray:
        whole = np.full((len(self.units), parts[0].shape[1]), np.nan)
        for run, part in zip(self.runs, parts, strict=True):
            whole[run.rows] = part
        return whole

    @cached_property
    def _run_of(self) -> dict[int, tuple[int, int]]:
        """Row of the table → its run and its row there."""
        return {int(row): (r, at) for r, run in enumerate(self.runs) for at, row in enumerate(run.rows)}

    @cached_property
    def _ranked(self) -> list[NDArray[np.int64]]:
        return [(~np.isnan(self.ranks[run.rows])).sum(axis=0) for run in self.runs]

    def _opened(self, row: int, node: str) -> Opened:
        recipe, column = self.recipe, self.column_of[node]
        number, at = self._run_of[row]
        parent = recipe.parents.get(node)
        low, high = self.bounds
        is_indicator = node in recipe.indicators
        place = column - len(recipe.indicators)
        opened = Opened(
            node=node,
            title=recipe.title_of(node),
            depth=self._depths[node],
            parent=parent,
            is_indicator=is_indicator,
            value=_number(self.values[row, column]),
            rank=_number(self.ranks[row, column]),
            of=int(self._ranked[number][column]),
            weight=1.0 if parent is None else recipe.weight_of(node),
            counted=1.0 if parent is None else self._counted(number, at, parent, node),
            contribution=_number(self.contributions[row, column]),
            low=_number(low[row, column]),
            high=_number(high[row, column]),
        )
        if not is_indicator:
            return replace(
                opened,
                present=int(self.present[row, place]),
                children=len(recipe.groups[node].children),
                figures=int(self.figure_counts[row, place]),
                indicators=len(recipe.indicators_under(node)),
                complete=bool(self.complete[row, place]),
            )
        imputed = bool(self.prepared.imputed[row, column])
        has = opened.value is not None and not imputed
        return replace(
            opened,
            figures=int(has),
            indicators=1,
            complete=has,
            raw=_number(self.prepared.raw[row, column]),
            divided=_number(self.prepared.figures[row, column]),
            treated=_number(self.runs[number].computed.treated[at, column]),
            imputed=imputed,
            reference=self.figures.references.get((self.units[row], node)),
        )

    def _counted(self, number: int, at: int, parent: str, node: str) -> float | None:
        group = self.column_of[parent] - len(self.recipe.indicators)
        child = self.recipe.groups[parent].children.index(node)
        return _number(self.runs[number].computed.weights[group][at, child])

    @cached_property
    def _depths(self) -> dict[str, int]:
        return dict(self.recipe.walk())


def _number(value: Any) -> float | None:
    return None if np.isnan(value) else float(value)
