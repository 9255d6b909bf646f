"""Comparisons that are no comparisons are refused; published matrices are in tests/reference/test_ahp.py."""

import numpy as np
import pytest

from wijkwerk.engine.ahp import complete, priorities


def test_one_or_two_considerations_cannot_contradict_each_other() -> None:
    assert priorities([[1.0]]).weights == [1]
    found = priorities([[1, 3], [1 / 3, 1]])
    np.testing.assert_allclose(found.weights, [0.75, 0.25])
    assert found.consistency_ratio == 0
    assert found.is_consistent


def test_the_upper_half_says_the_whole_table() -> None:
    np.testing.assert_allclose(complete([2, 6, 3]), [[1, 2, 6], [0.5, 1, 3], [1 / 6, 1 / 3, 1]])
    with pytest.raises(ValueError, match="4 comparisons"):
        complete([1, 2, 3, 4])


def test_a_third_that_was_typed_as_033_passes() -> None:
    np.testing.assert_allclose(priorities([[1, 3], [0.333, 1]]).weights, [0.75, 0.25], atol=1e-3)


@pytest.mark.parametrize(
    ("table", "words"),
    [
        ([[1, 2, 3], [0.5, 1, 2]], "square"),
        (np.ones((16, 16)), "1 to 15"),
        ([[1, 0], [1, 1]], "row 0, column 1: 0 is not above 0"),
        ([[1, np.nan], [1, 1]], "row 0, column 1"),
        ([[1, 2], [0.5, 2]], "row 1, column 1: 2 is on the diagonal"),
        ([[1, 3], [3, 1]], "row 0, column 1: 3 is not the reciprocal"),
    ],
)
def test_a_table_that_is_wrong_says_where(table: list[list[float]], words: str) -> None:
    with pytest.raises(ValueError, match=words):
        priorities(table)
