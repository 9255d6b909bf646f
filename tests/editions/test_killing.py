"""Killed at any moment of import and publication, the previous edition serves and the next run succeeds."""

import json
import os
import random
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.own_database import OwnDatabase, file_database
from tests.own_database import own_database as own_database_in

START = "import django; django.setup(); from tests.editions.kill_rehearsal import main; "
REPOSITORY = Path(__file__).parents[2]
KILLS = 50


@pytest.mark.slow  # each kill is followed by a whole run
@pytest.mark.database
def test_killed_at_a_random_moment_nothing_half_made_shows_and_the_next_run_succeeds(tmp_path: Path):
    """The rehearsal looks around after every kill and after every run that follows; see kill_rehearsal.py."""
    seed = random.Random(os.environ["WIJKWERK_TEST_SEED"]).randrange(2**32)
    with own_database_in(tmp_path / "data") as database:
        report = finish(start(tmp_path, seed, 1, database), seed)
    assert len(report["rounds"]) == 1


@pytest.mark.rehearsal
@pytest.mark.database
def test_the_same_many_times_on_a_file_and_on_what_the_run_is_about(tmp_path: Path, capsys):
    """Two at once, in folders of their own."""
    chance = random.Random(os.environ["WIJKWERK_TEST_SEED"])
    seeds = [chance.randrange(2**32) for _ in range(2)]
    first, second = (tmp_path / str(seed) for seed in seeds)
    with own_database_in(second / "data") as database:
        databases = {first: file_database(first / "data"), second: database}
        rehearsals = [
            start(folder, seed, KILLS // 2, databases[folder]) for folder, seed in zip(databases, seeds, strict=True)
        ]
        reports = [finish(rehearsal, seed) for rehearsal, seed in zip(rehearsals, seeds, strict=True)]
    rounds = [each for report in reports for each in report["rounds"]]
    assert len(rounds) == KILLS
    killed = sum(each["killed"] for each in rounds)
    assert killed >= KILLS // 2 - 1, f"most kills must come while there is work: {reports}"
    with capsys.disabled():
        print(f"\nkilled {killed} of {KILLS} at work, seeds {seeds}, a run lasts {reports[0]['lasts']} s")


def start(folder: Path, seed: int, kills: int, database: OwnDatabase) -> subprocess.Popen[str]:
    (folder / "catalogue").mkdir(parents=True)
    places = {
        "WIJKWERK_DATA": str(folder / "data"),
        "DATABASE_URL": database.url,
        "WIJKWERK_CATALOGUE": str(folder / "catalogue"),
        "DJANGO_SETTINGS_MODULE": "wijkwerk.config.settings",
        "PYTHONPATH": "src",
        "OPENBLAS_NUM_THREADS": "1",  # no threads before a fork
    }
    return subprocess.Popen(
        [sys.executable, "-c", f"{START}main({seed}, {kills})"],
        cwd=REPOSITORY,
        env=os.environ | places,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def finish(rehearsal: subprocess.Popen[str], seed: int) -> dict[str, Any]:
    with rehearsal:
        told, _ = rehearsal.communicate()
    assert rehearsal.returncode == 0, f"seed {seed}\n{told[-6000:]}"
    report: dict[str, Any] = json.loads(next(line for line in told.splitlines() if line.startswith("{")))
    return report
