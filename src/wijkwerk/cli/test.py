"""`wijkwerk test`: everything that must hold, in one run."""

import argparse
import os
import shutil
import subprocess
import sys
from pathlib import Path

HELP = "Installeer wat de tests nodig hebben en voer ze allemaal uit."

REPOSITORY = Path(__file__).resolve().parents[3]
CHROMIUM = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
# Browser tests share one worker (conftest.py marks them), so that they never compete for the machine.
PYTEST = ("-m", "pytest", "-n", "2", "--dist", "loadgroup")


class BrowserMissingError(Exception):
    """The tests need a Chromium, and this user cannot install one."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("pytest", nargs="*", metavar="PYTEST", help="alleen deze tests of opties, na --")


def run(options: argparse.Namespace) -> int:
    """The style and types first, then all tests; pytest's summary is the last thing on the screen."""
    environment = {**os.environ, "WIJKWERK_CHROMIUM": chromium()}
    checks = {
        "ruff (regels)": ["-m", "ruff", "check", ".", "wijkwerk"],
        "ruff (opmaak)": ["-m", "ruff", "format", "--check", "--quiet", ".", "wijkwerk"],
        "mypy (typen)": ["-m", "mypy"],
    }
    good = [_passes(name, command, environment) for name, command in checks.items()]
    tests = subprocess.run([sys.executable, *PYTEST, *options.pytest], cwd=REPOSITORY, env=environment)
    return 0 if all(good) and tests.returncode == 0 else 1


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


def _chromium_here() -> str | None:
    given = os.environ.get("WIJKWERK_CHROMIUM")
    if given and os.access(given, os.X_OK):
        return given
    return next((path for path in map(shutil.which, CHROMIUM) if path), None)


def _passes(name: str, command: list[str], environment: dict[str, str]) -> bool:
    done = subprocess.run([sys.executable, *command], cwd=REPOSITORY, env=environment)
    print(f"{name}: {'goed' if done.returncode == 0 else 'NIET GOED'}", flush=True)
    return done.returncode == 0
