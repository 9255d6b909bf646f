"""The processes of a running site: a web server and one worker, started together and stopped together."""

import contextlib
import ctypes
import errno
import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from types import FrameType
from typing import Self

from wijkwerk.lib.system_errors import in_words

# Seconds for a request or a job's step to end by itself; then it is cut off (a job goes on with the next worker).
PATIENCE = 20.0
_LAST_PORT = 65535
_SET_PARENT_DEATH_SIGNAL = 1  # prctl(2)
# How the C library gives memory. One pool for all threads of a process: with a pool each, a web worker took 20 MB more
# after 300 profiles. And what is larger than 128 KB goes back to the system as soon as it is free: left to itself the
# library raises that to 32 MB at the first large picture, and keeps what lies below.
_MEMORY = {"MALLOC_ARENA_MAX": "1", "MALLOC_MMAP_THRESHOLD_": "131072", "MALLOC_TRIM_THRESHOLD_": "131072"}
# -P: a file in the folder where somebody stands is not one of ours, and must not run with our secrets.
_MODULE = (sys.executable, "-P", "-m")
_WEB = "wijkwerk.config.web_server"
WHEN_ASKED = "--when-asked"  # as `config.web_server` has it, which imports gunicorn


class PortTakenError(Exception):
    """Something else listens where the site wants to."""


class PortRangeError(Exception):
    """A number that no port has."""


class AddressError(Exception):
    """Nobody can listen there, or this user may not; says in Dutch where to listen."""


class SiteStoppedError(Exception):
    """A process of the site ended that should not have."""


@dataclass(frozen=True)
class Address:
    host: str
    port: int

    @property
    def url(self) -> str:
        shown = "127.0.0.1" if self.host in {"0.0.0.0", "::"} else self.host  # noqa: S104 - compared, not bound
        return f"http://{f'[{shown}]' if ':' in shown else shown}:{self.port}"


def require_free_port(address: Address) -> None:
    """Raises, in Dutch: PortRangeError for a number that no port has, AddressError for a place where nobody can or may
    listen, and PortTakenError, naming a port that is free.
    """
    if not 1 <= address.port <= _LAST_PORT:
        raise PortRangeError(
            f"Poort {address.port} bestaat niet. Kies een getal van 1 tot en met {_LAST_PORT}, "
            "bijvoorbeeld --port 8000."
        )
    try:
        _listen(address)
    except OSError as problem:
        if problem.errno != errno.EADDRINUSE:
            raise AddressError(_not_there(address, problem)) from problem
        raise PortTakenError(
            f"Poort {address.port} is al in gebruik, misschien door een wijkwerk die nog draait. Stop dat programma, "
            f"of kies een andere poort: --port {_free_port(address)}"
        ) from problem


def _not_there(address: Address, problem: OSError) -> str:
    if isinstance(problem, socket.gaierror):
        return f"--host {address.host}: dat is geen adres van een machine. Geef een IP-adres, zoals --host 127.0.0.1."
    if problem.errno == errno.EADDRNOTAVAIL:
        return (
            f"--host {address.host}: deze machine heeft dat adres niet. Kies een adres van deze machine: 127.0.0.1, of "
            "0.0.0.0 voor al haar adressen."
        )
    if problem.errno in {errno.EACCES, errno.EPERM}:
        return (
            f"Poort {address.port} mag deze gebruiker niet openen: poorten onder 1024 zijn voor root. Kies een andere, "
            "zoals --port 8000, en zet er een webserver voor die TLS afhandelt."
        )
    return f"Op {address.host}, poort {address.port} kan wijkwerk niet luisteren: {in_words(problem)}."


def _free_port(address: Address) -> int:
    others = _others(address.port)
    return next((port for port in others if _can_listen(Address(address.host, port))), others[0])


def _others(port: int) -> list[int]:
    """The fifty ports after this one; before it where there are none after."""
    later = range(port + 1, min(port + 51, _LAST_PORT + 1))
    return list(later or range(port - 1, port - 51, -1))


