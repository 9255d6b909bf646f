"""How sure places are: from a recipe to draws, without a database."""

import datetime
from pathlib import Path

import numpy as np
import pytest

from wijkwerk.definitions.recipe.loading import load_recipe
from wijkwerk.definitions.recipe.recipe import Recipe
from wijkwerk.definitions.vocabulary import IntervalRule
from wijkwerk.engine.sampling_uncertainty import Chance
from wijkwerk.scores.alternatives import AGGREGATIONS_TRIED, NORMALISATIONS, alternatives
from wijkwerk.scores.area_figures import Limits
from wijkwerk.scores.certainty import PLACES, Certainty, certainty, chance_of
from wijkwerk.scores.figures import Figures
from wijkwerk.scores.run import run
from wijkwerk.scores.trees import level_tree

from .small_figures import figures

RECIPE = f"""
id: proef
title: Proef
description: Een proef.
version: "1"
dated: {datetime.date(2026, 3, 1)}
high_score_means: urgent
each_indicator: {{normalise: goalposts, polarity: low_is_favourable, reference: {{low: 0, high: 100}}}}
groups:
  score: {{title: Score, children: [sociaal, veilig], weights_are: as-given, weights: {{sociaal: 0.5, veilig: 0.5}}}}
  sociaal: {{title: Sociaal, children: [een, twee], minimum_share: 0.5}}
  veilig: {{title: Veilig, children: [drie, wacht], minimum_share: 0.5}}
awaited: {{wacht: Nog geen cijfers.}}
"""
TABLE = {
    "een": [10.0, 20, 30, 40, 50, 60],
    "twee": [15.0, 25, None, 45, 30, 80],
    "drie": [50.0, 42, 31, 24, 64, 90],
}


@pytest.fixture
def recipe(tmp_path: Path) -> Recipe:
    return read(tmp_path, RECIPE)


def read(folder: Path, text: str) -> Recipe:
    (folder / "proef.yaml").write_text(text, encoding="utf-8")
    return load_recipe(folder / "proef.yaml")


def exact(table: Figures, recipe: Recipe) -> Limits:
    shape = (len(table.units), len(recipe.indicators))
    return Limits(np.full(shape, np.nan), np.full(shape, np.nan))


def sure(recipe: Recipe, table: Figures, limits: Limits | None = None, **other: int) -> Certainty:
    scored = run(recipe, table)
    chances = [Chance.NONE if limits is None else Chance.UNIFORM] * len(recipe.indicators)
    given = limits or exact(table, recipe)
    return certainty(scored, "", table.units, given, chances, variants=400, samples=200, **other)


def test_the_first_alternative_of_each_kind_is_the_recipe_itself(recipe):
    table = figures(TABLE)
    scored = run(recipe, table)
    found = sure(recipe, table)
    order = np.argsort(-scored.column("score"), kind="stable")
    assert found.ranks[order].tolist() == [1, 2, 3, 4, 5, 6]
    assert (len(NORMALISATIONS), len(AGGREGATIONS_TRIED)) == (3, 2)


def test_what_nobody_has_figures_for_takes_no_score_away(recipe):
    table = figures(TABLE)
    scored = run(recipe, table)
    tried = alternatives(scored, level_tree(scored, ""), table.units)
    assert tried.indicators == ("een", "twee", "drie")
    assert tried.normalised.shape == (3, 6, 3)
    assert not np.isnan(sure(recipe, table).method.median).any()


def test_an_area_that_is_worst_on_everything_is_first_in_every_variant(recipe):
    method = sure(recipe, figures(TABLE)).method
    assert (method.low[5], method.high[5], method.first[5, 0]) == (1, 1, 1)
    assert method.draws == 400
    assert method.failures == ()


def test_equal_areas_are_each_first_in_half_of_the_variants(recipe):
    twins = {name: [column[5], column[5], column[0]] for name, column in TABLE.items()}
    method = sure(recipe, figures(twins)).method
    assert method.first[0, 0] == pytest.approx(0.5)
    assert method.first[1, 0] == pytest.approx(0.5)


def test_a_seed_repeats_to_the_bit_on_any_number_of_threads(recipe):
    one, other = sure(recipe, figures(TABLE)), sure(recipe, figures(TABLE), threads=2)
    np.testing.assert_array_equal(one.method.counts, other.method.counts)
    assert one.causes == other.causes


def test_figures_without_an_interval_leave_nothing_to_draw(recipe):
    assert sure(recipe, figures(TABLE)).sampling is None


def test_doubt_in_a_figure_moves_only_areas_that_lie_near(recipe):
    table = figures({"een": [10.0, 11, 90], "twee": [10.0, 11, 90], "drie": [10.0, 11, 90]})
    values = run(recipe, table).prepared.figures
    found = sure(recipe, table, Limits(values - 3, values + 3)).sampling
    assert found is not None
    assert found.first[2, 0] == 1
    assert 0 < found.counts[0, 1] < 200


def test_draws_scored_together_are_those_scored_one_by_one(recipe, tmp_path):
    """A z-score looks at the other areas, so that its draws cannot be scored as one table; goalposts can."""
    table = figures({"een": [10.0, 20, 30, 40], "twee": [15.0, 25, 35, 20], "drie": [50.0, 40, 30, 20]})
    values = run(recipe, table).prepared.figures
    limits = Limits(values - 8, values + 8)
    together = sure(recipe, table, limits).sampling
    treated = RECIPE.replace("normalise: goalposts", "treat: {max_points: 0}, normalise: [goalposts]")
    again = sure(read(tmp_path, treated), table, limits).sampling
    np.testing.assert_array_equal(together.counts, again.counts)
    sample = read(tmp_path, RECIPE.replace("normalise: goalposts", "normalise: z_score"))
    assert sure(sample, table, limits).sampling.counts.sum() == pytest.approx(together.counts.sum())


def test_a_recipe_that_puts_the_lowest_score_first_keeps_its_places(tmp_path):
    favourable = RECIPE.replace("high_score_means: urgent", "high_score_means: favourable") + "ranks: {first: lowest}\n"
    found = sure(read(tmp_path, favourable), figures(TABLE))
    assert found.ranks[5] == 1
    assert found.method.first[5, 0] == 1


def test_the_choice_that_matters_most_stands_first_and_all_shares_make_one(recipe):
    found = sure(recipe, figures(TABLE))
    assert [cause.share for cause in found.causes] == sorted((cause.share for cause in found.causes), reverse=True)
    assert sum(cause.share for cause in found.causes) == pytest.approx(1)
    assert {name for name, _ in found.indicators} <= {"een", "twee", "drie"}
    assert found.method.first.shape == (6, len(PLACES))


@pytest.mark.parametrize("rule", IntervalRule)
def test_every_kind_of_interval_has_its_kind_of_chance(rule):
    assert chance_of(rule) in Chance
