"""Ranks in every variant: as by hand, whatever the number of threads, and nothing lost in silence."""

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.reference import slow_uncertainty as slow

from wijkwerk.engine.aggregate import geometric, mazziotta_pareto
from wijkwerk.engine.method_uncertainty import Failure, RankTable, rank_variants
from wijkwerk.engine.power_means import ARITHMETIC, GEOMETRIC, HARMONIC
from wijkwerk.engine.score_tree import Group, ScoreTree, flat_tree
from wijkwerk.engine.variant_scores import Mean
from wijkwerk.engine.variants import Choices, Variants, draw_variants, each_left_out, reference_variant

_ = np.nan
# Three layers, a group beside an indicator, a gate, a weight of nothing.
DEEP = ScoreTree(
    6,
    (
        Group((7, 8, 5), (2.0, 1.0, 1.0)),
        Group((9, 0), (1.0, 3.0), 0.5),
        Group((3, 4), (1.0, 1.0), 0.6),
        Group((1, 2), (2.0, 0.0)),
    ),
)


def figures(areas: int, indicators: int, *, missing: float = 0.2, seed: int = 1) -> np.ndarray:
    random = np.random.default_rng(seed)
    values = random.uniform(1, 100, (areas, indicators))
    values[random.random((areas, indicators)) < missing] = _
    return values


def all_means(tree: ScoreTree, *powers: float) -> list[list[Mean]]:
    return [[power] * len(tree.groups) for power in powers]


def by_hand(matrices: np.ndarray, tree: ScoreTree, powers: Sequence[float], variants: Variants) -> np.ndarray:
    rows = []
    for v in range(len(variants)):
        power, out = powers[variants.aggregation[v]], int(variants.left_out[v])
        table = matrices[variants.normalisation[v]]
        scores = slow.scores(tree, table, power, variants.factors[v], out)
        rows.append(slow.ranks(scores))
    return np.array(rows)


def same(found: RankTable, expected: np.ndarray) -> None:
    np.testing.assert_array_equal(found.ranks(), expected)


def test_ranks_of_two_indicators_are_those_of_a_sum_on_paper():
    tree = flat_tree(np.array([0, 0]), np.array([3.0, 1.0]), np.array([1.0]))
    found = rank_variants(
        [[[10, 10], [12, 2], [0, 40], [_, 11]]], tree, all_means(tree, ARITHMETIC), each_left_out(tree)
    )
    assert found.ranks().tolist()[0] == [3, 4, 1, 2]  # only the second: 10, 2, 40, 11
    np.testing.assert_array_equal(found.ranks()[1], [2, 1, 3, _])  # only the first: 10, 12, 0, none
    own = rank_variants([[[10, 10], [12, 2], [0, 40], [_, 11]]], tree, all_means(tree, 1.0), reference_variant(tree))
    assert own.ranks().tolist() == [[2.5, 4, 2.5, 1]]  # 10, 9.5, 10, 11


@pytest.mark.parametrize("powers", [(1.0, 0.0), (-1.0, 2.0), (0.5, 1.0)])
@pytest.mark.parametrize("tree", [DEEP, flat_tree(np.arange(6) % 3, np.arange(1.0, 7), np.ones(3), 0.5)])
def test_every_rank_in_every_variant_is_that_of_the_slow_computation(tree: ScoreTree, powers: tuple[float, float]):
    matrices = np.stack([figures(25, 6), np.sqrt(figures(25, 6)), figures(25, 6) ** 2])
    variants = draw_variants(tree, Choices(3, 2), 60, 4)
    found = rank_variants(matrices, tree, all_means(tree, *powers), variants)
    same(found, by_hand(matrices, tree, powers, variants))
    assert found.failures == ()


