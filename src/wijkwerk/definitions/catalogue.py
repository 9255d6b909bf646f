"""The whole catalogue: every source, indicator, theme and correction, read and checked as one."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from .added import AddedDefinition
from .indicators import Awaited, Change, Correction, Indicator, Published, Ratio, Theme
from .loading import read_draft
from .lookups import SourceBook
from .sources import Source, SourceTable, Variable
from .vocabulary import IntervalRule, SourceType

# METHODS.md, Small numbers: what a figure of this type gets where its indicator names no rule.
INTERVAL_OF_TYPE = {
    SourceType.REGISTER: IntervalRule.ROUNDING,
    SourceType.SAMPLE: IntervalRule.WILSON,
    SourceType.REPORTS: IntervalRule.BYAR,
    SourceType.MODEL: IntervalRule.NONE,
    SourceType.JUDGEMENT: IntervalRule.NONE,
    SourceType.FORECAST: IntervalRule.NONE,
}


class SourceColumn(NamedTuple):
    """Where one variable of an indicator stands: the table as delivered, the year, the source's column."""

    table: str
    period: int
    column: str


@dataclass(frozen=True)
class Catalogue:
    """What figures mean. Every reference in it holds; the dicts are in reading order and are not to be changed."""

    sources: dict[str, Source]
    indicators: dict[str, Indicator]  # by theme, then place, then title
    themes: dict[str, Theme]
    corrections: tuple[Correction, ...]

    @cached_property
    def hash(self) -> str:
        """SHA-256 of the meaning: the order of keys and files does not matter, the order of lists does."""
        content = {
            "sources": {name: asdict(source) for name, source in self.sources.items()},
            "indicators": {name: asdict(indicator) for name, indicator in self.indicators.items()},
            "themes": [asdict(theme) for theme in self.themes.values()],
            "corrections": sorted((asdict(each) for each in self.corrections), key=lambda each: str(each["id"])),
        }
        text = json.dumps(content, sort_keys=True, default=str, ensure_ascii=False)
        return hashlib.sha256(text.encode()).hexdigest()

    def source_of(self, variable_name: str) -> Source:
        """The source of "cbs_kwb.inwoners". Raises KeyError for a name that is not in the catalogue."""
        return self.sources[variable_name.partition(".")[0]]

    def variable(self, name: str) -> Variable:
        """What "cbs_kwb.inwoners" counts. Raises KeyError for a name that is not in the catalogue."""
        source, _, variable = name.partition(".")
        return self.sources[source].variables[variable]

    def measured(self, indicator: Indicator) -> Indicator:
        """The indicator whose figures a change is taken from; any other indicator itself."""
        match indicator.formula:
            case Change(indicator=other):
                return self.indicators[other]
            case _:
                return indicator

    def indicator_source(self, indicator: Indicator) -> Source:
        """The source that decides type, interval and peildatum: of the figure, or of the numerator of a ratio."""
        match self.measured(indicator).formula:
            case Published(variable=name) | Ratio(numerator=(name, *_)):
                return self.source_of(name)
            case Awaited(source=source):
                return self.sources[source]
            case other:
                raise AssertionError(f"a change of a change passed the checks: {other}")

    def tables_of(self, variable_name: str) -> list[SourceTable]:
        """The tables that deliver a variable, in the order of the source's file."""
        return self._book.tables_of(variable_name)

    def columns_of(self, indicator: Indicator) -> list[SourceColumn]:
        """Every table, year and source column behind an indicator, the first year first.

        A denominator (or weight) of one fixed year is there for that year only. Empty where figures are awaited.
        """
        measured = self.measured(indicator)
        periods = set(self.periods_of(measured))
        if isinstance(indicator.formula, Change):
            periods &= {indicator.formula.start, indicator.formula.end}
        columns = []
        for name in measured.variables:
            fixed = _fixed_period(measured, name)
            variable = name.partition(".")[2]
            for table in self.tables_of(name):
                column = self.source_of(name).column_of(table, variable)
                assert column is not None, "the checks saw to a name or a topic for each"
                wanted = periods if fixed is None else {fixed}
                years = [year for year in table.all_periods if year in wanted]
                columns += [SourceColumn(table.table, year, column) for year in years]
        return sorted(set(columns), key=lambda each: (each.period, each.table, each.column))

    def periods_of(self, indicator: Indicator) -> tuple[int, ...]:
        """The years in which an indicator can have figures, by what the tables deliver, ascending."""
        return tuple(sorted(self._book.periods_of(indicator)))

    def waits_for_own_file(self, indicator: Indicator) -> bool:
        """Whether files of the gemeente fill it; an edition says whether there are figures by now."""
        return self._book.waits_for_own_file(indicator)

    def interval_rule(self, indicator: Indicator) -> IntervalRule:
        """The indicator's own rule, else that of its source's type."""
        own = self.measured(indicator).interval if indicator.interval is None else indicator.interval
        return own or INTERVAL_OF_TYPE[self.indicator_source(indicator).type]

    @cached_property
    def _book(self) -> SourceBook:
        return SourceBook(self.sources)


def load_catalogue(folder: Path, added: Sequence[AddedDefinition] = ()) -> Catalogue:
    """Read and check `sources/`, `indicators/`, `corrections/` and `themes.yaml` of a folder.

    added  what stands elsewhere, and is held to the same rules

    Raises DefinitionError with every problem of every file: file, line, what was found, expected, and the remedy.
    """
    draft = read_draft(folder, added)
    themes = {name: located.value for name, located in draft.themes.items()}
    place = {name: index for index, name in enumerate(themes)}
    return Catalogue(
        sources={name: located.value for name, located in sorted(draft.sources.items())},
        indicators={
            each.id: each
            for each in sorted(
                (located.value for located in draft.indicators.values()),
                key=lambda each: (place[each.theme], each.position, each.title, each.id),
            )
        },
        themes=themes,
        corrections=tuple(sorted((each.value for each in draft.corrections), key=lambda each: each.id)),
    )


def _fixed_period(indicator: Indicator, variable_name: str) -> int | None:
    match indicator.formula:
        case Ratio(denominator=name, denominator_period=fixed) if name == variable_name:
            return fixed
        case _:
            return None
