"""Figures drawn within their intervals, and ranked by the recipe itself."""

import numpy as np
import pytest

from wijkwerk.engine.intervals import byar
from wijkwerk.engine.method_uncertainty import Failure, rank_variants
from wijkwerk.engine.power_means import ARITHMETIC
from wijkwerk.engine.rank_bands import among_first, rank_bands
from wijkwerk.engine.sampling_uncertainty import (
    Chance,
    Doubtful,
    doubtful,
    draw_figures,
    rank_samples,
    rank_samples_together,
    tree_score,
)
from wijkwerk.engine.score_tree import flat_tree
from wijkwerk.engine.variants import reference_variant

_ = np.nan
MANY = 40_000


def one_figure(value: float, low: float, high: float, chance: Chance, **bounds: float) -> np.ndarray:
    """Many draws of the same figure."""
    column = np.full((MANY, 1), value)
    figures = doubtful(column, column * 0 + low, column * 0 + high, [chance], **bounds)
    return draw_figures(figures, np.random.default_rng(1))[:, 0]


def first_column(values: np.ndarray) -> np.ndarray:
    return values[:, 0]


def noisy(areas: int = 6, indicators: int = 3) -> Doubtful:
    values = np.random.default_rng(2).uniform(20, 80, (areas, indicators))
    return doubtful(values, values - 5, values + 9, [Chance.NORMAL, Chance.UNIFORM, Chance.NONE])


def test_of_a_sample_one_in_forty_falls_below_and_above_its_limits():
    drawn = one_figure(40, 30, 46, Chance.NORMAL)
    assert np.mean(drawn < 30) == pytest.approx(0.025, abs=0.003)
    assert np.mean(drawn > 46) == pytest.approx(0.025, abs=0.003)
    assert np.median(drawn) == pytest.approx(40, abs=0.1)


def test_the_limits_of_a_count_come_back_from_its_draws():
    limits = byar(25)
    drawn = one_figure(25, float(limits.low), float(limits.high), Chance.NORMAL, least=0)
    assert np.quantile(drawn, [0.025, 0.975]) == pytest.approx([float(limits.low), float(limits.high)], abs=0.2)
    assert drawn.std() == pytest.approx(5, rel=0.1)  # of a Poisson count of 25


def test_a_rounded_figure_lies_anywhere_between_its_limits_and_never_beyond():
    drawn = one_figure(10, 5, 15, Chance.UNIFORM)
    assert drawn.min() >= 5
    assert drawn.max() <= 15
    assert np.quantile(drawn, [0.1, 0.5, 0.9]) == pytest.approx([6, 10, 14], abs=0.1)


def test_a_share_never_leaves_its_scale():
    drawn = one_figure(1, 0, 4, Chance.NORMAL, least=0, most=3)
    assert (drawn.min(), drawn.max()) == (0, 3)


def test_what_has_no_interval_keeps_its_value_and_is_counted():
    values = np.array([[1.0, 2.0, 3.0], [_, 5.0, 6.0]])
    low = np.array([[0.5, _, 1.0], [_, 4.0, 1.0]])
    figures = doubtful(values, low, low + 5, [Chance.NORMAL, Chance.UNIFORM, Chance.NONE])
    drawn = draw_figures(figures, np.random.default_rng(3))
    assert (drawn[0, 1], drawn[0, 2], drawn[1, 2]) == (2, 3, 6)
    assert np.isnan(drawn[1, 0])
    assert drawn[0, 0] != 1
    assert drawn[1, 1] != 5
    assert figures.held.tolist() == [0, 1, 2]
    assert figures.values[0, 0] == 1


def test_without_noise_the_band_is_the_published_place():
    figures = noisy()
    exact = doubtful(figures.values, figures.values, figures.values, figures.chance)
    bands = rank_bands(rank_samples(exact, first_column, 50, 7))
    assert bands.low.tolist() == bands.high.tolist() == (figures.values[:, 0].argsort()[::-1].argsort() + 1).tolist()


def test_areas_with_the_same_doubt_are_first_about_as_often():
    values = np.full((2, 1), 50.0)
    table = rank_samples(doubtful(values, values - 4, values + 4, ["normal"]), first_column, 4000, 1, places=(1,))
    assert among_first(table)[:, 0] == pytest.approx([0.5, 0.5], abs=0.03)
    assert table.first.sum() == 4000