class Site:
    """Runs until it is told to stop (Ctrl-C, TERM) or its web server ends.

        with Site(address, 2).at_hand() as site:  # its web server imports what it needs on the other processor
            load()
            site.run(on_ready)

    watched   patterns of files: where given, its processes begin anew when one of them changes, or their own code
    """

    def __init__(
        self, address: Address, web_workers: int, *, with_worker: bool = True, watched: Sequence[str] = ()
    ) -> None:
        # What begins anew when its code changes must import that itself each time.
        first = [] if watched else [WHEN_ASKED]
        self._commands = {"web": [*_MODULE, _WEB, *first, *_gunicorn(address, web_workers), *_reloading(watched)]}
        if with_worker:
            self._commands["worker"] = [*_MODULE, "wijkwerk.cli.main", "worker", *(["--reload"] if watched else [])]
        self._address = address
        self._running: dict[str, subprocess.Popen[bytes]] = {}
        self._stop_asked = False

    @contextmanager
    def at_hand(self) -> Iterator[Self]:
        """Start the web server up to where it would answer; it goes with the block."""
        if WHEN_ASKED in self._commands["web"]:
            self._start("web")
        try:
            yield self
        finally:
            self._stop_all()

    def run(self, on_ready: Callable[[], None]) -> None:
        """`on_ready` is called once the site answers. Raises SiteStoppedError where the web server ends by itself."""
        for kind in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(kind, self._ask_to_stop)
        try:
            for name in self._commands.keys() - self._running.keys():
                self._start(name)
            self._ask_web_to_answer()
            if self._wait_until_it_answers():
                on_ready()
            self._watch()
        finally:
            self._stop_all()

    def _start(self, name: str) -> None:
        # In a group of its own: Ctrl-C reaches only us, and we stop the others in order.
        self._running[name] = subprocess.Popen(
            self._commands[name],
            env=_MEMORY | os.environ,
            stdin=subprocess.PIPE if WHEN_ASKED in self._commands[name] else None,
            start_new_session=True,
            preexec_fn=end_with_parent,
        )

    def _ask_web_to_answer(self) -> None:
        web = self._running["web"]
        if web.stdin is not None:
            with contextlib.suppress(BrokenPipeError), web.stdin:  # who fell meanwhile is noticed by who watches
                web.stdin.write(b"\n")

    def _wait_until_it_answers(self, patience: float = 60.0) -> bool:
        give_up = time.monotonic() + patience
        while not self._stop_asked and time.monotonic() < give_up:
            self._require_web()
            if _answers(self._address):
                return True
            time.sleep(0.1)
        if not self._stop_asked:
            raise SiteStoppedError(
                f"De site antwoordt na {patience:.0f} s nog niet; zie het logboek in de gegevensmap."
            )
        return False

    def _watch(self) -> None:
        """Notice within half a second what ended. A worker that falls is begun again, at most every five seconds."""
        worker_began = time.monotonic()
        while not self._stop_asked:
            self._require_web()
            worker = self._running.get("worker")
            if worker is not None and worker.poll() is not None and time.monotonic() - worker_began > 5:
                self._start("worker")
                worker_began = time.monotonic()
            time.sleep(0.2)

    def _require_web(self) -> None:
        code = self._running["web"].poll()
        if code is not None and not self._stop_asked:
            raise SiteStoppedError(f"De webserver is gestopt (code {code}); zie de melding hierboven en het logboek.")

    def _ask_to_stop(self, number: int, frame: FrameType | None) -> None:
        self._stop_asked = True

    def _stop_all(self) -> None:
        alive = [process for process in self._running.values() if process.poll() is None]
        for process in alive:
            process.terminate()
        give_up = time.monotonic() + PATIENCE
        for process in alive:
            try:
                process.wait(max(0.1, give_up - time.monotonic()))
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def _gunicorn(address: Address, workers: int) -> list[str]:
    host = f"[{address.host}]" if ":" in address.host else address.host
    return [
        "wijkwerk.config.wsgi", "--bind", f"{host}:{address.port}", "--workers", str(workers),
        "--config", "python:wijkwerk.config.gunicorn",
    ]  # fmt: skip


def _reloading(watched: Sequence[str]) -> list[str]:
    if not watched:
        return []
    return ["--reload", *(word for pattern in watched for word in ("--reload-extra-file", pattern))]


def _can_listen(address: Address) -> bool:
    try:
        _listen(address)
    except OSError:
        return False
    return True


def _listen(address: Address) -> None:
    """For a moment. Raises OSError."""
    family = socket.AF_INET6 if ":" in address.host else socket.AF_INET
    with socket.socket(family) as door:
        door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        door.bind((address.host, address.port))


def _answers(address: Address) -> bool:
    """Whether a web worker is up: gunicorn itself listens before any is. Which status it answers does not matter."""
    host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(address.host, address.host)  # noqa: S104 - compared, not bound
    connection = http.client.HTTPConnection(host, address.port, timeout=30)
    try:
        connection.request("GET", "/gezond/")
        connection.getresponse().read()
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()
    return True


def end_with_parent() -> None:
    """Ask Linux to end this process when the one that started it is killed, so that no port stays taken."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_SET_PARENT_DEATH_SIGNAL, signal.SIGTERM)
        if os.getppid() == 1:
            os._exit(1)
