"""What an edition may say of the whole country: nothing from a part of it."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from wijkwerk.data.checks.tolerance import sum_tolerance
from wijkwerk.data.queries.figures import AreaRow
from wijkwerk.data.queries.store import ObservationStore
from wijkwerk.definitions.catalogue import Catalogue
from wijkwerk.definitions.indicators import Indicator, Published
from wijkwerk.definitions.vocabulary import Level, Method

from .specification import POPULATION

_LEVELS = (Level.GEMEENTE, Level.WIJK, Level.BUURT)
_OF_THE_SOURCE = {Method.PUBLISHED, Method.COMPUTED}


@dataclass(frozen=True, slots=True)
class Country:
    """What an edition knows of the country.

    area          the country, where there are figures of it; None also where those would be figures of a part
    whole_levels  the levels of which the edition has every area: only of those may be said "in Nederland"
    """

    area: AreaRow | None
    whole_levels: frozenset[Level] = frozenset()


def country_of(store: ObservationStore, catalogue: Catalogue) -> Country:
    """Told by the population that is published for the country, beside that of the areas.

    An edition adds up a country only where it has all of it (`wholes`). Those published before December 2026 added up
    what there was; of such a one the country is left out.
    """
    land = next(iter(store.areas(Level.LAND)), None)
    if land is None:
        return Country(None)
    levels = frozenset(level for level in _LEVELS if _is_whole(store, catalogue, land, level))
    methods = {figure.method for figure in store.profile([land.code]) if figure.value is not None}
    is_told = bool(methods) and (bool(levels) or methods <= _OF_THE_SOURCE)
    return Country(land if is_told else None, levels)


def _is_whole(store: ObservationStore, catalogue: Catalogue, land: AreaRow, level: Level) -> bool:
    """By the last year that tells the population of both."""
    step = 0.0 if level is Level.GEMEENTE else _rounding(catalogue)
    for indicator, period, total in _inhabitants(store, catalogue, land):
        values = store.value_column(indicator.id, period, level).values
        told = values[~np.isnan(values)]
        if len(told):
            empty = len(values) - len(told)
            below, _ = sum_tolerance(len(told), total, step=step, total_step=0, empty=empty)
            return bool(total - told.sum() <= below)
    return False


def _rounding(catalogue: Catalogue) -> float:
    return catalogue.variable(POPULATION).rounding or 0.0


def _inhabitants(
    store: ObservationStore, catalogue: Catalogue, land: AreaRow
) -> Iterator[tuple[Indicator, int, float]]:
    """As published for the country, the last year first."""
    for indicator in catalogue.indicators.values():
        if isinstance(indicator.formula, Published) and indicator.formula.variable == POPULATION:
            for figure in reversed(store.trend(indicator.id, [land.code])):
                if figure.method is Method.PUBLISHED and figure.value is not None:
                    yield indicator, figure.period, figure.value
