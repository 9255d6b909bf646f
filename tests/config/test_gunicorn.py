"""Who asks closes a connection first: a page that is asked just when the site closes it gets no answer at all."""

import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest

from wijkwerk.config import gunicorn

REPOSITORY = Path(__file__).parents[2]
APPLICATION = """
def application(environ, start_response):
    start_response("200 OK", [("Content-Length", "6")])
    return [b"gezond"]
"""
READING = 6.5  # seconds; after five the site used to close
QUESTION = b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n"


@contextmanager
def site(folder: Path) -> Iterator[int]:
    """gunicorn with the settings of the real site, and next to nothing behind it."""
    (folder / "small.py").write_text(APPLICATION, encoding="utf-8")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "gunicorn", "-c", "python:wijkwerk.config.gunicorn", "--chdir", str(folder)]
    process = subprocess.Popen([*command, "--bind", f"127.0.0.1:{port}", "small:application"])
    try:
        until = time.monotonic() + 20
        while time.monotonic() < until:
            with suppress(OSError):
                socket.create_connection(("127.0.0.1", port), 1).close()
                break
            time.sleep(0.1)
        yield port
    finally:
        process.terminate()
        process.wait(20)


def asked(connection: socket.socket) -> bytes:
    connection.sendall(QUESTION)
    answer = b""
    while not answer.endswith(b"gezond"):
        more = connection.recv(4096)
        if not more:
            break
        answer += more
    return answer


@pytest.mark.slow  # reads a page for six seconds
def test_who_read_for_a_while_gets_the_next_page_on_the_same_connection(tmp_path: Path):
    with site(tmp_path) as port, socket.create_connection(("127.0.0.1", port), 10) as connection:
        assert asked(connection).endswith(b"gezond")
        time.sleep(READING)
        assert asked(connection).endswith(b"gezond")


def test_the_proxy_of_the_example_closes_before_the_site_does():
    text = (REPOSITORY / "deploy" / "nginx.voorbeeld.conf").read_text(encoding="utf-8")
    upstream = re.search(r"upstream wijkwerk \{(.*?)\}", text, re.DOTALL)
    assert upstream is not None
    kept = re.search(r"keepalive_timeout (\d+)s;", upstream[1])
    assert kept is not None
    assert int(kept[1]) + 10 <= gunicorn.keepalive
