"""The demonstration as a visitor gets it: the real command, the real example, its own processes."""

import atexit
import contextlib
import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tests.net.demonstration import demonstration

REPOSITORY = Path(__file__).parents[2]
# A few seconds on two idle cores; tests of others may be at work beside it.
PATIENCE = 300

_SOMEBODY_NEW = """
from wijkwerk.cli.database import set_up_database; set_up_database()
from wijkwerk.access.people.account_actions import add_person, give_role
from wijkwerk.access.people.roles import Role
from wijkwerk.access.people.scopes import Scope
from wijkwerk.access.signing_in.links import issue_token
person = add_person(by=None, account={account!r}, name={account!r})
if {role!r}:
    area = Scope.objects.get(name__startswith={scope!r}, kind="area")
    give_role(person, Role({role!r}), by=None, scope=area, reason="voor deze proef")
print(issue_token(person))
"""


@dataclass(frozen=True)
class DemoSite:
    url: str
    data: Path
    log: Path

    def sign_in_links(self) -> list[str]:
        """The one-time links that the command printed."""
        return list(self.links_by_name().values())

    def links_by_name(self) -> dict[str, str]:
        """Name of an account -> its one-time link."""
        printed = self.log.read_text(encoding="utf-8")
        return dict(re.findall(r"^  (.+?) +(http\S+/aanmelden/\S+)", printed, re.MULTILINE))

    def link_for_somebody_new(self, account: str, role: str = "", scope: str = "") -> str:
        """A link of its own: those that the command printed work once, and each test may need one.

        role, scope  a role for somebody who has one, and how the name of its area begins
        """
        make = _SOMEBODY_NEW.format(account=account, role=role, scope=scope)
        environment = {**_environment(self.data), "WIJKWERK_DEMO": "ja"}
        done = subprocess.run(
            [sys.executable, "-c", make], env=environment, cwd=REPOSITORY, capture_output=True, text=True, check=True
        )
        return f"{self.url}/aanmelden/{done.stdout.strip()}/"


@cache
def demo_site() -> DemoSite:
    """Start `wijkwerk demo` in a folder of its own and wait until it answers. Stopped when the tests end.

    The folder is a copy of the demonstration as it was loaded and published before: what takes long of a first start.
    """
    folder = Path(tempfile.mkdtemp(prefix="wijkwerk-journey-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    shutil.copytree(demonstration(), folder / "data")
    site = DemoSite(f"http://127.0.0.1:{_free_port()}", folder / "data", folder / "log.txt")
    port = site.url.rpartition(":")[2]
    log = site.log.open("w", encoding="utf-8")
    process = subprocess.Popen(
        [sys.executable, "-m", "wijkwerk.cli.main", "demo", "--port", port],
        env=_environment(site.data),
        stdout=log,
        stderr=subprocess.STDOUT,
        cwd=REPOSITORY,
    )
    log.close()
    atexit.register(_stop, process)
    _wait(site, process)
    return site


def _environment(data: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("WIJKWERK_", "DJANGO_"))}
    # Beside other tests on all processors a worker that gives way would wait for them, and the browser for it.
    own = {"WIJKWERK_DATA": str(data), "WIJKWERK_NICENESS": "0"}
    return {**kept, **own, "PYTHONPATH": str(REPOSITORY / "src")}


def _wait(site: DemoSite, process: subprocess.Popen[bytes]) -> None:
    give_up = time.monotonic() + PATIENCE
    while time.monotonic() < give_up:
        assert process.poll() is None, f"the demo ended:\n{site.log.read_text(encoding='utf-8')}"
        # What is printed last: from then on everything stands ready.
        with contextlib.suppress(OSError), urllib.request.urlopen(site.url, timeout=5):
            if site.sign_in_links():
                return
        time.sleep(0.3)
    raise AssertionError(f"the demo did not answer:\n{site.log.read_text(encoding='utf-8')}")


def _stop(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(30)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as door:
        return int(door.getsockname()[1])
