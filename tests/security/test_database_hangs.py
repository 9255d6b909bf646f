"""A PostgreSQL that does not answer, by real means: public pages and health go on, all others say so within seconds."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import psycopg
import pytest

from tests.backup.sites import environment, small_site, wijkwerk
from wijkwerk.cli.postgresql_server import throwaway_server

pytestmark = [pytest.mark.database, pytest.mark.rehearsal]
MANY = 16
SECONDS = 2  # the shortest that an administrator may choose
Answer = tuple[int, str, float]


@pytest.fixture(scope="module")
def url() -> Iterator[str]:
    """A server of this test alone: it is stopped."""
    with throwaway_server() as address:
        yield address


@pytest.fixture(scope="module")
def site(url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A web process as `serve` starts it; yields its address."""
    folder = tmp_path_factory.mktemp("hanging")
    archive, data = folder / "site.zip", folder / "server"  # with an edition, for the public pages
    assert wijkwerk("backup", archive, data=small_site(folder)).returncode == 0
    assert wijkwerk("restore", archive, data=data, url=url).returncode == 0
    with socket.create_server(("127.0.0.1", 0)) as door:
        port = door.getsockname()[1]
    command = [
        sys.executable,
        "-m",
        "wijkwerk.config.web_server",
        "wijkwerk.config.wsgi",
        "--config",
        "python:wijkwerk.config.gunicorn",
    ]
    own = environment(data, url) | {"WIJKWERK_DATABASE_SECONDS": str(SECONDS)}
    with subprocess.Popen([*command, "--bind", f"127.0.0.1:{port}"], env=own) as process:
        try:
            address = f"http://127.0.0.1:{port}"
            give_up = time.monotonic() + 60
            while asked(address, "/gereed/")[0] != 200:
                assert time.monotonic() < give_up, "the site never answered"
                time.sleep(0.1)
            yield address
        finally:
            process.terminate()


def asked(address: str, path: str, *, cookie: str = "") -> Answer:
    """Status, text, and after how many seconds; 0 where nobody listens."""
    request = urllib.request.Request(address + path, headers={"Cookie": f"sessionid={cookie}"} if cookie else {})
    began = time.monotonic()
    try:
        with urllib.request.urlopen(request, timeout=60) as response:
            return response.status, response.read().decode(), time.monotonic() - began
    except urllib.error.HTTPError as response:
        return response.code, response.read().decode(), time.monotonic() - began
    except urllib.error.URLError:
        return 0, "", time.monotonic() - began


@contextmanager
def locked(url: str) -> Iterator[None]:
    with psycopg.connect(url, application_name="slot") as server:
        server.execute("LOCK TABLE django_session IN ACCESS EXCLUSIVE MODE")
        yield
        server.rollback()


@contextmanager
def stopped(url: str) -> Iterator[None]:
    """The server and every process of it that answers somebody, as a machine that is out of memory or disk."""
    with psycopg.connect(url, autocommit=True) as server:
        [[folder]] = server.execute("SHOW data_directory").fetchall()
        own = server.info.backend_pid
        backends = [pid for (pid,) in server.execute("SELECT pid FROM pg_stat_activity") if pid != own]
    processes = [int((Path(folder) / "postmaster.pid").read_text().splitlines()[0]), *backends]
    for process in processes:
        os.kill(process, signal.SIGSTOP)
    try:
        yield
    finally:
        for process in processes:
            os.kill(process, signal.SIGCONT)


@pytest.mark.parametrize("hanging", [locked, stopped], ids=["one table is locked", "the server stands still"])
def test_public_pages_and_health_answer_and_the_others_say_so_within_seconds(site, url, hanging):
    with ThreadPoolExecutor(MANY) as visitors, hanging(url):
        waiting: list[Future[Answer]] = [
            visitors.submit(asked, site, "/account/", cookie=f"verzonnen{number:023}") for number in range(MANY)
        ]
        time.sleep(0.5)
        for path in ("/gezond/", "/"):
            status, _, seconds = asked(site, path)
            assert status == 200, path
            assert seconds < 4, path
        for answer in waiting:
            status, text, seconds = answer.result()
            assert status == 503
            assert "niet op tijd" in text
            assert seconds < 3 * SECONDS + 4
    # Without a restart. An invented session is nobody's.
    assert "aanmelden" in asked(site, "/account/", cookie="verzonnen")[1].lower()
    assert asked(site, "/gereed/")[0] == 200
