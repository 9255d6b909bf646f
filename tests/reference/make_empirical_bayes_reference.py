"""Write auckland.csv and huddersfield.csv: counts of spData with the empirical Bayes estimates of other software.

Run by hand in an environment of its own (pip install esda==2.9.0 pyreadr), with the public sources of spData (Nowosad/
spData, CC0) and spdep (r-spatial/spdep) beside each other:

    python tests/reference/make_empirical_bayes_reference.py SPDATA SPDEP

auckland      167 areas: deaths under five in 1977–1985, inhabitants under five in 1981 (Marshall 1991); `estimate` is
              esda's Empirical_Bayes, which has the formula of spdep's EBest. spdep prints a = 7.284173e-07 and
              b = 0.002633436 for them.
huddersfield  71 areas: cases and children seen (Martuzzi & Elliott 1996); `estimate_pct` is what spdep's manual prints
              for EBest(family = "binomial"), two decimals.
"""

import csv
import re
import sqlite3
import sys
from collections.abc import Iterable
from pathlib import Path

import numpy as np
import pyreadr
from esda.smoothing import Empirical_Bayes

PRINTED = re.compile(r"^#> (\d+) +([\d.]+) +([\d.]+)$", re.MULTILINE)


def main(spdata: Path, spdep: Path) -> None:
    with sqlite3.connect(spdata / "inst" / "shapes" / "auckland.gpkg") as file:
        rows = np.array(file.execute("SELECT M77_85, 9 * Und5_81 FROM auckland ORDER BY fid").fetchall(), float)
    estimates = Empirical_Bayes(rows[:, 0], rows[:, 1]).r.ravel()
    _write(
        "auckland.csv",
        ("deaths", "child_years", "estimate"),
        ([*map(int, row), f"{e:.17g}"] for row, e in zip(rows, estimates, strict=True)),
    )
    cases = pyreadr.read_r(spdata / "data" / "huddersfield.rda")["huddersfield"]
    printed = PRINTED.findall((spdep / "docs" / "reference" / "EBest.md").read_text(encoding="utf-8"))
    both = zip(cases["cases"], cases["total"], printed, strict=True)
    _write("huddersfield.csv", ("cases", "seen", "estimate_pct"), ([int(a), int(b), p[2]] for a, b, p in both))


def _write(name: str, heading: tuple[str, ...], rows: Iterable[list[object]]) -> None:
    with Path(__file__).with_name(name).open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(heading)
        writer.writerows(rows)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
