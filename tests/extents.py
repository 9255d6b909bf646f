"""How much of a long walk a run takes: each day every eighth step, other ones each time; all of it in a rehearsal."""

import os
from collections.abc import Iterable
from typing import TypeVar

import pytest

Step = TypeVar("Step")

DAILY_SHARE = 8

# For a test with the parameter `every`: it walks over `some_of(steps, every)`.
SOME_OR_ALL = pytest.mark.parametrize(
    "every", [pytest.param(DAILY_SHARE, id="some"), pytest.param(1, marks=pytest.mark.rehearsal, id="all")]
)


def some_of(steps: Iterable[Step], every: int) -> list[Step]:
    """One in `every` of the steps, beginning where the seed of the run says."""
    start = int(os.environ["WIJKWERK_TEST_SEED"]) % every
    return list(steps)[start::every]
