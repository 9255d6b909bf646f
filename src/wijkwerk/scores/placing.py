"""The places of scores, by the rule of a recipe."""

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from wijkwerk.data.queries.figures import AreaRow
from wijkwerk.definitions.recipe.recipe import Recipe
from wijkwerk.engine.intervals import FloatArray
from wijkwerk.engine.ranks import ranks_per_column
from wijkwerk.governance.kader.frozen import FrozenKader
from wijkwerk.governance.kader.placing import without_place

Mask = NDArray[np.bool_]


def places(recipe: Recipe, values: FloatArray, contenders: Mask | None = None) -> FloatArray:
    """Places in every column, NaN where there is no value.

    values      (units,) or (units, nodes)
    contenders  (units,) which units take a place; the others get none and push nobody down. All where left out
    """
    table = values if values.ndim == 2 else values[:, None]
    if contenders is not None:
        table = np.where(contenders[:, None], table, np.nan)
    ordered = ranks_per_column(
        table,
        ties=recipe.ranks.ties,
        tolerance=recipe.ranks.tolerance,
        highest_first=recipe.ranks.first == "highest",
    )
    return ordered.reshape(values.shape)


def contenders_of(
    recipe: Recipe, areas: Sequence[AreaRow], around: Iterable[AreaRow], kader: FrozenKader | None
) -> Mask | None:
    """Which areas take a place by this recipe and this kader; None where all do.

    around  the wijken of buurten, where they are not among the areas themselves
    """
    if recipe.ranks.among == "all":
        return None
    refused = without_place([*around, *areas], kader)
    return np.array([area.code not in refused for area in areas], np.bool_)
