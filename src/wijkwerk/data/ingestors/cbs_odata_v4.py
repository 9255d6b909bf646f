"""CBS OData v4: one row per observation, with the measures and the codes of the dimensions beside it.

Seen in 80072ned: codes are not padded; a period is "2019JJ00"; `ValueAttribute` is "None" beside a value, and any other
word is the reason of a missing one. `line` is the number of the observation in its file, counted from 1.
"""

from collections.abc import Mapping

import duckdb

from wijkwerk.data.area.codes import area_code, is_other_region, level_of
from wijkwerk.data.delivery_problems import DeliveryProblem, ReleaseError, raise_any
from wijkwerk.data.raw import RawDelivery
from wijkwerk.data.staging import MOST_SHOWN
from wijkwerk.data.topics import find_by_measure, topics_of_measures
from wijkwerk.definitions.sources import Source, SourceTable

from .dimensions import choose_members
from .entities import read_entities
from .member_lists import with_codes
from .records import CELLS, DELIVERED, Ingested, column_types, quoted
from .topics import find_columns, read_rows, require_list

OBSERVATIONS = "Observations"
MEASURES = "MeasureCodes"
GROUPS = "MeasureGroups"

# What every observation has besides its dimensions.
_STRUCTURE = ("Id", "Measure", "Value", "ValueAttribute", "StringValue", "file", "line")


def ingest(con: duckdb.DuckDBPyConnection, source: Source, table: SourceTable, delivery: RawDelivery) -> Ingested:
    """Make `delivered` and `cells` of a v4 delivery. Raises ReleaseError with every measure and dimension it lacks."""
    pages = delivery.named(OBSERVATIONS)
    if not pages:
        raise ReleaseError([_no_observations(delivery)])
    table = with_codes(con, table, delivery, "{}Codes".format)
    read_entities(con, "records", pages)
    _refuse(con, table, delivery)
    topics = _find_topics(con, source, table, delivery)
    known = {*_STRUCTURE, table.area_column, table.period_column, *table.ignored}
    choose_members(con, table, pages[0][1].name, [column for column in column_types(con) if column not in known])
    period = str(table.year) if table.year else f"TRY_CAST(left({quoted(table.period_column)}, 4) AS SMALLINT)"
    con.execute(
        f"""
        CREATE OR REPLACE TABLE observed AS
        SELECT a.*, {level_of("a.area")} AS level FROM (
            SELECT {area_code(quoted(table.area_column))} AS area, ({period})::SMALLINT AS period, "Measure" AS measure,
                   TRY_CAST("Value" AS DOUBLE) AS value, nullif("ValueAttribute", 'None') AS reason, file, line
            FROM records) a
        WHERE NOT {is_other_region("a.area")}
        """
    )
    con.execute("DROP TABLE records")
    meaning = table.columns | topics
    _stage(con, meaning, _read_names(con, table, delivery) if source.names_areas else "NULL")
    _refuse_double(con, table, delivery)
    return Ingested(unused=_unused(con, table, meaning), topics=topics)


def _find_topics(
    con: duckdb.DuckDBPyConnection, source: Source, table: SourceTable, delivery: RawDelivery
) -> dict[str, str]:
    """Measure -> variable, of the list of measures: one that was not filled yet has no observation."""
    wanted = source.topics_of(table)
    if not wanted:
        return {}
    file = delivery.named(OBSERVATIONS)[0][1].name
    listed = topics_of_measures(read_rows(con, delivery, MEASURES), read_rows(con, delivery, GROUPS))
    require_list(listed, MEASURES, file)
    return find_columns(find_by_measure, wanted, listed, file)


