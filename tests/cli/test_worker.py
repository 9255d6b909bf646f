"""A worker that is killed while it works, with a database on disk and processes of their own."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

# A worker with one kind of job: count slowly, noting each step in a file, so that the test sees both lives of it.
WORKER = """
import datetime, pathlib, sys, time
from wijkwerk.cli.database import set_up_database
set_up_database()
from wijkwerk.access.jobs import running as jobs
jobs.SILENCE = datetime.timedelta(seconds=0.5)

@jobs.handles("tellen")
def count(job):
    for step in range(1, 6):
        with pathlib.Path(job.params["notes"]).open("a") as notes:
            notes.write(f"{job.attempt}:{step}\\n")
        job.progress(step, 5, f"stap {step}")
        time.sleep(0.2 if job.attempt == 1 else 0)

if sys.argv[1] == "ask":
    jobs.enqueue("tellen", None, notes=sys.argv[2])
else:
    while not jobs.work_once():
        time.sleep(0.05)
"""


def run(*arguments: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen([sys.executable, "-c", WORKER, *arguments], env=os.environ)


def wait_for(path: Path, text: str) -> None:
    give_up = time.monotonic() + 20
    while not (path.exists() and text in path.read_text()):
        assert time.monotonic() < give_up, "the worker did not get this far"
        time.sleep(0.02)


@pytest.mark.rehearsal
def test_a_job_is_finished_by_the_next_worker_when_its_own_is_killed(tmp_path, migrated_database):
    notes = tmp_path / "notes.txt"
    assert run("ask", str(notes)).wait(30) == 0
    first = run("work")
    wait_for(notes, "1:2")
    first.send_signal(signal.SIGKILL)
    first.wait(10)
    assert run("work").wait(30) == 0
    assert notes.read_text().split()[-5:] == [f"2:{step}" for step in range(1, 6)]
    rows = migrated_database.rows("SELECT state, attempts, done, total, problem FROM access_job")
    assert rows == [("done", 2, 5, 5, "")]


@pytest.mark.rehearsal
def test_the_worker_stops_when_asked_and_leaves_no_message(migrated_database):
    command = [sys.executable, "-m", "wijkwerk.cli.main", "worker"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=os.environ)
    wait_until_it_listens(process.pid)
    process.send_signal(signal.SIGTERM)
    told = process.communicate(timeout=20)
    assert (process.returncode, told) == (0, ("", ""))


@pytest.mark.slow  # four processes that each set up Django
@pytest.mark.postgresql
def test_two_workers_never_do_the_same_job_and_do_not_wait_for_each_other(tmp_path, migrated_database):
    notes = tmp_path / "notes.txt"
    script = WORKER.split("if sys.argv[1]", maxsplit=1)[0] + COUNT_ONCE
    subprocess.run([sys.executable, "-c", script, "ask", str(notes)], check=True, env=os.environ)
    workers = [subprocess.Popen([sys.executable, "-c", script, "work"], env=os.environ) for _ in range(3)]
    assert [worker.wait(60) for worker in workers] == [0, 0, 0]
    done = notes.read_text().split()
    assert sorted(map(int, done)) == list(range(60))
    assert migrated_database.rows("SELECT DISTINCT state, attempts FROM access_job") == [("done", 1)]


# Sixty jobs that note their number: one that is done twice shows.
COUNT_ONCE = """
@jobs.handles("noteren")
def note(job):
    with pathlib.Path(job.params["notes"]).open("a") as notes:
        notes.write(f"{job.params['number']}\\n")

if sys.argv[1] == "ask":
    for number in range(60):
        jobs.enqueue("noteren", None, notes=sys.argv[2], number=number)
else:
    while jobs.work_once():
        pass
"""


def wait_until_it_listens(pid: int) -> None:
    """Until the process catches SIGTERM, as /proc tells: then its database is made and it is at work."""
    give_up = time.monotonic() + 60
    while time.monotonic() < give_up:
        [caught] = [line for line in Path(f"/proc/{pid}/status").read_text().splitlines() if line.startswith("SigCgt")]
        if int(caught.split()[1], 16) & 1 << signal.SIGTERM - 1:
            return
        time.sleep(0.05)
    raise AssertionError("the worker does not listen")