def test_areas_without_doubt_and_without_difference_get_half_each():
    values = np.full((2, 1), 50.0)
    table = rank_samples(doubtful(values, values, values, ["normal"]), first_column, 10, 1, places=(1,))
    assert among_first(table).tolist() == [[0.5], [0.5]]


def test_wider_intervals_give_wider_bands():
    values = np.arange(20.0)[:, None]

    def width(half: float) -> float:
        bands = rank_bands(
            rank_samples(doubtful(values, values - half, values + half, ["normal"]), first_column, 400, 1)
        )
        return float((bands.high - bands.low).mean())

    assert width(0.1) == 0
    assert 0 < width(2) < width(6)


def test_a_seed_repeats_to_the_bit_whatever_the_threads():
    runs = [rank_samples(noisy(), first_column, 200, seed, threads=t) for seed, t in ((7, 1), (7, 2), (8, 1))]
    assert runs[0].doubled.tobytes() == runs[1].doubled.tobytes()
    assert runs[0].doubled.tobytes() != runs[2].doubled.tobytes()


def test_all_draws_as_one_long_table_are_the_same_to_the_bit():
    apart = rank_samples(noisy(), first_column, 60, 7, places=(1, 3))
    together = rank_samples_together(noisy(), first_column, 60, 7, places=(1, 3))
    assert together.doubled.tobytes() == apart.doubled.tobytes()
    assert together.first.tolist() == apart.first.tolist()
    assert (together.computed, together.failures, together.places) == (60, (), (1, 3))
    with pytest.raises(ValueError, match="at least one draw"):
        rank_samples_together(noisy(), first_column, 0, 7)


def test_a_draw_that_has_no_score_is_counted_and_not_left_out():
    def fragile(values: np.ndarray) -> np.ndarray:
        if values[0, 0] > 55:
            raise ValueError("out of range")
        return values[:, 0]

    values = np.array([[50.0], [40.0]])
    table = rank_samples(doubtful(values, values - 20, values + 20, ["uniform"]), fragile, 300, 1, places=(2,))
    lost = int(table.failed.sum())
    assert 80 < lost < 150
    assert table.failures == (Failure(0, 0, "out of range", lost),)
    assert table.first[:, 0].tolist() == [300 - lost] * 2


def test_the_score_of_a_tree_is_that_of_the_recipe():
    tree = flat_tree(np.array([0, 0, 1]), np.array([1.0, 2.0, 1.0]), np.array([1.0, 3.0]))
    figures = noisy()
    exact = doubtful(figures.values, figures.values, figures.values, ["none"] * 3)
    means = [ARITHMETIC] * 3
    table = rank_samples(exact, tree_score(lambda values: values / 100, tree, means), 1, 1)
    own = rank_variants((figures.values / 100)[None], tree, [means], reference_variant(tree))
    assert table.doubled.tolist() == own.doubled.tolist()
    score = tree_score(lambda values: values / 100, tree, means)(figures.values)
    assert score[0] == pytest.approx((((figures.values[0, :2] @ [1, 2]) / 3) + 3 * figures.values[0, 2]) / 400)


def test_a_score_that_does_not_exist_says_why():
    tree = flat_tree(np.array([0, 0]), np.ones(2), np.ones(1))
    score = tree_score(lambda values: values - 60, tree, [0.0, ARITHMETIC])
    with pytest.raises(ValueError, match="group 1 has a value that is zero or negative"):
        score(np.array([[1.0, 2.0]]))


@pytest.mark.parametrize(
    ("low", "high", "chance", "message"),
    [
        ([[2.0]], [[3.0]], ["normal"], "column 0, row 0: the value lies outside"),
        ([[0.0]], [[0.5]], ["normal"], "column 0, row 0"),
        ([[0.0, 1.0]], [[3.0]], ["normal"], "values, low and high have shapes"),
        ([[0.0]], [[3.0]], [], "0 kinds of chance for 1 columns"),
        ([[0.0]], [[3.0]], ["perhaps"], "perhaps"),
    ],
)
def test_figures_that_do_not_fit_their_intervals_are_refused(
    low: object, high: object, chance: list[str], message: str
):
    with pytest.raises(ValueError, match=message):
        doubtful([[1.0]], low, high, chance)  # type: ignore[arg-type]


def test_no_draws_are_refused():
    with pytest.raises(ValueError, match="at least one draw"):
        rank_samples(noisy(), first_column, 0, 1)
