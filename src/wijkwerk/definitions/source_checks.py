"""Whether a source's tables, variables and rules fit together."""

from collections import Counter
from collections.abc import Sequence

from .forecast_checks import check_forecast_tables
from .located import Located
from .named_area_checks import check_named_areas
from .sources import ADDS_UP, MissingRule, Source, SourceTable, Variable, VariableKind
from .swing_checks import check_geo_levels
from .topic_checks import check_topics, check_workbook
from .vocabulary import Protocol, Status

AREA_COLUMNS = ("name", "parent", "gemeente", "change_code")
PERIOD_MARK = "{period}"
WITH_DIMENSIONS = (Protocol.CBS_ODATA_V3, Protocol.CBS_ODATA_V4, Protocol.STATLINE_CSV, Protocol.FLAT_CSV)
MAKE_VARIABLE = "Voeg haar toe onder 'variables', of verbeter de naam."


def check_source(source: Located[Source]) -> None:
    _check_variables(source)
    for index, table in enumerate(source.value.tables):
        _check_columns(source, index, table)
        _check_periods(source, index, table)
        _check_dimensions(source, index, table)
        check_named_areas(source, index, table)
        check_topics(source, index, table)
        check_geo_levels(source, index, table)
    _check_table_names(source)
    check_forecast_tables(source)
    for index, rule in enumerate(source.value.missing):
        _check_missing_rule(source, index, rule)
    for index, value in enumerate(source.value.missing_values):
        path = ("missing_values", index)
        _check_known(source, (*path, "variables"), value.variables)
        _check_without_value(source, path, value.status)
    _check_addresses(source)
    check_workbook(source)


def _check_addresses(source: Located[Source]) -> None:
    addresses: list[tuple[tuple[str, ...], str]] = [
        (("addresses", protocol.value), address) for protocol, address in source.value.addresses.items()
    ]
    if source.value.address is not None:
        addresses.append((("address",), source.value.address))
    for path, address in addresses:
        has_tables = source.value.protocol is not Protocol.SWING_ODATA  # a databank of which each subject has a path
        if (has_tables and "{table}" not in address) or not address.startswith("https://"):
            with_table = " met {table} erin" if has_tables else ""
            source.report(path, f"'{address}'", f"een https-adres{with_table}", "Verbeter het adres.")


def _check_variables(source: Located[Source]) -> None:
    delivered = {name for table in source.value.tables for name in table.variables}
    _check_first_years(source)
    for name, variable in source.value.variables.items():
        path = ("variables", name)
        whole = variable.parts_of
        if whole is not None and (whole not in source.value.variables or whole == name):
            source.report((*path, "parts_of"), f"'{whole}'", "een andere variabele van deze bron", MAKE_VARIABLE)
        if whole is not None and variable.kind not in ADDS_UP:
            source.report(
                (*path, "parts_of"),
                f"een deel met kind '{variable.kind.value}'",
                "'count' of 'amount'",
                "Alleen aantallen tellen op.",
            )
        if variable.ages is not None:
            _check_ages(source, name, variable)
        if variable.range is not None and variable.range[0] > variable.range[1]:
            source.report(
                (*path, "range"),
                f"{variable.range[0]:.10g} tot {variable.range[1]:.10g}",
                "eerst de laagste waarde",
                "Draai de grenzen om.",
            )
        if variable.rounding is not None and variable.rounding <= 0:
            source.report(
                (*path, "rounding"),
                f"{variable.rounding:g}",
                "een getal groter dan 0",
                "Laat de sleutel weg als de bron niet afrondt.",
            )
        if source.value.tables and name not in delivered:
            source.report(
                path,
                "een variabele die in geen tabel staat",
                "een kolom in minstens één tabel",
                "Voeg de kolom toe of verwijder de variabele.",
            )


def _check_first_years(source: Located[Source]) -> None:
    """A first year must be one of a table that delivers the variable: else the indicator would have no year."""
    for name, variable in source.value.variables.items():
        tables = [table for table in source.value.tables if name in table.variables]
        years = sorted({year for table in tables for year in table.all_periods})
        if variable.since is not None and years and variable.since not in years:
            source.report(
                ("variables", name, "since"),
                str(variable.since),
                "een van " + ", ".join(map(str, years)),
                "Noem het eerste jaar waarin de bron haar heeft, of laat de sleutel weg.",
            )


def _check_ages(source: Located[Source], name: str, variable: Variable) -> None:
    path = ("variables", name, "ages")
    assert variable.ages is not None
    lowest, end = variable.ages
    if lowest < 0 or (end is not None and end <= lowest):
        source.report(
            path,
            f"{lowest} tot {'zonder einde' if end is None else end}",
            "de laagste leeftijd, dan de eerste die niet meer meetelt",
            "Schrijf bijvoorbeeld [15, 25], of [65, null] voor 65 jaar en ouder.",
        )
    if variable.kind is not VariableKind.COUNT:
        source.report(
            path, f"leeftijden bij kind '{variable.kind.value}'", "een aantal ('count')", "Laat deze sleutel weg."
        )