@settings(max_examples=60)
@given(st.data())
def test_any_tree_with_any_gaps_gives_the_ranks_of_the_slow_computation(data: st.DataObject):
    indicators = data.draw(st.integers(2, 5))
    domains = data.draw(st.lists(st.integers(0, 2), min_size=indicators, max_size=indicators))
    weight = st.sampled_from([0.0, 1.0, 2.0])
    weights = data.draw(st.lists(weight, min_size=indicators, max_size=indicators))
    gate = data.draw(st.sampled_from([0.0, 0.5, 1.0]))
    tree = flat_tree(np.array(domains), np.array(weights), np.array([1.0, 2.0, 0.5]), gate)
    cell = st.sampled_from([_, 1.0, 2.0, 5.0])
    row = st.lists(cell, min_size=indicators, max_size=indicators)
    matrix = np.array([data.draw(st.lists(row, min_size=1, max_size=6))])
    variants = draw_variants(tree, Choices(1, 3), 12, data.draw(st.integers(0, 99)))
    powers = (ARITHMETIC, GEOMETRIC, HARMONIC)
    same(rank_variants(matrix, tree, all_means(tree, *powers), variants), by_hand(matrix, tree, powers, variants))


def test_another_mean_per_layer_is_turned_back_in_between():
    tree = flat_tree(np.array([0, 0, 1]), np.ones(3), np.ones(2))
    # (1 + 9) / 2 = 5 and √(5 · 20) = 10, against √(4.5 · 20) and √(5 · 20.5)
    matrix = [[[1, 9, 20], [4, 5, 20], [5, 5, 20.5]]]
    found = rank_variants(matrix, tree, [[GEOMETRIC, ARITHMETIC, ARITHMETIC]], reference_variant(tree))
    assert found.ranks().tolist() == [[2, 3, 1]]


def test_weights_as_given_are_used_as_they_stand():
    tree = ScoreTree(3, (Group((3 + 1, 2), (0.5, 0.4), relative=False), Group((0, 1), (0.5, 0.4), relative=False)))
    # 0.5 · (0.5 · 10 + 0.4 · 10) + 0.4 · 0 = 4.5 against 0.4 · 11 = 4.4; the third misses a child
    matrix = [[[10, 10, 0], [0, 0, 11], [90, _, 90]]]
    found = rank_variants(matrix, tree, all_means(tree, ARITHMETIC), reference_variant(tree))
    np.testing.assert_array_equal(found.ranks(), [[1, 2, _]])


def test_a_function_gives_the_same_as_the_product_of_matrices():
    tree = flat_tree(np.arange(6) % 2, np.arange(1.0, 7), np.ones(2), 0.5)
    matrix = figures(30, 6)[None]
    variants = draw_variants(tree, Choices(1, 1), 40, 2)
    called = rank_variants(matrix, tree, [[geometric, geometric, geometric]], variants)
    mixed = rank_variants(matrix, tree, [[geometric, GEOMETRIC, geometric]], variants)
    same(called, rank_variants(matrix, tree, all_means(tree, GEOMETRIC), variants).ranks())
    same(mixed, called.ranks())


def test_a_mean_that_is_no_power_takes_part():
    tree = flat_tree(np.array([0, 0]), np.ones(2), np.ones(1))
    # Equal means; for urgency the penalty on imbalance adds.
    found = rank_variants([[[50, 50], [20, 80]]], tree, [[ARITHMETIC, mazziotta_pareto]], reference_variant(tree))
    assert found.ranks().tolist() == [[2, 1]]


def test_a_transformation_of_a_group_comes_before_the_next_layer():
    double = Group((0,), (1.0,), transform=lambda values: -values)
    tree = ScoreTree(2, (Group((3, 1), (1.0, 1.0)), double))
    matrix = [[[5, 1], [1, 1], [_, 3]]]
    for mean in (ARITHMETIC, GEOMETRIC):
        found = rank_variants(matrix, tree, [[ARITHMETIC, mean]], reference_variant(tree))
        assert found.ranks().tolist() == [[3, 2, 1]]


def test_identical_areas_get_half_each():
    matrix = figures(12, 6, missing=0)
    matrix[1] = matrix[0] = matrix.max(axis=0)
    tree = flat_tree(np.arange(6) % 2, np.ones(6), np.ones(2))
    found = rank_variants(
        matrix[None], tree, all_means(tree, 1, 0), draw_variants(tree, Choices(1, 2), 500, 7), places=(1, 2)
    )
    assert found.first[:2].tolist() == [[250, 500], [250, 500]]
    assert (found.ranks()[:, :2] == 1.5).all()


