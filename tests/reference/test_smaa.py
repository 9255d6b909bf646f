"""SMAA against exact areas of the weight triangle, and drawn weights against draws thrown away until they fit."""

import numpy as np
import pytest

from wijkwerk.engine.smaa import acceptability
from wijkwerk.engine.weight_draws import draw_weights

from .weight_triangle import CORNERS, area, centre, cut, exact_ranks

SCORES = [[0.9, 0.2, 0.4], [0.3, 0.8, 0.5], [0.5, 0.5, 0.5], [0.2, 0.3, 0.9], [0.1, 0.2, 0.3]]
DRAWS = 20_000
# Third criterion first, then the second, then the first; and the same said as cuts of the triangle.
ORDER, ORDER_CUTS = [[2], [1], [0]], [(0.0, -1.0, 1.0), (-1.0, 1.0, 0.0)]
# The first between 20 % and 50 %, the third at most 40 %: w1 − 0.2 Σw ≥ 0, …
LOW, HIGH = [0.2, 0.0, 0.0], [0.5, 1.0, 0.4]
RANGE_CUTS = [(0.8, -0.2, -0.2), (-0.5, 0.5, 0.5), (0.4, 0.4, -0.6)]
CASES = {
    "all weights": ({}, []),
    "an order": ({"order": ORDER}, ORDER_CUTS),
    "half an order": ({"order": [[1], [0, 2]]}, [(-1.0, 1.0, 0.0), (0.0, 1.0, -1.0)]),
    "ranges": ({"low": LOW, "high": HIGH}, RANGE_CUTS),
    "an order and ranges": ({"order": [[1], [0]], "low": LOW, "high": HIGH}, [*RANGE_CUTS, (-1.0, 1.0, 0.0)]),
}


@pytest.mark.parametrize("case", CASES)
def test_acceptabilities_are_the_areas_of_the_weight_triangle(case: str) -> None:
    limits, cuts = CASES[case]
    exact, _ = exact_ranks(SCORES, cuts)
    found = acceptability(SCORES, draw_weights(3, DRAWS, seed=5, **limits)).ranks
    assert exact.sum(axis=0) == pytest.approx(np.ones(len(SCORES)))
    assert (np.abs(found - exact) <= 4 * np.sqrt(exact * (1 - exact) / DRAWS) + 1e-9).all()


@pytest.mark.parametrize("case", CASES)
def test_central_weights_are_the_centres_of_those_areas(case: str) -> None:
    limits, cuts = CASES[case]
    exact, centres = exact_ranks(SCORES, cuts)
    found = acceptability(SCORES, draw_weights(3, DRAWS, seed=6, **limits)).central
    often = exact[:, 0] > 0.02
    assert often.any()
    # A weight's standard deviation within the triangle is below 0.25.
    room = 4 * 0.25 / np.sqrt(DRAWS * exact[often, :1])
    assert (np.abs(found[often] - centres[often]) <= room).all()
    assert np.isnan(found[exact[:, 0] == 0]).all()


@pytest.mark.parametrize("case", CASES)
def test_drawn_weights_have_the_mean_and_spread_of_the_allowed_area(case: str) -> None:
    limits, cuts = CASES[case]
    allowed = CORNERS
    for line in cuts:
        allowed = cut(allowed, line)
    weights = draw_weights(3, DRAWS, seed=7, **limits)
    assert (weights @ np.array(cuts).T >= -1e-9).all() if cuts else (weights >= 0).all()
    error = weights.std(axis=0) / np.sqrt(DRAWS)
    assert (np.abs(weights.mean(axis=0) - centre(allowed)) <= 4 * error).all()
    # Evenly spread: the part on one side of a line through the middle is that side's share of the area.
    line = (1.0 - centre(allowed)[0], -centre(allowed)[0], -centre(allowed)[0])
    share = area(cut(allowed, line)) / area(allowed)
    above = float((weights @ np.array(line) >= 0).mean())
    assert abs(above - share) <= 4 * np.sqrt(share * (1 - share) / DRAWS)


def test_a_walk_in_six_dimensions_spreads_as_draws_that_are_thrown_away_until_they_fit() -> None:
    low, high = np.full(6, 0.08), np.array([0.3, 0.3, 0.25, 0.25, 0.2, 0.2])
    walked = draw_weights(6, 8_000, seed=1, order=[[0], [5]], low=low, high=high)
    free = np.random.default_rng(2).dirichlet(np.ones(6), 3_000_000 // 6) * (1 - low.sum()) + low
    kept = free[(free <= high).all(axis=1) & (free[:, 0] >= free[:, 5])]
    assert kept.shape[0] > 8_000
    spread = kept.std(axis=0)
    assert (np.abs(walked.mean(axis=0) - kept.mean(axis=0)) <= 5 * spread / np.sqrt(8_000)).all()
    assert walked.std(axis=0) == pytest.approx(spread, rel=0.05)
    for share in (0.1, 0.5, 0.9):
        quantile = np.quantile(kept, share, axis=0)
        assert (walked <= quantile).mean(axis=0) == pytest.approx(np.full(6, share), abs=0.02)
