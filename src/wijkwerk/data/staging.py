"""From delivered cells to observations: statuses, rules of the source, corrections. All in DuckDB, no row loops.

An ingestor leaves two tables in the connection:

    delivered  area, period, level, name, change_code, file, line    one row per record; name, change_code may be NULL
    cells      area, period, variable, value, reason, file, line     one row per filled cell; `reason` is the source's
                                                                     symbol: instead of a value, or "*" beside one
and, for boundary sources, `borders` (code, year, geometry), and, where the source says how sure its figures are,
`certainty` (area, period, variable, low, high, n). `stage_observations` and `stage_areas` make `observations`
and `areas` of them, in the shape of a release.
"""

from collections.abc import Sequence

import duckdb

from wijkwerk.data.delivery_problems import DeliveryProblem, raise_any
from wijkwerk.data.release.folders import AppliedCorrection
from wijkwerk.definitions.indicators import Correction
from wijkwerk.definitions.missing_codes import code_in_sql
from wijkwerk.definitions.sources import MissingRule, MissingValue, Source, SourceTable
from wijkwerk.definitions.vocabulary import Level, Status

from .corrections import apply_correction
from .raw import RawDelivery

# CBS, "Verklaring van tekens": what stands in a cell instead of a figure. "-" is nihil and becomes a real 0.
SYMBOLS = {
    ".": Status.UNKNOWN,  # onbekend, onvoldoende betrouwbaar of geheim
    "x": Status.SUPPRESSED,  # geheim, in older tables
    "": Status.NOT_APPLICABLE,  # kan op logische gronden niet voorkomen
    "*": Status.PROVISIONAL,  # voorlopig cijfer, "**" nader voorlopig: beside a value
}

# CBS OData v4: the words of ValueAttribute beside "None". Only "None" was seen; the others are from the documentation.
ATTRIBUTES = {
    "Impossible": Status.NOT_APPLICABLE,
    "Confidential": Status.SUPPRESSED,
    "Secret": Status.SUPPRESSED,
    "Provisional": Status.PROVISIONAL,
    "RevisedProvisional": Status.PROVISIONAL,
}

# An ingestor that knows the reason itself gives the status by its own name.
STATUSES = {status.value: status for status in Status if status is not Status.VALUE}

MOST_SHOWN = 50  # of one kind of problem; the rest is counted


def stage_observations(
    con: duckdb.DuckDBPyConnection,
    source: Source,
    table: SourceTable,
    delivery: RawDelivery,
    corrections: Sequence[Correction] = (),
) -> list[AppliedCorrection]:
    """Make the table `observations` from `delivered` and `cells`. Raises ReleaseError for codes and double records."""
    _refuse(con, delivery, table)
    _empty_codes(con, source.missing_values)
    zero = f"WHEN value = 0 THEN '{table.zero_is}'" if table.zero_is else ""
    provisional = ", ".join(str(period) for period in table.provisional_periods) or "NULL"
    meanings = SYMBOLS | ATTRIBUTES | STATUSES
    symbols = " ".join(f"WHEN '{symbol}' THEN '{status}'" for symbol, status in meanings.items())
    zero_has_value = table.zero_is is None or table.zero_is.carries_value
    con.execute(
        f"""
        CREATE OR REPLACE TABLE observations AS
        SELECT area, {_area_year(table)} AS area_year, period, variable,
               {"value" if zero_has_value else "nullif(value, 0)"} AS value,
               CASE WHEN reason IS NOT NULL THEN CASE reason {symbols} ELSE '{Status.UNKNOWN}' END
                    {zero}
                    WHEN period IN ({provisional}) THEN '{Status.PROVISIONAL}'
                    ELSE '{Status.VALUE}' END AS status,
               NULL::DOUBLE AS low, NULL::DOUBLE AS high, NULL::DOUBLE AS n,
               file::SMALLINT AS file, line::INTEGER AS line
        FROM cells
        """
    )
    _add_certainty(con)
    _drop_unfilled(con)
    _apply_missing(con, source.missing, table)
    return [apply_correction(con, source, correction) for correction in corrections]


