"""An edition's folder with made-up figures of the whole country, as large as years of use would make it.

Areas are shaped like the Netherlands of 2024: 342 gemeenten, 3,393 wijken, 14,574 buurten.
"""

from dataclasses import dataclass
from pathlib import Path

import duckdb

from wijkwerk.editions.cache import AREAS, FIGURES, build_cache

GEMEENTEN, WIJKEN, BUURTEN = 342, 3_393, 14_574


@dataclass(frozen=True, slots=True)
class Size:
    """How much there is of everything. `share` is the part of the country's gemeenten that is there."""

    indicators: int = 100
    years: int = 12
    share: float = 1.0

    @property
    def gemeenten(self) -> int:
        return max(1, round(GEMEENTEN * self.share))


def make_edition(folder: Path, size: Size) -> int:
    """Write areas, figures and the read cache to `folder`; returns the number of figures."""
    folder.mkdir(parents=True, exist_ok=True)
    with duckdb.connect() as con:
        con.execute("SET preserve_insertion_order = false")
        _make_areas(con, size)
        con.execute(f"COPY (FROM area ORDER BY code) TO '{folder / AREAS}' (FORMAT parquet, COMPRESSION zstd)")
        con.execute(f"COPY ({_figures(size)}) TO '{folder / FIGURES}' (FORMAT parquet, COMPRESSION zstd)")
        figures: int = con.execute(f"SELECT count(*) FROM '{folder / FIGURES}'").fetchall()[0][0]
    build_cache(folder)
    return figures


def _make_areas(con: duckdb.DuckDBPyConnection, size: Size) -> None:
    """Wijken and buurten are dealt out over the gemeenten in turn."""
    wijken, buurten = round(WIJKEN * size.share), round(BUURTEN * size.share)
    con.execute(f"""
        CREATE TABLE area AS
        WITH wijk AS (
            SELECT number, number % {size.gemeenten} AS gemeente, number // {size.gemeenten} AS place
            FROM range({wijken}) AS r(number)
        ),
        buurt AS (
            SELECT r.number, wijk.gemeente, wijk.place AS wijk, r.number // {wijken} AS place
            FROM range({buurten}) AS r(number) JOIN wijk ON wijk.number = r.number % {wijken}
        )
        SELECT 'NL00' AS code, 'land' AS level, 'Nederland' AS name, NULL AS parent, NULL AS gemeente
        UNION ALL
        SELECT format('GM{{:04d}}', range), 'gemeente', format('Gemeente {{}}', range), 'NL00',
               format('GM{{:04d}}', range)
        FROM range({size.gemeenten})
        UNION ALL
        SELECT format('WK{{:04d}}{{:02d}}', gemeente, place), 'wijk', format('Wijk {{}}', number),
               format('GM{{:04d}}', gemeente), format('GM{{:04d}}', gemeente)
        FROM wijk
        UNION ALL
        SELECT format('BU{{:04d}}{{:02d}}{{:02d}}', gemeente, wijk, place), 'buurt', format('Buurt {{}}', number),
               format('WK{{:04d}}{{:02d}}', gemeente, wijk), format('GM{{:04d}}', gemeente)
        FROM buurt
    """)
    con.execute("""
        CREATE OR REPLACE TABLE area AS
        SELECT code, 2024::SMALLINT AS year, level, name, parent, gemeente, 1200 AS inhabitants,
               (1 + hash(code) % 5)::TINYINT AS urbanity, NULL::TINYINT AS change_code, TRUE AS current,
               NULL::BLOB AS geometry
        FROM area
    """)


def _figures(size: Size) -> str:
    """Values with one decimal, one in fifty missing, an interval and a denominator on each: no easy columns."""
    return f"""
        SELECT format('indicator_{{:03d}}', indicator) AS indicator, code AS area, year AS area_year,
               (2013 + offset_year)::SMALLINT AS period,
               CASE WHEN chance % 50 > 0 THEN value END AS value,
               CASE WHEN chance % 50 > 0 THEN 'value' ELSE 'too_few' END AS status,
               CASE WHEN chance % 50 > 0 THEN round(value * 0.8, 1) END AS low,
               CASE WHEN chance % 50 > 0 THEN round(value * 1.2, 1) END AS high,
               CASE WHEN chance % 50 > 0 THEN floor(value * 12) END AS numerator,
               (chance % 9000)::DOUBLE AS denominator, 2024::SMALLINT AS denominator_period, 'computed' AS method,
               format('release_{{}}', offset_year) AS release, (chance % 18309)::INTEGER AS line,
               NULL::VARCHAR AS reason, NULL::DOUBLE AS n
        FROM (
            SELECT code, year, indicator, offset_year, hash(code, indicator, offset_year) AS chance,
                   round((hash(indicator, offset_year, code) % 10000) / 100, 1) AS value
            FROM area, range({size.indicators}) AS i(indicator), range({size.years}) AS y(offset_year)
        )
    """
