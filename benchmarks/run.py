"""Every benchmark of the monitor, in one table.

    python benchmarks/run.py [--only PARTS] [--keep FOLDER]

`checks` and `country` read ../shared/data beside the checkout and are left out where that is not there; `pages` needs
the packages of requirements-benchmark.lock. `most` is what must be reached on two cores.
"""

import argparse
import importlib
import sys
import tempfile
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[1]
SHARED = REPOSITORY.parent / "shared" / "data" / "kwb2020_v3"

sys.path[:0] = [str(REPOSITORY), str(REPOSITORY / "src")]

from benchmarks.checks import checks_rows  # noqa: E402 - the two lines above make it findable
from benchmarks.country import country_rows  # noqa: E402
from benchmarks.memory import memory_row  # noqa: E402
from benchmarks.reading import reading_rows  # noqa: E402
from benchmarks.timing import Row, table  # noqa: E402

# `benchmarks.<part>.<part>_rows(folder to work in)`, each imported only where it is wanted.
IN_A_FOLDER = ("scores", "score_table", "what_if", "pages")
# `benchmarks.publishing.<part>_rows(folder)`, on a site that runs with its worker; both publish the example themselves.
RUNNING = ("publishing", "editions")
ALL = ("checks", "country", "reading", "memory", "uncertainty", "growth", *IN_A_FOLDER, *RUNNING)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--only", default=",".join(ALL), help="some of: " + ", ".join(ALL))
    parser.add_argument("--keep", type=Path, help="make the figures here, and use them again the next time")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="wijkwerk-benchmark-") as temporary:
        rows = measure(options.only.split(","), options.keep or Path(temporary), Path(temporary))
    print(table(rows))
    return 0 if all(row.holds for row in rows) else 1


def measure(wanted: list[str], kept: Path, temporary: Path) -> list[Row]:
    rows: list[Row] = []
    if "checks" in wanted and SHARED.is_dir():
        rows += checks_rows(SHARED, temporary)
    if "country" in wanted and SHARED.is_dir():
        rows += country_rows(SHARED, temporary)
    if "reading" in wanted:
        rows += reading_rows(kept)
    if "memory" in wanted:
        if "reading" not in wanted:
            reading_rows(kept)
        rows.append(memory_row(kept / "full" / "cache.duckdb"))
    if "uncertainty" in wanted:
        from benchmarks.uncertainty import uncertainty_rows

        rows += uncertainty_rows()
    if "growth" in wanted:
        from benchmarks.growth import growth_rows

        rows += growth_rows()
    for part in (each for each in RUNNING if each in wanted):
        publishing = importlib.import_module("benchmarks.publishing")
        rows += getattr(publishing, f"{part}_rows")(temporary)
    for part in (each for each in IN_A_FOLDER if each in wanted):
        module = importlib.import_module(f"benchmarks.{part}")
        rows += getattr(module, f"{part}_rows")(temporary)
    return rows


if __name__ == "__main__":
    sys.exit(main())
