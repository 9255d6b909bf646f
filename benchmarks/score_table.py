"""`wijkwerk score` on a table of 130,000 areas, with and without --out: more than England's and Wales's together.

Twelve indicators in four groups, one in twenty figures missing. `peer` is the same command without --out: reading and
computing.
"""

import contextlib
import io
from pathlib import Path

import numpy as np

from wijkwerk.cli.main import main

from .timing import Row, compared, medians

AREAS, INDICATORS, MISSING = 130_000, 12, 0.05
# Writing may take as long as all that comes before it.
MOST = 2.0
RECIPE = """
id: groot
title: Groot
description: Twaalf indicatoren in vier groepen.
version: "1"
dated: 2026-12-01
high_score_means: urgent
each_indicator: {polarity: low_is_favourable, normalise: min_max}
groups:
  top: {title: Top, children: [a, b, c, d]}
  a: {title: A, children: [i0, i1, i2]}
  b: {title: B, children: [i3, i4, i5]}
  c: {title: C, children: [i6, i7, i8]}
  d: {title: D, children: [i9, i10, i11]}
"""


def score_table_rows(work: Path) -> list[Row]:
    recipe, table = work / "groot.yaml", work / "groot.csv"
    recipe.write_text(RECIPE, encoding="utf-8")
    table.write_text(_table(), encoding="utf-8")

    def score(*out: str) -> None:
        with contextlib.redirect_stdout(io.StringIO()):
            assert main(["score", str(recipe), str(table), "--name", "naam", *out]) == 0

    seconds = medians({"without": score, "with": lambda: score("--out", str(work / "groot"))}, times=3)
    return [compared(f"score of {AREAS:,} areas, written with --out", seconds["with"], seconds["without"], MOST)]


def _table() -> str:
    rng = np.random.default_rng(1)
    figures = rng.gamma(2, 20, (AREAS, INDICATORS))
    figures[rng.random(figures.shape) < MISSING] = np.nan
    lines = ["code;naam;" + ";".join(f"i{column}" for column in range(INDICATORS))]
    for row, values in enumerate(figures.tolist()):
        cells = ("" if value != value else f"{value:.2f}".replace(".", ",") for value in values)
        lines.append(f"BU{row:08d};Buurt {row};" + ";".join(cells))
    return "\n".join(lines) + "\n"