def _check_columns(source: Located[Source], index: int, table: SourceTable) -> None:
    path = ("tables", index)
    for column, variable in table.columns.items():
        if variable not in source.value.variables:
            source.report(
                (*path, "columns", column),
                f"onbekende variabele '{variable}'",
                "een variabele van deze bron",
                MAKE_VARIABLE,
            )
    for variable, count in Counter(table.variables).items():
        if count > 1:
            source.report(
                (*path, "columns"),
                f"'{variable}' bij {count} kolommen",
                "één kolom per variabele",
                "Kies welke kolom de variabele is.",
            )
    for name in table.area_columns:
        if name not in AREA_COLUMNS:
            source.report(
                (*path, "area_columns", name), f"'{name}'", f"een van {', '.join(AREA_COLUMNS)}", "Verbeter de naam."
            )
    named = [*table.columns, *table.ignored, *table.empty_until_final]
    for column, count in Counter(named).items():
        if count > 1:
            source.report(
                path,
                f"kolom '{column}' op {count} plaatsen",
                "elke kolom onder één van columns, ignored en empty_until_final",
                "Laat er één staan.",
            )


def _check_periods(source: Located[Source], index: int, table: SourceTable) -> None:
    if source.value.protocol_of(table).is_of_gemeente:
        return  # each file that people hand over tells its own years
    path = ("tables", index)
    many = table.period_column is not None or any(PERIOD_MARK in column for column in table.columns)
    if many and (not table.periods or table.year is not None):
        source.report(
            path,
            "een tabel met meer jaren zonder lijst van jaren",
            "'periods', en geen 'year'",
            "Noem de jaren die de tabel bevat.",
        )
    if not many and (table.year is None or table.periods):
        source.report(
            path, "een tabel zonder jaar", "'year', of 'period_column' met 'periods'", "Noem het jaar van de tabel."
        )
    if len(set(table.periods)) < len(table.periods):
        source.report(
            (*path, "periods"), "een jaar dat twee keer voorkomt", "elk jaar één keer", "Verwijder het dubbele jaar."
        )
    for period in sorted(set(table.provisional_periods) - set(table.all_periods)):
        source.report((*path, "provisional_periods"), str(period), "een jaar van deze tabel", "Verbeter het jaar.")
    if (
        any(PERIOD_MARK in column for column in table.columns)
        and source.value.protocol_of(table) != Protocol.JSON_DOCUMENT
    ):
        source.report(
            (*path, "columns"),
            "een kolom met {period}",
            "zo'n kolom alleen bij protocol json_document",
            "Gebruik period_column.",
        )


def _check_dimensions(source: Located[Source], index: int, table: SourceTable) -> None:
    path = ("tables", index, "dimensions")
    if table.dimensions and source.value.protocol_of(table) not in WITH_DIMENSIONS:
        source.report(
            path,
            f"dimensies bij protocol '{source.value.protocol_of(table).value}'",
            f"zo'n keuze alleen bij {', '.join(each.value for each in WITH_DIMENSIONS)}",
            "Laat de sleutel weg.",
        )
    other = {*table.columns, *table.ignored, *table.area_columns.values(), table.area_column, table.period_column}
    for column in table.dimensions:
        if column in other:
            source.report(
                (*path, column),
                f"kolom '{column}' op twee plaatsen",
                "een dimensie naast gebied, jaar en onderwerpen",
                "Laat de kolom hier weg: zij heeft al een betekenis.",
            )


def _check_table_names(source: Located[Source]) -> None:
    seen: set[str] = set()
    for index, table in enumerate(source.value.tables):
        if table.table in seen:
            source.report(
                ("tables", index, "table"),
                f"tabel '{table.table}' voor de tweede keer",
                "elke tabel één keer",
                "Geef dit deel een eigen naam en noem de tabel bij 'part_of'.",
            )
        seen.add(table.table)


def _check_missing_rule(source: Located[Source], index: int, rule: MissingRule) -> None:
    path = ("missing", index)
    _check_known(source, (*path, "variables"), rule.variables)
    if rule.when not in source.value.variables:
        source.report(
            (*path, "when"), f"onbekende variabele '{rule.when}'", "een variabele van deze bron", MAKE_VARIABLE
        )
    _check_without_value(source, path, rule.status)


def _check_known(source: Located[Source], path: tuple[str | int, ...], names: Sequence[str]) -> None:
    for position, name in enumerate(names):
        if name not in source.value.variables:
            found = f"onbekende variabele '{name}'"
            source.report((*path, position), found, "een variabele van deze bron", MAKE_VARIABLE)


def _check_without_value(source: Located[Source], path: tuple[str | int, ...], status: Status) -> None:
    if status.carries_value:
        source.report(
            (*path, "status"),
            f"'{status.value}'",
            "een status zonder waarde",
            "Een lege cel heeft geen waarde: kies bijvoorbeeld too_few.",
        )
