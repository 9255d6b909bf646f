"""The cells of the releases, each at its place: what all figures of an edition are made from."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import duckdb
import numpy as np

from wijkwerk.definitions.vocabulary import Level, Status
from wijkwerk.lib.array_views import objects, registered

from .division import LAND, LEVEL_NUMBER

OBSERVATIONS = "observations.parquet"


@dataclass(frozen=True, slots=True)
class ReleasePart:
    """One signed release, and the periods for which it is the newest of its table."""

    key: str
    folder: Path
    source: str
    table: str
    periods: tuple[int, ...]
    sha256: str = ""  # of its content

    @property
    def observations(self) -> Path:
        return self.folder / OBSERVATIONS


def load_cells(con: duckdb.DuckDBPyConnection, releases: Sequence[ReleasePart]) -> None:
    """Make `release`, `cell` and `delivered` from releases in the order in which they came (the last one wins).

    cell       variable, place, division, period, level, value, status, low, high, n, release, line; one row per
               variable, place and period; only variables that some indicator uses
    delivered  place and period of each release in which a place has any cell at all: an empty cell of such a place
               is unknown, a place without any was not delivered

    Cells whose area is not in any division are left out; `unplaced` counts them per release.
    """
    _make_status_enum(con)
    _load_releases(con, releases)
    con.execute("""
        CREATE TEMP TABLE found (
            variable variable_id, place INTEGER, division SMALLINT, period SMALLINT, level TINYINT, value DOUBLE,
            status status_id, low DOUBLE, high DOUBLE, n DOUBLE, release SMALLINT, line INTEGER)
    """)
    con.execute("CREATE TEMP TABLE delivered (release SMALLINT, division SMALLINT, period SMALLINT, place INTEGER)")
    con.execute("CREATE TEMP TABLE unplaced (release SMALLINT, cells BIGINT)")
    for number, release in enumerate(releases):
        _read_release(con, number, release)
    _keep_newest(con)


def _make_status_enum(con: duckdb.DuckDBPyConnection) -> None:
    listed = ", ".join(f"'{status.value}'" for status in Status)
    con.execute(f"CREATE TYPE status_id AS ENUM ({listed})")


def _load_releases(con: duckdb.DuckDBPyConnection, releases: Sequence[ReleasePart]) -> None:
    columns = {
        "number": np.arange(len(releases), dtype=np.int16),
        "key": objects(release.key for release in releases),
        "source": objects(release.source for release in releases),
    }
    with registered(con, "given", columns):
        con.execute(
            "CREATE TEMP TABLE release AS SELECT number, key::VARCHAR AS key, source::VARCHAR AS source FROM given"
        )


def _read_release(con: duckdb.DuckDBPyConnection, number: int, release: ReleasePart) -> None:
    """One release into `found`, through the division that is nearest to the one its codes belong to."""
    parameters = {"file": str(release.observations), "periods": list(release.periods)}
    con.execute(
        """
        CREATE OR REPLACE TEMP TABLE division_of AS
        SELECT area_year, arg_min(division, abs(division - area_year) * 2 + (division < area_year)::INTEGER) AS division
        FROM (SELECT DISTINCT area_year FROM read_parquet($file)), (SELECT DISTINCT division FROM location)
        GROUP BY area_year
        """,
        {"file": parameters["file"]},
    )
    con.execute(
        f"""
        CREATE OR REPLACE TEMP TABLE arrival AS
        SELECT observation.variable, place, location.division, period, level, value, status, low, high, n, line
        FROM read_parquet($file) AS observation
        JOIN division_of ON division_of.area_year = observation.area_year
        LEFT JOIN location
          ON location.division = division_of.division
         AND location.code = CASE WHEN observation.area LIKE 'NL%' THEN '{LAND}' ELSE observation.area END
        WHERE list_contains($periods, period)
        """,
        parameters,
    )
    con.execute(
        """
        INSERT INTO found
        SELECT known.variable, place, division, period, level, value, status::status_id, low, high, n,
               $number::SMALLINT, line
        FROM arrival
        JOIN (SELECT variable, variable::VARCHAR AS name FROM variable) AS known
          ON known.name = $source || '.' || arrival.variable
        WHERE place IS NOT NULL
        """,
        {"number": number, "source": release.source},
    )
    con.execute(
        """
        INSERT INTO delivered
        SELECT DISTINCT $number::SMALLINT, division, period, place FROM arrival WHERE place IS NOT NULL
        """,
        {"number": number},
    )
    con.execute("INSERT INTO unplaced SELECT $number, count(*) FROM arrival WHERE place IS NULL", {"number": number})
    con.execute("DROP TABLE arrival")


def _keep_newest(con: duckdb.DuckDBPyConnection) -> None:
    """One cell per variable, place and period. Only what several releases tell is sorted out: sorting all is slow."""
    con.execute(f"""
        CREATE TEMP TABLE told_twice AS
        SELECT variable, period FROM found GROUP BY ALL
        HAVING count(DISTINCT release) > 1 OR count(*) FILTER (level = {LEVEL_NUMBER[Level.LAND]}) > 1
    """)
    con.execute("""
        CREATE TEMP TABLE cell AS
        SELECT found.* FROM found ANTI JOIN told_twice USING (variable, period)
        UNION ALL
        SELECT found.* FROM found SEMI JOIN told_twice USING (variable, period)
        QUALIFY row_number() OVER (PARTITION BY variable, place, period ORDER BY release DESC, line) = 1
    """)
    con.execute("DROP TABLE found")
