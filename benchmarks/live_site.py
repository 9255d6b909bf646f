"""The demonstration as it runs in production, `wijkwerk serve` with its worker, and what its processes hold."""

import contextlib
import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from .example_site import REPOSITORY, example_site

_MEMORY = re.compile(r"^(\w+):\s+(\d+) kB$", re.MULTILINE)
_WEB, _WORKER = "wijkwerk.config.web_server", "wijkwerk.cli.main worker"


@dataclass(frozen=True, slots=True)
class Held:
    """Megabytes of a process: resident, its own share of that (PSS), and the most that it ever had resident."""

    process: int
    resident: float
    share: float
    peak: float


class LiveSite:
    """A site that answers at `127.0.0.1:port`; `process` is the one that started the others."""

    def __init__(self, port: int, process: int) -> None:
        self.port = port
        self._process = process

    def held(self) -> list[Held]:
        """Of every web process, in the order in which they were started. gunicorn's own process serves nobody."""
        (arbiter,) = [each for each in _children(self._process) if _WEB in _command(each)]
        return [_held(each) for each in sorted(_children(arbiter))]

    def worker(self) -> int:
        (worker,) = [each for each in _children(self._process) if _WORKER in _command(each)]
        return worker


@contextmanager
def live_site(work: Path) -> Iterator[LiveSite]:
    """The example, published in `work` where it was not yet, and served by two web processes and a worker."""
    example_site(work)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-P", "-m", "wijkwerk.cli.main", "serve", "--port", str(port)]
    environment = os.environ | {"PYTHONPATH": str(REPOSITORY / "src")}
    with (work / "serve.log").open("ab") as log:
        process = subprocess.Popen(command, cwd=work, env=environment, stdout=log, stderr=log)
    try:
        _wait(port, process, work)
        yield LiveSite(port, process.pid)
    finally:
        process.terminate()
        process.wait(timeout=40)


def publish_by_worker(note: str, patience: float = 600.0) -> float:
    """Ask the worker for an edition, as the page does, and wait for it. Seconds that it took."""
    from django.db import connection

    from wijkwerk.access.jobs.queue import Job, JobState
    from wijkwerk.access.jobs.running import enqueue
    from wijkwerk.editions.jobs import PUBLISH

    began = time.monotonic()
    job = enqueue(PUBLISH, None, note=note)
    try:
        while time.monotonic() - began < patience:
            time.sleep(0.5)
            state, problem = Job.objects.values_list("state", "problem").get(pk=job.pk)
            if state == JobState.DONE:
                return time.monotonic() - began
            if state not in {JobState.QUEUED, JobState.RUNNING}:
                raise RuntimeError(f"the worker did not publish: {problem}")
    finally:
        connection.close()  # threads of a benchmark end, and their connections with them
    raise RuntimeError(f"the worker did not publish within {patience:.0f} s")


def _wait(port: int, process: subprocess.Popen[bytes], work: Path) -> None:
    until = time.monotonic() + 90
    while time.monotonic() < until and process.poll() is None:
        with contextlib.suppress(OSError):
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return
        time.sleep(0.1)
    raise RuntimeError(f"the site does not answer; see {work / 'serve.log'}")


def _children(process: int) -> list[int]:
    listed = Path(f"/proc/{process}/task/{process}/children").read_text(encoding="ascii")
    return [int(each) for each in listed.split()]


def _command(process: int) -> str:
    return Path(f"/proc/{process}/cmdline").read_bytes().replace(b"\0", b" ").decode()


def _held(process: int) -> Held:
    status = _kilobytes(Path(f"/proc/{process}/status"))
    share = _kilobytes(Path(f"/proc/{process}/smaps_rollup"))["Pss"]
    return Held(process, *(each / 1024 for each in (status["VmRSS"], share, status["VmHWM"])))


def _kilobytes(path: Path) -> dict[str, int]:
    return {name: int(amount) for name, amount in _MEMORY.findall(path.read_text(encoding="ascii"))}
