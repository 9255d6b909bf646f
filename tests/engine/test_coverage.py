import numpy as np
import pytest
from numpy.testing import assert_array_equal

from wijkwerk.engine.coverage import delivered, passes_gate, share_present

NAN = np.nan
THREE = np.array([[1, 2, 3], [1, NAN, 3], [NAN, NAN, 3], [NAN, NAN, NAN]])


def test_coverage_is_the_share_of_children_that_are_there():
    assert_array_equal(share_present(THREE), [1, 2 / 3, 1 / 3, 0])


@pytest.mark.parametrize(
    ("minimum", "passing"),
    [
        (0, [True, True, True, False]),  # without any child there is nothing to say
        (0.33, [True, True, True, False]),
        (0.34, [True, True, False, False]),
        (0.67, [True, True, False, False]),  # two of three, as a reader would write it
        (2 / 3, [True, True, False, False]),
        (0.7, [True, False, False, False]),
        (1, [True, False, False, False]),
    ],
)
def test_the_gate_opens_from_the_minimum_share_on(minimum, passing):
    assert_array_equal(passes_gate(THREE, minimum), passing)


def test_a_child_that_somebody_has_is_delivered():
    assert_array_equal(delivered(THREE), [True, True, True])
    assert_array_equal(delivered(THREE[2:]), [False, False, True])


@pytest.mark.parametrize("share", [-0.1, 1.1, NAN])
def test_a_share_outside_0_and_1_is_refused(share):
    with pytest.raises(ValueError, match="minimum share"):
        passes_gate(THREE, share)


def test_a_group_without_children_has_no_coverage():
    with pytest.raises(ValueError, match="without children"):
        share_present(np.empty((3, 0)))
