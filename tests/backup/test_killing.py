"""A restore that is killed leaves nothing half-made that anybody sees, and the same command finishes it."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.backup.sites import environment, wijkwerk
from wijkwerk.backup.restoring import WORK

pytestmark = [pytest.mark.database, pytest.mark.xdist_group("backup")]
REPOSITORY = Path(__file__).parents[2]
START = """
import pathlib, sys
import django
django.setup()
from tests.backup.kill_restore import main
main(pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]), *sys.argv[3:])
"""


@pytest.mark.slow  # each kill is followed by a whole restore
@pytest.mark.rehearsal
@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_killed_at_any_moment_a_restore_shows_nothing_or_all_and_is_finished_by_the_next(
    kind, archive, postgresql, tmp_path, capsys
):
    url = postgresql if kind == "postgresql" else ""
    command = [sys.executable, "-c", START, str(archive), str(tmp_path), url]
    paths = {"PYTHONPATH": f"{REPOSITORY}:{REPOSITORY / 'src'}", "OPENBLAS_NUM_THREADS": "1"}
    done = subprocess.run(
        command, cwd=REPOSITORY, env=environment(tmp_path / "data", url) | paths, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr[-4000:]
    report = json.loads(done.stdout)
    assert report["killed"] >= 18, report
    with capsys.disabled():
        print(f"\n{kind}: {report['killed']} kills among {report['moments']} moments, {report['whole']} after the end")


def test_while_a_restore_is_unfinished_no_other_command_starts(tmp_path):
    (tmp_path / WORK).mkdir()
    (tmp_path / WORK / "raw").mkdir()
    refused = wijkwerk("worker", "--once", data=tmp_path)
    assert refused.returncode == 1
    assert refused.stderr.startswith("Het terugzetten van een reservekopie is afgebroken.")
    assert not (tmp_path / "wijkwerk.sqlite3").exists()