def stage_areas(con: duckdb.DuckDBPyConnection, table: SourceTable) -> None:
    """Make the table `areas` from the named records of `delivered`; no table where the source names none.

    A name is shown without CBS's "Wijk 02 " and without its mark of the province ("Hengelo (O.)") wherever the shorter
    name still points to one area: among all gemeenten, among the wijken or the buurten of one gemeente. The official
    spelling is kept beside it.
    """
    if con.execute("SELECT count(*) FROM delivered WHERE name IS NOT NULL").fetchall() == [(0,)]:
        return
    con.execute(
        f"""
        CREATE OR REPLACE TABLE areas AS
        WITH named AS (
            SELECT DISTINCT ON (area, {_area_year(table)}) area AS code, {_area_year(table)} AS year, level,
                   trim(name) AS official_name, change_code,
                   CASE WHEN level = '{Level.LAND}' THEN NULL ELSE 'GM' || substr(area, 3, 4) END AS gemeente,
                   regexp_replace(trim(name), '^Wijk [0-9]{{2}} +', '') AS plain,
                   regexp_replace(plain, ' \\((Gr|Fr|Dr|O|Gld|U|NH|ZH|Z|NB|L)\\.?\\)$', '') AS short
            FROM delivered WHERE name IS NOT NULL ORDER BY area, period DESC
        )
        SELECT code, year::SMALLINT AS year, level,
               CASE WHEN count(*) OVER (
                   PARTITION BY year, level, CASE WHEN level = '{Level.GEMEENTE}' THEN '' ELSE gemeente END, short
               ) = 1 THEN short ELSE plain END AS name,
               official_name,
               CASE level WHEN '{Level.BUURT}' THEN 'WK' || substr(code, 3, 6) WHEN '{Level.WIJK}' THEN gemeente
                          WHEN '{Level.GEMEENTE}' THEN 'NL00' END AS parent,
               gemeente, change_code::TINYINT AS change_code
        FROM named
        """
    )


def _area_year(table: SourceTable) -> str:
    year = table.area_year or table.year
    return f"{year}::SMALLINT" if year else "period::SMALLINT"


def _refuse(con: duckdb.DuckDBPyConnection, delivery: RawDelivery, table: SourceTable) -> None:
    problems = [*_bad_codes(con, delivery, table), *_double_records(con, delivery, table)]
    raise_any(problems)


def _bad_codes(con: duckdb.DuckDBPyConnection, delivery: RawDelivery, table: SourceTable) -> list[DeliveryProblem]:
    rows = con.execute(
        f"SELECT file, line, area FROM delivered WHERE level IS NULL ORDER BY file, line LIMIT {MOST_SHOWN}"
    ).fetchall()
    return [
        DeliveryProblem(
            file=delivery.files[file].name,
            row=line,
            column=table.area_column,
            found="een lege gebiedscode" if not area else f"‘{area}’",
            expected="een code als NL00, GM0164, WK016402 of BU01640202",
            remedy="Verbeter de code of haal de regel weg; getallen zonder letters zijn geen gebiedscode.",
        )
        for file, line, area in rows
    ]


def _double_records(con: duckdb.DuckDBPyConnection, delivery: RawDelivery, table: SourceTable) -> list[DeliveryProblem]:
    rows = con.execute(
        f"""
        SELECT area, period, min(line), max(file), max(line), count(*) FROM delivered
        GROUP BY area, period HAVING count(*) > 1 ORDER BY area, period LIMIT {MOST_SHOWN}
        """
    ).fetchall()
    return [
        DeliveryProblem(
            file=delivery.files[file].name,
            row=last,
            column=table.area_column,
            found=f"{area} voor {period} staat er {count} keer, voor het eerst op regel {first}",
            expected="één regel per gebied en jaar",
            remedy="Haal de dubbele regel weg.",
        )
        for area, period, first, file, last, count in rows
    ]


