"""The figures of an edition as the table that a recipe runs on: the newest year of every indicator, level by level."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from wijkwerk.data.queries.figures import AreaRow
from wijkwerk.data.queries.store import ObservationStore
from wijkwerk.definitions.recipe.recipe import Recipe
from wijkwerk.definitions.vocabulary import Level
from wijkwerk.engine.intervals import FloatArray
from wijkwerk.governance.kader.frozen import FrozenKader

from .figures import Figures
from .placing import contenders_of


@dataclass(frozen=True)
class AreaFigures:
    """figures  one row per area of the recipe's levels, in the order of the store
    areas    the same areas
    periods  which year each indicator's figures are of, by level and indicator; absent where there is no figure
    """

    figures: Figures
    areas: tuple[AreaRow, ...]
    periods: Mapping[tuple[Level, str], int]


@dataclass(frozen=True)
class Limits:
    """low, high  (units, indicators) of the recipe's indicators in their order; NaN where a figure has no interval."""

    low: FloatArray
    high: FloatArray


def area_figures(
    store: ObservationStore,
    recipe: Recipe,
    kader: FrozenKader | None,
    *,
    within: str | None = None,
    until: int | None = None,
) -> AreaFigures:
    """What the edition holds for a recipe.

    kader   of the edition: which areas take a place, where the recipe asks for that
    within  a gemeente, stadsdeel or wijk; the whole country where left out
    until   the last year that counts, for the score as it would have been then

    The newest year in which the level has any figure. Indicators without figures have no column, so that
    `scores.run` can tell an awaited one from a mistake.
    """
    areas: list[AreaRow] = []
    columns: dict[str, list[FloatArray]] = {indicator: [] for indicator in recipe.indicators}
    periods: dict[tuple[Level, str], int] = {}
    for level in recipe.areas:
        of_level = store.areas(level, within)
        areas += of_level
        for indicator, parts in columns.items():
            period, values = _newest(store, indicator, level, of_level, within, until)
            parts.append(values)
            if period is not None:
                periods[level, indicator] = period
    filled = {name: np.concatenate(parts) for name, parts in columns.items() if parts}
    figures = Figures(
        units=tuple(area.code for area in areas),
        columns={name: column for name, column in filled.items() if any(name == known for _, known in periods)},
        names=tuple(area.name for area in areas),
        levels=tuple(area.level.value for area in areas),
        contenders=contenders_of(recipe, areas, store.areas(Level.WIJK, within), kader),
    )
    return AreaFigures(figures, tuple(areas), periods)


def limits_of(store: ObservationStore, recipe: Recipe, of: AreaFigures, units: Sequence[str], level: Level) -> Limits:
    """The intervals of the same figures, for some areas of one level within one gemeente."""
    row = {unit: index for index, unit in enumerate(units)}
    low, high = (np.full((len(units), len(recipe.indicators)), np.nan) for _ in range(2))
    gemeenten = {area.gemeente for area in of.areas if area.code in row and area.gemeente}
    column = {indicator: index for index, indicator in enumerate(recipe.indicators)}
    periods = {name: of.periods[level, name] for name in recipe.indicators if (level, name) in of.periods}
    for figure in (each for gemeente in gemeenten for each in store.figures_within(periods, level, gemeente)):
        if figure.area in row and figure.low is not None and figure.high is not None:
            place = row[figure.area], column[figure.indicator]
            low[place], high[place] = figure.low, figure.high
    return Limits(low, high)


def _newest(
    store: ObservationStore,
    indicator: str,
    level: Level,
    areas: Sequence[AreaRow],
    within: str | None,
    until: int | None,
) -> tuple[int | None, FloatArray]:
    """The newest year with a figure at this level, and its values in the order of the areas."""
    for period in reversed(store.periods(indicator)):
        if until is not None and period > until:
            continue
        column = store.value_column(indicator, period, level, within)
        if not np.isnan(column.values).all():
            return period, _in_order(column.areas, column.values, areas)
    return None, np.full(len(areas), np.nan)


def _in_order(codes: Sequence[str], values: FloatArray, areas: Sequence[AreaRow]) -> FloatArray:
    if len(codes) == len(areas) and all(code == area.code for code, area in zip(codes, areas, strict=True)):
        return values
    of_code = dict(zip(codes, values.tolist(), strict=True))
    return np.array([of_code.get(area.code, np.nan) for area in areas], dtype=np.float64)
