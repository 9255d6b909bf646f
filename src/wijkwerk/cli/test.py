"""`wijkwerk test`: everything that must hold, in one run."""

import argparse
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from .postgresql_server import throwaway_server

HELP = "Installeer wat de tests nodig hebben en voer ze allemaal uit."

REPOSITORY = Path(__file__).resolve().parents[3]
CHROMIUM = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
# Browser tests share one worker (conftest.py marks them), so that they never compete for the machine.
PYTEST = ("-m", "pytest", "-n", "2", "--dist", "loadgroup")
SQLITE, POSTGRESQL = "sqlite", "postgresql"
# tests/conftest.py marks what touches the database. The browser looks at the demonstration, which is a file always.
ALSO_ON_POSTGRESQL = ("-m", "database and not browser")
# Walks over all pages and forms, kill rehearsals and backups take minutes, and the whole run has a quarter of an hour:
# PostgreSQL has had them by then. `--database sqlite` has them too.
THEN_ON_SQLITE = ("-m", "not once")
_NOTHING_CHOSEN = 5  # pytest's exit code where no test was left


RULES = {
    "ruff (regels)": ["-m", "ruff", "check", ".", "wijkwerk"],
    "ruff (opmaak)": ["-m", "ruff", "format", "--check", "--quiet", ".", "wijkwerk"],
}
TYPES = ["-m", "mypy"]


class BrowserMissingError(Exception):
    """The tests need a Chromium, and this user cannot install one."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--database",
        choices=[SQLITE, POSTGRESQL],
        help="alles op deze database, en niets anders; zonder deze keuze draait alles op sqlite, en wat de database "
        "raakt daarna ook op postgresql",
    )
    parser.add_argument("pytest", nargs="*", metavar="PYTEST", help="alleen deze tests of opties, na --")


def run(options: argparse.Namespace) -> int:
    """The style and types first, then all tests; pytest's summary is the last thing on the screen.

    Tests that touch the database run twice. PostgreSQL goes first, so that the summary of the whole comes last, with
    the other one above it.
    """
    environment = {**os.environ, "WIJKWERK_CHROMIUM": chromium()}
    environment.pop("DATABASE_URL", None)  # never somebody's real one
    good = [_passes(name, command, environment) for name, command in RULES.items()]
    codes = []
    with _types_beside(environment) as told_types:
        if options.database != SQLITE:
            part = options.pytest if options.database == POSTGRESQL else [*options.pytest, *ALSO_ON_POSTGRESQL]
            codes.append(_tests_on_postgresql(part, environment))
        good.append(told_types())
        if options.database != POSTGRESQL:
            part = options.pytest if options.database == SQLITE else [*THEN_ON_SQLITE, *options.pytest]
            codes.append(_tests(part, environment))
    # A choice may leave one of the two with nothing to do, and not both.
    return 0 if all(good) and 0 in codes and set(codes) <= {0, _NOTHING_CHOSEN} else 1


def chromium() -> str:
    """The path of a Chromium; where there is none and we are root on Debian, it is installed first."""
    found = _chromium_here()
    if found:
        return found
    if os.geteuid() == 0 and shutil.which("apt-get"):
        print("Chromium installeren voor de tests in de browser ...", flush=True)
        for command in (["apt-get", "update"], ["apt-get", "install", "-y", "--no-install-recommends", "chromium"]):
            subprocess.run(command, env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"}, stdout=subprocess.DEVNULL)
        found = _chromium_here()
    if not found:
        raise BrowserMissingError(
            "De tests in de browser hebben Chromium nodig, en dat is er niet. Vraag uw beheerder om\n"
            "  apt-get install chromium\n"
            "of zet WIJKWERK_CHROMIUM op het pad van een Chromium of Chrome."
        )
    return found


def _tests_on_postgresql(arguments: list[str], environment: dict[str, str]) -> int:
    with throwaway_server() as url:
        code = _tests(arguments, {**environment, "DATABASE_URL": url})
    print(f"tests op PostgreSQL: {'goed' if code in {0, _NOTHING_CHOSEN} else 'NIET GOED'}", flush=True)
    return code


def _tests(arguments: list[str], environment: dict[str, str]) -> int:
    return subprocess.run([sys.executable, *PYTEST, *arguments], cwd=REPOSITORY, env=environment).returncode


def _chromium_here() -> str | None:
    given = os.environ.get("WIJKWERK_CHROMIUM")
    if given and os.access(given, os.X_OK):
        return given
    return next((path for path in map(shutil.which, CHROMIUM) if path), None)


@contextmanager
def _types_beside(environment: dict[str, str]) -> Iterator[Callable[[], bool]]:
    """mypy beside the first tests, for it keeps one processor busy for half a minute; the answer waits for its end."""
    command = [sys.executable, *TYPES]
    with subprocess.Popen(
        command, cwd=REPOSITORY, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as types:

        def told() -> bool:
            print(types.communicate()[0], end="")
            return _told("mypy (typen)", types.returncode)

        yield told


def _passes(name: str, command: list[str], environment: dict[str, str]) -> bool:
    return _told(name, subprocess.run([sys.executable, *command], cwd=REPOSITORY, env=environment).returncode)


def _told(name: str, code: int) -> bool:
    print(f"{name}: {'goed' if code == 0 else 'NIET GOED'}", flush=True)
    return code == 0
