"""What presenters start from: indicators with their source, and figures that can be looked up."""

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from wijkwerk.data.area.codes import level_of_code
from wijkwerk.data.queries.figures import AreaRow, Figure
from wijkwerk.definitions.catalogue import Catalogue, SourceColumn
from wijkwerk.definitions.indicators import Change, Indicator, Published, Ratio
from wijkwerk.definitions.sources import Source, VariableKind
from wijkwerk.definitions.vocabulary import Aggregation, IntervalRule, Level, SourceType, Status
from wijkwerk.present.numbers import is_percentage

# Source and table -> the years that were delivered of it.
Delivered = Mapping[tuple[str, str], Collection[int]]

# "Centraal Bureau voor de Statistiek (CBS)"
_ABBREVIATION = re.compile(r"\(([A-Z]{2,6})\)$")


@dataclass(frozen=True, slots=True)
class Described:
    """An indicator with what the catalogue knows around it. Made once per edition (`describe`)."""

    indicator: Indicator
    source: Source
    tables: tuple[str, ...]  # the numbers that readers find at the source
    rule: IntervalRule
    denominator: str = "inwoners"  # what a ratio is divided by, in running text
    denominator_peildatum: str = "1 januari {year}"
    is_class: bool = False  # a class or code: has no size, so nothing is higher or lower
    # the tables of each year, where one year's figures do not come from all of them
    tables_by_period: tuple[tuple[int, tuple[str, ...]], ...] = ()
    # what it is at the levels that come from a source of their own
    of_levels: tuple[tuple[Level, "Described"], ...] = ()

    def at(self, level: Level | None) -> "Described":
        """The same with the source that the figures of a level come from."""
        return dict(self.of_levels).get(level, self) if level is not None else self

    def by_source(self, figures: Iterable[Figure]) -> "list[tuple[Described, list[Figure]]]":
        """These figures with the source of their level, each source once; itself where there are none."""
        parts: dict[str, tuple[Described, list[Figure]]] = {}
        for figure in figures:
            item = self.at(level_of_code(figure.area)) if self.of_levels else self
            parts.setdefault(item.source.id, (item, []))[1].append(figure)
        return list(parts.values()) or [(self, [])]

    @property
    def owner(self) -> str:
        """The source's owner, short where its name gives its own abbreviation: "CBS"."""
        match = _ABBREVIATION.search(self.source.owner)
        return match.group(1) if match else self.source.owner

    def tables_of(self, periods: Iterable[int]) -> tuple[str, ...]:
        """The table numbers behind the figures of these years, in the order of `tables`; all where none is named."""
        by_period = dict(self.tables_by_period)
        tables = {table for period in set(periods) for table in by_period.get(period, self.tables)}
        return tuple(table for table in self.tables if table in tables)

    @property
    def is_count(self) -> bool:
        """Things that add up (inhabitants): never beside a gemeente on one axis, never as fill on a map."""
        return self.indicator.aggregation is Aggregation.SUM and not isinstance(self.indicator.formula, Ratio | Change)

    @property
    def is_model(self) -> bool:
        return self.source.type is SourceType.MODEL

    @property
    def is_forecast(self) -> bool:
        return self.source.type is SourceType.FORECAST

    @property
    def per(self) -> float | None:
        return self.indicator.formula.per if isinstance(self.indicator.formula, Ratio) else None

    @property
    def counts_first(self) -> bool:
        """Whether readers want the number of things before the rate: 104 misdrijven, then 48,6 per 1.000."""
        return bool(self.indicator.numerator_title) and self.per is not None and not is_percentage(self.indicator.unit)

    @property
    def bounds(self) -> tuple[float | None, float | None]:
        """What an axis must not go beyond: percentages stay within 0 and 100, other figures at or above zero."""
        if isinstance(self.indicator.formula, Change):
            return None, None
        return 0.0, (100.0 if is_percentage(self.indicator.unit) else None)


def describe(catalogue: Catalogue, delivered: Delivered | None = None) -> dict[str, Described]:
    """Every indicator of the catalogue with its source, tables and interval rule, in reading order.

    delivered  in an edition: where a source tells a year in several tables, the one that came is named
    """
    return {name: _described(each, catalogue, delivered or {}) for name, each in catalogue.indicators.items()}


def _described(indicator: Indicator, catalogue: Catalogue, delivered: Delivered) -> Described:
    formula = indicator.formula
    if not isinstance(formula, Published) or not formula.at_levels:
        return _of_one_source(indicator, catalogue, delivered)
    of_levels = {
        level: _of_one_source(indicator.at(level), catalogue, delivered)
        for level in Level
        if formula.variable_at(level) != formula.variable
    }
    own = _of_one_source(replace(indicator, formula=replace(formula, at_levels=())), catalogue, delivered)
    return replace(own, indicator=indicator, of_levels=tuple(of_levels.items()))


