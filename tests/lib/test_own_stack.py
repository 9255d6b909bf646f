"""Work on a stack of its own answers and fails as it would here."""

import inspect
import threading

import pytest

from wijkwerk.lib.own_stack import on_own_stack


def depth() -> tuple[int, str]:
    return len(inspect.stack()), threading.current_thread().name


def test_work_begins_on_a_stack_that_is_nearly_empty():
    here, name = depth()
    there, other = on_own_stack(depth)
    assert there < 12 < here
    assert other != name


def test_work_is_given_what_it_asks_and_its_answer_comes_back():
    assert on_own_stack(divmod, 7, 2) == (3, 1)
    assert on_own_stack(sorted, [1, 3, 2], reverse=True) == [3, 2, 1]


def test_what_goes_wrong_there_goes_wrong_here():
    with pytest.raises(ZeroDivisionError):
        on_own_stack(divmod, 1, 0)
