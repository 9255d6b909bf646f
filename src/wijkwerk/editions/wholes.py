"""Which wholes may be told from their parts: those of which the division holds all parts, by their own population.

The areas of an edition are those that signed deliveries name, and a delivery may be a part: one municipality's rows are
no country. What tells is the population that the source publishes for the whole, laid beside that of the parts.
"""

import duckdb
import numpy as np

from wijkwerk.data.checks.tolerance import sum_tolerance
from wijkwerk.definitions.vocabulary import Level
from wijkwerk.lib.array_views import registered

from .division import LEVEL_NUMBER
from .specification import POPULATION

# Stadsdelen are the municipality's own: the wijken that it puts in one are all there are.
_PARTS_OF = {
    Level.WIJK: (Level.BUURT,),
    Level.GEMEENTE: (Level.WIJK, Level.BUURT),
    Level.LAND: (Level.GEMEENTE, Level.WIJK, Level.BUURT),
}


def make_wholes(con: duckdb.DuckDBPyConnection) -> None:
    """Make `whole_share`: place, division, part_level, share.

    share   how much of the population of a whole lives in the parts of that level that the division has, in the year
            that says most; 1 where the difference is no more than rounding makes. Absent where the source does not
            publish the population of the whole and its parts: then a wijk or a gemeente is taken to have the parts that
            are named, and a country is not known to
    """
    con.execute(f"""
        CREATE TEMP TABLE inhabited AS
        SELECT place, division, period, value FROM cell
        WHERE variable = '{POPULATION}'::variable_id AND value IS NOT NULL
    """)
    pairs = " UNION ALL ".join(_pair(level, part) for level, parts in _PARTS_OF.items() for part in parts)
    columns = con.execute(f"""
        SELECT paired.*, (SELECT step FROM variable WHERE variable = '{POPULATION}'::variable_id) AS step
        FROM ({pairs}) AS paired
    """).fetchnumpy()
    numbers = {name: np.ma.filled(np.ma.asarray(column, np.float64), 0.0) for name, column in columns.items()}
    below, _ = sum_tolerance(
        numbers["parts"],
        numbers["total"],
        step=numbers["step"],
        total_step=np.where(numbers["level"] >= LEVEL_NUMBER[Level.STADSDEEL], numbers["step"], 0.0),
        empty=numbers["empty"],
    )
    is_whole = numbers["total"] - numbers["inside"] <= below
    share = np.where(is_whole, 1.0, numbers["inside"] / np.where(is_whole, 1.0, numbers["total"]))
    kept = {name: numbers[name].astype(np.int32) for name in ("place", "division", "part_level")} | {"share": share}
    with registered(con, "given_share", kept):
        con.execute("""
            CREATE TEMP TABLE whole_share AS
            SELECT place, division::SMALLINT AS division, part_level::TINYINT AS part_level, max(share) AS share
            FROM given_share GROUP BY ALL
        """)
    con.execute("DROP TABLE inhabited")


def share_of_whole(level: Level, place: str, division: str, part_level: str) -> str:
    """A join that gives `whole.share` beside the columns named, and leaves out what may not be told from parts."""
    on = f"whole.place = {place} AND whole.division = {division} AND whole.part_level = {part_level}"
    if level is Level.LAND:
        return f"JOIN whole_share AS whole ON {on} AND whole.share = 1"
    return f"LEFT JOIN whole_share AS whole ON {on}"


def _pair(level: Level, part: Level) -> str:
    """Each whole of a level in each year with the sum of its parts of one level."""
    return f"""
        SELECT whole.place, whole.division, {LEVEL_NUMBER[level]} AS level, {LEVEL_NUMBER[part]} AS part_level,
               any_value(whole.value) AS total, coalesce(sum(inside.value), 0) AS inside,
               count(inside.value) AS parts, count(*) - count(inside.value) AS empty
        FROM location AS part
        JOIN inhabited AS whole ON whole.place = part.{level.value} AND whole.division = part.division
        LEFT JOIN inhabited AS inside
          ON inside.place = part.place AND inside.division = part.division AND inside.period = whole.period
        WHERE part.level = {LEVEL_NUMBER[part]}
        GROUP BY whole.place, whole.division, whole.period
        HAVING count(inside.value) > 0
    """
