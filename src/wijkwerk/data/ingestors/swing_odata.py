"""Swing (Jive): a file per subject and level, a row per area and year.

Seen in public code: an area is `gemeente_106` (the digits of its CBS code) or a CBS code itself; a value is text with a
decimal point, `?`, `x` or `-` where there is none, or one of Swing's codes from −99996 down.
"""

import duckdb

from wijkwerk.data.area.codes import level_of
from wijkwerk.data.delivery_problems import DeliveryProblem, ReleaseError, raise_any
from wijkwerk.data.raw import RawDelivery, RawFile
from wijkwerk.data.staging import MOST_SHOWN
from wijkwerk.definitions.missing_codes import code_in_sql
from wijkwerk.definitions.sources import Source, SourceTable
from wijkwerk.definitions.vocabulary import Level, Status

from .entities import read_entities
from .records import CELLS, DELIVERED, Ingested

VALUES = "Values."
_PREFIX = {Level.GEMEENTE: ("GM", 4), Level.WIJK: ("WK", 6), Level.BUURT: ("BU", 8)}


def ingest(con: duckdb.DuckDBPyConnection, source: Source, table: SourceTable, delivery: RawDelivery) -> Ingested:
    """Make `delivered` and `cells`. Raises ReleaseError without values, and with every value that is none."""
    pages = delivery.named(VALUES)
    if not pages:
        raise ReleaseError([_no_values(delivery)])
    read_entities(con, "records", pages)
    _load_files(con, table, pages)
    con.execute(
        f"""
        CREATE OR REPLACE TABLE observed AS
        SELECT {_area()} AS area, TRY_CAST(left(trim("Period"), 4) AS SMALLINT) AS period, variable,
               TRY_CAST(trim("ValueString") AS DOUBLE) AS number, coalesce(trim("ValueString"), '') AS text,
               records.file, line
        FROM records JOIN meaning ON meaning.file = records.file
        WHERE TRY_CAST(left(trim("Period"), 4) AS SMALLINT) IN ({", ".join(map(str, table.all_periods))})
        """
    )
    con.execute("DROP TABLE records")
    _refuse_texts(con, delivery)
    con.execute(DELIVERED)
    con.execute(
        f"""
        INSERT INTO delivered
        SELECT area, period, {level_of("area")}, NULL, NULL, min(file), min(line) FROM observed GROUP BY area, period
        """
    )
    con.execute(CELLS)
    con.execute(
        f"""
        INSERT INTO cells
        SELECT area, period, variable, CASE WHEN {code_in_sql("number")} IS NULL THEN number END,
               CASE WHEN number IS NULL THEN CASE lower(text) WHEN 'x' THEN '{Status.SUPPRESSED}'
                                                  ELSE '{Status.UNKNOWN}' END
                    ELSE {code_in_sql("number")} END,
               file, line
        FROM observed
        """
    )
    return Ingested()


def _load_files(con: duckdb.DuckDBPyConnection, table: SourceTable, pages: list[tuple[int, RawFile]]) -> None:
    """`meaning`: of each file its variable, and how codes of its level begin and how long they are."""
    con.execute("CREATE OR REPLACE TEMP TABLE meaning (file INTEGER, variable VARCHAR, prefix VARCHAR, width INTEGER)")
    levels = {name: level for level, name in table.geo_levels.items()}
    for index, file in pages:
        column, _, rest = file.name.removeprefix(VALUES).partition(".")
        level = levels.get(rest.rpartition("-")[0])
        if column in table.columns and level is not None:
            prefix, width = _PREFIX.get(level, ("NL", 2))
            con.execute("INSERT INTO meaning VALUES (?, ?, ?, ?)", [index, table.columns[column], prefix, width])


def _area() -> str:
    """A CBS code as it is; else the digits behind the last underscore, as a code of the level. The country is one."""
    code = 'upper(trim("ExternalCode"))'
    digits = f"regexp_extract({code}, '^(?:.*_)?([0-9]+)$', 1)"
    return f"""
        CASE WHEN {level_of(code)} IS NOT NULL THEN {code} WHEN prefix = 'NL' THEN 'NL00'
             WHEN {digits} <> '' AND length({digits}) <= width THEN prefix || lpad({digits}, width, '0')
             ELSE {code} END"""


def _refuse_texts(con: duckdb.DuckDBPyConnection, delivery: RawDelivery) -> None:
    rows = con.execute(
        f"""
        SELECT file, line, text FROM observed WHERE number IS NULL AND lower(text) NOT IN ('', '?', '.', '-', 'x')
        ORDER BY ALL LIMIT {MOST_SHOWN}
        """
    ).fetchall()
    raise_any(
        DeliveryProblem(
            file=delivery.files[file].name,
            row=line,
            column="ValueString",
            found=f"‘{text[:60]}’",
            expected="een getal met een punt, of ?, ., x of -",
            remedy="Kijk in Swing wat hier staat, of haal opnieuw op.",
        )
        for file, line, text in rows
    )


def _no_values(delivery: RawDelivery) -> DeliveryProblem:
    return DeliveryProblem(
        file=", ".join(file.name for file in delivery.files) or "(geen bestand)",
        found="geen bestand met Values in de naam",
        expected="de waarden van een ophaalronde",
        remedy="Geef de map van een ophaalronde, of lever de export van Swing als eigen bestand.",
    )
