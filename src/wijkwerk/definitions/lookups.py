"""Find variables, tables and years by the names that indicators use."""

from collections.abc import Mapping
from dataclasses import dataclass

from .indicators import Awaited, Change, Indicator, Published, Ratio
from .sources import Source, SourceTable, Variable


@dataclass(frozen=True)
class SourceBook:
    """All sources by id. A name that is not there gives None or nothing, never an error."""

    sources: Mapping[str, Source]

    def variable(self, name: str) -> Variable | None:
        source, _, variable = name.partition(".")
        definition = self.sources.get(source)
        return None if definition is None else definition.variables.get(variable)

    def tables_of(self, name: str) -> list[SourceTable]:
        """The tables that deliver "cbs_kwb.inwoners", in the order of the source's file."""
        source, _, variable = name.partition(".")
        definition = self.sources.get(source)
        return [table for table in (definition.tables if definition else ()) if variable in table.variables]

    def periods_of_variable(self, name: str) -> set[int]:
        definition = self.variable(name)
        since = (definition and definition.since) or 0
        return {period for table in self.tables_of(name) for period in table.all_periods if period >= since}

    def waits_for_own_file(self, indicator: Indicator) -> bool:
        """Whether files of the gemeente fill it: each tells its own years, so that the catalogue names none."""
        names = indicator.variables
        return any(self._comes_by_own_file(name) and not self.periods_of_variable(name) for name in names)

    def _comes_by_own_file(self, name: str) -> bool:
        source = self.sources.get(name.partition(".")[0])
        tables = self.tables_of(name)
        return source is not None and any(source.protocol_of(table).is_of_gemeente for table in tables)

    def periods_of(self, indicator: Indicator) -> set[int]:
        """The years in which an indicator can have figures: every part known, or its year fixed."""
        match indicator.formula:
            case Published():
                return set[int]().union(*(self.periods_of_variable(name) for name in indicator.variables))
            case Ratio(numerator=numerator, denominator=denominator, denominator_period=fixed):
                sets = [self.periods_of_variable(name) for name in numerator]
                if fixed is None:
                    sets.append(self.periods_of_variable(denominator))
                return set.intersection(*sets)
            case Change(end=end):
                return {end}
            case Awaited():
                return set()
