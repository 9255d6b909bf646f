"""Write everything that a recipe made of a table as CSV files, with all digits.

By whole columns, in DuckDB: a country has 130,000 small areas, and a cell at a time would take longer than the scores.
"""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
from numpy.typing import NDArray

from wijkwerk.definitions.recipe.recipe import Recipe
from wijkwerk.lib.array_views import objects, registered
from wijkwerk.lib.in_memory import connect_in_memory
from wijkwerk.lib.spreadsheet_text import harmless

from .scored import Scored

# Texts, or numbers of which NaN is nothing.
Column = NDArray[Any]

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
    with connect_in_memory() as con:
        for name, columns in _tables(scored).items():
            _write(con, folder / name, columns)
    (folder / "aantekeningen.txt").write_text("".join(f"{note}\n" for note in scored.notes), encoding="utf-8")
    return [folder / name for name in FILES]


def spell(value: float) -> str:
    """All digits that make the number what it is; nothing for a missing one. `_spelled` is the same for a column."""
    if np.isnan(value):
        return ""
    return str(int(value)) if float(value).is_integer() and abs(value) < 1e15 else repr(float(value))


def _tables(scored: Scored) -> dict[str, dict[str, Column]]:
    who, groups, indicators = _who(scored), list(scored.recipe.groups), list(scored.recipe.indicators)
    count = len(indicators)
    return {
        "scores.csv": who | _scores(scored),
        "niveaus.csv": who | _matrix(groups, scored.values[:, count:]),
        "plaatsen.csv": who | _matrix(groups, scored.ranks[:, count:]),
        "bijdragen.csv": who | _matrix(scored.nodes, scored.contributions),
        "genormaliseerd.csv": who | _matrix(indicators, scored.values[:, :count]),
        "behandeld.csv": who | _matrix(indicators, scored.treated),
        "dekking.csv": who | _matrix(groups, scored.figure_counts),
        "recept.csv": _recipe(scored),
    }


def _who(scored: Scored) -> dict[str, Column]:
    """What says which area a row is of."""
    figures = scored.figures
    texts = {"gebied": figures.units, "naam": figures.names, "niveau": figures.levels}
    return {name: _texts(cells) for name, cells in texts.items() if cells}


def _scores(scored: Scored) -> dict[str, Column]:
    recipe, root = scored.recipe, scored.column_of[scored.recipe.root]
    place = root - len(recipe.indicators)
    low, high = scored.bounds
    rows = len(scored.units)
    return {
        "score": scored.values[:, root],
        "plaats": scored.ranks[:, root],
        "van": _ranked(scored, root),
        "onderdelen": scored.present[:, place],
        "van_onderdelen": np.full(rows, len(recipe.groups[recipe.root].children)),
        "cijfers": scored.figure_counts[:, place],
        "van_cijfers": np.full(rows, len(recipe.indicators)),
        "volledig": np.where(scored.complete[:, place], "ja", "nee").astype(object),
        "score_minstens": low[:, root],
        "score_hoogstens": high[:, root],
    }


def _ranked(scored: Scored, node: int) -> NDArray[np.int64]:
    """(areas,) how many areas of its level have a place there."""
    ranked = np.zeros(len(scored.units), np.int64)
    for run in scored.runs:
        ranked[run.rows] = np.count_nonzero(~np.isnan(scored.ranks[run.rows, node]))
    return ranked


def _matrix(names: Sequence[str], values: NDArray[Any]) -> dict[str, Column]:
    return dict(zip(names, values.T, strict=True))


def _recipe(scored: Scored) -> dict[str, Column]:
    recipe = scored.recipe
    nodes = list(recipe.walk())
    weights = ["1" if node == recipe.root else spell(recipe.weight_of(node)) for node, _ in nodes]
    return {
        "onderdeel": _texts(node for node, _ in nodes),
        "titel": _texts(recipe.title_of(node) for node, _ in nodes),
        "diepte": np.array([depth for _, depth in nodes]),
        "ouder": _texts(recipe.parents.get(node, "") for node, _ in nodes),
        "gewicht": _texts(weights),
        "methode": _texts(_method(recipe, node) for node, _ in nodes),
    }


def _method(recipe: Recipe, node: str) -> str:
    return "indicator" if node in recipe.indicators else recipe.groups[node].aggregate.method


def _texts(cells: Iterable[str]) -> Column:
    """Empty is NULL: DuckDB writes an empty text as a pair of quotes."""
    return objects(harmless(cell) or None for cell in cells)


def _write(con: duckdb.DuckDBPyConnection, path: Path, columns: Mapping[str, Column]) -> None:
    """The header is a row of its own: names that differ in capitals alone would be one name to DuckDB."""
    numbered = {f"c{number}": np.ascontiguousarray(column) for number, column in enumerate(columns.values())}
    header = ", ".join(map(_quoted, columns))
    cells = ", ".join(_spelled(name, column) for name, column in numbered.items())
    path.open("wb").close()  # says as an OSError what is in the way
    with registered(con, "columns", numbered):
        try:
            con.execute(
                f"COPY (SELECT {header} UNION ALL SELECT {cells} FROM columns) TO {_quoted(str(path))} "
                "(FORMAT csv, HEADER false)"
            )
        except duckdb.IOException as error:
            raise OSError(str(error)) from error


def _spelled(name: str, column: Column) -> str:
    """`spell` as a question: DuckDB writes a number with the same digits as Python, but a whole one with .0."""
    if column.dtype.kind != "f":
        return f"{name}::VARCHAR"
    whole = f"{name} = trunc({name}) AND abs({name}) < 1e15"
    return f"CASE WHEN isnan({name}) THEN NULL WHEN {whole} THEN {name}::BIGINT::VARCHAR ELSE {name}::VARCHAR END"


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