def test_without_noise_every_draw_is_the_recipe_itself():
    tree = flat_tree(np.arange(6) % 2, np.ones(6), np.ones(2))
    still = draw_variants(tree, Choices(1, 1, spread=0, leave_out=False), 50, 7)
    found = rank_variants(figures(40, 6)[None], tree, all_means(tree, 1), still)
    own = rank_variants(figures(40, 6)[None], tree, all_means(tree, 1), reference_variant(tree))
    assert (found.doubled == own.doubled).all()


def test_threads_and_a_second_run_change_no_bit():
    tree = flat_tree(np.arange(8) % 3, np.ones(8), np.ones(3))
    matrices = np.stack([figures(3000, 8, seed=1), figures(3000, 8, seed=2)])
    variants = draw_variants(tree, Choices(2, 2), 300, 9)

    def run(threads: int) -> RankTable:
        return rank_variants(matrices, tree, all_means(tree, 1, 0), variants, places=(3, 500), threads=threads)

    one, again, two = run(1), run(1), run(2)
    for other in (again, two):
        assert one.doubled.tobytes() == other.doubled.tobytes()
        assert one.first.tobytes() == other.first.tobytes()


def test_the_order_of_areas_does_not_matter():
    tree = flat_tree(np.arange(6) % 2, np.ones(6), np.ones(2))
    matrix, variants = figures(50, 6), draw_variants(tree, Choices(1, 2), 40, 1)
    order = np.random.default_rng(5).permutation(50)
    straight = rank_variants(matrix[None], tree, all_means(tree, 1, 0), variants)
    turned = rank_variants(matrix[order][None], tree, all_means(tree, 1, 0), variants)
    assert (turned.doubled == straight.doubled[:, order]).all()


def test_scaling_all_weights_of_a_group_changes_nothing():
    variants = draw_variants(DEEP, Choices(1, 2), 40, 1)
    groups = tuple(Group(g.children, tuple(10 * w for w in g.weights), g.minimum_share) for g in DEEP.groups)
    matrix = figures(50, 6)[None]
    plain = rank_variants(matrix, DEEP, all_means(DEEP, 1, 0), variants)
    scaled = rank_variants(matrix, ScoreTree(6, groups), all_means(DEEP, 1, 0), variants)
    assert (plain.doubled == scaled.doubled).all()


def test_a_more_urgent_value_never_lowers_a_place():
    tree = flat_tree(np.arange(6) % 2, np.ones(6), np.ones(2), 0.5)
    matrix, variants = figures(30, 6), draw_variants(tree, Choices(1, 2), 40, 1)
    before = rank_variants(matrix[None], tree, all_means(tree, 1, 0), variants).ranks()
    area, column = np.argwhere(~np.isnan(matrix))[17]
    matrix[area, column] += 20
    after = rank_variants(matrix[None], tree, all_means(tree, 1, 0), variants).ranks()
    has = ~np.isnan(before[:, area])
    assert (after[has, area] <= before[has, area]).all()
    assert (after[has, area] < before[has, area]).any()


def test_an_area_below_the_gate_has_a_place_in_no_variant():
    tree = flat_tree(np.zeros(5, int), np.ones(5), np.ones(1), 0.6)
    matrix = figures(20, 5, missing=0)
    matrix[3, :3] = _  # 2 of 5; where one of the missing is left out 2 of 4
    matrix[4, :2] = _  # 3 of 5; where one of those is left out 2 of 4
    found = rank_variants(matrix[None], tree, all_means(tree, 1), each_left_out(tree)).ranks()
    assert np.isnan(found[:, 3]).all()
    assert np.isnan(found[:, 4]).tolist() == [False, False, True, True, True]
    assert np.nanmax(found, axis=1).tolist() == [19, 19, 18, 18, 18]


