"""Which places an edition is about: one division of the country, and what was there under an older code.

An area's key is (code, year): codes are used again. A *place* is what stayed itself from one division to the next;
it is numbered by `place.id`. The places of the newest division are `current`. An older area is the same place when
its code still exists and, for wijken and buurten, carries the same name; else it is a place of its own, of which
figures exist but no current area is told. So no trend ever runs over a re-used code.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import duckdb
import numpy as np

from wijkwerk.definitions.vocabulary import Level
from wijkwerk.lib.array_views import objects, registered

# Level numbers, from large to small; the order of `Level`.
LEVEL_NUMBER = {level: number for number, level in enumerate(Level)}
LAND = "NL00"  # as in the key figures of CBS; others spell the country their own way (NL01)
LAND_NAME = "Nederland"

_LAND, _GEMEENTE, _STADSDEEL, _WIJK = (
    LEVEL_NUMBER[level] for level in (Level.LAND, Level.GEMEENTE, Level.STADSDEEL, Level.WIJK)
)


class DivisionError(Exception):
    """The areas do not make a division that figures can stand on."""


@dataclass(frozen=True, slots=True)
class AreaRecord:
    """One area of one year as the area register has it. `parent` is the stadsdeel of a wijk where it lies in one."""

    code: str
    year: int
    level: Level
    name: str
    parent: str | None = None
    gemeente: str | None = None
    change_code: int | None = None
    geometry: bytes | None = None  # WKB, RD


def load_division(con: duckdb.DuckDBPyConnection, areas: Sequence[AreaRecord]) -> int:
    """Make the tables `place` and `location` and return the year of the current division.

    place     id, code, year, level, name, parent, gemeente, change_code, geometry, current
    location  division (year), code, level, place, and the places it lies in: wijk, stadsdeel, gemeente, land

    Raises DivisionError where there are no areas.
    """
    years = {area.year for area in areas if area.level in {Level.GEMEENTE, Level.WIJK, Level.BUURT}}
    if not years:
        raise DivisionError("Er zijn nog geen gebieden geladen. Lees eerst een levering in die gebieden noemt.")
    current = max(years)
    _load_areas(con, areas)
    _complete_areas(con)
    _make_places(con, current)
    _make_locations(con)
    return current


def _load_areas(con: duckdb.DuckDBPyConnection, areas: Sequence[AreaRecord]) -> None:
    columns = {
        "code": objects(area.code for area in areas),
        "year": np.array([area.year for area in areas], dtype=np.int16),
        "level": np.array([LEVEL_NUMBER[area.level] for area in areas], dtype=np.int8),
        "name": objects(area.name for area in areas),
        "parent": objects(area.parent for area in areas),
        "gemeente": objects(area.gemeente for area in areas),
        "change_code": np.ma.masked_equal(np.array([area.change_code or 0 for area in areas], dtype=np.int8), 0),
        "geometry": objects(area.geometry for area in areas),
    }
    with registered(con, "given_area", columns):
        con.execute("""
            CREATE TEMP TABLE area AS
            SELECT code, year, level, name, parent, gemeente, change_code, geometry::BLOB AS geometry,
                   regexp_replace(lower(name), '[^0-9a-zà-ÿ]+', '', 'g') AS plain_name
            FROM given_area
        """)


def _complete_areas(con: duckdb.DuckDBPyConnection) -> None:
    """One row for the country and for each stadsdeel in every division; a parent for every other area."""
    con.execute(f"DELETE FROM area WHERE level = {_LAND}")
    con.execute(f"""
        INSERT INTO area
        SELECT '{LAND}', year, {_LAND}, '{LAND_NAME}', NULL, NULL, NULL, NULL, 'nederland'
        FROM (SELECT DISTINCT year FROM area)
    """)
    con.execute(f"""
        INSERT INTO area
        SELECT code, years.year, level, name, parent, gemeente, change_code, geometry, plain_name
        FROM (SELECT DISTINCT year FROM area) AS years, area AS stadsdeel
        WHERE level = {_STADSDEEL}
          AND NOT EXISTS (FROM area WHERE area.code = stadsdeel.code AND area.year = years.year)
        QUALIFY row_number() OVER (PARTITION BY code, years.year ORDER BY stadsdeel.year DESC) = 1
    """)
    con.execute(f"""
        UPDATE area SET
            parent = CASE WHEN level = {_GEMEENTE} THEN '{LAND}' ELSE coalesce(parent, gemeente) END,
            gemeente = CASE WHEN level = {_GEMEENTE} THEN code ELSE gemeente END
        WHERE level <> {_LAND}
    """)


def _make_places(con: duckdb.DuckDBPyConnection, current: int) -> None:
    """Number the places in the order pages ask for them: by gemeente, then level, then code."""
    con.execute(
        f"""
        CREATE TEMP TABLE identity AS
        SELECT old.code, old.year, new.code IS NOT NULL AS continues
        FROM area AS old
        LEFT JOIN area AS new
          ON new.code = old.code AND new.year = $current AND new.level = old.level
         AND (old.level < {_WIJK} OR old.plain_name = new.plain_name)
        """,
        {"current": current},
    )
    con.execute(
        """
        CREATE TEMP TABLE place AS
        SELECT (row_number() OVER (ORDER BY gemeente NULLS FIRST, level, code, year))::INTEGER - 1 AS id,
               code, year, level, name, parent, gemeente, change_code, geometry, year = $current AS current
        FROM area JOIN identity USING (code, year)
        WHERE year = $current OR NOT continues
        """,
        {"current": current},
    )


def _make_locations(con: duckdb.DuckDBPyConnection) -> None:
    """Where each area of each division lies. Stadsdelen are the municipality's own, and follow the wijken in time."""
    con.execute("""
        CREATE TEMP TABLE placed AS
        SELECT area.year AS division, area.code, area.level, area.parent, area.gemeente, place.id AS place
        FROM area JOIN identity USING (code, year)
        JOIN place ON place.code = area.code AND (place.year = area.year OR (identity.continues AND place.current))
    """)
    con.execute(f"""
        CREATE TEMP TABLE stadsdeel_of AS
        SELECT wijk.place AS wijk, stadsdeel.place AS stadsdeel
        FROM placed AS wijk
        JOIN placed AS stadsdeel ON stadsdeel.code = wijk.parent AND stadsdeel.division = wijk.division
        WHERE wijk.level = {_WIJK} AND stadsdeel.level = {_STADSDEEL}
          AND wijk.division = (SELECT max(division) FROM placed)
    """)
    con.execute(f"""
        CREATE TEMP TABLE location AS
        WITH located AS (
            SELECT area.*, gemeente.place AS gemeente_place, land.place AS land,
                   CASE WHEN area.level = {_WIJK} THEN area.place ELSE wijk.place END AS wijk
            FROM placed AS area
            LEFT JOIN placed AS wijk
              ON wijk.division = area.division AND wijk.code = area.parent
             AND wijk.level = {_WIJK}
            LEFT JOIN placed AS gemeente
              ON gemeente.division = area.division AND gemeente.level = {_GEMEENTE}
             AND gemeente.code = area.gemeente
            JOIN placed AS land
              ON land.division = area.division AND land.level = {_LAND}
        )
        SELECT division, code, level, place, located.wijk, stadsdeel, gemeente_place AS gemeente, land
        FROM located LEFT JOIN stadsdeel_of ON stadsdeel_of.wijk = located.wijk
    """)