def _empty_codes(con: duckdb.DuckDBPyConnection, own: Sequence[MissingValue]) -> None:
    """Make a missing figure of every number that says that there is none: here, so that no way of reading goes past it.

    own  numbers that this source has besides the codes that are known everywhere; they go first
    """
    for each in own:
        con.execute(
            """
            UPDATE cells SET value = NULL, reason = $status
            WHERE value = $value AND (len($variables) = 0 OR list_contains($variables, variable))
            """,
            {"status": each.status.value, "value": each.value, "variables": list(each.variables)},
        )
    code = code_in_sql("value")
    con.execute(f"UPDATE cells SET reason = {code}, value = NULL WHERE {code} IS NOT NULL")


def _add_certainty(con: duckdb.DuckDBPyConnection) -> None:
    """n and the limits, of a source that gives them; a cell without a value keeps none."""
    if con.execute("SELECT count(*) FROM duckdb_tables() WHERE table_name = 'certainty'").fetchall() == [(0,)]:
        return
    con.execute(
        """
        UPDATE observations o SET low = c.low, high = c.high, n = c.n FROM certainty c
        WHERE c.area = o.area AND c.period = o.period AND c.variable = o.variable AND o.value IS NOT NULL
        """
    )
    con.execute("DROP TABLE certainty")


def _drop_unfilled(con: duckdb.DuckDBPyConnection) -> None:
    """A column without one figure in a period was not delivered: no rows, instead of thousands of reasons."""
    con.execute(
        """
        DELETE FROM observations
        WHERE status NOT IN ('value', 'provisional', 'unreliable')
          AND (variable, period) NOT IN (SELECT DISTINCT variable, period FROM cells WHERE value IS NOT NULL)
        """
    )


def _apply_missing(con: duckdb.DuckDBPyConnection, rules: Sequence[MissingRule], table: SourceTable) -> None:
    """Give the areas below a rule's bound their reason, for every filled variable of the rule; the first rule wins."""
    if not rules:
        return
    con.execute("CREATE OR REPLACE TEMP TABLE rule (variable VARCHAR, teller VARCHAR, below DOUBLE, status VARCHAR)")
    for rule in rules:
        values = [[variable, rule.when, rule.below, rule.status.value] for variable in rule.variables]
        con.executemany("INSERT INTO rule VALUES (?, ?, ?, ?)", values)
    con.execute(
        """
        CREATE OR REPLACE TEMP TABLE silent AS
        WITH ruled AS (
            SELECT area, period, variable, value IS NOT NULL AS filled
            FROM observations WHERE variable IN (SELECT variable FROM rule)
        ), told AS (
            SELECT area, period, variable AS teller, value, file, line
            FROM observations WHERE variable IN (SELECT teller FROM rule)
        )
        SELECT DISTINCT ON (told.area, told.period, rule.variable) told.area, told.period, rule.variable, rule.status,
               told.file, told.line
        FROM told
        JOIN rule ON rule.teller = told.teller AND told.value < rule.below
        SEMI JOIN (FROM ruled WHERE filled) f ON f.variable = rule.variable AND f.period = told.period
        ANTI JOIN (FROM ruled WHERE filled) r
               ON r.area = told.area AND r.period = told.period AND r.variable = rule.variable
        ORDER BY told.area, told.period, rule.variable, rule.rowid
        """
    )
    con.execute(
        """
        DELETE FROM observations o USING silent s
        WHERE o.value IS NULL AND s.area = o.area AND s.period = o.period AND s.variable = o.variable
        """
    )
    con.execute(
        f"""
        INSERT INTO observations
        SELECT area, {_area_year(table)}, period, variable, NULL, status, NULL, NULL, NULL, file, line FROM silent
        """
    )
    con.execute("DROP TABLE silent; DROP TABLE rule")
