"""Write funnel_limits.csv and funnel_places.csv from the public test tables of PHEindicatormethods (numbers only).

    python tests/reference/make_funnel_reference.py FOLDER    (its tests/testthat)

funnel_limits  the limits of a share by population (in per cent, six decimals) and of a ratio by observed events (the
               expected number at which that many events lie on the limit, nine decimals)
funnel_places  how 303 areas with a share and 299 with a ratio were placed in their funnel
"""

import csv
import sys
from pathlib import Path

PLACES = {"High (0.001)": 2, "High (0.025)": 1, "Not significant": 0, "Low (0.025)": -1, "Low (0.001)": -2}


def main(folder: Path) -> None:
    limits = [["share", *row[:5]] for row in _rows(folder / "testdata_funnel_prop_outputs.csv")]
    # Columns: observed, then per limit the expected events, the count ratio and the standardised ratio.
    limits += [
        ["ratio", row[0], row[1], row[4], row[7], row[10]]
        for row in _rows(folder / "testdata_funnel_ratio_outputs.csv")
    ]
    _write("funnel_limits.csv", ("kind", "size", "low_95", "high_95", "low_998", "high_998"), limits)
    places = [["share", *row[1:3], PLACES[row[3]]] for row in _rows(folder / "testdata_funnel_prop_inputs.csv")]
    places += [["ratio", *row[:2], PLACES[row[2]]] for row in _rows(folder / "testdata_funnel_ratio_inputs.csv")]
    _write("funnel_places.csv", ("kind", "numerator", "denominator", "place"), places)


def _rows(path: Path) -> list[list[str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return [row for row in list(csv.reader(file))[1:] if row and row[0].strip()]


def _write(name: str, heading: tuple[str, ...], rows: list[list[object]]) -> None:
    with Path(__file__).with_name(name).open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(heading)
        writer.writerows(rows)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
