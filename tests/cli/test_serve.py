"""`wijkwerk serve` as a whole: real processes, real signals, on a free port of this machine."""

import errno
import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from gunicorn.config import Config

from wijkwerk.cli.main import main
from wijkwerk.cli.processes import Address, AddressError, PortTakenError, require_free_port
from wijkwerk.config import gunicorn as gunicorn_settings

# One worker of xdist does them all, so that the database and the static files are made once.
pytestmark = pytest.mark.xdist_group("serve")


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("served-data")


@pytest.fixture(autouse=True)
def one_data_folder(prepared: Path, data_folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WIJKWERK_DATA", str(prepared))


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as door:
        return int(door.getsockname()[1])


@contextmanager
def served(port: int, *options: str, standing_in: Path | None = None) -> Iterator[subprocess.Popen[str]]:
    """A running `serve`, which has said that it answers; stopped at the end in any case."""
    command = [sys.executable, "-P", "-m", "wijkwerk.cli.main", "serve", "--port", str(port), *options]
    process = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=os.environ, start_new_session=True,
        cwd=standing_in,
    )  # fmt: skip
    try:
        assert process.stdout is not None
        first = process.stdout.readline()
        assert f"http://127.0.0.1:{port}/" in first, (first, process.poll())
        yield process
    finally:
        if process.poll() is None:
            process.terminate()
        process.communicate(timeout=40)