def _refuse(con: duckdb.DuckDBPyConnection, table: SourceTable, delivery: RawDelivery) -> None:
    present = set(column_types(con))
    file = delivery.named(OBSERVATIONS)[0][1].name
    needed = [
        table.area_column,
        *([table.period_column] if table.period_column else []),
        "Measure",
        "Value",
        "ValueAttribute",
    ]
    problems = [_missing(file, column, "de kolom") for column in needed if column not in present]
    if not problems:
        measures = {row[0] for row in con.execute('SELECT DISTINCT "Measure" FROM records').fetchall()}
        problems = [_missing(file, measure, "het onderwerp") for measure in table.columns if measure not in measures]
    raise_any(problems)


def _stage(con: duckdb.DuckDBPyConnection, meaning: Mapping[str, str], names: str) -> None:
    con.execute(DELIVERED)
    con.execute(
        f"""
        INSERT INTO delivered
        SELECT a.area, a.period, any_value(a.level), any_value({names}), NULL, min(a.file), min(a.line)
        FROM observed a GROUP BY a.area, a.period
        """
    )
    con.execute("CREATE OR REPLACE TEMP TABLE meaning (measure VARCHAR, variable VARCHAR)")
    con.executemany("INSERT INTO meaning VALUES (?, ?)", [list(item) for item in meaning.items()])
    con.execute(CELLS)
    con.execute(
        """
        INSERT INTO cells
        SELECT area, period, variable, value, coalesce(reason, CASE WHEN value IS NULL THEN '.' END), file, line
        FROM observed JOIN meaning USING (measure)
        """
    )


def _read_names(con: duckdb.DuckDBPyConnection, table: SourceTable, delivery: RawDelivery) -> str:
    codes = delivery.named(f"{table.area_column}Codes")
    if not codes:
        return "NULL"
    read_entities(con, "area_titles", codes)
    con.execute(
        f"""
        CREATE OR REPLACE TEMP TABLE titles AS
        SELECT {area_code('"Identifier"')} AS code, any_value(trim("Title")) AS title FROM area_titles GROUP BY 1
        """
    )
    con.execute("DROP TABLE area_titles")
    return "(SELECT title FROM titles WHERE code = a.area)"


def _refuse_double(con: duckdb.DuckDBPyConnection, table: SourceTable, delivery: RawDelivery) -> None:
    """Two observations of one measure, area and year: the table tells by month or quarter, and has no years."""
    rows = con.execute(
        f"""
        SELECT area, period, variable, max(file), max(line), count(*) FROM cells
        GROUP BY area, period, variable HAVING count(*) > 1 ORDER BY ALL LIMIT {MOST_SHOWN}
        """
    ).fetchall()
    raise_any(
        DeliveryProblem(
            file=delivery.files[file].name,
            row=line,
            column=variable,
            found=f"{count} waarnemingen van {area} in {period}",
            expected="één waarneming per gebied, jaar en onderwerp",
            remedy="De tabel telt per maand of kwartaal. Neem een tabel met jaren, of lever de jaarcijfers aan.",
        )
        for area, period, variable, file, line, count in rows
    )


def _unused(con: duckdb.DuckDBPyConnection, table: SourceTable, meaning: Mapping[str, str]) -> tuple[str, ...]:
    measures = con.execute("SELECT DISTINCT measure FROM observed WHERE value IS NOT NULL ORDER BY 1").fetchall()
    return tuple(row[0] for row in measures if row[0] not in meaning and row[0] not in table.ignored)


def _no_observations(delivery: RawDelivery) -> DeliveryProblem:
    return DeliveryProblem(
        file=", ".join(file.name for file in delivery.files) or "(geen bestand)",
        found="geen bestand met Observations in de naam",
        expected="de waarnemingen van de tabel, met MeasureCodes en de codes ernaast",
        remedy="Geef de map van een ophaalronde.",
    )


def _missing(file: str, name: str, what: str) -> DeliveryProblem:
    return DeliveryProblem(
        file=file,
        column=name,
        found=f"{what} {name} staat niet in de waarnemingen",
        expected=f"{what} {name} uit de catalogus",
        remedy="Pas de tabel aan in catalogue/sources, of haal haar opnieuw op.",
    )
