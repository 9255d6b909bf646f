"""A site as a gemeente runs it, not the demonstration: people of its own, and a provider beside it."""

import atexit
import contextlib
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
import urllib.request
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tests.access.signing_in.oidc import CLIENT_SECRET, RealProvider, free_port, start_provider

REPOSITORY = Path(__file__).parents[2]


@dataclass(frozen=True)
class SignInSite:
    url: str
    provider: RealProvider
    environment: dict[str, str]

    def people(self, *words: str) -> str:
        """What `wijkwerk people ...` prints."""
        return _command(self.environment, "people", *words)

    def password_link(self, account: str, role: str) -> str:
        told = self.people("add", account, "--name", f"Functie {account}", "--role", role)
        found = re.search(r"/aanmelden/wachtwoord/\S+", told)
        assert found, told
        return found[0]

    def account_named(self, name: str) -> str:
        return next(line.split("  ")[0] for line in self.people("list").splitlines() if f"  {name}  " in line)


@cache
def sign_in_site() -> SignInSite:
    """Started once; by the name localhost, for a browser knows no passkeys of an address in numbers."""
    folder = Path(tempfile.mkdtemp(prefix="wijkwerk-sign-in-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    port = free_port()
    url = f"http://localhost:{port}"
    provider = start_provider([url])
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("WIJKWERK_", "DJANGO_"))}
    kept.pop("DATABASE_URL", None)
    environment = {
        **kept,
        "WIJKWERK_DATA": str(folder / "data"),
        "WIJKWERK_GEMEENTE": "GM0164",
        "WIJKWERK_SIGN_IN": str(provider.sign_in_file(folder, {"g-onderzoek": "onderzoeker"})),
        "WIJKWERK_SIGN_IN_SECRET_PROEF": CLIENT_SECRET,
        "PYTHONPATH": str(REPOSITORY / "src"),
    }
    _command(environment, "upgrade")
    log = (folder / "log.txt").open("w", encoding="utf-8")
    process = subprocess.Popen(
        [sys.executable, "-m", "wijkwerk.cli.main", "serve", "--no-worker", "--workers", "1", "--port", str(port)],
        env=environment,
        stdout=log,
        stderr=subprocess.STDOUT,
        cwd=REPOSITORY,
    )
    log.close()
    atexit.register(_stop, process)
    give_up = time.monotonic() + 120
    while time.monotonic() < give_up:
        assert process.poll() is None, (folder / "log.txt").read_text(encoding="utf-8")
        with contextlib.suppress(OSError), urllib.request.urlopen(f"{url}/gezond/", timeout=5):
            return SignInSite(url, provider, environment)
        time.sleep(0.2)
    raise AssertionError((folder / "log.txt").read_text(encoding="utf-8"))


def _command(environment: dict[str, str], *words: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "wijkwerk.cli.main", *words],
        env=environment,
        cwd=REPOSITORY,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def _stop(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(30)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
