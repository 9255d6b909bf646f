"""The scores of an edition: every recipe of the day on its figures, for the whole country, frozen beside them.

recipes/<id>.yaml    the recipe as it stood; recipes/earlier/<id>-<version>.yaml the one that it replaced
scores.parquet       every node of every scored area; see `SCORE_COLUMNS`
certainty.json       how sure the places are, of the gemeente that the site is for
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import duckdb
import numpy as np
from numpy.typing import NDArray

from wijkwerk.data.queries.figures import AreaRow
from wijkwerk.data.queries.store import ObservationStore
from wijkwerk.definitions.catalogue import Catalogue
from wijkwerk.definitions.recipe.loading import earlier_file, load_earlier, load_recipes
from wijkwerk.definitions.recipe.recipe import Recipe, RecipeError
from wijkwerk.engine.intervals import FloatArray
from wijkwerk.governance.kader.frozen import FrozenKader
from wijkwerk.lib.array_views import objects, registered
from wijkwerk.lib.durable import copy_durably, sync_file
from wijkwerk.lib.in_memory import connect_in_memory
from wijkwerk.scores.area_figures import AreaFigures, area_figures
from wijkwerk.scores.errors import ScoreError
from wijkwerk.scores.placing import places
from wijkwerk.scores.run import run
from wijkwerk.scores.scored import Scored

from .certainties import write_certainties
from .manifest import EditionError, FrozenRecipe

RECIPES = "recipes"
SCORES = "scores.parquet"

# recipe, area, level, node; value normalised or of the group; place among the areas of its level in its gemeente, of
# how many; counted: the weight it counted for; contribution in points of the score; present: children with a value;
# figures: indicators below with a figure; complete: nothing missing that others have; low, high: between which ends
# the value lies if nothing were missing; raw, figure, treated: an indicator's own figure, after its denominator, after
# treatment; imputed; period: its year.
SCORE_COLUMNS = (
    "recipe VARCHAR, area VARCHAR, level VARCHAR, node VARCHAR, value DOUBLE, place DOUBLE, placed SMALLINT, "
    "counted DOUBLE, contribution DOUBLE, present SMALLINT, figures SMALLINT, complete BOOLEAN, low DOUBLE, "
    "high DOUBLE, raw DOUBLE, figure DOUBLE, treated DOUBLE, imputed BOOLEAN, period SMALLINT"
)


@dataclass(frozen=True)
class Scoring:
    """recipes   those with scores
    unscored  recipe -> why it gives no scores on these figures
    files     what was written, and how many rows where it has rows
    """

    recipes: tuple[FrozenRecipe, ...] = ()
    unscored: dict[str, str] = field(default_factory=dict)
    files: dict[str, int | None] = field(default_factory=dict)


def recipes_to_publish(catalogue_folder: Path, catalogue: Catalogue) -> dict[str, Recipe]:
    """The recipes beside the catalogue. Raises EditionError with every fault of every recipe: nothing is published."""
    folder = catalogue_folder / RECIPES
    if not folder.is_dir():
        return {}
    try:
        recipes = load_recipes(folder, catalogue)
    except RecipeError as error:
        raise EditionError(f"Er is niets gepubliceerd. {error}") from error
    for recipe in recipes.values():
        _refuse_for_tables_only(recipe)
        earlier_of(folder, recipe, catalogue)
    return recipes


def earlier_of(folder: Path, recipe: Recipe, catalogue: Catalogue) -> Recipe | None:
    """The version that a recipe replaces. Raises EditionError where that cannot be used: nothing is published."""
    try:
        return load_earlier(folder, recipe, catalogue)
    except RecipeError as error:
        raise EditionError(f"Er is niets gepubliceerd. {error}") from error


def _refuse_for_tables_only(recipe: Recipe) -> None:
    """An edition has figures, not the columns of a table beside them: its catalogue divides, and says of which year."""
    for indicator in recipe.indicators.values():
        key = "denominator" if indicator.denominator else "impute" if indicator.impute else None
        if key is not None:
            raise EditionError(
                f"Er is niets gepubliceerd. {RECIPES}/{recipe.id}.yaml: '{key}' bij '{indicator.id}' kan alleen op een "
                "losse tabel (wijkwerk score). Laat de catalogus delen met 'formula'; een gat blijft een gat."
            )


def write_scores(
    folder: Path,
    store: ObservationStore,
    catalogue: Catalogue,
    recipes: Mapping[str, Recipe],
    recipe_folder: Path,
    kader: FrozenKader | None,
    gemeente: str | None,
) -> Scoring:
    """Score and write. A recipe whose indicators have no figures here is told in `unscored`; the others go on.

    kader      of the edition: who takes a place, where a recipe asks for that
    gemeente   whose certainty is kept; another's is computed when somebody asks

    Raises EditionError where the figures are there and a recipe can do nothing with them: nothing is published.
    """
    if not recipes:
        return Scoring()
    scored, unscored = _scored(store, recipes, kader)
    files: dict[str, int | None] = {}
    (folder / RECIPES).mkdir()
    for name in _recipe_files(recipes[recipe] for recipe in scored):
        (folder / RECIPES / name).parent.mkdir(exist_ok=True)
        copy_durably(recipe_folder / name, folder / RECIPES / name)
        files[f"{RECIPES}/{name}"] = None
    files[SCORES] = _write_rows(folder / SCORES, list(scored.values()))
    if gemeente is not None:
        files[write_certainties(folder, store, catalogue, scored, gemeente).name] = None
    return Scoring(
        tuple(FrozenRecipe(r, recipes[r].title, recipes[r].version, recipes[r].hash) for r in scored), unscored, files
    )


def _recipe_files(recipes: Iterable[Recipe]) -> list[str]:
    """Of each recipe its text, and that of the version before."""
    return [
        name
        for recipe in recipes
        for name in (f"{recipe.id}.yaml", *([] if recipe.replaces is None else [earlier_file(recipe)]))
    ]


def _scored(
    store: ObservationStore, recipes: Mapping[str, Recipe], kader: FrozenKader | None
) -> tuple[dict[str, tuple[Scored, AreaFigures]], dict[str, str]]:
    scored, unscored = {}, {}
    for name, recipe in recipes.items():
        figures = area_figures(store, recipe, kader)
        try:
            outcome = run(recipe, figures.figures, comparable=True)
        except ScoreError as error:
            unscored[name] = _without_figures(recipe, figures)
            if not unscored[name]:
                raise EditionError(f"Er is niets gepubliceerd. {RECIPES}/{name}.yaml: {error}") from error
        else:
            scored[name] = (outcome, figures)
    return scored, unscored


def _without_figures(recipe: Recipe, of: AreaFigures) -> str:
    """In the words of an edition: which indicators have no figures in its releases. Empty where that is not it."""
    there = {indicator for _, indicator in of.periods}
    missing = [each.title for each in recipe.indicators.values() if each.awaited is None and each.id not in there]
    return f"Geen cijfers in deze leveringen: {', '.join(missing)}." if missing else ""


def _write_rows(path: Path, all_scored: Sequence[tuple[Scored, AreaFigures]]) -> int:
    with connect_in_memory() as con:
        con.execute(f"CREATE TABLE score ({SCORE_COLUMNS})")
        for scored, figures in all_scored:
            _add_rows(con, scored, figures)
        con.execute(f"COPY score TO '{_quoted(path)}' (FORMAT parquet, COMPRESSION zstd)")
        rows: int = con.execute("SELECT count(*) FROM score").fetchall()[0][0]
    sync_file(path)
    return rows


def _add_rows(con: duckdb.DuckDBPyConnection, scored: Scored, of: AreaFigures) -> None:
    """Texts come from two short lists, by number: a million Python texts would take longer than the scores."""
    area_of = {area.code: area for area in of.areas}
    areas = [area_of[unit] for unit in scored.units]
    lists = {"code": objects(scored.units), "level": objects(area.level.value for area in areas)}
    with (
        registered(con, "given", _columns(scored, of, areas)),
        registered(con, "area", {"area_id": np.arange(len(areas), dtype=np.int32), **lists}),
        registered(con, "node", {"node_id": np.arange(len(scored.nodes)), "name": objects(scored.nodes)}),
    ):
        con.execute(
            """
            INSERT INTO score BY NAME
            SELECT $recipe AS recipe, code AS area, level, name AS node,
                   given.* EXCLUDE (area_id, node_id, position)
            FROM given JOIN area USING (area_id) JOIN node USING (node_id) ORDER BY position
            """,
            {"recipe": scored.recipe.id},
        )


def _columns(scored: Scored, of: AreaFigures, areas: Sequence[AreaRow]) -> dict[str, NDArray[np.generic]]:
    """One row per area and node: areas within their gemeente, nodes in the order of the tree."""
    count, indicators = len(scored.nodes), len(scored.recipe.indicators)
    ranks, placed = _places(scored, [area.gemeente or "" for area in areas])
    low, high = scored.bounds
    in_tree = np.array([scored.column_of[node] for node, _ in scored.recipe.walk()])
    order = np.array(
        sorted(range(len(areas)), key=lambda row: (areas[row].gemeente or "", areas[row].level, areas[row].code))
    )

    def whole(table: NDArray[np.generic]) -> NDArray[np.generic]:
        """(units, nodes) laid out row after row, in the order of the file."""
        return np.asarray(table[np.ix_(order, in_tree)].reshape(-1))

    def beside(table: NDArray[np.generic], first: int, missing: float) -> NDArray[np.float64]:
        """A table of indicators only (first 0) or of groups only, with nothing at the others."""
        full = np.full((len(areas), count), missing)
        full[:, first : first + table.shape[1]] = table
        return full

    years_of = {
        level: [of.periods.get((level, name), 0) for name in scored.recipe.indicators]
        for level in {area.level for area in areas}
    }
    years = np.array([years_of[area.level] for area in areas]).reshape(len(areas), indicators)
    counted = _counted(scored)
    return {
        "area_id": np.repeat(order, count).astype(np.int32),
        "node_id": np.tile(in_tree, len(areas)),
        "value": _nullable(whole(scored.values)),
        "place": _nullable(whole(ranks)),
        "placed": whole(placed).astype(np.int16),
        "counted": _nullable(whole(counted)),
        "contribution": _nullable(whole(scored.contributions)),
        "present": whole(beside(scored.present, indicators, 0)).astype(np.int16),
        "figures": whole(beside(scored.figure_counts, indicators, 0)).astype(np.int16),
        "complete": whole(beside(scored.complete, indicators, 0)).astype(np.bool_),
        "low": _nullable(whole(low)),
        "high": _nullable(whole(high)),
        "raw": _nullable(whole(beside(scored.prepared.raw, 0, np.nan))),
        "figure": _nullable(whole(beside(scored.prepared.figures, 0, np.nan))),
        "treated": _nullable(whole(beside(scored.treated, 0, np.nan))),
        "imputed": whole(beside(scored.prepared.imputed, 0, 0)).astype(np.bool_),
        "period": np.ma.masked_equal(whole(beside(years, 0, 0)).astype(np.int16), 0),
        "position": np.arange(len(areas) * count, dtype=np.int32),
    }


def _counted(scored: Scored) -> FloatArray:
    """(units, nodes) the weight that each node counted for in its parent, after what was missing dropped out."""
    counted = np.full(scored.values.shape, np.nan)
    counted[:, scored.column_of[scored.recipe.root]] = 1.0
    for level in scored.runs:
        for group, weights in zip(level.groups, level.computed.weights, strict=True):
            counted[np.ix_(level.rows, np.array(group.children))] = weights
    return counted


def _places(scored: Scored, gemeenten: Sequence[str]) -> tuple[FloatArray, NDArray[np.int64]]:
    """(units, nodes) twice: the place of each group's value within gemeente and level, and of how many."""
    ranks = np.full(scored.values.shape, np.nan)
    placed = np.zeros(scored.values.shape, np.int64)
    first = len(scored.recipe.indicators)
    names = np.array(gemeenten, dtype=object)
    for level in scored.runs:
        for rows in _together(names, level.rows):
            within = places(scored.recipe, scored.values[rows][:, first:], scored.figures.contenders_at(rows))
            ranks[np.ix_(rows, np.arange(first, within.shape[1] + first))] = within
            placed[rows, first:] = (~np.isnan(within)).sum(axis=0)
    return ranks, placed


def _together(names: NDArray[np.object_], rows: NDArray[np.int64]) -> list[NDArray[np.int64]]:
    """The rows of each gemeente."""
    by_name: dict[str, list[int]] = {}
    for row in rows.tolist():
        by_name.setdefault(names[row], []).append(row)
    return [np.array(members) for members in by_name.values()]


def _nullable(values: NDArray[np.generic]) -> NDArray[np.generic]:
    return np.ma.masked_invalid(values)


def _quoted(path: Path) -> str:
    return str(path).replace("'", "''")
