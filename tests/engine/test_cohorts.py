"""Age groups go on as those of all areas did, and the back-test says how far off that would have been."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from wijkwerk.engine.cohorts import (
    FEWEST_AREAS,
    Moves,
    backtest,
    band,
    carry_forward,
    estimate_moves,
    feeders,
    ordinary,
    with_everybody,
)

NAN = np.nan
AGES = (0, 15, 65)
# Three areas of which everything follows from known moves: a young one, an old one and one between.
MOVES = Moves((1, 0, 1), np.array([0.9, 0.95, 0.8]), np.array([0.05, 0.1, 0.06]))
EARLY = np.array([[200.0, 700, 100], [50, 500, 450], [150, 600, 250]])
LATE = np.array([[215.0, 685, 122], [70, 480, 390], [165, 585, 236]])


def people(areas: int, seed: int) -> np.ndarray:
    return np.random.default_rng(seed).integers(20, 900, size=(areas, 3)).astype(float)


@pytest.mark.parametrize(
    ("lowest", "fed_by"),
    [
        ((0, 15, 65), (1, 0, 1)),
        ((0, 15, 25, 45, 65), (2, 0, 1, 2, 3)),  # parents are those of 25 to 45
        ((0, 65), (-1, 0)),  # parents are in the youngest group itself
        ((0,), (-1,)),
    ],
)
def test_a_group_is_fed_by_the_one_before_it_and_the_youngest_by_their_parents(lowest, fed_by) -> None:
    assert feeders(lowest) == fed_by


def test_three_areas_carried_on_by_hand() -> None:
    """200 · 0.9 + 700 · 0.05 = 215; 700 · 0.95 + 200 · 0.1 = 685; 100 · 0.8 + 700 · 0.06 = 122."""
    np.testing.assert_allclose(carry_forward(EARLY, MOVES), LATE)
    np.testing.assert_allclose(carry_forward(EARLY[0], MOVES), LATE[0])
    np.testing.assert_allclose(with_everybody(LATE)[:, 3], [1022, 940, 986])


def test_the_moves_are_found_again_from_what_they_made() -> None:
    found = estimate_moves(EARLY, LATE, AGES)
    assert found.feeder == MOVES.feeder
    np.testing.assert_allclose(found.stay, MOVES.stay)
    np.testing.assert_allclose(found.arrive, MOVES.arrive)


def test_what_was_built_or_cleared_tells_nothing_of_other_areas() -> None:
    built = np.array([[100.0, 300, 100]]), np.array([[400.0, 1200, 400]])
    found = estimate_moves(np.vstack([EARLY, built[0]]), np.vstack([LATE, built[1]]), AGES)
    np.testing.assert_allclose(found.stay, MOVES.stay)
    np.testing.assert_array_equal(ordinary(*built), [False])


def test_a_group_without_its_feeder_is_not_known_later() -> None:
    later = carry_forward([[NAN, 500, 100]], MOVES)[0]
    assert np.isnan(later).tolist() == [True, True, False]


def test_a_ratio_never_falls_below_nothing() -> None:
    """More children meant fewer adults here: the children are then left out of it."""
    early = np.array([[400.0, 600, 0], [100, 900, 0], [250, 750, 0]])
    late = np.array([[400.0, 540, 0], [100, 900, 0], [250, 720, 0]])
    found = estimate_moves(early, late, AGES)
    assert found.arrive[1] == 0
    weight = 1 / early.sum(axis=1)
    expected = (weight * early[:, 1] * late[:, 1]).sum() / (weight * early[:, 1] ** 2).sum()
    assert found.stay[1] == pytest.approx(expected)


def test_the_moves_of_least_squares_in_plain_loops() -> None:
    """The normal equations of two ratios, written out."""
    early = people(40, 1)
    late = np.rint(carry_forward(early, MOVES) + np.random.default_rng(2).normal(0, 8, early.shape))
    found = estimate_moves(early, late, AGES)
    for group, feeder in enumerate(found.feeder):
        xx = xy = yy = xt = yt = 0.0
        for before, after in zip(early, late, strict=True):
            if abs(sum(after) - sum(before)) <= 0.1 * sum(before):
                weight = 1 / sum(before)
                x, y, t = before[group], before[feeder], after[group]
                xx, xy, yy = xx + weight * x * x, xy + weight * x * y, yy + weight * y * y
                xt, yt = xt + weight * x * t, yt + weight * y * t
        determinant = xx * yy - xy * xy
        assert found.stay[group] == pytest.approx((xt * yy - yt * xy) / determinant)
        assert found.arrive[group] == pytest.approx((xx * yt - xy * xt) / determinant)


@given(st.integers(0, 1000), st.permutations(range(12)))
def test_the_order_of_areas_does_not_matter(seed: int, order: list[int]) -> None:
    early = people(12, seed)
    late = carry_forward(early, MOVES) * np.random.default_rng(seed).uniform(0.98, 1.02, early.shape)
    one, other = estimate_moves(early, late, AGES), estimate_moves(early[order], late[order], AGES)
    np.testing.assert_allclose(one.stay, other.stay, atol=1e-9)
    np.testing.assert_allclose(one.arrive, other.arrive, atol=1e-9)


@given(st.integers(0, 1000), st.floats(0.1, 50))
def test_twice_the_people_are_twice_as_many_later(seed: int, factor: float) -> None:
    few = people(5, seed)
    np.testing.assert_allclose(carry_forward(few * factor, MOVES), carry_forward(few, MOVES) * factor)


@pytest.mark.parametrize(
    ("early", "late", "words"),
    [
        ([[1.0, 2]], [[1.0, 2]], "3 age groups"),
        ([[1.0, 2, 3]], [[1.0, 2, 3]] * 2, "3 age groups"),
        ([[100.0, 200, 300]], [[10.0, 20, 30]], "no area"),
        ([[0.0, 0, 0]], [[0.0, 0, 0]], "no area"),
    ],
)
def test_numbers_that_do_not_fit_or_tell_nothing_are_refused(early, late, words) -> None:
    with pytest.raises(ValueError, match=words):
        estimate_moves(early, late, AGES)


def test_a_back_test_of_three_areas_by_hand() -> None:
    """Carried to 215, 70 and 165 children; 210, 75 and 165 came: 5, 5 and 0 off. Unchanged: 10, 25 and 15 off.

    In all 450 of 400 children came, so grown everywhere alike: 225, 56.25 and 168.75, and 15, 18.75 and 3.75 off.
    """
    came = LATE.copy()
    came[:, 0] = [210, 75, 165]
    test = backtest(EARLY, came, MOVES, ())
    assert test.areas.tolist() == [3]
    assert test.carried[0, 0] == pytest.approx(10 / 3)
    assert test.unchanged[0, 0] == pytest.approx(50 / 3)
    assert test.grown[0, 0] == pytest.approx(37.5 / 3)
    assert test.carried[0, 3] == pytest.approx(10 / 3)  # everybody is off by what the children are
    np.testing.assert_array_equal(test.ratio.low, [[NAN] * 4])  # three areas have no tails


def test_nine_of_ten_areas_came_within_the_limits() -> None:
    early = np.tile([100.0, 300, 100], (101, 1))
    moves = Moves((1, 0, 1), np.ones(3), np.zeros(3))
    late = early * np.linspace(0.5, 1.5, 101)[:, None]
    test = backtest(early, late, moves, ())
    np.testing.assert_allclose(test.ratio.low, [[0.55] * 4])
    np.testing.assert_allclose(test.ratio.high, [[1.45] * 4])


def test_a_class_with_too_few_areas_joins_the_one_below() -> None:
    sizes = [300.0] * FEWEST_AREAS + [700.0] * (FEWEST_AREAS - 1) + [2000.0] * FEWEST_AREAS
    early = np.array(sizes)[:, None] * [0.2, 0.6, 0.2]
    test = backtest(early, early, MOVES, (500, 1000, 2500))
    assert test.limits == (1000,)
    assert test.areas.tolist() == [2 * FEWEST_AREAS - 1, FEWEST_AREAS]
    assert [test.class_of(size) for size in (100, 999, 1000, 50_000)] == [0, 0, 1, 1]


def test_too_few_small_areas_join_the_next() -> None:
    early = np.array([300.0] * 3 + [700.0] * FEWEST_AREAS)[:, None] * [0.2, 0.6, 0.2]
    assert backtest(early, early, MOVES, (500,)).limits == ()


def test_so_few_people_that_rounding_is_all_have_no_ratio_and_no_band() -> None:
    early = np.tile([5.0, 300, 100], (40, 1))
    test = backtest(early, early, Moves((1, 0, 1), np.ones(3), np.zeros(3)), ())
    assert np.isnan(test.ratio.low[0]).tolist() == [True, False, False, False]
    limits = band([5.0, 300, 100, 405], test.ratio, 0, 1)
    assert np.isnan(limits.high).tolist() == [True, False, False, False]


def test_a_second_step_takes_the_same_distance_again() -> None:
    ratio = backtest(np.tile([100.0, 300, 100], (40, 1)), np.tile([110.0, 300, 100], (40, 1)),
                     Moves((1, 0, 1), np.ones(3), np.zeros(3)), ()).ratio  # fmt: skip
    limits = band([100.0, 300, 100, 500], ratio, 0, 2)
    np.testing.assert_allclose(limits.low, [121, 300, 100, 500 * 1.02**2])
    np.testing.assert_allclose(limits.low, limits.high)


def test_numbers_of_other_areas_are_refused() -> None:
    with pytest.raises(ValueError, match="persons of shape"):
        backtest(EARLY, LATE[:2], MOVES, ())
