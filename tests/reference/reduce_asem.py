"""Make the committed part of COINr's ASEM example: `python -m tests.reference.reduce_asem`.

Reads ../shared/data/coinr_asem (every stage as COINr 1.1.14 wrote it, 17 digits) and keeps what a test needs without
that folder: the figures before treatment, the structure, what was drawn in, and the scores.
"""

import csv
from collections.abc import Iterable, Sequence
from pathlib import Path

from .asem import FOLDER, MAZZIOTTA_PARETO, read_scores, read_structure, read_table

HERE = Path(__file__).parent
PILLARS = ("Political", "Social")


def main() -> None:
    figures, denominated = read_table(FOLDER / "04_Screened.csv"), read_table(FOLDER / "02_Denominated.csv")
    points = list(csv.reader((FOLDER / "05_treated_points.csv").open(encoding="utf-8")))
    scores = read_scores(FOLDER / "90_variants_scores_ranks.csv")
    # Empty in the denominated figures: COINr filled it with the mean of the group.
    imputed = {
        (area, name)
        for area, row in zip(denominated.areas, denominated.values.tolist(), strict=True)
        for name, value in zip(denominated.columns, row, strict=True)
        if value != value
    }
    moved = {
        (row[0], name): word for row in points[1:] for name, word in zip(points[0][1:], row[1:], strict=True) if word
    }
    _write(
        "asem_figures.csv",
        ("area", "indicator", "figure", "imputed", "drawn_in"),
        (
            (area, name, repr(value), "ja" if (area, name) in imputed else "", moved.get((area, name), ""))
            for area, row in zip(figures.areas, figures.values.tolist(), strict=True)
            for name, value in zip(figures.columns, row, strict=True)
        ),
    )
    structure = read_structure(FOLDER)
    _write(
        "asem_structure.csv",
        ("indicator", "polarity", "pillar", "sub_index"),
        ((leaf.name, leaf.polarity, leaf.pillar, leaf.sub_index) for leaf in structure),
    )
    groups = ("Index", "Conn", "Sust")
    kept = [(v, g) for v in scores for g in scores[v] if g in groups or v == "V01_default"]
    _write(
        "asem_scores.csv",
        ("area", *(f"{variant}:{group}" for variant, group in kept)),
        ((area, *(_number(scores[v][g].get(area)) for v, g in kept)) for area in denominated.areas),
    )
    with (FOLDER / MAZZIOTTA_PARETO).open(encoding="utf-8", newline="") as file:
        header, *rows = csv.reader(file)
    _write("asem_mazziotta_pareto.csv", tuple(header), (row for row in rows if row[0] in PILLARS))


def _number(value: float | None) -> str:
    return "" if value is None or value != value else repr(value)


def _write(name: str, header: tuple[str, ...], rows: Iterable[Sequence[object]]) -> None:
    with (HERE / name).open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)


if __name__ == "__main__":
    main()
