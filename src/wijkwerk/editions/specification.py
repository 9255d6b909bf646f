"""The catalogue as tables, so that one statement computes every indicator of a kind at once."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import duckdb
import numpy as np

from wijkwerk.definitions.catalogue import Catalogue
from wijkwerk.definitions.indicators import Change, Indicator, Published, Ratio
from wijkwerk.definitions.sources import VariableKind
from wijkwerk.definitions.vocabulary import Aggregation, IntervalRule, Level
from wijkwerk.lib.array_views import objects, registered

from .division import LEVEL_NUMBER

# What weighs a part of an area where an indicator names no weight, and what `areas.parquet` tells of each area.
POPULATION = "cbs_kwb.inwoners"
URBANITY = "cbs_kwb.stedelijkheid"


@dataclass(frozen=True, slots=True)
class Computation:
    """What the statements need of one indicator that rests on variables."""

    indicator: str
    first_year: int
    per: float
    denominator: str | None
    denominator_period: int | None
    aggregation: Aggregation
    weight: str
    weight_period: int | None
    minimum_variable: str | None
    minimum: float | None
    interval: IntervalRule
    counts: bool  # its (numerator) variables are counts, so that a rounding step and a Poisson limit mean something


def load_specification(con: duckdb.DuckDBPyConnection, catalogue: Catalogue) -> None:
    """Make `spec`, `spec_numerator`, `spec_level`, `spec_source`, `variable`, and the enums of their names.

    spec_source  indicator, level, variable: what the figures of a level come from
    """
    computed = [
        (indicator, _computation(catalogue, indicator, indicator.formula))
        for indicator in catalogue.indicators.values()
        if isinstance(indicator.formula, Published | Ratio)
    ]
    variables = sorted(_variables(indicator.formula, item) for indicator, item in computed)
    names = sorted({POPULATION, URBANITY}.union(*variables))
    _make_enum(con, "indicator_id", list(catalogue.indicators))
    _make_enum(con, "variable_id", names)
    _load_spec(con, [item for _, item in computed])
    _load_numerators(con, [indicator for indicator, _ in computed])
    _load_levels(con, list(catalogue.indicators.values()))
    _load_level_sources(con, [indicator for indicator, _ in computed])
    _load_variables(con, catalogue, names)


def change_indicators(catalogue: Catalogue) -> list[tuple[str, Change]]:
    return [
        (indicator.id, indicator.formula)
        for indicator in catalogue.indicators.values()
        if isinstance(indicator.formula, Change)
    ]


def _computation(catalogue: Catalogue, indicator: Indicator, formula: object) -> Computation:
    assert isinstance(formula, Published | Ratio)
    rule = indicator.disclosure
    return Computation(
        indicator=indicator.id,
        first_year=indicator.first_year,
        per=formula.per if isinstance(formula, Ratio) else formula.scale,
        denominator=formula.denominator if isinstance(formula, Ratio) else None,
        denominator_period=formula.denominator_period if isinstance(formula, Ratio) else None,
        aggregation=indicator.aggregation,
        weight=indicator.weight or POPULATION,
        weight_period=indicator.weight_period,
        minimum_variable=rule.variable if rule else None,
        minimum=rule.minimum if rule else None,
        interval=catalogue.interval_rule(indicator),
        counts=all(catalogue.variable(name).kind is VariableKind.COUNT for name in _numerators(formula)),
    )


def _numerators(formula: object) -> tuple[str, ...]:
    assert isinstance(formula, Published | Ratio)
    if isinstance(formula, Ratio):
        return formula.numerator
    return tuple(dict.fromkeys((formula.variable, *(other.variable for other in formula.at_levels))))


def _variables(formula: object, item: Computation) -> tuple[str, ...]:
    others = (item.denominator, item.weight, item.minimum_variable)
    return (*_numerators(formula), *(name for name in others if name))


def _load_spec(con: duckdb.DuckDBPyConnection, items: list[Computation]) -> None:
    columns = {
        "indicator": objects(item.indicator for item in items),
        "first_year": np.array([item.first_year for item in items], dtype=np.int16),
        "per": np.array([item.per for item in items], dtype=np.float64),
        "denominator": objects(item.denominator for item in items),
        "denominator_period": _optional(items, lambda item: item.denominator_period),
        "aggregation": objects(item.aggregation.value for item in items),
        "weight": objects(item.weight for item in items),
        "weight_period": _optional(items, lambda item: item.weight_period),
        "minimum_variable": objects(item.minimum_variable for item in items),
        "minimum": _optional(items, lambda item: item.minimum),
        "interval": objects(item.interval.value for item in items),
        "counts": np.array([item.counts for item in items], dtype=np.bool_),
    }
    with registered(con, "given", columns):
        con.execute("""
            CREATE TEMP TABLE spec AS
            SELECT indicator::indicator_id AS indicator, first_year, per,
                   denominator::VARCHAR::variable_id AS denominator,
                   denominator_period::SMALLINT AS denominator_period, aggregation,
                   weight::VARCHAR::variable_id AS weight, weight_period::SMALLINT AS weight_period,
                   minimum_variable::VARCHAR::variable_id AS minimum_variable, minimum, "interval" AS rule, counts
            FROM given
        """)


def _load_numerators(con: duckdb.DuckDBPyConnection, indicators: Iterable[Indicator]) -> None:
    pairs = [(item.id, name) for item in indicators for name in _numerators(item.formula)]
    columns = {
        "indicator": objects(indicator for indicator, _ in pairs),
        "variable": objects(variable for _, variable in pairs),
    }
    with registered(con, "given", columns):
        con.execute("""
            CREATE TEMP TABLE spec_numerator AS
            SELECT indicator::VARCHAR::indicator_id AS indicator, variable::VARCHAR::variable_id AS variable,
                   count(*) OVER (PARTITION BY indicator) AS terms
            FROM given
        """)


def _load_levels(con: duckdb.DuckDBPyConnection, indicators: list[Indicator]) -> None:
    """Stadsdelen are groups of wijken that no source knows: they come with the wijken.

    Levels that another table is to bring get no rows: for every year and every buurt they would say the same.
    """
    pairs = [(item.id, LEVEL_NUMBER[level]) for item in indicators for level in item.levels_with_figures]
    pairs += [
        (item.id, LEVEL_NUMBER[Level.STADSDEEL])
        for item in indicators
        if Level.WIJK in item.levels_with_figures and Level.STADSDEEL not in item.levels
    ]
    columns = {
        "indicator": objects(indicator for indicator, _ in pairs),
        "level": np.array([level for _, level in pairs], dtype=np.int8),
    }
    with registered(con, "given", columns):
        con.execute("""
            CREATE TEMP TABLE spec_level AS
            SELECT indicator::VARCHAR::indicator_id AS indicator, level FROM given
        """)


def _load_level_sources(con: duckdb.DuckDBPyConnection, indicators: list[Indicator]) -> None:
    rows = [
        (item.id, LEVEL_NUMBER[level], name)
        for item in indicators
        for level in Level
        for name in _numerators(item.at(level).formula)
    ]
    columns = {
        "indicator": objects(indicator for indicator, _, _ in rows),
        "level": np.array([level for _, level, _ in rows], dtype=np.int8),
        "variable": objects(name for _, _, name in rows),
    }
    with registered(con, "given", columns):
        con.execute("""
            CREATE TEMP TABLE spec_source AS
            SELECT given.indicator::VARCHAR::indicator_id AS indicator, level,
                   variable::VARCHAR::variable_id AS variable
            FROM given
            SEMI JOIN spec_level
              ON spec_level.indicator = given.indicator::VARCHAR::indicator_id AND spec_level.level = given.level
        """)


def _load_variables(con: duckdb.DuckDBPyConnection, catalogue: Catalogue, names: list[str]) -> None:
    steps = [_rounding(catalogue, name) for name in names]
    with registered(con, "given", {"variable": objects(names), "step": np.array(steps, dtype=np.float64)}):
        con.execute("""
            CREATE TEMP TABLE variable AS SELECT variable::VARCHAR::variable_id AS variable, step FROM given
        """)


def _rounding(catalogue: Catalogue, name: str) -> float:
    try:
        return catalogue.variable(name).rounding or 0.0
    except KeyError:  # the population, in a catalogue without CBS's key figures
        return 0.0


def _make_enum(con: duckdb.DuckDBPyConnection, name: str, values: list[str]) -> None:
    listed = ", ".join(f"'{value}'" for value in values)
    con.execute(f"CREATE TYPE {name} AS ENUM ({listed})")


def _optional(
    items: list[Computation], pick: Callable[[Computation], float | None]
) -> "np.ma.MaskedArray[tuple[int], np.dtype[np.float64]]":
    return np.ma.masked_invalid(
        np.array([np.nan if pick(item) is None else pick(item) for item in items], dtype=np.float64)
    )
