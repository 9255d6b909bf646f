"""From wide records (one row per area and year, one column per thing counted) to `delivered` and `cells`.

Every ingestor of a wide source ends here. It leaves the table `records`: `file`, `line` and the source's own columns,
as text or as numbers. Numbers are taken as they are; text is trimmed and read, and what is neither a number nor a
symbol of the source is a problem with its place.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import duckdb

from wijkwerk.data.area.codes import area_code, is_other_region, level_of
from wijkwerk.data.delivery_problems import DeliveryProblem, ReleaseError, raise_any
from wijkwerk.data.raw import RawDelivery
from wijkwerk.data.staging import MOST_SHOWN
from wijkwerk.definitions.missing_codes import code_in_sql
from wijkwerk.definitions.sources import SourceTable

DELIVERED = """
    CREATE OR REPLACE TABLE delivered (area VARCHAR, period SMALLINT, level VARCHAR, name VARCHAR, change_code TINYINT,
                                       file SMALLINT, line INTEGER)"""
CELLS = """
    CREATE OR REPLACE TABLE cells (area VARCHAR, period SMALLINT, variable VARCHAR, value DOUBLE, reason VARCHAR,
                                   file SMALLINT, line INTEGER)"""

# Only of a source that says how sure its figures are.
PRECISION = """
    CREATE OR REPLACE TABLE certainty (area VARCHAR, period SMALLINT, variable VARCHAR, low DOUBLE, high DOUBLE,
                                       n DOUBLE)"""


@dataclass(frozen=True, slots=True)
class Ingested:
    """What an ingestor found besides the figures: renumbered columns, and filled columns without a meaning yet.

    area_year   the division that the codes turned out to belong to; the table's where left out
    topics      columns that were found by their topic: column of the file -> variable
    """

    resolved: dict[str, str] = field(default_factory=dict)
    unused: tuple[str, ...] = ()
    area_year: int | None = None
    topics: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Spelling:
    """How text cells of a source are to be read.

    empty_speaks    an empty cell is a symbol ("cannot occur") instead of nothing at all
    decimal_comma   "1,8" is a number
    """

    symbols: tuple[str, ...] = (".", "x")
    empty_speaks: bool = False
    decimal_comma: bool = False


def stage_records(
    con: duckdb.DuckDBPyConnection,
    table: SourceTable,
    delivery: RawDelivery,
    columns: Mapping[str, str],
    spelling: Spelling,
    names: str = "NULL",
) -> None:
    """Make `delivered` and `cells` from `records`.

    columns   column of `records` -> variable; each exists
    names     SQL for the name of an area: a column of `records`, or an expression over its area `a.area`

    Raises ReleaseError with every cell that cannot be read.
    """
    types = column_types(con)
    period = (
        str(table.year)
        if table.year
        else f"TRY_CAST(left(trim({quoted(table.period_column)}::VARCHAR), 4) AS SMALLINT)"
    )
    change = table.area_columns.get("change_code")
    con.execute(
        f"""
        CREATE OR REPLACE TABLE keyed AS
        SELECT a.*, {level_of("a.area")} AS level FROM (
            SELECT {area_code(quoted(table.area_column))} AS area, ({period})::SMALLINT AS period, r.*
            FROM records r) a
        WHERE NOT {is_other_region("a.area")}
        ORDER BY a.period, a.area
        """
    )
    con.execute("DROP TABLE records")
    con.execute(DELIVERED)
    con.execute(
        f"""
        INSERT INTO delivered
        SELECT a.area, a.period, a.level, {names} AS name,
               {f"TRY_CAST(trim(a.{quoted(change)}::VARCHAR) AS TINYINT)" if change else "NULL"} AS change_code,
               a.file, a.line
        FROM keyed a
        """
    )
    text = {column: variable for column, variable in columns.items() if types[column] == "VARCHAR"}
    numbers = {column: variable for column, variable in columns.items() if column not in text}
    con.execute(CELLS)
    if numbers:
        con.execute(
            f"INSERT INTO cells SELECT area, period, variable, value, NULL, file, line FROM {_long(numbers, 'DOUBLE')}"
        )
    if text:
        _stage_text(con, text, delivery, spelling)
    con.execute("DROP TABLE keyed")
    _refuse_periods(con, table, delivery)


def column_types(con: duckdb.DuckDBPyConnection, name: str = "records") -> dict[str, str]:
    """The columns of `records` (or another table) and their DuckDB types."""
    return {row[0]: row[1] for row in con.execute(f"DESCRIBE {name}").fetchall()}


def filled_columns(con: duckdb.DuckDBPyConnection, columns: Sequence[str]) -> list[str]:
    """Those of the columns that hold anything at all, in their order."""
    if not columns:
        return []
    counted = ", ".join(f"count(nullif(trim({quoted(column)}::VARCHAR), ''))" for column in columns)
    counts = con.execute(f"SELECT {counted} FROM records").fetchall()[0]
    return [column for column, count in zip(columns, counts, strict=True) if count]


def quoted(column: str | None) -> str:
    assert column is not None, "the table says which column holds this"
    return '"' + column.replace('"', '""') + '"'


def _long(columns: Mapping[str, str], type_: str) -> str:
    """The cells of the columns, one column after the other in order of its variable.

    `keyed` is in order of year and area, so that the rows come out nearly as a release holds them: what sorts them
    afterwards then has half the work. (UNPIVOT gives them row by row.)
    """
    parts = [
        f"""SELECT area, period, '{variable}' AS variable, {quoted(column)}::{type_} AS value, file, line
            FROM keyed WHERE {quoted(column)} IS NOT NULL"""
        for column, variable in sorted(columns.items(), key=lambda item: item[1])
    ]
    return f"({' UNION ALL '.join(parts)})"


def _stage_text(
    con: duckdb.DuckDBPyConnection, columns: Mapping[str, str], delivery: RawDelivery, spelling: Spelling
) -> None:
    con.execute(
        f"""
        CREATE OR REPLACE TEMP TABLE spelled AS
        SELECT area, period, variable, file, line, trim(value) AS text,
               rtrim(CASE WHEN trim(value) = '-' THEN '0' ELSE {_decimal("trim(value)", spelling)} END, '*') AS number,
               coalesce(TRY_CAST(number AS DOUBLE), {_code_with_comma("number")}) AS value,
               CASE WHEN text IN ({_list([*spelling.symbols, ""])}) THEN text
                    WHEN ends_with(text, '*') AND value IS NOT NULL THEN '*' END AS reason
        FROM {_long(columns, "VARCHAR")}
        """
    )
    _refuse_cells(con, columns, delivery)
    con.execute(
        f"""
        INSERT INTO cells SELECT area, period, variable, value, reason, file, line FROM spelled
        WHERE {"true" if spelling.empty_speaks else "text <> ''"}
        """
    )
    con.execute("DROP TABLE spelled")


def _decimal(text: str, spelling: Spelling) -> str:
    return f"replace({text}, ',', '.')" if spelling.decimal_comma else text


def _code_with_comma(number: str) -> str:
    """A code for a missing figure in the spelling of another program than the rest: "-9,9999999E7", "−99997"."""
    value = f"TRY_CAST(replace(replace({number}, ',', '.'), '−', '-') AS DOUBLE)"
    return f"CASE WHEN {code_in_sql(value)} IS NOT NULL THEN {value} END"


def _list(texts: Iterable[str]) -> str:
    return ", ".join("'" + text.replace("'", "''") + "'" for text in texts)


def _refuse_cells(con: duckdb.DuckDBPyConnection, columns: Mapping[str, str], delivery: RawDelivery) -> None:
    # TRY_CAST reads "nan" and "inf" too; no source means a figure by them.
    bad = "reason IS NULL AND (value IS NULL OR NOT isfinite(value))"
    count = con.execute(f"SELECT count(*) FROM spelled WHERE {bad}").fetchall()[0][0]
    if not count:
        return
    column_of = {variable: column for column, variable in columns.items()}
    rows = con.execute(
        f"SELECT file, line, variable, text FROM spelled WHERE {bad} ORDER BY file, line, variable LIMIT {MOST_SHOWN}"
    ).fetchall()
    problems = [
        DeliveryProblem(
            file=delivery.files[file].name,
            row=line,
            column=column_of[variable],
            found=f"‘{text}’",
            expected="een getal, een leeg vak of een teken van de bron",
            remedy="Verbeter de cel, of haal het bestand opnieuw op als het beschadigd is.",
        )
        for file, line, variable, text in rows
    ]
    if count > len(problems):
        problems.append(_and_more(delivery, count - len(problems)))
    raise ReleaseError(problems)


def _refuse_periods(con: duckdb.DuckDBPyConnection, table: SourceTable, delivery: RawDelivery) -> None:
    rows = con.execute(
        f"SELECT file, line FROM delivered WHERE period IS NULL ORDER BY file, line LIMIT {MOST_SHOWN}"
    ).fetchall()
    raise_any(
        DeliveryProblem(
            file=delivery.files[file].name,
            row=line,
            column=table.period_column,
            found="geen jaartal",
            expected="een jaar als 2024 of 2024JJ00",
            remedy="Vul het jaar in of haal de regel weg.",
        )
        for file, line in rows
    )


def _and_more(delivery: RawDelivery, count: int) -> DeliveryProblem:
    return DeliveryProblem(
        file=delivery.files[0].name,
        found=f"nog {count} cellen die geen getal zijn",
        expected="getallen",
        remedy="Verbeter eerst de genoemde cellen; vaak hebben ze dezelfde oorzaak.",
    )
