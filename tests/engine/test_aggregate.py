"""Joining children into a score: what may be made good, and what silence may never do."""

import inspect
from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from wijkwerk.engine.aggregate import (
    AGGREGATIONS,
    arithmetic,
    generalised,
    geometric,
    harmonic,
    maximum,
    mazziotta_pareto,
    median,
    minimum,
)
from wijkwerk.engine.parameters import Kind

NAN = np.nan
# Every method times this.
FEW = settings(max_examples=25)
NEEDED = {"generalised": {"power": 2.0}}
TABLES = arrays(np.float64, st.tuples(st.integers(1, 8), st.just(3)), elements=st.integers(1, 100).map(float))
WEIGHTS = st.lists(st.integers(0, 4).map(float), min_size=3, max_size=3).filter(any)


def join(name: str, values: object, weights: object = None, weighting: str = "relative") -> np.ndarray:
    return AGGREGATIONS[name].function(values, weights, weighting=weighting, **NEEDED.get(name, {}))


@pytest.mark.parametrize("name", AGGREGATIONS)
def test_the_parameters_told_to_recipes_are_those_of_the_function(name: str) -> None:
    own = inspect.signature(AGGREGATIONS[name].function).parameters
    told = AGGREGATIONS[name].parameters
    assert {*told, "values", "weights", "weighting"} == set(own)
    for word, parameter in told.items():
        assert parameter.required == (own[word].default is inspect.Parameter.empty)
        assert (parameter.kind is Kind.CHOICE) == bool(parameter.choices)


@pytest.mark.parametrize("name", [name for name in AGGREGATIONS if AGGREGATIONS[name].keeps_scale])
@FEW
@given(TABLES, WEIGHTS)
def test_a_score_lies_between_its_children(name: str, values: np.ndarray, weights: list[float]) -> None:
    used = values[:, np.array(weights) > 0]
    found = join(name, values, weights)
    if name != "mazziotta_pareto":  # a penalty may lift the score above the highest child
        assert (found <= used.max(axis=1) + 1e-9).all()
    assert (found >= used.min(axis=1) - 1e-9).all()


@pytest.mark.parametrize("name", AGGREGATIONS)
@FEW
@given(TABLES, WEIGHTS, st.sampled_from([0.001, 0.3, 7.0, 1e4]))
def test_scaling_relative_weights_changes_nothing(
    name: str, values: np.ndarray, weights: list[float], factor: float
) -> None:
    scaled = join(name, values, [factor * weight for weight in weights])
    np.testing.assert_allclose(scaled, join(name, values, weights), rtol=1e-9)


@pytest.mark.parametrize("name", AGGREGATIONS)
@FEW
@given(TABLES, WEIGHTS, st.data())
def test_the_order_of_areas_and_of_children_does_not_matter(
    name: str, values: np.ndarray, weights: list[float], data: st.DataObject
) -> None:
    areas = list(data.draw(st.permutations(range(len(values)))))
    children = list(data.draw(st.permutations(range(3))))
    moved = join(name, values[areas][:, children], np.array(weights)[children])
    np.testing.assert_allclose(moved, join(name, values, weights)[areas], rtol=1e-9)


@pytest.mark.parametrize("name", [name for name in AGGREGATIONS if AGGREGATIONS[name].monotone])
@FEW
@given(TABLES, WEIGHTS, st.data())
def test_raising_an_urgent_value_never_lowers_the_score(
    name: str, values: np.ndarray, weights: list[float], data: st.DataObject
) -> None:
    area, child = data.draw(st.integers(0, len(values) - 1)), data.draw(st.integers(0, 2))
    raised = values.copy()
    raised[area, child] += data.draw(st.integers(1, 50))
    assert join(name, raised, weights)[area] >= join(name, values, weights)[area] - 1e-9


def test_mazziotta_pareto_says_itself_that_it_is_not_monotone() -> None:
    """Raising the lowest child evens the area out, and takes more penalty away than it adds."""
    assert not AGGREGATIONS["mazziotta_pareto"].monotone
    assert mazziotta_pareto([[1.0, 100]])[0] > mazziotta_pareto([[20.0, 100]])[0]


@pytest.mark.parametrize("name", AGGREGATIONS)
@FEW
@given(TABLES, WEIGHTS)
def test_a_missing_child_is_as_if_it_was_not_in_the_group(name: str, values: np.ndarray, weights: list[float]) -> None:
    holed = values.copy()
    holed[:, 2] = NAN
    if not any(weights[:2]):
        assert np.isnan(join(name, holed, weights)).all()
        return
    np.testing.assert_allclose(join(name, holed, weights), join(name, values[:, :2], weights[:2]), rtol=1e-9)


