"""The database that falls away: figures stay, forms say so with 503, nothing is half written, and it all comes back."""

import json
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from tests.backup.sites import environment, small_site, wijkwerk
from wijkwerk.cli.postgresql_server import throwaway_server

pytestmark = pytest.mark.database
REPOSITORY = Path(__file__).parents[2]
START = """
import sys
from wijkwerk.cli.database import set_up_database
set_up_database()
from tests.security.database_leaving import main
main(sys.argv[1])
"""
GOOD, SAYS_SO = [200, False, False], [503, True, False]


@pytest.fixture
def url(request: pytest.FixtureRequest) -> Iterator[str]:
    """A server of this test alone: it is put out of reach."""
    with ExitStack() as stack:
        yield stack.enter_context(throwaway_server()) if request.param == "postgresql" else ""


@pytest.fixture
def report(url: str, tmp_path: Path) -> dict[str, Any]:
    data = small_site(tmp_path)
    if url:
        archive = tmp_path / "site.zip"
        assert wijkwerk("backup", archive, data=data).returncode == 0
        data = tmp_path / "server"
        assert wijkwerk("restore", archive, data=data, url=url).returncode == 0
    paths = {"PYTHONPATH": f"{REPOSITORY}:{REPOSITORY / 'src'}"}
    done = subprocess.run(
        [sys.executable, "-c", START, url],
        cwd=REPOSITORY, env=environment(data, url) | paths, capture_output=True, text=True, timeout=240,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-4000:]
    told: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return told


@pytest.mark.parametrize("url", ["sqlite", pytest.param("postgresql", marks=pytest.mark.rehearsal)], indirect=True)
def test_figures_stay_forms_say_so_and_nothing_is_half_written(report: dict[str, Any]) -> None:
    assert set(report["there"]) == set(report["gone"]) == set(report["back"])
    for name, answer in report["there"].items():
        assert answer in (GOOD, True), name
    gone = report["gone"]
    assert gone["public page of a visitor"] == GOOD
    assert gone["public page of somebody signed in"] == GOOD
    assert gone["page for staff"] == SAYS_SO
    assert gone["alive"] == GOOD
    assert gone["ready"][0] == 503
    assert gone["keeps the session"] is True
    assert report["form"] == SAYS_SO
    assert report["back"] == report["there"], "without a restart, and with the same session"
    assert report["in the midst"] == SAYS_SO
    assert report["after"] == [0, 0], "neither the goal nor its event"
    assert report["again"] == 302
    assert report["at last"] == [1, 1]
