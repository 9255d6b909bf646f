"""All checks on KWB 2020 of the whole country, on one thread, beside one bare pass over the same file.

The bare pass reads every row of the release once and sums it by variable and area, in both orders: less no check of
sums can do. Ours asks everything a release is asked, alone and beside the release that it replaces.
"""

import datetime
from pathlib import Path

import duckdb

from wijkwerk.data.building import build_from_files, table_of
from wijkwerk.data.checks.release_views import open_release
from wijkwerk.data.checks.run import run_checks
from wijkwerk.definitions.catalogue import load_catalogue

from .timing import Row, compared, medians

REPOSITORY = Path(__file__).parents[1]
SOURCE, TABLE = "cbs_kwb", "84799NED"
FILES = (
    "cbs.v3.84799NED_TypedDataSet.parquet",
    "cbs.v3.84799NED_WijkenEnBuurten.parquet",
    "DataProperties_84799NED.csv",
)
TIMES = 3
MOST = 1.5


def checks_rows(files: Path, work: Path) -> list[Row]:
    definition = load_catalogue(REPOSITORY / "catalogue").sources[SOURCE]
    moment = datetime.datetime(2026, 1, 1, tzinfo=datetime.UTC)
    release, _ = build_from_files(
        definition, table_of(definition, TABLE), [files / name for name in FILES], work / "checked", moment=moment
    )
    assert release.areas is not None
    rows, areas = release.observations, release.areas
    with (
        open_release(rows, areas, [], []) as alone,
        open_release(rows, areas, [rows], [areas], [rows]) as beside,
        duckdb.connect() as bare,
    ):
        for connection in (alone, beside, bare):
            connection.execute("SET threads = 1")
        taken = medians(
            {
                "alone": lambda: run_checks(alone, definition, TABLE),
                "beside": lambda: run_checks(beside, definition, TABLE),
                "bare": lambda: [
                    bare.execute(
                        f"SELECT {first}, {second}, sum(value), count(*), max(line) FROM read_parquet('{rows}') "
                        f"GROUP BY ALL ORDER BY ALL"
                    ).fetchall()
                    for first, second in (("variable", "area"), ("area", "variable"))
                ],
            },
            TIMES,
        )
    return [
        compared("all checks on the country, one thread", taken["alone"], taken["bare"], MOST),
        compared("the same, beside the release that it replaces", taken["beside"], taken["bare"], MOST),
    ]
