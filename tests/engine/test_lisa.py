"""Patches on a map: found where they are, rarely where there is only noise."""

import itertools
import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from wijkwerk.engine.lisa import Quadrant, conditional_p, getis_ord_star, local_moran
from wijkwerk.engine.neighbours import Neighbours, from_pairs

NAN = math.nan
BOTH = pytest.mark.parametrize("statistic", [local_moran, getis_ord_star])


def grid(side: int) -> Neighbours:
    """Squares that are beside each other along an edge."""
    place = np.arange(side * side).reshape(side, side)
    across = zip(place[:, :-1].ravel(), place[:, 1:].ravel(), strict=True)
    down = zip(place[:-1].ravel(), place[1:].ravel(), strict=True)
    return from_pairs(side * side, {(int(a), int(b)) for a, b in itertools.chain(across, down)})


NEAR = grid(8)


def patch() -> np.ndarray:
    """Noise, with nine high squares in a corner and one high square alone."""
    values = np.random.default_rng(1).random((8, 8))
    values[:3, :3] += 3
    values[6, 6] += 3
    return values.ravel()


@BOTH
def test_a_patch_is_found_beyond_chance_and_a_lone_high_square_is_not_part_of_one(statistic) -> None:
    found = statistic(patch(), NEAR, seed=1)
    beyond = found.beyond_chance().reshape(8, 8)
    assert beyond[1, 1]
    assert not beyond[4:].any()
    assert not beyond[:, 4:].any()
    assert found.quadrant.reshape(8, 8)[1, 1] == Quadrant.HIGH_AMONG_HIGH
    assert found.quadrant.reshape(8, 8)[6, 6] == Quadrant.HIGH_AMONG_LOW
    assert found.z[0] > 2


@BOTH
def test_on_noise_the_plain_five_per_cent_flags_one_in_twenty_and_control_almost_nothing(statistic) -> None:
    """Doubling esda's one-sided p is what makes it one in twenty and not one in ten."""
    maps = [np.random.default_rng(seed).random(64) for seed in range(40)]
    found = [statistic(values, NEAR, 499, seed=seed) for seed, values in enumerate(maps)]
    plain = np.mean([(each.p <= 0.05).mean() for each in found])
    assert 0.03 < plain < 0.07
    assert np.mean([each.beyond_chance().any() for each in found]) <= 0.15


@BOTH
def test_the_same_seed_repeats_to_the_bit(statistic) -> None:
    one, again, other = (statistic(patch(), NEAR, 199, seed=seed) for seed in (1, 1, 2))
    assert np.array_equal(one.p, again.p)
    assert not np.array_equal(one.p, other.p)


@BOTH
@given(seed=st.integers(0, 50))
def test_another_unit_changes_no_answer(statistic, seed: int) -> None:
    values = np.random.default_rng(seed).random(64)
    one, other = (statistic(x, NEAR, 99, seed=1) for x in (values, 1000 * values))
    assert np.array_equal(one.p, other.p)
    assert one.z == pytest.approx(other.z)
    assert one.statistic == pytest.approx(other.statistic)


def test_local_morans_sum_to_the_global_one() -> None:
    """Row-standardised: Σ I(i) = (n − 1)/n × n × Moran's I."""
    values = patch()
    z = values - values.mean()
    whole = sum(z[i] * z[NEAR.of(i)].mean() for i in range(64)) / (z @ z)
    assert local_moran(values, NEAR, 99, seed=1).statistic.sum() == pytest.approx(63 * whole)


@BOTH
def test_z_is_about_what_the_permutations_give(statistic) -> None:
    """For Moran under the same condition; Gi* is checked against all values dealt out anew."""
    values, generator = patch(), np.random.default_rng(5)
    area, around = 9, NEAR.of(9)
    others = np.delete(np.arange(64), area)
    drawn = []
    for _ in range(4000):
        if statistic is local_moran:
            drawn.append(values[generator.choice(others, around.size, replace=False)].mean())
        else:
            drawn.append(values[generator.choice(64, around.size + 1, replace=False)].mean())
    own = values[around].mean() if statistic is local_moran else values[[area, *around]].mean()
    z = (own - np.mean(drawn)) / np.std(drawn) * np.sign(values[area] - values.mean())
    assert statistic(values, NEAR, 99, seed=1).z[area] == pytest.approx(z, rel=0.05)


@BOTH
def test_a_missing_area_is_taken_off_the_map(statistic) -> None:
    """As if it had never been there: the others get the answers of a map without it."""
    values = patch()
    values[20] = NAN
    found = statistic(values, NEAR, 199, seed=3)
    kept = np.delete(np.arange(64), 20)
    place = {int(old): new for new, old in enumerate(kept)}
    smaller = from_pairs(63, {(place[a], place[b]) for a, b in NEAR.pairs.tolist() if 20 not in (a, b)})
    without = statistic(values[kept], smaller, 199, seed=3)
    assert np.array_equal(found.p[kept], without.p)
    assert np.array_equal(found.statistic[kept], without.statistic)
    assert np.isnan([found.p[20], found.statistic[20], found.z[20]]).all()
    assert found.quadrant[20] == Quadrant.CANNOT_TELL


@BOTH
def test_an_area_without_a_known_neighbour_has_no_answer(statistic) -> None:
    near = from_pairs(5, {(0, 1), (1, 2), (2, 3)})
    found = statistic([1.0, 2.0, 4.0, NAN, 9.0], near, 99, seed=1)
    assert np.isnan(found.p[[3, 4]]).all()
    assert np.isnan(found.statistic[[3, 4]]).all()
    assert not np.isnan(found.p[:3]).any()
    assert not found.beyond_chance()[[3, 4]].any()


@BOTH
@pytest.mark.parametrize("values", [[2.0] * 64, [NAN] * 64, [0.0] * 64, [1.0, 2.0] + [NAN] * 62])
def test_where_nothing_differs_there_is_nothing_to_tell(statistic, values: list[float]) -> None:
    found = statistic(values, NEAR, 99, seed=1)
    assert np.isnan(found.p).all()
    assert not found.beyond_chance().any()
    assert not found.quadrant.any()


@BOTH
def test_an_area_beside_all_others_can_differ_by_no_permutation(statistic) -> None:
    near = from_pairs(4, {(0, 1), (0, 2), (0, 3)})
    found = statistic([1.0, 2.0, 5.0, 9.0], near, 99, seed=1)
    assert found.p[0] == 1
    assert np.isnan(found.z[0])


def test_with_every_permutation_p_is_the_exact_share_of_both_tails() -> None:
    values, near = np.array([5.0, 4.0, 1.0, 0.0, 2.5]), from_pairs(5, {(0, 1), (0, 2)})
    every = np.array(list(itertools.permutations(range(4), 2)))
    others = np.delete(values, 0)
    means = others[every].mean(axis=1)
    rarer = min((means >= 2.5).sum(), (means <= 2.5).sum())
    assert conditional_p(values, near, every)[0] == min(1, 2 * (1 + rarer) / (1 + len(every)))


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: local_moran([1.0, 2.0], NEAR, seed=1), "64 areas have neighbours, but there are 2 values"),
        (lambda: local_moran(patch(), NEAR, 98, seed=1), "at least 99 permutations are needed, not 98"),
        (lambda: getis_ord_star(np.where(np.arange(64) == 7, -3, patch()), NEAR, seed=1), "not -3 in area 7"),
    ],
)
def test_what_cannot_be_is_refused(call, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        call()
