"""The English Index of Multiple Deprivation 2019, per area."""

from pathlib import Path

import numpy as np
import pytest

from wijkwerk.engine.aggregate import arithmetic
from wijkwerk.engine.normalise import exponential
from wijkwerk.engine.orient import orient
from wijkwerk.engine.ranks import ranks

from .imd import AREAS, WEIGHTS, Imd, read_committed, read_published

TO_THREE_DECIMALS = 0.0005 + 1e-9


def scores(imd: Imd, *, ranked_of: float = np.nan, weighting: str = "as-given") -> np.ndarray:
    transformed = exponential(orient(imd.places, -np.ones(len(WEIGHTS))), ranked_of=ranked_of)
    return arithmetic(transformed, WEIGHTS, weighting=weighting)


def test_the_committed_areas_get_their_published_score() -> None:
    imd = read_committed()
    assert len(imd.areas) == 822
    off = np.abs(scores(imd, ranked_of=AREAS) - imd.score)
    assert (off <= TO_THREE_DECIMALS).mean() >= 0.998
    assert off.max() < 0.0015


def test_the_committed_areas_stand_in_the_published_order() -> None:
    imd = read_committed()
    found, published = ranks(scores(imd, ranked_of=AREAS)), ranks(imd.place, highest_first=False)
    np.testing.assert_array_equal(found, published)


def test_weights_that_are_rescaled_to_one_do_not_give_the_published_scores() -> None:
    imd = read_committed()
    off = np.abs(scores(imd, ranked_of=AREAS, weighting="relative") - imd.score)
    assert (off <= TO_THREE_DECIMALS).mean() < 0.02


@pytest.mark.shared
def test_999_of_1000_places_of_all_areas_are_exact_and_none_is_more_than_one_off(shared: Path) -> None:
    imd = read_published(shared / "imd2019")
    assert len(imd.areas) == AREAS
    found = scores(imd)
    assert (np.abs(found - imd.score) <= TO_THREE_DECIMALS).mean() >= 0.9992
    off = np.abs(ranks(found, ties="average") - imd.place)
    assert (off == 0).mean() >= 0.999
    assert off.max() <= 1


@pytest.mark.shared
def test_the_transformation_runs_from_nothing_to_a_hundred(shared: Path) -> None:
    imd = read_published(shared / "imd2019")
    transformed = exponential(orient(imd.places, -np.ones(len(WEIGHTS))))
    assert transformed.max() == pytest.approx(100)
    assert transformed.min() > 0
    # The most deprived tenth holds about half of the scale: the reason for the 23.
    assert np.quantile(transformed[:, 4], 0.9) == pytest.approx(50, abs=0.5)
