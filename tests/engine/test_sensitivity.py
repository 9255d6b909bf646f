"""Which choice moves the ranks most: one at a time, and together."""

import numpy as np
import pytest

from wijkwerk.engine.method_uncertainty import RankTable, rank_variants
from wijkwerk.engine.power_means import ARITHMETIC, GEOMETRIC
from wijkwerk.engine.score_tree import flat_tree
from wijkwerk.engine.sensitivity import causes, choice_effects, shift_per_draw, single_choices
from wijkwerk.engine.variants import Choices, Variants, draw_variants, each_left_out, reference_variant

_ = np.nan
TREE = flat_tree(np.arange(6) % 2, np.ones(6), np.ones(2))


def table(ranks: object, failed: object = None) -> RankTable:
    doubled = np.nan_to_num(np.asarray(ranks, float) * 2).astype(np.uint16)
    lost = np.zeros(len(doubled), bool) if failed is None else np.asarray(failed, bool)
    return RankTable(doubled, lost, (), (), np.zeros((doubled.shape[1], 0)))


def figures(seed: int = 1) -> np.ndarray:
    return np.random.default_rng(seed).uniform(1, 100, (2, 30, 6))


def test_each_choice_is_taken_by_itself_and_one_that_is_fixed_not_at_all():
    found = single_choices(Choices(3, 2, spread=0.25, leave_out=True))
    assert found == {
        "normalisation": Choices(3, 1, 0, False),
        "aggregation": Choices(1, 2, 0, False),
        "weights": Choices(1, 1, 0.25, False),
        "left_out": Choices(1, 1, 0, True),
    }
    assert list(single_choices(Choices(1, 2, 0, False))) == ["aggregation"]
    assert single_choices(Choices(1, 1, 0, False)) == {}


def test_causes_are_compared_by_how_far_ranks_move():
    own = np.array([1.0, 2.0, 3.0])
    found = causes({"still": table([own, own]), "swap": table([[2, 1, 3], own]), "turn": table([[3, 2, 1]])}, own)
    assert [cause.name for cause in found] == ["turn", "swap", "still"]
    assert [cause.shift for cause in found] == pytest.approx([4 / 3, 1 / 3, 0])
    assert [cause.most for cause in found] == [2, 1, 0]
    # Mean squares 8/3, 1/3 and 0.
    assert [cause.share for cause in found] == pytest.approx([8 / 9, 1 / 9, 0])


def test_where_nothing_moves_no_cause_has_a_share():
    own = np.array([1.0, 2.0])
    assert [(cause.shift, cause.share) for cause in causes({"a": table([own]), "b": table([own])}, own)] == [(0, 0)] * 2


def test_an_area_without_a_rank_has_not_moved():
    own = np.array([1.0, _, 2.0])
    found = causes({"gap": table([[2, 1, _], [_, _, _]], failed=[False, True])}, own)
    assert (found[0].shift, found[0].most) == (1, 1)
    nothing = causes({"gone": table([[_, _, _]])}, own)
    assert nothing[0].shift == 0


def test_the_shift_per_draw_names_the_indicator_that_matters():
    matrix = np.ones((1, 4, 6))
    matrix[0, :, 2] = [4, 3, 2, 1]
    matrix[0, :, 3] = [1.0, 1.1, 1.2, 1.3]
    means = [[ARITHMETIC] * 3]
    own = rank_variants(matrix, TREE, means, reference_variant(TREE)).ranks()[0]
    shifts = shift_per_draw(rank_variants(matrix, TREE, means, each_left_out(TREE)), own)
    assert own.tolist() == [1, 2, 3, 4]
    assert shifts.tolist() == [0, 0, 2, 0, 0, 0]


def test_a_draw_without_ranks_has_no_shift():
    np.testing.assert_array_equal(shift_per_draw(table([[_, _], [2, 1]]), np.array([1.0, 2.0])), [_, 1])


def made_up(variants: Variants) -> RankTable:
    """Ranks of one area that are a known function: 1 + 3n + 2a + n·a, of normalisation n and aggregation a."""
    n, a = variants.normalisation.astype(float), variants.aggregation.astype(float)
    return table((1 + 3 * n + 2 * a + n * a)[:, None])


def test_effects_of_a_known_function_come_out():
    # With n, a each 0 or 1 by even chance: the means given n differ by 3.5, given a by 2.5, the product adds 1.
    # Variances: 3.5²/4, 2.5²/4 and 1/16.
    choices = Choices(2, 2, 0, False)
    drawn = (draw_variants(TREE, choices, 40_000, seed) for seed in (1, 2))
    found = {effect.name: effect for effect in choice_effects(made_up, *drawn, choices)}
    whole = 3.5**2 / 4 + 2.5**2 / 4 + 1 / 16
    assert found["normalisation"].alone == pytest.approx(3.5**2 / 4 / whole, abs=0.02)
    assert found["aggregation"].alone == pytest.approx(2.5**2 / 4 / whole, abs=0.02)
    assert found["normalisation"].together == pytest.approx((3.5**2 / 4 + 1 / 16) / whole, abs=0.02)
    assert found["aggregation"].together == pytest.approx((2.5**2 / 4 + 1 / 16) / whole, abs=0.02)


def test_effects_of_a_real_score_name_the_choice_that_was_made_to_matter():
    matrices = figures()
    matrices[1] = matrices[0]
    choices = Choices(2, 2)
    means = [[ARITHMETIC] * 3, [GEOMETRIC] * 3]
    one, other = (draw_variants(TREE, choices, 600, seed) for seed in (1, 2))
    found = choice_effects(lambda variants: rank_variants(matrices, TREE, means, variants), one, other, choices)
    assert found[0].name == "left_out"
    assert {effect.name: effect.together for effect in found}["normalisation"] == 0
    assert sum(effect.together for effect in found) >= 0.95


def test_where_nothing_moves_no_choice_has_an_effect():
    choices = Choices(2, 2)
    one, other = (draw_variants(TREE, choices, 20, seed) for seed in (1, 2))
    found = choice_effects(lambda variants: table([[1, 2, _]] * len(variants)), one, other, choices)
    assert {(effect.alone, effect.together) for effect in found} == {(0, 0)}


def test_two_sets_of_different_length_are_refused():
    choices = Choices(2, 2)
    one, other = (draw_variants(TREE, choices, count, 1) for count in (5, 6))
    with pytest.raises(ValueError, match="5 and 6 variants"):
        choice_effects(made_up, one, other, choices)
