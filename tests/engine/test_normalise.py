"""Different units come on one scale, and nobody's place there depends on luck."""

import inspect
from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from wijkwerk.engine.normalisations import NORMALISATIONS
from wijkwerk.engine.normalise import (
    Better,
    adjusted_goalposts,
    distance_to_norm,
    exponential,
    goalposts,
    index_to_base,
    min_max,
    national_share,
    scaled,
    z_score,
)
from wijkwerk.engine.normalise_sample import fraction_of_maximum
from wijkwerk.engine.parameters import Kind

NAN = np.nan
# Every method times this.
FEW = settings(max_examples=25)
COLUMNS = arrays(np.float64, st.integers(3, 20), elements=st.integers(-50, 50).map(float))
# One complete set of points per method, for a column between −50 and 50.
POINTS: dict[str, dict[str, object]] = {
    "goalposts": {"low": [-40], "high": [30]},
    "min_max": {},
    "scaled": {},
    "z_score": {},
    "distance_to_norm": {"low": [-5], "high": [5], "unit": [10], "better": "counts"},
    "national_share": {"reference": np.arange(-60, 61, 7.0)[:, None]},
    "index_to_base": {"base": [-20]},
    "exponential": {},
    "rank": {},
    "borda": {},
    "percentile_rank": {},
    "fraction_of_maximum": {},
    "distance_to_target": {"target": [60]},
    "distance_to_reference": {"area": 0},
    "distance_to_maximum": {},
}
FIXED = [name for name, method in NORMALISATIONS.items() if method.fixed]


def able(name: str, column: np.ndarray) -> bool:
    """Has this column a scale by this method?"""
    if name == "fraction_of_maximum":
        return bool(column.max() > 0)
    if name == "distance_to_reference":
        return bool(column[0] > column.min())
    return len(set(column)) > 1


def run(name: str, column: np.ndarray, **points: object) -> np.ndarray:
    return NORMALISATIONS[name].function(column[:, None], **{**POINTS[name], **points})[:, 0]


def test_every_method_that_a_recipe_may_name_is_tried_here() -> None:
    assert set(POINTS) == set(NORMALISATIONS)


@pytest.mark.parametrize("name", NORMALISATIONS)
@FEW
@given(COLUMNS)
def test_more_urgent_is_never_put_lower(name: str, column: np.ndarray) -> None:
    assume(able(name, column))
    found = run(name, column)
    assert (np.diff(found[np.argsort(column, kind="stable")]) >= -1e-9).all()


@pytest.mark.parametrize("name", NORMALISATIONS)
@FEW
@given(COLUMNS, st.data())
def test_what_is_missing_stays_missing_and_changes_nothing_for_the_others(
    name: str, column: np.ndarray, data: st.DataObject
) -> None:
    assume(able(name, column))
    position = data.draw(st.integers(1, len(column)))
    holed = run(name, np.insert(column, position, NAN))
    assert np.isnan(holed[position])
    np.testing.assert_allclose(np.delete(holed, position), run(name, column))


@pytest.mark.parametrize("name", [name for name in NORMALISATIONS if name != "distance_to_reference"])
@FEW
@given(COLUMNS, st.data())
def test_the_order_of_the_areas_does_not_matter(name: str, column: np.ndarray, data: st.DataObject) -> None:
    assume(able(name, column))
    order = np.array(data.draw(st.permutations(range(len(column)))))
    np.testing.assert_allclose(run(name, column[order]), run(name, column)[order], atol=1e-9)


@pytest.mark.parametrize("name", FIXED)
@FEW
@given(COLUMNS)
def test_with_fixed_points_the_other_areas_do_not_matter(name: str, column: np.ndarray) -> None:
    assume(len(set(column)) > 1)
    points = {"min_max": {"low": [-60], "high": [60]}, "z_score": {"mean": [3], "sd": [11]}}.get(name, {})
    np.testing.assert_allclose(run(name, column[:1], **points), run(name, column, **points)[:1])


@pytest.mark.parametrize("name", NORMALISATIONS)
def test_the_parameters_told_to_recipes_are_those_of_the_function(name: str) -> None:
    method = NORMALISATIONS[name]
    own = dict(list(inspect.signature(method.function).parameters.items())[1:])
    assert set(method.parameters) == set(own)
    for word, parameter in method.parameters.items():
        assert parameter.required == (own[word].default is inspect.Parameter.empty), word
        assert (parameter.kind is Kind.CHOICE) == bool(parameter.choices), word


@pytest.mark.parametrize("name", NORMALISATIONS)
def test_a_column_without_any_figure_is_empty_and_not_wrong(name: str) -> None:
    assert np.isnan(run(name, np.array([NAN, NAN]))).all()


