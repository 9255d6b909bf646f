"""Many that press one button at one moment: it is done once, and nobody sees a fault of the site."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.own_database import OwnDatabase
from tests.web.pressing_at_once import MANY

pytestmark = pytest.mark.postgresql
REPOSITORY = Path(__file__).parents[2]
START = """
from wijkwerk.cli.database import set_up_database
set_up_database()
from tests.web.pressing_at_once import main
main()
"""


@pytest.fixture
def report(migrated_database: OwnDatabase) -> dict[str, Any]:
    done = subprocess.run(
        [sys.executable, "-c", START],
        cwd=REPOSITORY,
        env={**os.environ, "PYTHONPATH": f"{REPOSITORY}:{REPOSITORY / 'src'}"},
        capture_output=True,
        text=True,
        timeout=240,
    )
    assert done.returncode == 0, done.stderr[-4000:]
    told: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return told


def test_what_many_press_at_once_is_done_once_and_is_no_fault(report: dict[str, Any]):
    for name in ("one document", "one note"):
        answers, rows = report[name]
        assert rows == 1, name
        [(told, count)] = answers.items()
        assert count == MANY, name
        assert told.startswith("302 /"), "all are led to the one that was made"
    for name in ("one decision, many forms", "one goal, many forms"):
        answers, rows = report[name]
        assert rows == 1, name
        assert by_status(answers) == {"302": 1, "409": MANY - 1}, name
    assert by_status(report["confirmed once"]) == {"302": 1, "409": MANY - 1}
    adopted = by_status(report["adopted once"])
    assert adopted.pop("302") == 1
    assert set(adopted) <= {"403", "409"}, "whoever comes after: it is adopted already"
    assert report["one wijktype"] == [{"done": 1, "told": MANY - 1}, 1]
    versions, kept = report["versions"]
    assert set(versions) <= {"done", "told"}
    assert (versions["done"], sum(versions.values())) == (kept, MANY), "each a number of its own, or told to look first"
    assert report["log is whole"] is True


def by_status(answers: dict[str, int]) -> dict[str, int]:
    found: dict[str, int] = {}
    for answer, count in answers.items():
        found[answer[:3]] = found.get(answer[:3], 0) + count
    return found
