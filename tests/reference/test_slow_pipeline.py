"""The engine beside the slow implementation: the same numbers on any table, with holes in it."""

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from numpy.typing import NDArray

from wijkwerk.engine import moments, normalise, normalise_sample, treat
from wijkwerk.engine.aggregate import AGGREGATIONS
from wijkwerk.engine.copeland import copeland
from wijkwerk.engine.ranks import ranks

from . import slow_pipeline as slow

Array = NDArray[np.float64]

CELLS = st.one_of(st.none(), st.integers(-8, 8).map(float), st.floats(-1e3, 1e3).map(lambda x: round(x, 3)))
POSITIVE = st.one_of(st.none(), st.integers(1, 100).map(float), st.floats(0.1, 1e3).map(lambda x: round(x, 3)))
COLUMNS = st.lists(CELLS, min_size=3, max_size=25)


@st.composite
def tables(draw: st.DrawFn, cells: st.SearchStrategy[float | None] = POSITIVE) -> tuple[list[slow.Column], list[float]]:
    """Rows and weights; at least one weight above 0."""
    children = draw(st.integers(1, 5))
    rows: list[slow.Column] = draw(
        st.lists(st.lists(cells, min_size=children, max_size=children), min_size=1, max_size=12)
    )
    weights = draw(st.lists(st.sampled_from([0.0, 0.5, 1.0, 2.0, 3.0]), min_size=children, max_size=children))
    assume(sum(weights) > 0)
    return rows, weights


def column(cells: slow.Column) -> Array:
    return np.array([[np.nan if x is None else x] for x in cells])


def assert_same(found: Array, expected: slow.Column) -> None:
    wanted = [np.nan if x is None else x for x in expected]
    np.testing.assert_allclose(np.asarray(found).ravel(), wanted, rtol=1e-9, atol=1e-9)


@given(COLUMNS)
def test_skewness_and_kurtosis(cells: slow.Column) -> None:
    assume(len(slow.known(cells)) >= 4 and len(set(slow.known(cells))) > 1)
    assert moments.skewness(column(cells)) == pytest.approx(slow.skewness(cells), rel=1e-6, abs=1e-6)
    assert moments.kurtosis(column(cells)) == pytest.approx(slow.kurtosis(cells), rel=1e-6, abs=1e-6)


@given(
    st.lists(st.integers(0, 9).map(float), min_size=12, max_size=20),
    st.lists(st.sampled_from([50.0, 90.0, 400.0, -300.0]), max_size=4),
    st.integers(0, 5),
)
def test_drawing_in(body: list[float], outliers: list[float], most: int) -> None:
    cells: list[float | None] = [*body, None, *outliers]
    found = treat.winsorise(column(cells)[:, 0], max_points=most)
    assert_same(found.values, slow.winsorise(cells, most))
    moved = [x is not None and x != y for x, y in zip(cells, found.values.tolist(), strict=True)]
    np.testing.assert_array_equal(found.points != 0, moved)


NORMALISATIONS: dict[str, tuple[Callable[[Array], Array], Callable[[slow.Column], slow.Column]]] = {
    "min_max": (lambda x: normalise.min_max(x, scale_low=1), lambda x: slow.min_max(x, 1, 100)),
    "z_score": (normalise.z_score, slow.z_score),
    "rank": (normalise_sample.rank, lambda x: slow.ascending_rank(x, "lowest")),
    "percentile_rank": (lambda x: normalise_sample.percentile_rank(x, scale=1), slow.percentile_rank),
    "distance_to_target": (
        lambda x: normalise_sample.distance_to_target(x, 2000, scale=1),
        lambda x: slow.distance_to_target(x, 2000),
    ),
    "distance_to_maximum": (
        lambda x: normalise_sample.distance_to_maximum(x, scale=1),
        lambda x: slow.min_max(x, 0, 1),
    ),
    "national_share": (
        lambda x: normalise.national_share(x, np.array([[1.0], [2], [2], [np.nan], [5]]), scale=1),
        lambda x: slow.national_share(x, [1, 2, 2, None, 5]),
    ),
    "exponential": (normalise.exponential, lambda x: slow.exponential(x, 23)),
    "exponential from zero": (
        lambda x: normalise.exponential(x, fraction="from-zero"),
        lambda x: slow.exponential(x, 23, 1),
    ),
}


@pytest.mark.parametrize("name", NORMALISATIONS)
@given(cells=COLUMNS)
def test_every_normalisation(name: str, cells: slow.Column) -> None:
    assume(len(set(slow.known(cells))) > 1)
    fast, plain = NORMALISATIONS[name]
    assert_same(fast(column(cells)), plain(cells))


@pytest.mark.parametrize("ties", ["lowest", "highest", "average", "dense"])
@given(cells=COLUMNS)
def test_every_rule_of_ties(ties: str, cells: slow.Column) -> None:
    assert_same(ranks(column(cells)[:, 0], ties=ties, highest_first=False), slow.ascending_rank(cells, ties))


JOINED = ("arithmetic", "geometric", "harmonic", "mazziotta_pareto", "median", "maximum", "minimum")


@pytest.mark.parametrize("name", JOINED)
@given(drawn=tables())
def test_every_way_to_join(name: str, drawn: tuple[list[slow.Column], list[float]]) -> None:
    rows, weights = drawn
    found = AGGREGATIONS[name].function(np.hstack([column(c) for c in zip(*rows, strict=True)]), weights)
    assert_same(found, [slow.join(row, weights, name) for row in rows])


@pytest.mark.parametrize("power", [-2, -1, 0.5, 1, 2, 5])
@given(drawn=tables())
def test_the_generalised_mean(power: float, drawn: tuple[list[slow.Column], list[float]]) -> None:
    rows, weights = drawn
    values = np.hstack([column(c) for c in zip(*rows, strict=True)])
    found = AGGREGATIONS["generalised"].function(values, weights, power=power)
    assert_same(found, [slow.join(row, weights, "generalised", power) for row in rows])


@given(tables(st.one_of(st.none(), st.integers(0, 3).map(float))))
def test_copeland_with_holes(drawn: tuple[list[slow.Column], list[float]]) -> None:
    rows, weights = drawn
    values = np.hstack([column(c) for c in zip(*rows, strict=True)])
    assert_same(copeland(values, weights), slow.copeland(rows, weights))


def test_copeland_by_hand() -> None:
    """A beats B on both that they share, B beats C on two of three, A and C win one each."""
    values = np.array([[3, 2, np.nan], [2, 1, 5], [1, 3, 4.0]])
    np.testing.assert_array_equal(copeland(values), [1, 0, -1])
