"""What each variable is at each place: as the source gives it, or added up from the parts where it gives nothing.

A sum over parts of which some are missing says so: `unreliable` where the parts that are there hold at least
`SUM_COVERAGE` of the inhabitants, else `unknown` and no value (docs/decisions.md, 16). Parts that no delivery names are
missing too (`wholes`), and a country is told from all of its parts or not at all.
"""

import duckdb

from wijkwerk.definitions.vocabulary import Aggregation, Level, Status

from .division import LEVEL_NUMBER
from .specification import POPULATION
from .wholes import share_of_whole

SUM_COVERAGE = 0.9

# Where a larger area may be added up from, the best first: the fewest parts carry the least rounding.
PARTS_OF = {
    Level.WIJK: (Level.BUURT,),
    Level.STADSDEEL: (Level.WIJK, Level.BUURT),
    Level.GEMEENTE: (Level.WIJK, Level.BUURT),
    Level.LAND: (Level.GEMEENTE, Level.WIJK, Level.BUURT),
}


def make_components(con: duckdb.DuckDBPyConnection) -> None:
    """Make `component`: variable, place, division, period, level, value, status, low, high, n, release, line,
    parts (0 as published, else how many parts were added up), complete.
    """
    _list_published_levels(con)
    _list_wanted_sums(con)
    con.execute("""
        CREATE TEMP TABLE component AS
        SELECT *, 0::INTEGER AS parts, TRUE AS complete FROM cell
    """)
    # The population first: it tells how much of an area the other sums cover.
    for only_population in (True, False):
        for level in PARTS_OF:
            _add_sums(con, level, only_population=only_population)


def make_population(con: duckdb.DuckDBPyConnection) -> None:
    """Make `population`: place, division, inhabitants, in the newest period that each division has."""
    con.execute(f"""
        CREATE OR REPLACE TEMP TABLE population AS
        SELECT place, arg_max(value, period) AS inhabitants
        FROM component
        WHERE variable = '{POPULATION}'::variable_id AND value IS NOT NULL
        GROUP BY place
    """)


def parts_ranking(level: Level) -> str:
    """A subselect of the part levels of a level with their rank, 0 = preferred."""
    rows = ", ".join(f"({LEVEL_NUMBER[part]}, {rank})" for rank, part in enumerate(PARTS_OF[level]))
    return f"(SELECT * FROM (VALUES {rows}) AS ranked(part_level, rank))"


def _list_published_levels(con: duckdb.DuckDBPyConnection) -> None:
    """A level of which the source has rows is its own: adding up would tell what it suppresses."""
    con.execute("""
        CREATE TEMP TABLE published_level AS
        SELECT variable, period, division, level, count(value) > 0 AS has_values FROM cell GROUP BY ALL
    """)


def _list_wanted_sums(con: duckdb.DuckDBPyConnection) -> None:
    """Every (variable, level) that an indicator which may be added up rests on, and the population everywhere."""
    con.execute(f"""
        CREATE TEMP TABLE wanted_sum AS
        SELECT DISTINCT variable, level
        FROM (
            SELECT indicator, variable FROM spec_numerator
            UNION ALL
            SELECT indicator, denominator FROM spec WHERE denominator IS NOT NULL
        )
        JOIN spec USING (indicator)
        JOIN spec_level USING (indicator)
        WHERE aggregation IN ('{Aggregation.SUM}', '{Aggregation.RATIO_OF_SUMS}')
        UNION
        SELECT '{POPULATION}'::variable_id, level FROM (SELECT DISTINCT level FROM location)
    """)


def _add_sums(con: duckdb.DuckDBPyConnection, level: Level, *, only_population: bool) -> None:
    number = LEVEL_NUMBER[level]
    comparison = "=" if only_population else "<>"
    make_population(con)
    con.execute(f"""
        INSERT INTO component
        WITH chosen AS (
            SELECT variable, period, division, arg_min(part_level, rank) AS part_level
            FROM wanted_sum
            JOIN published_level AS part USING (variable)
            JOIN {parts_ranking(level)} ON part_level = part.level
            WHERE wanted_sum.level = {number} AND has_values AND variable {comparison} '{POPULATION}'::variable_id
            GROUP BY ALL
        ),
        missing_level AS (
            SELECT chosen.* FROM chosen
            ANTI JOIN (SELECT * FROM published_level WHERE level = {number}) AS published
              USING (variable, period)
        ),
        added AS (
            SELECT wanted.variable, wanted.period, wanted.division, wanted.part_level, part.{level.value} AS place,
                   count(*) AS parts, count(cell.value) AS present, sum(cell.value) AS total,
                   bool_or(cell.status = 'provisional') AS provisional,
                   bool_or(cell.status = 'unreliable') AS unreliable,
                   sum(inhabitants) AS inhabitants,
                   sum(inhabitants) FILTER (cell.value IS NOT NULL) AS inhabitants_present
            FROM missing_level AS wanted
            JOIN location AS part ON part.division = wanted.division AND part.level = wanted.part_level
            LEFT JOIN cell
              ON cell.variable = wanted.variable AND cell.period = wanted.period AND cell.place = part.place
            LEFT JOIN population ON population.place = part.place
            WHERE part.{level.value} IS NOT NULL
            GROUP BY ALL
        ),
        covered AS (
            SELECT added.*, present = parts AND coalesce(whole.share, 1) = 1 AS complete,
                   coalesce(inhabitants_present / nullif(inhabitants, 0), present / parts) * coalesce(whole.share, 1)
                       AS coverage
            FROM added
            {share_of_whole(level, "added.place", "added.division", "added.part_level")}
        )
        SELECT variable, place, division, period, {number},
               CASE WHEN coverage >= {SUM_COVERAGE} AND present > 0 THEN total END,
               (CASE WHEN present = 0 THEN '{Status.NOT_DELIVERED}'
                     WHEN coverage < {SUM_COVERAGE} THEN '{Status.UNKNOWN}'
                     WHEN NOT complete OR unreliable THEN '{Status.UNRELIABLE}'
                     WHEN provisional THEN '{Status.PROVISIONAL}'
                     ELSE '{Status.VALUE}' END)::status_id,
               NULL, NULL, NULL, NULL, NULL, parts, complete
        FROM covered
    """)
