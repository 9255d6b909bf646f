"""Places among the areas of the table themselves, by hand."""

import numpy as np
import pytest

from wijkwerk.engine.normalise_sample import (
    borda,
    distance_to_maximum,
    distance_to_reference,
    distance_to_target,
    highest,
    lowest,
    mean,
    percentile_rank,
    rank,
    standard_deviation,
)

NAN = np.nan
COLUMN = np.array([[4.0], [9], [NAN], [4], [1]])


def test_places_are_counted_from_below() -> None:
    np.testing.assert_array_equal(rank(COLUMN)[:, 0], [2, 4, NAN, 2, 1])
    np.testing.assert_array_equal(rank(COLUMN, ties="average")[:, 0], [2.5, 4, NAN, 2.5, 1])
    np.testing.assert_array_equal(borda(COLUMN)[:, 0], [1, 3, NAN, 1, 0])


def test_percentiles_run_from_nothing_to_all_or_through_the_middles() -> None:
    np.testing.assert_allclose(percentile_rank(COLUMN, scale=1)[:, 0], [1 / 3, 1, NAN, 1 / 3, 0])
    middle = percentile_rank(COLUMN, form="middle", ties="average")
    np.testing.assert_allclose(middle[:, 0], [50, 87.5, NAN, 50, 12.5])


def test_one_figure_has_no_percentile_but_a_middle() -> None:
    with pytest.raises(ValueError, match="column 0 has one figure"):
        percentile_rank([[5.0], [NAN]])
    np.testing.assert_allclose(percentile_rank([[5.0], [NAN]], form="middle"), [[50], [NAN]])


def test_the_way_to_a_target_starts_at_the_lowest() -> None:
    np.testing.assert_allclose(distance_to_target(COLUMN, [5], scale=1)[:, 0], [0.75, 2, NAN, 0.75, 0])
    np.testing.assert_allclose(distance_to_target(COLUMN, [5], cap=True)[:, 0], [75, 100, NAN, 75, 0])
    np.testing.assert_allclose(distance_to_maximum(COLUMN, scale=1)[:, 0], [0.375, 1, NAN, 0.375, 0])


@pytest.mark.parametrize("target", [1, 0, NAN, np.inf])
def test_a_target_must_lie_above_the_lowest_figure(target: float) -> None:
    with pytest.raises(ValueError, match="column 0 has a target"):
        distance_to_target(COLUMN, [target])


def test_one_of_the_areas_can_be_the_target() -> None:
    np.testing.assert_allclose(distance_to_reference(COLUMN, 0, scale=1)[:, 0], [1, 8 / 3, NAN, 1, 0])
    for area, words in ((2, "column 0 has no figure"), (4, "column 0 has a target"), (5, "no area 5"), (-1, "no area")):
        with pytest.raises(ValueError, match=words):
            distance_to_reference(COLUMN, area)


def test_a_table_where_all_are_equal_has_no_distance_to_its_maximum() -> None:
    with pytest.raises(ValueError, match="column 0 has no range"):
        distance_to_maximum([[5.0], [5]])


def test_what_is_read_from_a_sample_skips_what_is_missing() -> None:
    table = np.column_stack([COLUMN, np.full(5, NAN), [7, NAN, NAN, NAN, NAN], np.full(5, 0.1)])
    np.testing.assert_array_equal(lowest(table), [1, NAN, 7, 0.1])
    np.testing.assert_array_equal(highest(table), [9, NAN, 7, 0.1])
    np.testing.assert_allclose(mean(table), [4.5, NAN, 7, 0.1])
    np.testing.assert_allclose(standard_deviation(table), [np.sqrt(33 / 3), NAN, NAN, 0])
    np.testing.assert_allclose(standard_deviation(table, population=True), [np.sqrt(33 / 4), NAN, 0, 0])
    assert standard_deviation(table)[3] == 0
