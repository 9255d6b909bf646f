"""Stacked themes: missing is not fine, chance is not stapeling, and a seed repeats."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from wijkwerk.engine.stapeling import stack, stack_by_chance

NAN = math.nan
CELLS = st.sampled_from([0.0, 1.0, NAN])
TABLES = st.lists(st.tuples(*[CELLS] * 4), min_size=1, max_size=15)


@given(TABLES)
def test_a_count_lies_between_none_and_the_known_themes(rows: list) -> None:
    found = stack(rows)
    assert ((found.count >= 0) & (found.count <= found.known)).all()
    assert np.array_equal(found.at_most, found.count + 4 - found.known)
    assert np.array_equal(np.isnan(found.p), found.known == 0)
    assert ((found.p[found.known > 0] > 0) & (found.p[found.known > 0] <= 1)).all()


@given(TABLES, st.integers(0, 14), st.integers(0, 3))
def test_taking_a_figure_away_never_makes_an_area_look_safe(rows: list, area: int, theme: int) -> None:
    fewer = [list(row) for row in rows]
    fewer[area % len(rows)][theme] = NAN
    before, after = stack(rows), stack(fewer)
    assert (after.at_most >= before.count).all()
    assert (after.known <= before.known).all()


@given(TABLES)
def test_as_many_areas_are_expected_as_there_are(rows: list) -> None:
    found = stack_by_chance(rows, 3, seed=1)
    assert found.areas.sum() == found.reaching[0] == len(rows)
    assert found.expected.sum() == pytest.approx(len(rows))
    total = np.nansum(np.array(rows))
    assert (np.arange(5) * found.expected).sum() == pytest.approx(total)


def test_the_same_seed_repeats_to_the_bit_and_another_does_not() -> None:
    table = np.random.default_rng(0).integers(0, 2, (40, 6))
    one, again, other = (stack_by_chance(table, 300, seed=seed) for seed in (5, 5, 6))
    assert np.array_equal(one.p, again.p)
    assert not np.array_equal(one.p, other.p)
    assert np.array_equal(one.expected, other.expected)


def test_themes_that_have_nothing_to_do_with_each_other_are_no_stapeling() -> None:
    table = np.random.default_rng(3).random((500, 8)) < 0.3
    found = stack_by_chance(table, 500, seed=1)
    assert (found.reaching[5] >= 10).all()  # chance alone stacks five themes in more than ten areas
    assert (found.p[1:6] > 0.02).all()


def test_themes_that_go_together_stack_beyond_chance() -> None:
    generator = np.random.default_rng(3)
    hard = generator.random(500) < 0.2
    table = generator.random((500, 8)) < np.where(hard, 0.7, 0.2)[:, None]
    found = stack_by_chance(table, 500, seed=1)
    assert found.reaching[5] > 2 * found.expected[5:].sum()
    assert found.p[5] == pytest.approx(1 / 501)


def test_an_area_without_any_known_theme_counts_nothing_and_may_be_anything() -> None:
    found = stack([[NAN, NAN], [1, 0], [0, 1]])
    assert (found.count[0], found.known[0], found.at_most[0]) == (0, 0, 2)
    assert np.isnan(found.p[0])


def test_a_theme_beyond_the_norm_everywhere_tells_nothing() -> None:
    assert stack([[1, 0], [1, 1], [1, 0]]).p == pytest.approx([1, 1 / 3, 1])
    assert stack(np.zeros((0, 3))).count.shape == (0,)


@pytest.mark.parametrize("count", [stack, lambda beyond: stack_by_chance(beyond, seed=1)])
def test_what_is_neither_beyond_nor_not_is_refused(count) -> None:
    with pytest.raises(ValueError, match="area 1, theme 0 must be 0, 1 or missing, not 2"):
        count([[0, 1], [2, 1]])
    with pytest.raises(ValueError, match=r"shape \(areas, themes\), not \(2,\)"):
        count([0, 1])


def test_no_draws_are_refused() -> None:
    with pytest.raises(ValueError, match="at least one draw is needed, not 0"):
        stack_by_chance([[0, 1]], 0, seed=1)
