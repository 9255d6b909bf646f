"""A real OpenID Connect provider as a process on loopback, and a visitor who walks between it and the site."""

import atexit
import contextlib
import json
import re
import shutil
import socket
import subprocess
import tempfile
import time
import urllib.request
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

import httpx
from django.test import Client

from wijkwerk.cli.npm_packages import node

SCRIPT = Path(__file__).parents[2] / "fixtures" / "oidc" / "provider.mjs"
CLIENT_ID = "wijkwerk"
CLIENT_SECRET = "alleen-voor-de-tests-en-lang-genoeg"
SITE = "http://testserver"


@dataclass(frozen=True)
class RealProvider:
    issuer: str
    people_file: Path

    def set_people(self, **groups: Sequence[str]) -> None:
        """Who there is, by the subject, and in which groups they are from now on."""
        people = {sub: {"name": f"Functie {sub}", "groups": list(theirs)} for sub, theirs in groups.items()}
        self.people_file.write_text(json.dumps(people), encoding="utf-8")

    def sign_in_file(self, folder: Path, roles: dict[str, str], *, mfa: bool = True) -> Path:
        """The file of WIJKWERK_SIGN_IN for this provider. `roles`: group -> role."""
        lines = [
            "[[provider]]",
            'key = "proef"',
            'name = "Gemeente Proef"',
            f'issuer = "{self.issuer}"',
            f'client_id = "{CLIENT_ID}"',
            'scopes = ["openid", "profile", "groups"]',
            *(['mfa_amr = ["mfa"]'] if mfa else []),
        ]
        for group, role in roles.items():
            lines += ["[[provider.role]]", f'group = "{group}"', f'role = "{role}"']
        file = folder / f"aanmelden-{time.monotonic_ns()}.toml"
        file.write_text("\n".join(lines), encoding="utf-8")
        return file


def start_provider(sites: Sequence[str]) -> RealProvider:
    """Started once, for all tests of this process; ends with it."""
    folder = Path(tempfile.mkdtemp(prefix="wijkwerk-oidc-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    port = free_port()
    provider = RealProvider(f"http://127.0.0.1:{port}", folder / "people.json")
    provider.set_people()
    told = {
        "port": port,
        "people": str(provider.people_file),
        "client_id": CLIENT_ID,
        "client_secret": CLIENT_SECRET,
        "sites": list(sites),
    }
    (folder / "settings.json").write_text(json.dumps(told), encoding="utf-8")
    log = (folder / "log.txt").open("w", encoding="utf-8")
    process = subprocess.Popen(
        [str(node()), str(SCRIPT), str(folder / "settings.json")], stdout=log, stderr=subprocess.STDOUT
    )
    log.close()
    atexit.register(_stop, process)
    for _ in range(300):
        with contextlib.suppress(OSError):
            urllib.request.urlopen(f"{provider.issuer}/.well-known/openid-configuration", timeout=5).close()
            return provider
        assert process.poll() is None, (folder / "log.txt").read_text(encoding="utf-8")
        time.sleep(0.1)
    raise AssertionError("the provider did not answer")


class Visitor:
    """One browser: Django's client here, a real one there, each with its own cookies."""

    def __init__(self, client: Client | None = None) -> None:
        self.here = client or Client()
        self.there = httpx.Client(follow_redirects=False)

    def close(self) -> None:
        self.there.close()

    def start(self, key: str = "proef", **form: str) -> Any:
        """Press the button; the page that goes on to the provider."""
        return self.here.post(f"/aanmelden/bij/{key}/", form)

    def callback(self, sub: str, *, second_factor: bool = True, **form: str) -> str:
        """Sign in at the provider; the address it sends the browser back to, not asked yet."""
        return self.at_provider(address_on(self.start(**form)), sub, second_factor=second_factor)

    def at_provider(self, address: str, sub: str, *, second_factor: bool = True) -> str:
        for _ in range(10):
            answer = self.there.get(address)
            if answer.status_code == 200:
                form = {"sub": sub, **({"second": "yes"} if second_factor else {})}
                answer = self.there.post(address, data=form)
            assert answer.is_redirect, (answer.status_code, answer.text[:500])
            address = urljoin(address, answer.headers["Location"])
            if address.startswith(SITE):
                return address
        raise AssertionError("the provider goes round in circles")

    def sign_in(self, sub: str, *, second_factor: bool = True, **form: str) -> Any:
        return self.come_back(self.callback(sub, second_factor=second_factor, **form))

    def come_back(self, address: str) -> Any:
        parts = urlsplit(address)
        return self.here.get(f"{parts.path}?{parts.query}")


def address_on(page: Any) -> str:
    """Where a page goes on to by itself."""
    found = re.search(r'http-equiv="refresh" content="0;url=([^"]+)"', page.text)
    assert found, (page.status_code, page.text[:2000])
    return found[1].replace("&amp;", "&")


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as door:
        return int(door.getsockname()[1])


def _stop(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    process.wait(10)
