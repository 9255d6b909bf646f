"""The quick way to make a figure gives what the plain way gives."""

import gc

import pytest

from wijkwerk.data.queries.figure_making import make_figures
from wijkwerk.data.queries.figures import Figure, Reason
from wijkwerk.definitions.vocabulary import Method, Status

FULL = (1, 0, 2024, 1.5, 0, 1.0, 2.0, 3.0, 4.0, 2023, 1, 0, 7, None, None)
EMPTY = (0, 1, 2020, None, 4, None, None, None, None, None, 0, None, None, 4, None)


def test_it_is_the_same_figure_as_one_made_plainly():
    full, empty = make_figures([FULL, EMPTY], ["een", "twee"], ["A", "B"], ["levering"])
    assert full == Figure(
        "twee", "A", 2024, 1.5, Status.VALUE, 1.0, 2.0, 3.0, 4.0, 2023, Method.COMPUTED, "levering", 7, None, None
    )
    assert empty == Figure("een", "B", 2020, None, Status.TOO_FEW, reason=Reason.NO_ROW)
    assert type(full) is Figure
    assert hash(full) == hash(full)


def test_it_is_as_frozen_as_any_figure():
    (figure,) = make_figures([FULL], ["een", "twee"], ["A"], ["levering"])
    with pytest.raises(AttributeError, match="cannot assign"):
        figure.value = 2.0  # type: ignore[misc]


def test_the_garbage_collector_is_at_work_again_afterwards():
    make_figures([FULL], ["een", "twee"], ["A"], ["levering"])
    assert gc.isenabled()
    with pytest.raises(IndexError):
        make_figures([FULL], [], [], [])
    assert gc.isenabled()
