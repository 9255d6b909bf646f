"""KWB 2020 of the whole country, from file to edition, beside a bare DuckDB script that writes the same rows.

Ours reads the source's files, makes a release, checks it, computes every indicator and publishes. The bare script reads
the same file, unpivots its filled columns, sorts them twice and writes the same rows, with the columns that a release
has (which year, status, limits, file and line: without those nobody finds a figure back). It checks nothing and knows
no indicator. Beside it, without a limit, the shortest script there can be: area, variable and value alone.
"""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import duckdb

from .timing import Row, compared

REPOSITORY = Path(__file__).parents[1]
CHANGE_CODE = "IndelingswijzigingWijkenEnBuurten_4"  # a number in a column of texts
MOST = 4.0
RELEASE_COLUMNS = """
    area, 2020::SMALLINT AS area_year, 2020::SMALLINT AS period, variable, value, 'value' AS status,
    NULL::DOUBLE AS low, NULL::DOUBLE AS high, NULL::DOUBLE AS n, 0::SMALLINT AS file,
    (file_row_number + 1)::INTEGER AS line"""
TURNS = 3


def country_rows(files: Path, work: Path) -> list[Row]:
    """The best of a few turns of each, in turn. `files` is the folder of table 84799NED as received."""
    ours, bare, barest = [], [], []
    for turn in range(TURNS):
        bare.append(_timed(partial(bare_script, files, work / f"bare-{turn}", RELEASE_COLUMNS)))
        barest.append(_timed(partial(bare_script, files, work / f"barest-{turn}", "area, variable, value")))
        ours.append(our_seconds(files, work / f"ours-{turn}"))
    return [
        compared("KWB 2020, whole country, file to edition", min(ours), min(bare), MOST),
        compared("the same, beside area, variable and value alone", min(ours), min(barest)),
    ]


def bare_script(files: Path, folder: Path, written: str) -> int:
    """Write the columns of `written`, in two orders and as Parquet; returns how many rows each time."""
    folder.mkdir(parents=True)
    table = files / "cbs.v3.84799NED_TypedDataSet.parquet"
    with duckdb.connect(str(folder / "bare.duckdb")) as con:
        con.execute(f"CREATE TEMP TABLE wide AS FROM read_parquet('{table}', file_row_number = true)")
        columns = [
            name
            for name, kind, *_ in con.execute("DESCRIBE wide").fetchall()
            if (kind != "VARCHAR" or name == CHANGE_CODE)
            and name not in {"ID", "file_row_number"}
            and con.execute(f'SELECT count("{name}") FROM wide').fetchall()[0][0]
        ]
        doubles = ", ".join(f'TRY_CAST("{name}" AS DOUBLE) AS "{name}"' for name in columns)
        listed = ", ".join(f'"{name}"' for name in columns)
        con.execute(f"""
            CREATE TEMP TABLE long AS SELECT {written} FROM (
                UNPIVOT (SELECT trim(WijkenEnBuurten) AS area, file_row_number, {doubles} FROM wide) ON {listed}
                INTO NAME variable VALUE value
            )
        """)
        con.execute("CREATE TABLE by_variable AS FROM long ORDER BY variable, area")
        con.execute("CREATE TABLE by_area AS FROM long ORDER BY area, variable")
        con.execute(f"COPY by_variable TO '{folder / 'long.parquet'}' (FORMAT parquet, COMPRESSION zstd)")
        rows: int = con.execute("SELECT count(*) FROM by_variable").fetchall()[0][0]
    return rows


def our_seconds(files: Path, folder: Path) -> float:
    """In a process of its own, with a fresh database; the time of starting Python and making tables is not counted."""
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.country", str(files)],
        cwd=REPOSITORY,
        env=os.environ
        | {"WIJKWERK_DATA": str(folder), "DJANGO_SETTINGS_MODULE": "wijkwerk.config.settings", "PYTHONPATH": "src"},
        capture_output=True,
        text=True,
        check=False,
    )
    shutil.rmtree(folder, ignore_errors=True)
    assert done.returncode == 0, done.stderr
    return float(done.stdout.split()[-1])


def publish_country(files: Path) -> float:
    from wijkwerk.cli.database import set_up_django

    set_up_django()
    from django.conf import settings
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    from wijkwerk.access.people.demo_accounts import make_demo_accounts
    from wijkwerk.data.models import Severity
    from wijkwerk.data.release.actions import explain, sign
    from wijkwerk.data.release.imports import import_files
    from wijkwerk.definitions.catalogue import load_catalogue
    from wijkwerk.editions.publishing import publish_edition

    deliverer, signer, *_ = make_demo_accounts()
    named = [
        files / f"cbs.v3.84799NED_{part}.parquet" for part in ("TypedDataSet", "WijkenEnBuurten", "DataProperties")
    ]
    catalogue = load_catalogue(settings.WIJKWERK_CATALOGUE)
    began = time.perf_counter()
    imported = import_files(catalogue, "cbs_kwb", "84799NED", named, deliverer)
    for remark in imported.release.remarks.filter(severity=Severity.BLOCKING):
        explain(remark, "Bekend bij deze tabel.", by=signer)
    sign(imported.release, Path(settings.WIJKWERK_DATA) / "releases", by=signer)
    publish_edition(by=deliverer, catalogue=catalogue)
    return time.perf_counter() - began


def _timed(work: Callable[[], object]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


if __name__ == "__main__":
    print(publish_country(Path(sys.argv[1])))
