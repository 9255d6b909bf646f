"""Write phe_intervals.csv from the public test tables of PHEindicatormethods (numbers only).

    python tests/reference/make_interval_reference.py FOLDER    (its tests/testthat)

Of the sheets with both limits per row; one that only repeats another row with a different multiplier is left out.
"""

import csv
import sys
from collections.abc import Iterator
from pathlib import Path

from openpyxl import load_workbook

# Method of ours, file, sheet. The package takes the exact limits below 10 events, and so do ours.
TABLES = (
    ("byar", "testdata_Rate.xlsx", "testdata_Rate"),
    ("wilson", "testdata_Proportion.xlsx", "testdata_Prop"),
)
COLUMNS = ("Numerator", "Denominator", "multiplier", "lower95_0cl", "upper95_0cl", "lower99_8cl", "upper99_8cl")
HEADING = ("method", "numerator", "denominator", "per", "low_95", "high_95", "low_998", "high_998")


def main(folder: Path) -> None:
    with Path(__file__).with_name("phe_intervals.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(HEADING)
        for method, name, sheet in TABLES:
            writer.writerows((method, *row) for row in _rows(folder / name, sheet))


def _rows(path: Path, sheet: str) -> Iterator[list[object]]:
    heading, *rows = load_workbook(path, read_only=True, data_only=True)[sheet].iter_rows(values_only=True)
    places = [heading.index(name) for name in COLUMNS]
    seen: set[tuple[object, object]] = set()
    for row in rows:
        cells = [row[place] for place in places]
        if None not in cells and (cells[0], cells[1]) not in seen:
            seen.add((cells[0], cells[1]))
            yield cells


if __name__ == "__main__":
    main(Path(sys.argv[1]))
