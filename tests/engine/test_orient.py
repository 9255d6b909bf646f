"""Higher is more urgent, once and for all."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from wijkwerk.engine.normalise import goalposts
from wijkwerk.engine.orient import orient, orient_points

NAN = np.nan


def test_only_what_is_less_urgent_when_higher_is_turned() -> None:
    found = orient([[207, 104], [NAN, 80]], [-1, 1])
    np.testing.assert_array_equal(found, [[-207, 104], [NAN, 80]])


def test_the_ends_of_a_range_change_places_with_the_direction() -> None:
    found = orient_points({"low": [150, 20], "high": [378, 60], "mean": [200, 30]}, [-1, 1])
    np.testing.assert_array_equal(found["low"], [-378, 20])
    np.testing.assert_array_equal(found["high"], [-150, 60])
    np.testing.assert_array_equal(found["mean"], [-200, 30])


def test_a_range_that_is_open_on_one_side_stays_open_on_the_other() -> None:
    found = orient_points({"low": [20.0], "high": [NAN]}, [-1])
    np.testing.assert_array_equal(found["low"], [NAN])
    np.testing.assert_array_equal(found["high"], [-20])


@pytest.mark.parametrize("wrong", [0, 2, NAN, -0.5])
def test_any_other_direction_is_refused_with_its_column(wrong: float) -> None:
    with pytest.raises(ValueError, match="column 1"):
        orient([[1, 2]], [1, wrong])
    with pytest.raises(ValueError, match="column 1"):
        orient_points({"mean": [1, 2]}, [1, wrong])


@given(st.floats(-1e6, 1e6), st.floats(-1e3, 0), st.floats(1, 1e3))
def test_turning_values_and_points_turns_the_scale_around(value: float, low: float, high: float) -> None:
    points = {"low": [low], "high": [high]}
    straight = goalposts(orient([[value]], [1]), **orient_points(points, [1]))
    turned = goalposts(orient([[value]], [-1]), **orient_points(points, [-1]))
    np.testing.assert_allclose(straight + turned, 100)
