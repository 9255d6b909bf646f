"""Which scores move because an indicator has its first figures in the coming edition: known before it is published.

A recipe may name an indicator long before there are figures; until then its weight stays empty or goes to others. The
first figures change that, and nobody changed the recipe.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import duckdb
import numpy as np

from wijkwerk.data.area.codes import level_of
from wijkwerk.data.queries.store import ObservationStore
from wijkwerk.definitions.catalogue import Catalogue
from wijkwerk.definitions.indicators import Change, Indicator, Published, Ratio
from wijkwerk.definitions.recipe.recipe import Recipe
from wijkwerk.definitions.vocabulary import Aggregation, Level
from wijkwerk.lib.in_memory import connect_in_memory

from .cells import ReleasePart
from .manifest import EditionError

# Indicator -> the levels at which some area has a figure of it.
Filled = Mapping[str, frozenset[Level]]
# Variable with its source, year, level: some area has a value.
FilledCells = frozenset[tuple[str, int, Level]]

_SMALL_TO_LARGE = (Level.BUURT, Level.WIJK, Level.STADSDEEL, Level.GEMEENTE, Level.LAND)


@dataclass(frozen=True, slots=True)
class FirstFigures:
    """An indicator of a recipe that has no figure at these levels now, and will have."""

    recipe: Recipe
    indicator: str
    levels: tuple[Level, ...]

    @property
    def way(self) -> tuple[str, ...]:
        """The groups that it counts in, from its own up to the score: thema, domein, score."""
        parents, way = self.recipe.parents, [self.indicator]
        while way[-1] in parents:
            way.append(parents[way[-1]])
        return tuple(way[1:])


def first_figures(recipes: Iterable[Recipe], now: Filled, coming: Filled) -> tuple[FirstFigures, ...]:
    """Of every recipe the indicators that get their first figures at a level that it scores, in the order of its tree.

    now, coming  of the current edition and of the coming one
    """
    return tuple(
        FirstFigures(recipe, name, levels)
        for recipe in recipes
        for name in recipe.indicators
        if (levels := _new_levels(recipe, now.get(name, frozenset()), coming.get(name, frozenset())))
    )


def filled_now(store: ObservationStore, indicators: Iterable[str], levels: Sequence[Level]) -> Filled:
    """What an edition holds."""
    return {name: frozenset(level for level in levels if _has_figure(store, name, level)) for name in indicators}


def filled_by(catalogue: Catalogue, parts: Sequence[ReleasePart], indicators: Iterable[str]) -> Filled:
    """What an edition of these releases would hold: every part of the formula is there, or adds up from below.

    Rather one too many than one too few: a sum that lacks a part in every area, a rule that withholds the figure of
    every area (`disclosure`), and whether the releases cover the whole country, are not looked at. Raises
    EditionError for a release that cannot be read.
    """
    cells = frozenset(
        (f"{part.source}.{variable}", period, level)
        for part in parts
        for variable, period, level in _filled_cells(part.observations)
        if period in part.periods
    )
    known = {name: catalogue.indicators[name] for name in indicators if name in catalogue.indicators}
    return {name: _levels_of(catalogue, indicator, cells) for name, indicator in known.items()}


def _new_levels(recipe: Recipe, now: frozenset[Level], coming: frozenset[Level]) -> tuple[Level, ...]:
    return tuple(level for level in recipe.areas if level in coming - now)


def _has_figure(store: ObservationStore, indicator: str, level: Level) -> bool:
    periods = reversed(store.periods(indicator))
    return any(not np.isnan(store.value_column(indicator, period, level).values).all() for period in periods)


@lru_cache(maxsize=64)
def _filled_cells(observations: Path) -> frozenset[tuple[str, int, Level]]:
    """Of one release, which never changes. Raises EditionError where its file cannot be read."""
    with connect_in_memory() as con:
        try:
            rows = con.execute(
                f"SELECT DISTINCT variable, period, {level_of('area')} AS level FROM read_parquet(?) "
                "WHERE value IS NOT NULL AND level IS NOT NULL",
                [str(observations)],
            ).fetchall()
        except duckdb.Error as error:
            raise EditionError(
                f"De cijfers van levering {observations.parent.name} zijn niet te lezen. Zet haar map terug uit een "
                "reservekopie."
            ) from error
    return frozenset((variable, period, Level(level)) for variable, period, level in rows)


def _levels_of(catalogue: Catalogue, indicator: Indicator, cells: FilledCells) -> frozenset[Level]:
    measured = catalogue.measured(indicator)
    periods = {period for _, period, _ in cells if period >= measured.first_year}
    by_period = {period: _levels_in(measured, period, cells) for period in periods}
    if isinstance(indicator.formula, Change):
        ends = (indicator.formula.start, indicator.formula.end)
        filled = frozenset.intersection(*(by_period.get(period, frozenset()) for period in ends))
    else:
        filled = frozenset[Level]().union(*by_period.values())
    # Stadsdelen come with the wijken that they are made of.
    return filled & {*indicator.levels, *([Level.STADSDEEL] if Level.WIJK in indicator.levels else [])}


def _levels_in(indicator: Indicator, period: int, cells: FilledCells) -> frozenset[Level]:
    """The levels at which every part of the formula has a value in a year."""
    match indicator.formula:
        case Published() as formula:
            levels = {level for name, year, level in cells if year == period and name == formula.variable_at(level)}
            return _with_sums(indicator, frozenset(levels))
        case Ratio(numerator=numerator, denominator=denominator, denominator_period=fixed):
            parts = [*((name, period) for name in numerator), (denominator, fixed or period)]
        case _:
            return frozenset()
    of_parts = [frozenset(level for name, year, level in cells if (name, year) == part) for part in parts]
    return frozenset.intersection(*(_with_sums(indicator, each) for each in of_parts))


def _with_sums(indicator: Indicator, levels: frozenset[Level]) -> frozenset[Level]:
    """The same and every larger level, where an indicator adds up."""
    if indicator.aggregation is Aggregation.NEVER or not levels:
        return levels
    smallest = min(map(_SMALL_TO_LARGE.index, levels))
    return levels | frozenset(_SMALL_TO_LARGE[smallest:])
