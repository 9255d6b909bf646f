"""Codes for areas that a table names: "Hengelo (O.)" is GM0164, and "Overijssel (PV)" is not taken over.

A name is looked up as the source writes it, in the list that stands with the table in the catalogue (`area_codes`,
`other_areas`). Nothing is guessed: municipalities and provinces share names, and names come back for other places.
"""

from dataclasses import replace

import duckdb

from wijkwerk.data.delivery_problems import DeliveryProblem, ReleaseError
from wijkwerk.data.raw import RawDelivery
from wijkwerk.data.staging import MOST_SHOWN
from wijkwerk.definitions.problems import did_you_mean
from wijkwerk.definitions.sources import SourceTable

from .records import quoted


def take_codes_for_names(con: duckdb.DuckDBPyConnection, table: SourceTable, delivery: RawDelivery) -> None:
    """Put codes in `area_column` of `records`, and drop the rows of `other_areas`. Nothing where areas come by code.

    `records` has one row per area and year by now: of each dimension one member was taken.
    Raises ReleaseError with every name that is not in the catalogue, and every name that stands for two areas.
    """
    if not table.area_codes:
        return
    _load_names(con, table)
    name = quoted(table.area_column)
    con.execute(f"""
        CREATE OR REPLACE TABLE records AS SELECT * REPLACE (coalesce(trim({name}::VARCHAR), '') AS {name}) FROM records
    """)
    problems = [*_unknown_names(con, table, delivery), *_ambiguous_names(con, table, delivery)]
    if problems:
        raise ReleaseError(problems)
    con.execute(f"""
        CREATE OR REPLACE TABLE records AS
        SELECT records.* REPLACE (known.code AS {name})
        FROM records JOIN known_name AS known ON known.name = records.{name} WHERE known.code IS NOT NULL
    """)
    con.execute("DROP TABLE known_name")


def _load_names(con: duckdb.DuckDBPyConnection, table: SourceTable) -> None:
    """`known_name`: name, code; an area that is left out has no code."""
    con.execute(
        """
        CREATE OR REPLACE TEMP TABLE known_name AS
        SELECT unnest($names::VARCHAR[]) AS name, unnest($codes::VARCHAR[]) AS code
        UNION ALL SELECT unnest($left_out::VARCHAR[]), NULL
        """,
        {
            "names": list(table.area_codes),
            "codes": list(table.area_codes.values()),
            "left_out": _left_out(table),
        },
    )


def _left_out(table: SourceTable) -> list[str]:
    return [name for group in table.other_areas for name in group.names]


def _unknown_names(con: duckdb.DuckDBPyConnection, table: SourceTable, delivery: RawDelivery) -> list[DeliveryProblem]:
    name = quoted(table.area_column)
    rows = con.execute(f"""
        SELECT {name}, count(*), min(file), arg_min(line, (file, line)) FROM records
        ANTI JOIN known_name ON known_name.name = records.{name} GROUP BY 1 ORDER BY 3, 4
    """).fetchall()
    problems = [_unknown(table, delivery, *row) for row in rows[:MOST_SHOWN]]
    if len(rows) > MOST_SHOWN:
        problems.append(_and_more(problems[0], len(rows) - MOST_SHOWN))
    return problems


def _unknown(table: SourceTable, delivery: RawDelivery, name: str, count: int, file: int, line: int) -> DeliveryProblem:
    add = "Neem haar op bij ‘area_codes’ van deze tabel, met de code, of bij ‘other_areas’, met de reden."
    near = did_you_mean(name, [*table.area_codes, *_left_out(table)], "")
    return DeliveryProblem(
        file=delivery.files[file].name,
        row=line,
        column=table.area_column,
        found=f"‘{name}’ ({count} keer)" if name else "een lege naam",
        expected="een naam die de catalogus bij deze tabel kent",
        remedy=f"{near} {add}".strip() if name else "Vul de naam in of haal de regel weg.",
    )


def _and_more(first: DeliveryProblem, count: int) -> DeliveryProblem:
    return replace(
        first,
        row=None,
        found=f"nog {count} onbekende namen",
        remedy="Kijk of dit de goede tabel is, en of de namen in deze kolom staan.",
    )


def _ambiguous_names(
    con: duckdb.DuckDBPyConnection, table: SourceTable, delivery: RawDelivery
) -> list[DeliveryProblem]:
    """Names that come back within a year: a municipality and a province, each with a row of its own."""
    name = quoted(table.area_column)
    same = f"PARTITION BY {', '.join([name, *([quoted(table.period_column)] if table.period_column else [])])}"
    rows = con.execute(f"""
        WITH counted AS (
            SELECT {name} AS area_name, file, line, count(*) OVER ({same}) AS times,
                   row_number() OVER ({same} ORDER BY file, line) AS place,
                   first_value(line) OVER ({same} ORDER BY file, line) AS first
            FROM records SEMI JOIN known_name ON known_name.name = records.{name} AND code IS NOT NULL
        )
        SELECT area_name, times, first, file, line FROM counted WHERE place = 2
        QUALIFY row_number() OVER (PARTITION BY area_name ORDER BY file, line) = 1
        ORDER BY file, line LIMIT {MOST_SHOWN}
    """).fetchall()
    return [_ambiguous(table, delivery, *row) for row in rows]


def _ambiguous(
    table: SourceTable, delivery: RawDelivery, name: str, times: int, first: int, file: int, line: int
) -> DeliveryProblem:
    return DeliveryProblem(
        file=delivery.files[file].name,
        row=line,
        column=table.area_column,
        found=f"‘{name}’ staat er {times} keer in één jaar, voor het eerst op regel {first}",
        expected="een naam die één gebied aanwijst",
        remedy="Heten een gemeente en een provincie zo, zet er dan bij welke het is (‘Utrecht (gemeente)’, ‘Utrecht "
        "(PV)’), hier en in catalogue/sources; haal anders de dubbele regel weg.",
    )
