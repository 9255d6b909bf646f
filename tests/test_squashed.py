"""The first migration of an app makes at once what its earlier ones make step after step."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.own_database import own_database

REPOSITORY = Path(__file__).parents[1]


def layout(folder: Path, which: str) -> dict[str, Any]:
    folder.mkdir()
    with own_database(folder) as database:
        environment = os.environ | {"DATABASE_URL": database.url, "WIJKWERK_DATA": str(folder)}
        done = subprocess.run(
            [sys.executable, "-m", "tests.database_layout", which],
            cwd=REPOSITORY, env=environment, capture_output=True, text=True,
        )  # fmt: skip
    assert done.returncode == 0, done.stderr
    made: dict[str, Any] = json.loads(done.stdout)
    return made


@pytest.mark.slow  # takes every migration, twice
@pytest.mark.database
@pytest.mark.postgresql
def test_both_ways_lead_to_the_same_tables(tmp_path: Path) -> None:
    at_once, in_steps = layout(tmp_path / "at_once", "squashed"), layout(tmp_path / "in_steps", "every")
    assert len(at_once["columns"]) > 60
    assert at_once == in_steps
