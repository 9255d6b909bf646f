"""Removing data never improves a score by silence, and the properties that any score must have."""

from functools import cache
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from tests.definitions.recipe.small_recipe import recipe_from
from wijkwerk.definitions.recipe.recipe import Recipe
from wijkwerk.scores.figures import Figures
from wijkwerk.scores.run import run
from wijkwerk.scores.scored import Scored

LEAVES = ("p", "q", "r", "s", "t")
RECIPE = """
id: klein
title: Klein
description: Vijf indicatoren in drie groepen van verschillende diepte.
version: "1"
dated: 2026-11-24
high_score_means: urgent
each_indicator: {{normalise: {{method: min_max, scale_low: 1, scale_high: 100, clip: true}}}}
each_group: {{aggregate: {aggregate}, weights_are: {weights_are}, minimum_share: {share}}}
groups:
  top: {{title: Top, children: [links, rechts, t], weights: {{links: 2, rechts: 1, t: 1}}}}
  links: {{title: Links, children: [p, q], weights: {{p: 1, q: 3}}}}
  rechts: {{title: Rechts, children: [r, s]}}
indicators:
  p: {{polarity: low_is_favourable, reference: {{low: 0, high: 1}}}}
  q: {{polarity: high_is_favourable, reference: {{low: 0, high: 1}}}}
  r: {{polarity: low_is_favourable, reference: {{low: 0, high: 1}}}}
  s: {{polarity: low_is_favourable, reference: {{low: 0, high: 1}}}}
  t: {{polarity: high_is_favourable, reference: {{low: 0, high: 1}}}}
awaited: {{p: test, q: test, r: test, s: test, t: test}}
"""
MONOTONE = [
    "arithmetic",
    "geometric",
    "harmonic",
    "median",
    "maximum",
    "minimum",
    "{method: generalised, power: 3}",
]
AGGREGATES = [*MONOTONE, "mazziotta_pareto"]


@cache
def recipe(aggregate: str, weights_are: str = "relative", share: float = 0) -> Recipe:
    return recipe_from(RECIPE.format(aggregate=aggregate, weights_are=weights_are, share=share))


def scored(of: Recipe, table: np.ndarray) -> Scored:
    units = tuple(f"u{row}" for row in range(len(table)))
    return run(of, Figures(units, {name: table[:, index] for index, name in enumerate(LEAVES)}))


tables = arrays(
    np.float64,
    st.tuples(st.integers(2, 6), st.just(5)),
    elements=st.floats(-0.25, 1.25, allow_subnormal=False, width=32),
)


@st.composite
def tables_with_gaps(draw: Any) -> tuple[np.ndarray, np.ndarray]:
    full = draw(tables)
    gaps = draw(arrays(np.bool_, full.shape))
    return full, np.where(gaps, np.nan, full)


@pytest.mark.parametrize("aggregate", MONOTONE)
@pytest.mark.parametrize(("weights_are", "share"), [("relative", 0), ("relative", 0.6), ("as-given", 0)])
@settings(max_examples=settings.default.max_examples // 5)
@given(both=tables_with_gaps())
def test_what_is_removed_takes_the_score_away_or_is_shown_with_bounds_that_hold_the_full_score(
    aggregate, weights_are, share, both
):
    full, holed = both
    of = recipe(aggregate, weights_are, share)
    before, after = scored(of, full), scored(of, holed)
    # A child that nobody has any more is told for all alike: bounds are about what others have.
    known = ~np.isnan(holed).all(axis=0)
    if not known.all():
        before = scored(of, np.where(known, full, np.nan))
    low, high = after.bounds
    for row, unit in enumerate(after.units):
        missing = int(np.isnan(holed[row, known]).sum())
        opened = after.open(unit, "top")
        assert opened.figures == int(known.sum()) - missing
        assert opened.complete == (missing == 0)
        if missing == 0:
            assert opened.value == pytest.approx(before.score(unit), nan_ok=True)
        elif opened.value is not None:
            column = after.column_of["top"]
            assert low[row, column] - 1e-9 <= before.score(unit) <= high[row, column] + 1e-9
            assert low[row, column] - 1e-9 <= opened.value <= high[row, column] + 1e-9


@pytest.mark.parametrize("aggregate", AGGREGATES)
@settings(max_examples=settings.default.max_examples // 5)
@given(both=tables_with_gaps())
def test_the_parts_sum_to_the_whole_in_every_group(aggregate, both):
    found = scored(recipe(aggregate), both[1])
    for group in found.recipe.groups.values():
        children = [found.column_of[child] for child in group.children]
        parts = np.nansum(found.contributions[:, children], axis=1)
        whole = found.contributions[:, found.column_of[group.id]]
        has = ~np.isnan(whole)
        np.testing.assert_allclose(parts[has], whole[has], rtol=1e-9, atol=1e-9)
    root = found.column_of["top"]
    np.testing.assert_array_equal(found.contributions[:, root], found.values[:, root])


@pytest.mark.parametrize("aggregate", AGGREGATES)
@settings(max_examples=settings.default.max_examples // 5)
@given(both=tables_with_gaps(), seed=st.integers(0, 99))
def test_the_order_of_areas_does_not_matter(aggregate, both, seed):
    table = both[1]
    order = np.random.default_rng(seed).permutation(len(table))
    one, other = scored(recipe(aggregate), table), scored(recipe(aggregate), table[order])
    np.testing.assert_allclose(one.values[order], other.values, rtol=1e-12)


@pytest.mark.parametrize("aggregate", MONOTONE)
@settings(max_examples=settings.default.max_examples // 5)
@given(both=tables_with_gaps(), row=st.integers(0, 5), column=st.sampled_from([0, 2, 3]), more=st.floats(0, 1))
def test_a_more_urgent_figure_never_lowers_the_score(aggregate, both, row, column, more):
    table = both[1]
    row = row % len(table)
    raised = table.copy()
    raised[row, column] += more
    unit = f"u{row}"
    before, after = scored(recipe(aggregate), table).score(unit), scored(recipe(aggregate), raised).score(unit)
    assert (before is None) == (after is None)
    if before is not None:
        assert after >= before - 1e-9


@settings(max_examples=settings.default.max_examples // 5)
@given(table=tables, factor=st.sampled_from([0.001, 7.0, 1e6]))
def test_relative_weights_may_be_written_in_any_proportion(table, factor):
    text = RECIPE.format(aggregate="geometric", weights_are="relative", share=0)
    scaled = text.replace("{links: 2, rechts: 1, t: 1}", f"{{links: {2 * factor}, rechts: {factor}, t: {factor}}}")
    np.testing.assert_allclose(
        scored(recipe_from(text), table).values, scored(recipe_from(scaled), table).values, rtol=1e-12
    )