def family(pid: int) -> list[int]:
    """The process and all that it started, from /proc."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    return [pid, *(member for child in children for member in family(int(child)))]


def is_alive(pid: int) -> bool:
    try:
        status = Path(f"/proc/{pid}/stat").read_text()
    except FileNotFoundError:
        return False
    return status.rsplit(")", 1)[1].split()[0] != "Z"


def becomes_true(question: Callable[[], bool], patience: float = 20) -> bool:
    give_up = time.monotonic() + patience
    while time.monotonic() < give_up:
        if question():
            return True
        time.sleep(0.05)
    return False


def worker_of(pid: int) -> int | None:
    for member in family(pid):
        words = Path(f"/proc/{member}/cmdline").read_bytes().split(b"\0")
        if b"worker" in words:
            return member
    return None


def answer(port: int, path: str) -> tuple[int, dict[str, str]]:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=20) as response:
            return response.status, dict(response.headers)
    except urllib.error.HTTPError as response:
        return response.code, dict(response.headers)


@pytest.mark.rehearsal
def test_the_site_answers_and_its_static_files_are_compressed_and_kept():
    port = free_port()
    with served(port):
        status, headers = answer(port, "/aanmelden/")
        assert status == 200
        assert "default-src 'none'" in headers["Content-Security-Policy"]
        page = urllib.request.urlopen(f"http://127.0.0.1:{port}/aanmelden/", timeout=20).read().decode()
        [style] = re.findall(r'href="(/static/css/site\.[0-9a-f]{12}\.css)"', page)
        request = urllib.request.Request(f"http://127.0.0.1:{port}{style}", headers={"Accept-Encoding": "br, gzip"})
        with urllib.request.urlopen(request, timeout=20) as response:
            assert response.headers["Content-Encoding"] == "br"
            assert "immutable" in response.headers["Cache-Control"]


@pytest.mark.rehearsal
def test_no_process_of_the_site_runs_what_stands_in_the_folder_it_was_started_from(tmp_path):
    for name in ("gunicorn", "structlog", "setproctitle", "django", "wijkwerk", "select"):
        (tmp_path / f"{name}.py").write_text(f"open({str(tmp_path / 'kwaad')!r}, 'a').write(__name__)\n")
    with served(free_port(), "--workers", "1", standing_in=tmp_path) as process:
        assert becomes_true(lambda: worker_of(process.pid) is not None)
    assert process.returncode == 0
    assert not (tmp_path / "kwaad").exists()


@pytest.mark.slow  # a whole site starts and stops
@pytest.mark.parametrize("kind", [pytest.param(signal.SIGINT, marks=pytest.mark.rehearsal), signal.SIGTERM])
def test_it_answers_and_stops_with_all_it_started(kind):
    port = free_port()
    with served(port) as process:
        # itself, gunicorn with two web workers, the worker
        assert becomes_true(lambda: len(family(process.pid)) >= 5)
        members = family(process.pid)
        status, headers = answer(port, "/aanmelden/")
        assert (status, "default-src 'none'" in headers["Content-Security-Policy"]) == (200, True)
        process.send_signal(kind)
        assert process.wait(timeout=30) == 0
        assert [member for member in members if is_alive(member)] == []
    require_free_port(Address("127.0.0.1", port))


@pytest.mark.rehearsal
def test_nothing_stays_behind_when_it_is_killed():
    port = free_port()
    with served(port) as process:
        members = family(process.pid)
        process.kill()
        assert becomes_true(lambda: not any(map(is_alive, members)))
    require_free_port(Address("127.0.0.1", port))


@pytest.mark.rehearsal
def test_the_web_alone_can_be_served_where_the_worker_is_a_service_of_its_own():
    with served(free_port(), "--no-worker") as process:
        assert becomes_true(lambda: len(family(process.pid)) >= 4)
        assert worker_of(process.pid) is None
    assert process.returncode == 0


def test_gunicorn_reads_its_file_and_takes_only_settings_that_it_knows():
    known = Config().settings
    own = {name for name in vars(gunicorn_settings) if not name.startswith("_")} - {"Path"}
    assert own <= set(known)
    command = [
        sys.executable,
        "-m",
        "wijkwerk.config.web_server",
        "--check-config",
        "-c",
        "python:wijkwerk.config.gunicorn",
    ]
    done = subprocess.run([*command, "wijkwerk.config.wsgi"], capture_output=True, text=True, env=os.environ)
    assert done.returncode == 0, done.stderr


@pytest.mark.rehearsal
def test_a_worker_that_falls_is_begun_again():
    with served(free_port()) as process:
        assert becomes_true(lambda: worker_of(process.pid) is not None)
        first = worker_of(process.pid)
        assert first is not None
        os.kill(first, signal.SIGKILL)
        assert becomes_true(lambda: worker_of(process.pid) not in {None, first})
        assert process.poll() is None


@pytest.mark.django_db
def test_a_port_that_is_taken_is_told_with_one_that_is_free(capsys):
    with socket.create_server(("127.0.0.1", 0)) as door:
        port = door.getsockname()[1]
        assert main(["serve", "--port", str(port)]) == 1
        message = capsys.readouterr().err
        assert f"Poort {port} is al in gebruik" in message
        [other] = re.findall(r"--port (\d+)", message)
        require_free_port(Address("127.0.0.1", int(other)))
        with pytest.raises(PortTakenError):
            require_free_port(Address("127.0.0.1", port))


@pytest.mark.django_db
@pytest.mark.parametrize("command", ["serve", "demo"])
@pytest.mark.parametrize("port", [99999, 0, -1])
def test_a_port_that_does_not_exist_is_told_in_dutch(command, port, capsys):
    assert main([command, f"--port={port}"]) == 1
    assert capsys.readouterr().err.startswith(f"Poort {port} bestaat niet. Kies een getal van 1 tot en met 65535")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("options", "says"),
    [
        (["--host", "192.0.2.7"], "deze machine heeft dat adres niet"),
        (["--host", "gemeente.invalid"], "dat is geen adres van een machine"),
    ],
)
def test_an_address_that_is_not_here_is_told_as_such(options, says, capsys):
    assert main(["serve", *options]) == 1
    message = capsys.readouterr().err
    assert says in message
    assert "in gebruik" not in message


def test_a_port_that_is_for_root_is_told_as_such(monkeypatch):
    def refused(address):
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr("wijkwerk.cli.processes._listen", refused)
    with pytest.raises(AddressError, match="poorten onder 1024 zijn voor root"):
        require_free_port(Address("127.0.0.1", 80))


@pytest.mark.parametrize("many", ["0", "-1", "65", "twee", "²"])
def test_a_number_of_web_processes_that_cannot_be_is_refused(many, capsys):
    with pytest.raises(SystemExit):
        main(["serve", f"--workers={many}"])
    assert "verwacht een getal van 1 tot en met 64" in capsys.readouterr().err


def test_the_last_port_taken_is_told_with_one_before_it(monkeypatch):
    def listen(address):
        if address.port == 65535:
            raise OSError(errno.EADDRINUSE, "Address already in use")

    monkeypatch.setattr("wijkwerk.cli.processes._listen", listen)
    with pytest.raises(PortTakenError, match="--port 65534"):
        require_free_port(Address("127.0.0.1", 65535))


@pytest.mark.parametrize(
    ("host", "url"),
    [("127.0.0.1", "http://127.0.0.1:8000"), ("0.0.0.0", "http://127.0.0.1:8000"), ("::1", "http://[::1]:8000")],
)
def test_the_address_that_is_printed_can_be_opened(host, url):
    assert Address(host, 8000).url == url
