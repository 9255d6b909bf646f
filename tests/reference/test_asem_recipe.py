"""The ASEM recipe and eight variations on it against COINr, on the committed figures (denominated already)."""

from collections.abc import Mapping
from copy import deepcopy
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from wijkwerk.definitions.documents import Document
from wijkwerk.definitions.recipe.loading import load_recipe, recipe_of
from wijkwerk.definitions.recipe.recipe import Recipe
from wijkwerk.scores.figures import Figures
from wijkwerk.scores.run import run

from .asem import read_committed

RECIPE = load_recipe(Path(__file__).parent / "asem.yaml")
DATA = read_committed()
TREAT = {"max_points": 5, "transformation": "log_of_range"}
# What each variant says in `each_indicator`, in `each_group`, and whether gaps are filled in.
VARIANTS: dict[str, tuple[Mapping[str, Any], Mapping[str, Any], bool]] = {
    "V01_default": ({}, {}, True),
    "V02_zscore_amean": ({"normalise": "z_score"}, {}, True),
    "V04_prank_amean": ({"normalise": {"method": "percentile_rank", "scale": 1}}, {}, True),
    "V07_minmax1_gmean": ({"normalise": {"method": "min_max", "scale_low": 1}}, {"aggregate": "geometric"}, True),
    "V13_unweighted": ({"normalise": {"method": "min_max", "scale_low": 1}}, {}, True),
    "V21_treat_T1_none": ({"treat": {"max_points": 0}}, {}, True),
    "V22_treat_T2_win10_only": ({"treat": {"max_points": 10}}, {}, True),
    "V26_treat_T6_winmax1": ({"treat": {**TREAT, "max_points": 1}}, {}, True),
    "V30_missing_nothresh": ({}, {"minimum_share": 0}, False),
}


def variant(name: str) -> Recipe:
    indicators, groups, _ = VARIANTS[name]
    content = deepcopy(dict(RECIPE.content))
    for own in content["indicators"].values():
        own.pop("denominator", None)
    content["each_indicator"] = {"treat": TREAT, "normalise": "min_max", **indicators}
    content["each_group"] = {**content["each_group"], **groups}
    content.pop("screen")
    return recipe_of(Document("variant", content))


def figures(filled: bool) -> Figures:
    values = np.where(DATA.imputed & (not filled), np.nan, DATA.figures.values)
    return Figures(
        tuple(DATA.figures.areas), {name: values[:, index] for index, name in enumerate(DATA.figures.columns)}
    )


@pytest.mark.parametrize("name", VARIANTS)
def test_every_variant_equals_coinr_per_area(name):
    scored = run(variant(name), figures(VARIANTS[name][2]))
    assert DATA.scores[name]
    for group, theirs in DATA.scores[name].items():
        np.testing.assert_allclose(scored.column(group), theirs, rtol=1e-9, atol=1e-12)


def test_the_parts_of_every_variant_sum_to_the_whole():
    for name, (_, _, filled) in VARIANTS.items():
        scored = run(variant(name), figures(filled))
        parts = np.nansum(scored.contributions[:, : len(scored.recipe.indicators)], axis=1)
        np.testing.assert_allclose(parts, scored.column("Index"), rtol=1e-9, atol=1e-9)