@pytest.mark.parametrize(
    ("found", "words"),
    [
        (lambda x: min_max(x), "column 1 has no range"),
        (lambda x: min_max(x, [0, 5], [1, 5]), "column 1 has no range"),
        (lambda x: goalposts(x, [0, 9], [1, 5]), "column 1 has no range"),
        (lambda x: goalposts(x, [0, -np.inf], [1, 5]), "column 1 has a point that is not finite"),
        (lambda x: z_score(x), "column 1 has no spread"),
        (lambda x: z_score(x, [0, 0], [1, -2]), "column 1 has no spread"),
        (lambda x: distance_to_norm(x, [1, 3], [2, 2]), "column 1 has a band upside down"),
        (lambda x: distance_to_norm(x, [1, NAN], [2, NAN]), "column 1 has no norm"),
        (lambda x: distance_to_norm(x, [1, NAN], [2, np.inf]), "column 1 has a norm that is not finite"),
        (lambda x: distance_to_norm(x, [1, 0], [2, 0]), "column 1 has a norm of 0"),
        (lambda x: national_share(x, [[1, NAN]]), "column 1 has no reference"),
        (lambda x: national_share(x, [[1]]), "shape"),
        (lambda x: index_to_base(x, [1, 0]), "column 1 has a base of 0"),
        (lambda x: index_to_base(x, [1, np.inf]), "column 1 has a base that is not finite"),
        (lambda x: exponential(x, ranked_of=2), "column 0, 1 has a place outside"),
        (lambda x: exponential(x, ranked_of=2, fraction="from-zero"), "column 0, 1 has a place outside"),
        (lambda x: exponential(x, decay=0), "decay"),
        (lambda x: exponential(x, fraction="half"), "half"),
        (lambda x: scaled(x, 5, 5), "finite points"),
        (lambda x: min_max(x, scale_low=5, scale_high=5), "scale must run up"),
        (lambda x: z_score(x, target_sd=0), "target sd"),
    ],
)
def test_what_has_no_scale_is_refused_with_its_column(found: Callable[[np.ndarray], object], words: str) -> None:
    values = np.array([[1.0, 7], [2, 7], [4, 7]])
    with pytest.raises(ValueError, match=words):
        found(values)


def test_one_area_alone_has_a_place_between_fixed_points_and_none_in_its_own_sample() -> None:
    np.testing.assert_allclose(goalposts([[15.0]], [10], [30]), 25)
    with pytest.raises(ValueError, match="no range"):
        min_max([[15.0]])
    with pytest.raises(ValueError, match="no spread"):
        z_score([[15.0]])


def test_a_point_that_is_missing_comes_from_the_sample_and_the_other_stays_fixed() -> None:
    np.testing.assert_allclose(min_max([[10.0], [20], [30]], low=[0]), [[100 / 3], [200 / 3], [100]])


def test_the_reference_stands_at_a_hundred_for_the_adjusted_index() -> None:
    low, high = adjusted_goalposts([10, 0], [50, 1], [20, 0.9])
    np.testing.assert_allclose(min_max([[20, 0.9]], low, high, scale_low=70, scale_high=130), 100)
    np.testing.assert_allclose(high - low, [40, 1])


def test_scaled_takes_its_points_as_they_stand() -> None:
    """COINr's n_scaled turns the figure and not the points: −30 on 0–100 is −30."""
    np.testing.assert_allclose(scaled([[-30.0, 55]], 0, 100), [[-30, 55]])
    np.testing.assert_allclose(scaled([[4.0]], 1, 10, scale=1), 1 / 3)


def test_a_z_score_is_measured_in_the_spread_of_a_sample_unless_told_it_is_all() -> None:
    values = [[1.0], [2], [3], [4]]
    assert z_score(values)[3, 0] == pytest.approx(1.5 / np.sqrt(5 / 3))
    assert z_score(values, population=True)[3, 0] == pytest.approx(1.5 / np.sqrt(5 / 4))


def test_the_size_of_the_norm_is_worth_the_scale_when_no_unit_is_given() -> None:
    np.testing.assert_allclose(distance_to_norm([[150.0], [50]], high=[100]), [[50], [0]])
    np.testing.assert_allclose(distance_to_norm([[50.0]], low=[100], better=Better.COUNTS), -50)


@given(st.floats(-100, 100), st.floats(-100, 100))
def test_doing_better_than_the_norm_makes_nothing_good(one: float, other: float) -> None:
    found = distance_to_norm([[one], [other]], high=[0], unit=[1])
    assert (found >= 0).all()


def test_an_index_follows_urgency_also_for_what_was_turned() -> None:
    np.testing.assert_allclose(index_to_base([[110.0, -110, -90]], [100, -100, -100]), [[110, 90, 110]])
    np.testing.assert_allclose(index_to_base([[110.0], [30]], [[100], [60]]), [[110], [50]])


def test_published_places_and_the_figures_they_came_from_give_the_same_stretch() -> None:
    figures = np.array([[3.0], [9], [1], [4]])
    np.testing.assert_allclose(exponential(figures), exponential([[-3.0], [-1], [-4], [-2]], ranked_of=4))


@pytest.mark.parametrize("fraction", ["up-to-one", "from-zero"])
def test_one_end_of_the_places_is_at_the_end_of_the_scale(fraction: str) -> None:
    """Of two areas: R is 1 and ½, or ½ and 0."""
    half = -23 * np.log(1 - 0.5 * (1 - np.exp(-100 / 23)))
    expected = [[100], [half]] if fraction == "up-to-one" else [[half], [0]]
    np.testing.assert_allclose(exponential([[9.0], [3]], fraction=fraction), expected, atol=1e-12)
    np.testing.assert_allclose(exponential([[-1.0], [-2]], ranked_of=2, fraction=fraction), expected, atol=1e-12)


def test_a_fraction_of_a_negative_maximum_needs_to_be_asked_for() -> None:
    with pytest.raises(ValueError, match=r"column 0 .*turns the order around"):
        fraction_of_maximum([[-4.0], [-2]])
    np.testing.assert_allclose(fraction_of_maximum([[-4.0], [-2]], as_published=True, scale=1), [[2], [1]])
