"""`wijkwerk dev`: the demonstration, which begins anew when somebody edits what it is made of."""

import argparse
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from tests.cli.test_serve import answer, becomes_true, family, free_port, worker_of
from tests.net.demonstration import demonstration

from wijkwerk.cli import dev

REPOSITORY = Path(__file__).parents[2]
WATCHED = (
    "src/wijkwerk/web/templates/web/page.html",
    "src/wijkwerk/access/permissions.csv",
    "src/wijkwerk/web/static/css/site.css",
    "catalogue/themes.yaml",
)


def test_it_opens_the_demonstration_for_a_developer_and_watches_what_is_no_module(monkeypatch):
    patterns: list[str] = []
    monkeypatch.setenv("WIJKWERK_DEBUG", "nee")
    monkeypatch.setattr(dev, "open_demonstration", lambda options, watched: patterns.extend(watched) or 0)
    assert dev.run(argparse.Namespace()) == 0
    assert os.environ["WIJKWERK_DEBUG"] == "ja"
    files = {path for pattern in patterns for path in Path("/").glob(pattern.lstrip("/"))}
    assert {REPOSITORY / name for name in WATCHED} <= files


@pytest.mark.rehearsal
@pytest.mark.xdist_group("serve")
def test_an_edit_is_there_at_the_next_request_and_for_the_next_job(data_folder: Path, monkeypatch):
    """Touched, not changed: an edit for a server that looks at when a file was written."""
    shutil.copytree(demonstration(), data_folder, dirs_exist_ok=True)
    port = free_port()
    command = [sys.executable, "-P", "-m", "wijkwerk.cli.main", "dev", "--port", str(port)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as site:
        try:
            assert becomes_true(lambda: is_open(port), patience=90)
            before = set(family(site.pid))
            job_worker = worker_of(site.pid)
            for edited in (WATCHED[0], "src/wijkwerk/access/jobs/running.py"):
                os.utime(REPOSITORY / edited)  # raises where there is no such file
            assert becomes_true(lambda: len(set(family(site.pid)) - before) >= 3, patience=60), "two web, one for jobs"
            assert worker_of(site.pid) != job_worker
            assert becomes_true(lambda: is_open(port), patience=60)
        finally:
            site.terminate()
    assert site.returncode == 0


def is_open(port: int) -> bool:
    try:
        return answer(port, "/toegankelijkheid/")[0] == 200
    except OSError:
        return False
