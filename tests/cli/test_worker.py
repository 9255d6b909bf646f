"""A worker that is killed while it works, with a database on disk and processes of their own."""

import os
import signal
import sqlite3
import subprocess
import sys
import time
from pathlib import Path

# A worker with one kind of job: count slowly, noting each step in a file, so that the test sees both lives of it.
WORKER = """
import datetime, pathlib, sys, time
from wijkwerk.cli.database import set_up_database
set_up_database()
from wijkwerk.access import jobs
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


def test_a_job_is_finished_by_the_next_worker_when_its_own_is_killed(tmp_path, data_folder):
    notes = tmp_path / "notes.txt"
    assert run("ask", str(notes)).wait(30) == 0
    first = run("work")
    wait_for(notes, "1:2")
    first.send_signal(signal.SIGKILL)
    first.wait(10)
    assert run("work").wait(30) == 0
    assert notes.read_text().split()[-5:] == [f"2:{step}" for step in range(1, 6)]
    with sqlite3.connect(data_folder / "wijkwerk.sqlite3") as database:
        rows = database.execute("SELECT state, attempts, done, total, problem FROM access_job").fetchall()
    database.close()
    assert rows == [("done", 2, 5, 5, "")]


def test_the_worker_stops_when_asked_and_leaves_no_message(data_folder):
    command = [sys.executable, "-m", "wijkwerk.cli.main", "worker"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=os.environ)
    wait_for_database(data_folder)
    time.sleep(0.5)
    process.send_signal(signal.SIGTERM)
    told = process.communicate(timeout=20)
    assert (process.returncode, told) == (0, ("", ""))


def wait_for_database(data_folder: Path) -> None:
    give_up = time.monotonic() + 20
    while time.monotonic() < give_up:
        if (data_folder / "wijkwerk.sqlite3").exists():
            with sqlite3.connect(data_folder / "wijkwerk.sqlite3") as database:
                made = database.execute("SELECT name FROM sqlite_master WHERE name = 'access_job'").fetchall()
            database.close()
            if made:
                return
        time.sleep(0.05)
    raise AssertionError("the worker made no database")
