"""The scores of a published edition: what pages, exports and comparisons ask."""

import threading
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from wijkwerk.data.queries.cache_connection import CacheConnection
from wijkwerk.data.queries.figures import AreaRow
from wijkwerk.data.queries.room import ROOM
from wijkwerk.data.queries.store import ObservationStore
from wijkwerk.definitions.catalogue import Catalogue
from wijkwerk.definitions.recipe.loading import load_earlier, load_recipe
from wijkwerk.definitions.recipe.recipe import Recipe
from wijkwerk.definitions.vocabulary import Level
from wijkwerk.governance.kader.frozen import FrozenKader
from wijkwerk.scores.certainty import Certainty

from .cache import CACHE
from .certainties import compute_certainty, read_certainties
from .scoring import RECIPES, SCORES

_COLUMNS = (
    "area, node, value, place, placed, counted, contribution, present, figures, complete, low, high, raw, figure, "
    "treated, imputed, period"
)


@dataclass(frozen=True, slots=True)
class ScoredNode:
    """One node (indicator, theme, domain or the score itself) of one area, as it was published.

    value         normalised figure, or the group's score; None: no score here
    place, placed  place among the areas of its level in its gemeente and how many have one; groups only. None beside a
                  value: the area takes no place (`governance.kader.placing`)
    counted       the weight it counted for in its parent; contribution: points of the score that it brings
    present       children with a value; figures: indicators below it with a figure of the area itself
    complete      nothing is missing that any other area of its level has
    low, high     between which ends the value would lie if nothing were missing
    raw, figure, treated, imputed, period  indicators only: as in the source, after its denominator, after treatment;
                  whether it is the mean of a group instead; the year that it is of
    """

    area: str
    node: str
    value: float | None
    place: float | None
    placed: int
    counted: float | None
    contribution: float | None
    present: int
    figures: int
    complete: bool
    low: float | None
    high: float | None
    raw: float | None
    figure: float | None
    treated: float | None
    imputed: bool
    period: int | None


Tree = dict[str, ScoredNode]  # node -> what it is in one area, in the order of the recipe's tree


class PublishedScores:
    """Reads from the edition's folder; the certainty of another gemeente than its own is computed when it is asked."""

    def __init__(
        self,
        folder: Path,
        recipes: Sequence[str],
        store: ObservationStore,
        catalogue: Catalogue,
        kader: FrozenKader | None,
    ) -> None:
        self._folder, self._names, self._store, self._catalogue = folder, tuple(recipes), store, catalogue
        self._kader = kader
        self._cache = CacheConnection(folder / CACHE)
        self._mark = object()
        self._computing = threading.Lock()

    @cached_property
    def recipes(self) -> dict[str, Recipe]:
        """The recipes as they were published, by id."""
        return {name: load_recipe(self._folder / RECIPES / f"{name}.yaml", self._catalogue) for name in self._names}

    def earlier(self, recipe: str) -> Recipe | None:
        """The version that a published recipe replaced, as it was frozen with it; None for a first version."""
        return load_earlier(self._folder / RECIPES, self.recipes[recipe], self._catalogue)

    def trees(self, recipe: str, areas: Sequence[AreaRow]) -> dict[str, Tree]:
        """Area code -> its whole score; areas that the recipe does not score are absent."""
        codes = [area.code for area in areas]
        if recipe not in self._names or not codes:
            return {}
        trees: dict[str, Tree] = {}
        rows = self._cache.rows(
            f"""
            SELECT {_COLUMNS} FROM read_parquet(?)
            WHERE recipe = ? AND area BETWEEN ? AND ? AND area IN (SELECT unnest(?))
            """,
            [str(self._folder / SCORES), recipe, min(codes), max(codes), codes],
        )
        for row in rows:
            node = ScoredNode(*row)
            trees.setdefault(node.area, {})[node.node] = node
        order = [node for node, _ in self.recipes[recipe].walk()]
        return {
            code: {node: trees[code][node] for node in order if node in trees[code]} for code in codes if code in trees
        }

    def tree(self, recipe: str, area: AreaRow) -> Tree | None:
        return self.trees(recipe, [area]).get(area.code)

    def certainty(self, recipe: str, gemeente: str, level: Level) -> Certainty | None:
        """How sure the places of a level are; None where it has too few areas with a score."""
        kept_of, kept = self._kept
        if kept_of == gemeente:
            return kept.get(recipe, {}).get(level)
        if recipe not in self._names:
            return None
        with self._computing:
            return ROOM.ask(
                (self._mark, recipe, gemeente, level),
                lambda: compute_certainty(
                    self._store, self._catalogue, self.recipes[recipe], self._kader, gemeente, level
                ),
            )

    @cached_property
    def _kept(self) -> tuple[str | None, dict[str, dict[Level, Certainty]]]:
        return read_certainties(self._folder)
