"""Scores of many variants at once: those of the formulas."""

import numpy as np
import pytest
from tests.reference import slow_uncertainty as slow

from wijkwerk.engine.power_means import ARITHMETIC, GEOMETRIC, HARMONIC
from wijkwerk.engine.score_tree import Group, ScoreTree, flat_tree
from wijkwerk.engine.variant_scores import Combination, Scores
from wijkwerk.engine.variants import Choices, Variants, draw_variants, reference_variant, weights_of

_ = np.nan
TWO = flat_tree(np.array([0, 0, 1]), np.array([3.0, 1.0, 1.0]), np.array([1.0, 1.0]))


def scored(matrix: object, tree: ScoreTree, means: list[float], variants: Variants | None = None) -> Scores:
    own = reference_variant(tree) if variants is None else variants
    return Combination(np.array(matrix, float), tree, means).scores(weights_of(tree, own), own.left_out)


# One area with everything: 2 and 4 (or 8) with weights 3 and 1 in the first domain, 8 alone in the second.
@pytest.mark.parametrize(
    ("power", "row", "expected"),
    [
        (ARITHMETIC, [2, 4, 8], (2.5 + 8) / 2),
        (GEOMETRIC, [2, 8, 8], (2**1.5 * 8) ** 0.5),  # (2³ · 8)^¼ = 2^1.5
        (HARMONIC, [2, 4, 8], 2 / ((3 / 2 + 1 / 4) / 4 + 1 / 8)),
        (2.0, [2, 4, 8], (((3 * 4 + 16) / 4 + 64) / 2) ** 0.5),
    ],
)
def test_a_score_is_that_of_its_formula(power: float, row: list[float], expected: float):
    found = scored([row, [_, _, 8], [1, _, 1], [_, _, _]], TWO, [power] * 3).values[0]
    assert found[:3] == pytest.approx([expected, 8, 1], rel=1e-12)
    assert np.isnan(found[3])


@pytest.mark.parametrize("power", [1.0, 0.0, -1.0, 0.5, 3.0])
def test_scores_of_variants_are_those_of_the_slow_computation(power: float):
    random = np.random.default_rng(1)
    matrix = random.uniform(1, 100, (12, 7))
    matrix[random.random((12, 7)) < 0.3] = _
    tree = flat_tree(np.arange(7) % 3, np.arange(1.0, 8), np.array([1.0, 2.0, 3.0]), 0.4)
    variants = draw_variants(tree, Choices(), 25, 2)
    found = scored(matrix, tree, [power] * 4, variants).values
    for v in range(25):
        out = int(variants.left_out[v])
        expected = slow.scores(tree, matrix, power, variants.factors[v], out)
        np.testing.assert_allclose(found[v], expected, rtol=1e-12)


def test_what_is_given_for_ranks_rises_with_the_score():
    matrix = np.random.default_rng(3).uniform(1, 50, (40, 3))
    for power in (1.0, 0.0, -1.0, 2.0):
        own, combination = reference_variant(TWO), Combination(matrix, TWO, [power] * 3)
        scores = combination.scores(weights_of(TWO, own), own.left_out).values[0]
        rising = combination.scores(weights_of(TWO, own), own.left_out, for_ranks=True).values[0]
        assert np.argsort(scores).tolist() == np.argsort(rising).tolist()


def test_more_than_sixty_four_children_keep_their_gaps_apart():
    random = np.random.default_rng(4)
    matrix = random.uniform(1, 9, (30, 90))
    matrix[random.random((30, 90)) < 0.3] = _
    tree = ScoreTree(90, (Group(tuple(range(90)), (1.0,) * 90),))
    assert scored(matrix, tree, [1.0]).values[0] == pytest.approx(np.nanmean(matrix, axis=1), rel=1e-12)


def test_a_group_without_children_has_no_value_and_takes_no_weight():
    tree = ScoreTree(1, (Group((0, 2), (1.0, 5.0)), Group((), ())))
    for mean in (ARITHMETIC, GEOMETRIC):
        assert scored([[4], [_]], tree, [ARITHMETIC, mean]).values[0].tolist()[0] == 4
        assert np.isnan(scored([[4], [_]], tree, [ARITHMETIC, mean]).values[0, 1])


def test_a_child_without_weight_may_have_any_value():
    tree = ScoreTree(2, (Group((0, 1), (1.0, 0.0)),))
    assert scored([[3, -7], [5, 0]], tree, [GEOMETRIC]).values[0] == pytest.approx([3, 5])


def test_a_value_that_is_not_positive_is_refused_by_column():
    with pytest.raises(ValueError, match="column 2 has a value that is zero or negative"):
        Combination(np.array([[1, 1, 0.0]]), TWO, [GEOMETRIC] * 3)


def test_making_scores_leaves_the_figures_alone():
    matrix = np.array([[2, 4, 8.0], [_, 3, 1]])
    before = matrix.copy()
    for power in (ARITHMETIC, GEOMETRIC, HARMONIC):
        scored(matrix, TWO, [power] * 3)
    np.testing.assert_array_equal(matrix, before)
