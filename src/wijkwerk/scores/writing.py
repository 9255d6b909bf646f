"""Write everything that a recipe made of a table as CSV files, with all digits."""

import csv
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np

from wijkwerk.engine.intervals import FloatArray
from wijkwerk.lib.spreadsheet_text import harmless

from .scored import Scored

FILES = {
    "scores.csv": "score, plaats, dekking en grenzen van elk gebied",
    "niveaus.csv": "waarde van elke groep",
    "plaatsen.csv": "plaats van elke groep",
    "bijdragen.csv": "punten die elk onderdeel aan de score bijdraagt",
    "genormaliseerd.csv": "genormaliseerde waarde van elke indicator",
    "behandeld.csv": "cijfer na noemer, aanvulling en behandeling van uitschieters",
    "dekking.csv": "aantal cijfers van het gebied zelf onder elke groep",
    "recept.csv": "elk onderdeel met zijn plaats in de boom en zijn gewicht",
    "aantekeningen.txt": "wat u bij de scores moet weten",
}


def write_scored(scored: Scored, folder: Path) -> list[Path]:
    """Make `folder` and write `FILES` in it. Raises OSError where that is impossible."""
    folder.mkdir(parents=True, exist_ok=True)
    groups, indicators = list(scored.recipe.groups), list(scored.recipe.indicators)
    count = len(indicators)
    treated = np.full((len(scored.units), count), np.nan)
    for run in scored.runs:
        treated[run.rows] = run.computed.treated
    _write_scores(scored, folder / "scores.csv")
    _write_matrix(scored, folder / "niveaus.csv", groups, scored.values[:, count:])
    _write_matrix(scored, folder / "plaatsen.csv", groups, scored.ranks[:, count:])
    _write_matrix(scored, folder / "bijdragen.csv", list(scored.nodes), scored.contributions)
    _write_matrix(scored, folder / "genormaliseerd.csv", indicators, scored.values[:, :count])
    _write_matrix(scored, folder / "behandeld.csv", indicators, treated)
    _write_matrix(scored, folder / "dekking.csv", groups, scored.figure_counts.astype(np.float64))
    _write_recipe(scored, folder / "recept.csv")
    (folder / "aantekeningen.txt").write_text("".join(f"{note}\n" for note in scored.notes), encoding="utf-8")
    return [folder / name for name in FILES]


def spell(value: float) -> str:
    """All digits that make the number what it is; nothing for a missing one."""
    if np.isnan(value):
        return ""
    return str(int(value)) if float(value).is_integer() and abs(value) < 1e15 else repr(float(value))


def _write_scores(scored: Scored, path: Path) -> None:
    root = scored.column_of[scored.recipe.root]
    place = root - len(scored.recipe.indicators)
    low, high = scored.bounds
    indicators = len(scored.recipe.indicators)
    header = ["score", "plaats", "van", "onderdelen", "van_onderdelen", "cijfers", "van_cijfers", "volledig"]
    header += ["score_minstens", "score_hoogstens"]
    ranked = {int(row): int((~np.isnan(scored.ranks[run.rows, root])).sum()) for run in scored.runs for row in run.rows}
    children = len(scored.recipe.groups[scored.recipe.root].children)
    rows = (
        [
            spell(scored.values[row, root]),
            spell(scored.ranks[row, root]),
            str(ranked[row]),
            str(scored.present[row, place]),
            str(children),
            str(scored.figure_counts[row, place]),
            str(indicators),
            "ja" if scored.complete[row, place] else "nee",
            spell(low[row, root]),
            spell(high[row, root]),
        ]
        for row in range(len(scored.units))
    )
    _write(path, [*_who_header(scored), *header], ([*_who(scored, row), *cells] for row, cells in enumerate(rows)))


def _write_matrix(scored: Scored, path: Path, names: Sequence[str], values: FloatArray) -> None:
    rows = ([*_who(scored, row), *map(spell, values[row])] for row in range(len(scored.units)))
    _write(path, [*_who_header(scored), *names], rows)


def _write_recipe(scored: Scored, path: Path) -> None:
    recipe = scored.recipe
    rows = (
        [
            node,
            recipe.title_of(node),
            str(depth),
            recipe.parents.get(node, ""),
            "1" if node == recipe.root else spell(recipe.weight_of(node)),
            "indicator" if node in recipe.indicators else recipe.groups[node].aggregate.method,
        ]
        for node, depth in recipe.walk()
    )
    _write(path, ["onderdeel", "titel", "diepte", "ouder", "gewicht", "methode"], rows)


def _who_header(scored: Scored) -> list[str]:
    return ["gebied", *(["naam"] if scored.figures.names else []), *(["niveau"] if scored.figures.levels else [])]


def _who(scored: Scored, row: int) -> list[str]:
    figures = scored.figures
    return [
        figures.units[row],
        *([figures.names[row]] if figures.names else []),
        *([figures.levels[row]] if figures.levels else []),
    ]


def _write(path: Path, header: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(map(harmless, header))
        writer.writerows([harmless(cell) for cell in row] for row in rows)
