"""Arrays that are used again."""

from wijkwerk.engine.scratch import Scratch


def test_what_was_given_back_is_used_again():
    scratch = Scratch()
    first = scratch.take(2, 3)
    scratch.give(first)
    assert scratch.take(2, 3) is first
    assert scratch.take(2, 3) is not first


def test_another_shape_gets_its_own():
    scratch = Scratch()
    scratch.give(scratch.take(2, 3))
    assert scratch.take(1, 3).shape == (1, 3)