def _of_one_source(indicator: Indicator, catalogue: Catalogue, delivered: Delivered) -> Described:
    source = catalogue.indicator_source(indicator)
    rule = catalogue.interval_rule(indicator)
    columns = _own_columns(indicator, catalogue, delivered)
    public = {table.table: table.public_table for table in source.tables}
    tables = tuple(dict.fromkeys(public[column.table] for column in columns))
    by_period = () if isinstance(indicator.formula, Change) else _tables_by_period(columns, public)
    if not isinstance(indicator.formula, Ratio):
        is_class = _is_class(indicator, catalogue)
        return Described(indicator, source, tables, rule, is_class=is_class, tables_by_period=by_period)
    name = indicator.formula.denominator
    return Described(
        indicator,
        source,
        tables,
        rule,
        denominator=(indicator.denominator_title or catalogue.variable(name).title).lower(),
        denominator_peildatum=catalogue.source_of(name).peildatum,
        tables_by_period=by_period,
    )


def _is_class(indicator: Indicator, catalogue: Catalogue) -> bool:
    return any(catalogue.variable(name).kind in {VariableKind.CLASS, VariableKind.CODE} for name in indicator.variables)


def _own_columns(indicator: Indicator, catalogue: Catalogue, delivered: Delivered) -> list[SourceColumn]:
    """The columns of the indicator's own source, newest last: of the years that came those of the tables that came.

    A denominator's tables are named with it. Where nothing came yet, all of the catalogue.
    """
    source = catalogue.indicator_source(indicator)
    names = {table.table for table in source.tables}
    columns = [column for column in catalogue.columns_of(indicator) if column.table in names]
    came = {key: years for key, years in delivered.items() if key[0] == source.id}
    of_years = [column for column in columns if any(column.period in years for years in came.values())]
    of_tables = [column for column in of_years if column.period in came.get((source.id, column.table), ())]
    told = {column.period for column in of_tables}
    return [column for column in of_years if column.period not in told or column in of_tables] or columns


def _tables_by_period(
    columns: Sequence[SourceColumn], public: Mapping[str, str]
) -> tuple[tuple[int, tuple[str, ...]], ...]:
    """The public tables of each year. A change stands on the tables of both its years: none of its own to name."""
    by_period: dict[int, list[str]] = {}
    for column in columns:
        by_period.setdefault(column.period, []).append(public[column.table])
    return tuple((period, tuple(dict.fromkeys(tables))) for period, tables in by_period.items())


@dataclass(frozen=True, slots=True)
class Links:
    """How a page addresses other pages; presenters know no addresses themselves.

    figure  every year of one figure of an area, down to the line of its source
    """

    area: Callable[[AreaRow], str]
    indicator: Callable[[Indicator], str]
    figure: Callable[[AreaRow, Indicator], str]


class FigureBook:
    """Figures by indicator, area and period. What asks an edition makes it once, for page and files alike."""

    def __init__(self, figures: Iterable[Figure] = ()) -> None:
        self._figures = tuple(figures)
        self._series: dict[tuple[str, str], dict[int, Figure]] = {}
        for figure in self._figures:
            self._series.setdefault((figure.indicator, figure.area), {})[figure.period] = figure

    def __iter__(self) -> Iterator[Figure]:
        """All of them, in the order in which they were given."""
        return iter(self._figures)

    def __len__(self) -> int:
        return len(self._figures)

    def at(self, indicator: str, area: str, period: int | None) -> Figure | None:
        return None if period is None else self._series.get((indicator, area), {}).get(period)

    def series(self, indicator: str, area: str) -> tuple[Figure, ...]:
        """All figures of one area, by period, also those without a value."""
        by_period = self._series.get((indicator, area), {})
        return tuple(by_period[period] for period in sorted(by_period))

    def periods(self, indicator: str, areas: Sequence[str]) -> tuple[int, ...]:
        """Every period in which one of the areas has a value, ascending."""
        return tuple(
            sorted(
                {
                    figure.period
                    for area in areas
                    for figure in self._series.get((indicator, area), {}).values()
                    if figure.value is not None
                }
            )
        )

    def latest_period(self, indicator: str, areas: Sequence[str]) -> int | None:
        """The year to show: the area's own last one, and where it has none, that of the next area in the list.

        Give the area itself first. A year in which its value was withheld on purpose (geheim, too few persons) counts
        as its last: an older figure must not hide that. A year that was never delivered for it does not.
        """
        for area in areas:
            periods = [figure.period for figure in self.series(indicator, area) if figure.status not in _SILENT]
            if periods:
                return periods[-1]
        return None


NO_FIGURES = FigureBook()
# A cell that says nothing about the year: no reason to prefer it above an older value.
_SILENT = frozenset({Status.NOT_DELIVERED, Status.UNKNOWN})
