"""The cells of source files behind a figure of an edition, and the lines in which they stand."""

from collections.abc import Iterable

from django.conf import settings

from wijkwerk.data.queries.figures import AreaRow
from wijkwerk.data.source_lines import SourceLine, source_lines
from wijkwerk.definitions.catalogue import Catalogue
from wijkwerk.definitions.indicators import Change, Indicator, Ratio
from wijkwerk.definitions.vocabulary import Level
from wijkwerk.web.frame.site import Site

Cell = tuple[str, int]  # variable with its source, period


def cells_behind(catalogue: Catalogue, indicator: Indicator, period: int, level: Level) -> tuple[Cell, ...]:
    """The cells that a figure of a level was made from, numerators first; of a change those of both years."""
    measured = catalogue.measured(indicator).at(level)
    years = (indicator.formula.start, indicator.formula.end) if isinstance(indicator.formula, Change) else (period,)
    cells = [(each, _year(measured, each, year)) for year in years for each in measured.variables]
    return tuple(dict.fromkeys(cells))


def _year(indicator: Indicator, variable: str, period: int) -> int:
    formula = indicator.formula
    if isinstance(formula, Ratio) and formula.denominator == variable and formula.denominator_period is not None:
        return formula.denominator_period
    return period


def lines_behind(site: Site, area: AreaRow, cells: set[Cell]) -> dict[Cell, SourceLine]:
    """The line of each cell, as the releases of the edition keep it; without those that no release on disk holds."""
    keys = [release.key for release in site.edition.manifest.releases]
    lines = source_lines(settings.WIJKWERK_DATA / "releases", keys, area.code, sorted(cells))
    return {(line.variable, line.period): line for line in lines}


def source_columns(catalogue: Catalogue, variables: Iterable[str]) -> dict[str, str]:
    """ "table/variable" -> the column of the source."""
    columns = {}
    for name in variables:
        for table in catalogue.tables_of(name):
            column = catalogue.source_of(name).column_of(table, name.partition(".")[2])
            columns[f"{table.table}/{name}"] = column or ""
    return columns
