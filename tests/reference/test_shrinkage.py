"""Every step of the English shrinkage, area by area."""

from pathlib import Path

import numpy as np
import pytest

from wijkwerk.engine.shrinkage import shrink

from .columns import HERE, numbers, words

STEPS = {"logit": "m", "variance": "s2", "district_logit": "M", "between": "t2", "weight": "w", "share": "z"}


def compare(name: str, folder: Path) -> int:
    table = words(name, folder)
    found = shrink(numbers(table["r"]), numbers(table["n"]), np.array(table["lad19_code"]))
    for step, column in STEPS.items():
        assert getattr(found, step) == pytest.approx(numbers(table[column]), rel=1e-13), step
    return found.share.size


def test_every_step_of_three_districts_is_that_of_the_report() -> None:
    assert compare("shrinkage.csv", HERE) == 289


@pytest.mark.shared
def test_every_step_of_twenty_districts_is_that_of_the_report(shared: Path) -> None:
    assert compare("shrinkage_iod2019_appendixD.csv", shared / "imd2019") == 2944
