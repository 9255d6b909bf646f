"""Steps by name, and reference points that follow the figures."""

from statistics import NormalDist

import numpy as np
import pytest
from numpy.testing import assert_allclose

from wijkwerk.engine.steps import (
    NO_POINTS,
    Points,
    Step,
    apply_step,
    apply_steps,
    known_steps,
    missing_points,
    normal_scores,
    range_of,
    transformed,
    transformed_points,
)

NAN = np.nan
COLUMN = np.array([1.0, 4.0, NAN, 2.0])


def test_reference_points_turn_along_with_their_figures():
    points = Points(low=1, high=5, norm_high=3, mean=2, sd=4, base=1, unit=2, distribution=(1, 2))
    turned = points.oriented(-1)
    assert (turned.low, turned.high, turned.norm_low, turned.norm_high) == (-5, -1, -3, None)
    assert (turned.mean, turned.base, turned.sd, turned.unit) == (-2, -1, 4, 2)
    assert turned.distribution == (-1, -2)
    assert turned.oriented(-1) == points
    assert points.oriented(1) is points


def test_a_step_takes_the_reference_point_of_its_name():
    assert_allclose(apply_step(COLUMN, Step("goalposts"), Points(low=0, high=8)), [12.5, 50, NAN, 25])
    assert_allclose(apply_step(COLUMN, Step("min_max", {"high": 9}), Points(low=1)), [0, 37.5, NAN, 12.5])
    over = apply_step(COLUMN, Step("distance_to_norm"), Points(low=0, high=9, norm_high=2))
    assert_allclose(over, [0, 100, NAN, 0])
    assert_allclose(
        apply_step(COLUMN, Step("national_share"), Points(distribution=(0, 1, 2, 3))), [37.5, 100, NAN, 62.5]
    )


def test_reference_points_are_for_the_first_step_only():
    steps = (Step("goalposts"), Step("min_max", {"scale_high": 1}))
    assert_allclose(apply_steps(COLUMN, steps, Points(low=0, high=8)), [0, 1, NAN, 1 / 3])


def test_reference_points_go_along_through_a_fixed_transformation_as_a_step():
    points = Points(low=1, high=100)
    steps = (Step("natural_log"), Step("goalposts"))
    assert_allclose(apply_steps(np.array([1.0, 10, 100]), steps, points), [0, 50, 100])
    assert apply_steps(np.array([1.0, 10]), (Step("log10"), Step("min_max")), points).tolist() == [0, 50]
    assert range_of((Step("log10"), Step("min_max")), points) is None
    with pytest.raises(ValueError, match="a reference point lies where"):
        apply_steps(np.array([1.0, 10]), steps, Points(low=0, high=100))


def test_without_steps_a_column_is_what_it_was():
    assert apply_steps(COLUMN, (), NO_POINTS) is COLUMN


@pytest.mark.parametrize(
    ("step", "expected"),
    [
        (Step("natural_log"), np.log([1, 4, 2])),
        (Step("log10"), np.log10([1, 4, 2])),
        (Step("square_root"), [1, 2, np.sqrt(2)]),
        (Step("power", {"exponent": 2}), [1, 16, 4]),
    ],
)
def test_a_transformation_goes_for_figures_and_points_alike(step, expected):
    assert_allclose(transformed(COLUMN, step)[[0, 1, 3]], expected)
    points = transformed_points(Points(low=1, high=4, sd=9, distribution=(1, 2)), step)
    assert (points.low, points.high) == pytest.approx((expected[0], expected[1]))
    assert points.distribution == pytest.approx((expected[0], expected[2]))
    assert points.sd == 9
    assert points.mean is None


@pytest.mark.parametrize(("method", "limit"), [("natural_log", "above 0"), ("square_root", "0 or more")])
def test_a_figure_without_a_transformation_is_named(method, limit):
    with pytest.raises(ValueError, match=f"{method} needs figures {limit}, and area 1 has -1"):
        transformed(np.array([1.0, -1.0]), Step(method))
    with pytest.raises(ValueError, match=limit):
        transformed_points(Points(low=-1, high=1), Step(method))


def test_zero_has_a_root_and_no_logarithm():
    assert transformed(np.array([0.0]), Step("square_root"))[0] == 0
    with pytest.raises(ValueError, match="above 0"):
        transformed(np.array([0.0]), Step("natural_log"))


def test_normal_scores_are_the_quantiles_of_the_places():
    found = normal_scores(np.array([[10.0], [30.0], [NAN], [20.0], [20.0]]))[:, 0]
    quantile = NormalDist().inv_cdf
    assert_allclose(found, [quantile(1 / 5), quantile(4 / 5), NAN, quantile(2.5 / 5), quantile(2.5 / 5)], atol=1e-12)
    assert_allclose(apply_step(np.array([10.0, 30.0]), Step("normal_scores"), NO_POINTS), [-0.43072730, 0.43072730])


def test_a_step_says_which_points_it_cannot_do_without():
    assert missing_points(Step("goalposts"), NO_POINTS) == ["low", "high"]
    assert missing_points(Step("goalposts", {"low": 1}), Points(high=2)) == []
    assert missing_points(Step("national_share"), NO_POINTS) == ["distribution"]
    assert missing_points(Step("z_score"), NO_POINTS) == []


@pytest.mark.parametrize(
    ("steps", "points", "ends"),
    [
        ((Step("goalposts"),), Points(low=0, high=1), (0, 100)),
        ((Step("goalposts", {"scale": 1}),), Points(low=0, high=1), (0, 1)),
        ((Step("goalposts", {"clip": False}),), Points(low=0, high=1), None),
        ((Step("min_max", {"scale_low": 1}),), NO_POINTS, (1, 100)),
        ((Step("min_max"),), Points(low=0, high=1), None),
        ((Step("min_max", {"clip": True}),), Points(low=0, high=1), (0, 100)),
        ((Step("percentile_rank", {"scale": 1}),), NO_POINTS, (0, 1)),
        ((Step("exponential"),), NO_POINTS, (0, 100)),
        ((Step("z_score"),), NO_POINTS, None),
        ((Step("z_score"), Step("percentile_rank")), NO_POINTS, (0, 100)),
        ((), NO_POINTS, None),
    ],
)
def test_the_ends_of_a_scale_are_known_where_it_has_them(steps, points, ends):
    assert range_of(steps, points) == ends


@pytest.mark.parametrize("method", known_steps())
def test_no_step_fills_a_gap_or_turns_an_order_around(method):
    points = Points(low=0, high=5, norm_low=1, norm_high=2, mean=2, sd=1, base=1, target=3, distribution=(1, 2, 3))
    parameters = {"power": {"exponent": 2}, "distance_to_reference": {"area": 1}}.get(method, {})
    found = apply_step(COLUMN, Step(method, parameters), points)
    assert np.isnan(found).tolist() == [False, False, True, False]
    assert found[0] <= found[3] <= found[1]
    assert found[0] < found[1]
