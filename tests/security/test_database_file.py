"""A SQLite file that goes, is damaged or comes back under a running site: noticed at once, and never made anew."""

import json
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.backup.sites import environment, small_site
from wijkwerk.config.health import MEND

pytestmark = [pytest.mark.database, pytest.mark.slow]  # real processes on a site with figures
WEB = ("wijkwerk.config.web_server", "wijkwerk.config.wsgi", "--config", "python:wijkwerk.config.gunicorn")


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return small_site(tmp_path)


@contextmanager
def served(data: Path) -> Iterator[str]:
    """A web process as `serve` starts it; yields its address."""
    with socket.create_server(("127.0.0.1", 0)) as door:
        port = door.getsockname()[1]
    command = [sys.executable, "-m", *WEB, "--bind", f"127.0.0.1:{port}"]
    with subprocess.Popen(command, env=environment(data)) as process:
        try:
            give_up = time.monotonic() + 120
            while not answers(port):
                assert process.poll() is None
                assert time.monotonic() < give_up, "the site never answered"
                time.sleep(0.1)
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()


def answers(port: int) -> bool:
    with socket.socket() as door:
        return door.connect_ex(("127.0.0.1", port)) == 0


def asked(address: str) -> tuple[int, str]:
    try:
        with urllib.request.urlopen(address, timeout=60) as response:
            return response.status, response.read().decode()
    except urllib.error.HTTPError as response:
        return response.code, response.read().decode()


def readiness(site: str) -> tuple[int, str]:
    """The status, and what is told of the database."""
    status, text = asked(f"{site}/gereed/")
    return status, json.loads(text)["delen"]["database"]


def test_readiness_notices_that_the_database_went_and_that_it_is_back(data: Path, tmp_path: Path) -> None:
    """As it was found, it stayed 200: the file that was deleted was still there to connections that were open."""
    database, away = data / "wijkwerk.sqlite3", tmp_path / "away"
    with served(data) as site:
        assert readiness(site) == (200, "goed")
        assert asked(f"{site}/aanmelden/")[0] == 200
        database.rename(away)
        for _ in range(3):
            assert readiness(site) == (503, f"ontbreekt; {MEND}")
            assert asked(f"{site}/")[0] == 200, "figures stay"
            asked(f"{site}/aanmelden/")
        assert not database.exists(), "nobody made an empty one"
        database.touch()
        assert readiness(site) == (503, f"ontbreekt; {MEND}")
        database.write_bytes(b"geen database" * 1000)
        assert readiness(site) == (503, f"is beschadigd; {MEND}")
        database.unlink()
        away.rename(database)
        assert readiness(site) == (200, "goed")
        assert asked(f"{site}/aanmelden/")[0] == 200
    log = (data / "log" / "wijkwerk.log").read_text(encoding="utf-8")
    assert f"ontbreekt; {MEND}" in log
    assert f"is beschadigd; {MEND}" in log


def test_a_worker_stops_and_says_why_when_its_database_is_gone(data: Path, tmp_path: Path) -> None:
    database = data / "wijkwerk.sqlite3"
    command = [sys.executable, "-m", "wijkwerk.cli.main", "worker"]
    with subprocess.Popen(command, env=environment(data), stderr=subprocess.PIPE, text=True) as worker:
        try:
            give_up = time.monotonic() + 120
            while not (data / "wijkwerk.sqlite3-wal").exists():
                assert time.monotonic() < give_up, "the worker never looked at its queue"
                time.sleep(0.1)
            time.sleep(3)
            database.rename(tmp_path / "away")
            _, problem = worker.communicate(timeout=120)
        finally:
            worker.kill()
    assert worker.returncode == 1
    assert "weg terwijl wijkwerk draaide" in problem or "ontbreekt" in problem
    assert "wijkwerk restore BESTAND" in problem
    assert not database.exists()