@pytest.mark.parametrize("name", AGGREGATIONS)
def test_nothing_gives_no_score_and_weights_as_given_need_everything(name: str) -> None:
    values = [[10.0, NAN, 30], [NAN, NAN, NAN], [20, 5, 40], [20, 6, 50]]
    found = join(name, values, [0.5, 0.3, 0.1])
    assert list(np.isnan(found)) == [False, True, False, False]
    given_weights = join(name, values, [0.5, 0.3, 0.1], "as-given")
    assert list(np.isnan(given_weights)) == [True, True, False, False]
    # A child of weight 0 may be missing.
    assert list(np.isnan(join(name, values, [0.5, 0, 0.1], "as-given"))) == [False, True, False, False]


@pytest.mark.parametrize("name", AGGREGATIONS)
def test_no_areas_give_no_scores(name: str) -> None:
    assert join(name, np.empty((0, 2))).shape == (0,)


def test_weights_as_given_are_not_rescaled() -> None:
    np.testing.assert_allclose(arithmetic([[100.0, 100]], [0.5, 0.499], weighting="as-given"), 99.9)
    np.testing.assert_allclose(geometric([[10.0, 10]], [1, 1], weighting="as-given"), 100)


@given(TABLES, WEIGHTS)
def test_the_means_stand_in_their_known_order(values: np.ndarray, weights: list[float]) -> None:
    order = [
        minimum(values, weights),
        harmonic(values, weights),
        geometric(values, weights),
        arithmetic(values, weights),
        generalised(values, weights, power=2),
        maximum(values, weights),
    ]
    assert (np.diff(order, axis=0) >= -1e-9).all()


@given(TABLES, WEIGHTS)
def test_the_power_mean_holds_the_others(values: np.ndarray, weights: list[float]) -> None:
    for power, other in ((1, arithmetic), (0, geometric), (-1, harmonic)):
        np.testing.assert_allclose(generalised(values, weights, power=power), other(values, weights), rtol=1e-9)


def test_a_high_power_does_not_overflow() -> None:
    np.testing.assert_allclose(generalised([[1e5, 2e5]], power=400), 2e5 * 0.5 ** (1 / 400))
    np.testing.assert_allclose(generalised([[0.0, 0]], power=2), 0)


@pytest.mark.parametrize(
    ("call", "words"),
    [
        (lambda x: geometric(x), "column 1 .* area 2"),
        (lambda x: harmonic(x), "column 1 .* area 2"),
        (lambda x: generalised(x, power=-2), "column 1 .* area 2"),
        (lambda x: generalised(x, power=0), "column 1 .* area 2"),
        (lambda x: generalised(-x, power=2), "column 0 .* area 0"),
        (lambda x: generalised(x, power=NAN), "finite"),
        (lambda x: mazziotta_pareto(x - 50), "area 0 is not above 0"),
        (lambda x: arithmetic(x, [1, 2, 3]), "3 weights for 2 children"),
        (lambda x: arithmetic(x, [1, -2]), "column 1 is -2"),
    ],
)
def test_what_a_formula_cannot_take_is_refused_with_its_place(call: Callable[[np.ndarray], object], words: str) -> None:
    values = np.array([[1.0, 2], [3, NAN], [5, 0]])
    with pytest.raises(ValueError, match=words):
        call(values)


def test_a_value_that_weighs_nothing_may_be_anything() -> None:
    np.testing.assert_allclose(geometric([[4.0, 9, -5]], [1, 1, 0]), 6)


def test_the_middle_lies_where_half_of_the_weight_is_on_either_side() -> None:
    np.testing.assert_allclose(median([[1.0, 2, 30], [1, 2, NAN]]), [2, 1.5])
    np.testing.assert_allclose(median([[1.0, 2, 30]], [1, 1, 3]), 30)
    np.testing.assert_allclose(median([[1.0, 2, 30]], [0.1, 0.2, 0.3]), 16)


def test_of_two_areas_with_one_mean_the_one_with_peaks_is_more_urgent() -> None:
    even, peaked = mazziotta_pareto([[100.0, 100, 100], [70, 100, 130]])
    assert peaked > even == pytest.approx(100)
    low_even, low_peaked = mazziotta_pareto([[100.0, 100, 100], [70, 100, 130]], penalty="subtract")
    assert low_peaked < low_even == pytest.approx(100)
    np.testing.assert_allclose(mazziotta_pareto([[90.0, 110], [90, NAN]], spread="sample"), [102, 90])


def test_an_unknown_choice_is_refused() -> None:
    with pytest.raises(ValueError, match="multiply"):
        mazziotta_pareto([[1.0]], penalty="multiply")
    with pytest.raises(ValueError, match="range"):
        mazziotta_pareto([[1.0]], spread="range")
