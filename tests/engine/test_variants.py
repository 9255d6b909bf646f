"""Which variants are drawn, and that a seed says it all."""

from dataclasses import replace

import numpy as np
import pytest

from wijkwerk.engine.score_tree import ScoreTree, flat_tree
from wijkwerk.engine.variants import (
    Choices,
    Variants,
    check_variants,
    draw_variants,
    each_left_out,
    reference_variant,
    weights_of,
)

MANY = 20_000


def tree(indicators: int = 4) -> ScoreTree:
    return flat_tree(np.arange(indicators) % 2, np.arange(1.0, indicators + 1), np.array([10.0, 20.0]))


def test_the_reference_is_the_recipe_as_it_stands():
    found = reference_variant(tree())
    assert len(found) == 1
    assert (found.normalisation, found.aggregation, found.left_out) == (0, 0, -1)
    assert weights_of(tree(), found).tolist() == [[1, 2, 3, 4, 1, 10, 20]]


def test_each_indicator_is_left_out_once():
    found = each_left_out(tree())
    assert found.left_out.tolist() == [0, 1, 2, 3]
    assert weights_of(tree(), found)[:, :4].tolist() == [[0, 2, 3, 4], [1, 0, 3, 4], [1, 2, 0, 4], [1, 2, 3, 0]]


def test_a_seed_repeats_to_the_bit_and_another_seed_does_not():
    choices = Choices(3, 2)
    one, same, other = (draw_variants(tree(), choices, 100, seed) for seed in (7, 7, 8))
    for field in ("normalisation", "aggregation", "left_out", "factors"):
        assert getattr(one, field).tobytes() == getattr(same, field).tobytes()
        assert getattr(one, field).tobytes() != getattr(other, field).tobytes()


def test_weights_stay_within_a_quarter_and_fill_all_of_it():
    factors = draw_variants(tree(), Choices(), MANY, 1).factors
    assert factors.min() >= 0.75
    assert factors.max() <= 1.25
    assert (
        pytest.approx(np.tile([0.875, 1, 1.125], (7, 1)), abs=0.01) == np.quantile(factors, [0.25, 0.5, 0.75], axis=0).T
    )


def test_every_choice_is_equally_likely():
    found = draw_variants(tree(), Choices(3, 2), MANY, 1)
    for numbers, possible in (
        (found.normalisation, range(3)),
        (found.aggregation, range(2)),
        (found.left_out, range(-1, 4)),
    ):
        shares = [np.mean(numbers == number) for number in possible]
        assert shares == pytest.approx([1 / len(possible)] * len(possible), abs=0.015)


def test_choices_are_drawn_apart_from_each_other():
    found = draw_variants(tree(), Choices(3, 2), MANY, 1)
    columns = np.column_stack([found.normalisation, found.aggregation, found.left_out, found.factors])
    apart = np.corrcoef(columns.T) - np.eye(columns.shape[1])
    assert np.abs(apart).max() < 0.03


def test_holding_one_choice_leaves_the_draws_of_the_others_alone():
    whole = draw_variants(tree(), Choices(3, 2), 50, 3)
    held = draw_variants(tree(), Choices(1, 2, spread=0, leave_out=False), 50, 3)
    assert held.aggregation.tolist() == whole.aggregation.tolist()
    assert set(held.normalisation) == {0}
    assert set(held.left_out) == {-1}
    assert (held.factors == 1).all()


def test_weights_of_some_rows_are_those_rows():
    drawn = draw_variants(tree(), Choices(), 30, 5)
    rows = np.array([3, 20, 7])
    assert weights_of(tree(), drawn, rows).tolist() == weights_of(tree(), drawn)[rows].tolist()


@pytest.mark.parametrize(
    ("choices", "message"),
    [
        ({"normalisations": 0}, "at least one normalisation"),
        ({"aggregations": 0}, "at least one normalisation and one aggregation"),
        ({"spread": 1.0}, "spread of weights is 1.0"),
        ({"spread": -0.1}, "spread of weights is -0.1"),
    ],
)
def test_choices_that_cannot_be_are_refused(choices: dict[str, float], message: str):
    with pytest.raises(ValueError, match=message):
        Choices(**choices)  # type: ignore[arg-type]


def test_no_variants_and_nothing_left_are_refused():
    with pytest.raises(ValueError, match="at least one variant"):
        draw_variants(tree(), Choices(), 0, 1)
    alone = flat_tree(np.array([0]), np.array([1.0]), np.array([1.0]))
    with pytest.raises(ValueError, match="one indicator cannot leave one out"):
        draw_variants(alone, Choices(), 5, 1)


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"normalisation": np.array([0, 3])}, "variant 1: normalisation is not between 0 and 2"),
        ({"aggregation": np.array([-1, 0])}, "variant 0: aggregation is not between 0 and 1"),
        ({"left_out": np.array([-1, 4])}, "variant 1: left out is not between -1 and 3"),
        ({"left_out": np.array([1])}, r"left out has shape \(1,\)"),
        ({"factors": np.ones((2, 3))}, r"factors have shape \(2, 3\)"),
        ({"factors": np.full((2, 7), np.nan)}, "variant 0: a factor is negative or missing"),
    ],
)
def test_variants_that_point_nowhere_are_refused(wrong: dict[str, np.ndarray], message: str):
    drawn = draw_variants(tree(), Choices(3, 2), 2, 1)
    check_variants(drawn, tree(), 3, 2)
    broken: Variants = replace(drawn, **wrong)
    with pytest.raises(ValueError, match=message):
        check_variants(broken, tree(), 3, 2)