def test_a_draw_that_cannot_be_computed_is_counted_with_its_reason():
    tree = flat_tree(np.array([0, 0, 1]), np.ones(3), np.ones(2))
    matrices = np.stack([figures(9, 3, missing=0), figures(9, 3, missing=0) - 50])
    variants = draw_variants(tree, Choices(2, 2), 200, 1)
    found = rank_variants(matrices, tree, all_means(tree, 1, 0), variants, places=(9,))
    impossible = (variants.normalisation == 1) & (variants.aggregation == 1)
    assert found.failed.tolist() == impossible.tolist()
    assert [(f.normalisation, f.aggregation, f.count) for f in found.failures] == [(1, 1, impossible.sum())]
    assert "column 0 has a value that is zero or negative" in found.failures[0].reason
    assert found.computed == 200 - impossible.sum()
    assert (found.doubled[impossible] == 0).all()
    assert found.first[:, 0].tolist() == [found.computed] * 9


def test_only_the_draws_fail_in_which_a_group_comes_out_negative():
    tree = flat_tree(np.array([0, 0]), np.ones(2), np.ones(1))
    matrix = [[[-1, 1.2], [3, 4]]]
    factors = np.ones((3, tree.nodes))
    factors[1, 0] = 1.25  # 1.25 · −1 + 1.2 < 0
    variants = Variants(np.zeros(3, int), np.zeros(3, int), np.array([-1, -1, 1]), factors)
    found = rank_variants(matrix, tree, [[GEOMETRIC, ARITHMETIC]], variants)
    assert found.failed.tolist() == [False, True, True]
    assert found.failures == (
        Failure(0, 0, "group 1 has a value that is zero or negative, of which this mean does not exist", 2),
    )
    np.testing.assert_array_equal(found.ranks(), [[2, 1], [_, _], [_, _]])


def test_a_function_that_refuses_a_draw_fails_that_draw_only():
    def picky(values: np.ndarray, weights: np.ndarray) -> np.ndarray:
        if weights[0] > 1:
            raise ValueError("too heavy")
        return values[:, 0]

    tree = flat_tree(np.array([0]), np.ones(1), np.ones(1))
    variants = draw_variants(tree, Choices(leave_out=False), 20, 3)
    found = rank_variants([[[1.0], [2.0]]], tree, [[ARITHMETIC, picky]], variants)
    assert found.failed.tolist() == (variants.factors[:, 0] > 1).tolist()
    assert {f.reason for f in found.failures} == {"too heavy"}


@pytest.mark.parametrize(
    ("matrix", "means", "threads", "message"),
    [
        (np.ones((4, 6)), 4, 1, r"shape \(4, 6\), not \(normalisations, areas, 6 indicators\)"),
        (np.ones((1, 4, 5)), 4, 1, r"shape \(1, 4, 5\)"),
        (np.full((1, 4, 6), np.inf), 4, 1, "column 0 has a value that is not finite"),
        (np.ones((1, 4, 6)), 3, 1, "aggregation 0 is for 3 groups, not 4"),
        (np.ones((1, 4, 6)), 4, 0, "at least one thread"),
    ],
)
def test_what_does_not_fit_is_refused(matrix: np.ndarray, means: int, threads: int, message: str):
    with pytest.raises(ValueError, match=message):
        rank_variants(matrix, DEEP, [[1.0] * means], reference_variant(DEEP), threads=threads)


def test_no_areas_and_nothing_but_gaps_give_no_ranks():
    assert rank_variants(np.ones((1, 0, 6)), DEEP, all_means(DEEP, 1), reference_variant(DEEP)).ranks().shape == (1, 0)
    empty = rank_variants(np.full((1, 3, 6), _), DEEP, all_means(DEEP, 1, 0), reference_variant(DEEP), places=(1,))
    assert np.isnan(empty.ranks()).all()
    assert empty.first.tolist() == [[0], [0], [0]]
    assert empty.computed == 1


def test_one_area_is_always_first():
    found = rank_variants(figures(1, 6, missing=0)[None], DEEP, all_means(DEEP, 1), each_left_out(DEEP))
    assert (found.ranks() == 1).all()
