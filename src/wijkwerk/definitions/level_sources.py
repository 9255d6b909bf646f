"""Indicators of which some levels come from a table of their own: what they are once it is known what was delivered."""

from collections.abc import Collection
from dataclasses import replace

from .catalogue import Catalogue
from .indicators import AwaitedLevels, Indicator, Published
from .vocabulary import Level


def with_delivered(catalogue: Catalogue, delivered: Collection[tuple[str, str]]) -> Catalogue:
    """The catalogue as it reads beside what was delivered.

    delivered   source and table of every delivery
    A level whose own table came is awaited no more, and one whose table did not come is not told from another.
    """
    settled = {name: _settled(catalogue, each, delivered) for name, each in catalogue.indicators.items()}
    if all(settled[name] is each for name, each in catalogue.indicators.items()):
        return catalogue
    return replace(catalogue, indicators=settled)


def _settled(catalogue: Catalogue, indicator: Indicator, delivered: Collection[tuple[str, str]]) -> Indicator:
    formula = indicator.formula
    if not isinstance(formula, Published) or not formula.at_levels:
        return indicator
    came = tuple(each for each in formula.at_levels if _came(catalogue, each.variable, delivered))
    levels = {level for each in came for level in each.levels}
    return replace(
        indicator,
        formula=replace(formula, at_levels=came),
        awaited_levels=_still_awaited(indicator.awaited_levels, levels),
    )


def _came(catalogue: Catalogue, variable: str, delivered: Collection[tuple[str, str]]) -> bool:
    source = catalogue.source_of(variable).id
    return any((source, table.table) in delivered for table in catalogue.tables_of(variable))


def _still_awaited(awaited: AwaitedLevels | None, came: Collection[Level]) -> AwaitedLevels | None:
    if awaited is None:
        return None
    left = tuple(level for level in awaited.levels if level not in came)
    return replace(awaited, levels=left) if left else None
