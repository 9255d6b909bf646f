"""The collector rests as long as the block lasts, and goes back to what it was doing."""

import gc

import pytest

from wijkwerk.lib.garbage import collector_at_rest


def _fail_halfway() -> None:
    with collector_at_rest():
        assert not gc.isenabled()
        raise ValueError("halfway")


def test_works_again_after_a_fault_in_the_block() -> None:
    with pytest.raises(ValueError, match="halfway"):
        _fail_halfway()
    assert gc.isenabled()


def test_stays_at_rest_where_it_was_at_rest_before() -> None:
    with collector_at_rest():
        with collector_at_rest():
            pass
        assert not gc.isenabled()
    assert gc.isenabled()
