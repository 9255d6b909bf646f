"""Arrays that are used again."""

import numpy as np

from wijkwerk.engine.scratch import Scratch


def test_what_was_given_back_is_used_again():
    scratch = Scratch(np.dtype(np.float32))
    first = scratch.take(2, 3)
    scratch.give(first)
    assert scratch.take(2, 3) is first
    assert scratch.take(2, 3) is not first
    assert first.dtype == np.float32


def test_another_shape_gets_its_own():
    scratch = Scratch(np.dtype(np.float64))
    scratch.give(scratch.take(2, 3))
    assert scratch.take(1, 3).shape == (1, 3)
