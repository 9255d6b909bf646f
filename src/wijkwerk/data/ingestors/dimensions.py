"""Further dimensions of a table (kind of crime, age, margins) and short periods: one member of each is taken.

A table of CBS can have more dimensions than area and period. Which member is wanted stands with the table in the
catalogue (`dimensions`); a dimension with more members that nobody chose from is refused, because its rows would count
an area more than once. Of a period dimension with years beside months or quarters ("2024JJ00", "2024MM01") the years
are taken.
"""

from collections.abc import Sequence

import duckdb

from wijkwerk.data.delivery_problems import DeliveryProblem, ReleaseError
from wijkwerk.definitions.sources import SourceTable

from .records import column_types, quoted

_MOST_MEMBERS = 5


def choose_members(
    con: duckdb.DuckDBPyConnection,
    table: SourceTable,
    file: str,
    further: Sequence[str],
    *,
    only_where_repeated: bool = False,
    name: str = "records",
) -> None:
    """Keep the rows of `name` that have the wanted member of every dimension.

    further              columns that can be a dimension, beside area, period and what the table describes
    only_where_repeated  they may also be plain columns: one is a dimension only where an area comes back by it

    Raises ReleaseError with every dimension that is not there, that lacks the wanted member, or that nobody chose from.
    """
    present = set(column_types(con, name))
    problems = [_absent(table, file, column) for column in table.dimensions if column not in present]
    if problems:
        raise ReleaseError(problems)
    for column, member in table.dimensions.items():
        text = f"trim({quoted(column)}::VARCHAR)"
        if not con.execute(f"SELECT 1 FROM {name} WHERE {text} = $1 LIMIT 1", [member]).fetchall():
            problems.append(_no_member(con, name, file, column, member))
            continue
        con.execute(f"DELETE FROM {name} WHERE {text} IS DISTINCT FROM $1", [member])
    if problems:
        raise ReleaseError(problems)
    _take_years(con, table, present, name)
    open_ones = [column for column in further if column in present and column not in table.dimensions]
    if only_where_repeated:
        open_ones = _repeating(con, table, open_ones, name)
    problems = [_not_chosen(con, name, file, column) for column in open_ones if len(_members(con, name, column)) > 1]
    if problems:
        raise ReleaseError(problems)


def _take_years(con: duckdb.DuckDBPyConnection, table: SourceTable, present: set[str], name: str) -> None:
    """Of years beside months or quarters the years; where months add up to years and there are none, the months."""
    if table.period_column not in present:
        return
    period = f"trim({quoted(table.period_column)}::VARCHAR)"
    for term in ("JJ", "MM") if table.months_add_up else ("JJ",):
        wanted = f"regexp_matches({period}, '^[0-9]{{4}}{term}')"
        if con.execute(f"SELECT 1 FROM {name} WHERE {wanted} LIMIT 1").fetchall():
            con.execute(f"DELETE FROM {name} WHERE NOT coalesce({wanted}, false)")
            return


def _repeating(con: duckdb.DuckDBPyConnection, table: SourceTable, columns: Sequence[str], name: str) -> list[str]:
    """Those of the columns that differ between the rows of one area and period, and are no numbers."""
    if not columns:
        return []
    key = ", ".join(quoted(column) for column in (table.area_column, table.period_column) if column)
    counted = ", ".join(f"bool_or(n > 1 AND seen_{i} > 1) AND bool_or(is_text_{i})" for i, _ in enumerate(columns))
    per_key = ", ".join(
        f"count(DISTINCT {quoted(column)}) AS seen_{i}, "
        f"bool_or(TRY_CAST(nullif(trim({quoted(column)}::VARCHAR), '.') AS DOUBLE) IS NULL) AS is_text_{i}"
        for i, column in enumerate(columns)
    )
    rows = con.execute(f"SELECT {counted} FROM (SELECT count(*) AS n, {per_key} FROM {name} GROUP BY {key})").fetchall()
    return [column for column, differs in zip(columns, rows[0], strict=True) if differs]


def _members(con: duckdb.DuckDBPyConnection, name: str, column: str) -> list[str]:
    text = f"trim({quoted(column)}::VARCHAR)"
    rows = con.execute(f"SELECT DISTINCT {text} FROM {name} WHERE {text} <> '' ORDER BY 1").fetchall()
    return [row[0] for row in rows]


def _told(members: Sequence[str]) -> str:
    more = f" en nog {len(members) - _MOST_MEMBERS}" if len(members) > _MOST_MEMBERS else ""
    return ", ".join(f"‘{member}’" for member in members[:_MOST_MEMBERS]) + more


def _absent(table: SourceTable, file: str, column: str) -> DeliveryProblem:
    return DeliveryProblem(
        file=file,
        column=column,
        found=f"geen dimensie {column}",
        expected=f"de dimensie {column} uit de catalogus, met ‘{table.dimensions[column]}’",
        remedy="Verbeter ‘dimensions’ van deze tabel in catalogue/sources.",
    )


def _no_member(con: duckdb.DuckDBPyConnection, name: str, file: str, column: str, member: str) -> DeliveryProblem:
    return DeliveryProblem(
        file=file,
        column=column,
        found=f"geen rij met ‘{member}’, wel met {_told(_members(con, name, column)) or 'niets'}",
        expected=f"rijen met ‘{member}’, zoals de catalogus zegt",
        remedy="Verbeter ‘dimensions’ van deze tabel in catalogue/sources, of haal de tabel opnieuw op.",
    )


def _not_chosen(con: duckdb.DuckDBPyConnection, name: str, file: str, column: str) -> DeliveryProblem:
    members = _members(con, name, column)
    return DeliveryProblem(
        file=file,
        column=column,
        found=f"een dimensie waaruit niet gekozen is, met {len(members)} waarden: {_told(members)}",
        expected="één waarde, zodat elk gebied per jaar één keer telt",
        remedy=f"Kies er een onder ‘dimensions’ van deze tabel in catalogue/sources, bijvoorbeeld "
        f"{column}: {members[0]}. De lijst van codes bij de bron zegt wat elke waarde betekent.",
    )
