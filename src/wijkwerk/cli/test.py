"""`wijkwerk test`: what must hold, in a run for every day, for a minute's work, or with everything there is."""

import argparse
import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from .machine_programs import chromium_here, install_missing
from .postgresql_server import throwaway_server
from .touched_tests import PURE, marked_tests, touched_tests

HELP = "Installeer wat de tests nodig hebben en voer ze uit."

REPOSITORY = Path(__file__).resolve().parents[3]
# Browser tests share one worker (conftest.py marks them), so that they never compete for the machine. It waits for a
# page half of the time: one worker more than two processors, and the whole run takes a fifth less.
PYTEST = ("-m", "pytest", "-n", "3", "--dist", "loadgroup")
SQLITE, POSTGRESQL = "sqlite", "postgresql"
# What each run has of the tests, by kind of database. tests/conftest.py says what the marks mean, docs/testen.md what
# runs where. The browser looks at the demonstration, which is a file in any run. What is about the database itself runs
# on PostgreSQL every day, where more can go wrong, and on both kinds with `--all`.
Marks = tuple[str, ...]
DAILY: Mapping[str, Marks] = {
    POSTGRESQL: ("-m", "postgresql and not rehearsal"),
    SQLITE: ("-m", "not rehearsal and not postgresql"),
}
# A hundred examples of each property, where a day has fifteen.
THOROUGH = ("--hypothesis-profile", "thorough")
ALL: Mapping[str, Marks] = {POSTGRESQL: (*THOROUGH, "-m", "database and not browser"), SQLITE: THOROUGH}
QUICK = ("--hypothesis-profile", "quick", "-m", "not rehearsal and not browser")
NET = ("-m", "tests.net")
RULES = {
    "ruff (regels)": ["-m", "ruff", "check", ".", "wijkwerk"],
    "ruff (opmaak)": ["-m", "ruff", "format", "--check", "--quiet", ".", "wijkwerk"],
}
# Without its cache, which now and then claims an error that is not there: it takes half a minute beside the tests.
TYPES = ["-m", "mypy", "--cache-dir", os.devnull]
# With it, for whoever asks again within the minute: the whole answer is that of the daily run.
QUICK_TYPES = ["-m", "mypy"]
_NOTHING_CHOSEN = 5  # pytest's exit code where no test was left


class BrowserMissingError(Exception):
    """The tests need a Chromium, and this user cannot install one."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    extent = parser.add_mutually_exclusive_group()
    extent.add_argument("--all", action="store_true", help="beide databases geheel, de repetities en het vangnet")
    extent.add_argument("--quick", action="store_true", help="stijl, typen en wat de wijziging sinds main raakt")
    extent.add_argument("--net", action="store_true", help="alleen het vangnet: elke pagina, elke handeling, elk beeld")
    parser.add_argument(
        "--accept", metavar="REDEN", help="met --net: neem over wat verschilt, en schrijf de reden erbij"
    )
    parser.add_argument(
        "--database", choices=[SQLITE, POSTGRESQL], help="alles op deze database alleen, de repetities inbegrepen"
    )
    parser.add_argument("pytest", nargs="*", metavar="PYTEST", help="alleen deze tests of opties, na --")


def run(options: argparse.Namespace) -> int:
    """Style and types first, then the tests. What each came to is the last thing on the screen."""
    environment = {**os.environ, "WIJKWERK_CHROMIUM": chromium()}
    environment.pop("DATABASE_URL", None)  # never somebody's real one
    if options.net:
        return _python([*NET, *(["--accept", options.accept] if options.accept else [])], environment)
    outcome = {name: _python(command, environment) == 0 for name, command in RULES.items()}
    with _types_beside(QUICK_TYPES if options.quick else TYPES, environment) as types_are_right:
        outcome |= _outcome_of_tests(options, environment)
        outcome["mypy (typen)"] = types_are_right()
    for name, good in outcome.items():
        print(f"{name}: {'goed' if good else 'NIET GOED'}", flush=True)
    return 0 if all(outcome.values()) else 1


def chromium() -> str:
    """The path of a Chromium; where there is none and we are root on Debian, it is installed first."""
    install_missing()
    browser = chromium_here()
    if not browser:
        raise BrowserMissingError(
            "De tests in de browser hebben Chromium nodig, en dat is er niet. Vraag uw beheerder om\n"
            "  apt-get install chromium\n"
            "of zet WIJKWERK_CHROMIUM op het pad van een Chromium of Chrome."
        )
    return browser


def _outcome_of_tests(options: argparse.Namespace, environment: dict[str, str]) -> dict[str, bool]:
    if options.quick:
        chosen = [*QUICK, *PURE, *touched_tests(REPOSITORY), *options.pytest]
        return {"snelle tests": _has_passed(_python([*PYTEST, *chosen], environment))}
    codes = {f"tests op {name}": code for name, code in _codes_by_database(options, environment)}
    # A choice of tests may leave one of the two with nothing to do, and not both.
    nothing_ran = set(codes.values()) == {_NOTHING_CHOSEN}
    outcome = {name: _has_passed(code) and not nothing_ran for name, code in codes.items()}
    if options.all:
        outcome["vangnet"] = _python(NET, environment) == 0
    return outcome


def _codes_by_database(options: argparse.Namespace, environment: dict[str, str]) -> Iterator[tuple[str, int]]:
    """PostgreSQL first, so that the summary of the larger part comes last."""
    extent = ALL if options.all else DAILY
    if options.database:
        extent = {options.database: THOROUGH}
    if POSTGRESQL in extent:
        with throwaway_server() as url:
            server = {**environment, "DATABASE_URL": url}
            chosen = options.pytest or (marked_tests(REPOSITORY, POSTGRESQL) if extent is DAILY else [])
            yield "PostgreSQL", _python([*PYTEST, *extent[POSTGRESQL], *chosen], server)
    if SQLITE in extent:
        yield "SQLite", _python([*PYTEST, *extent[SQLITE], *options.pytest], environment)


def _has_passed(code: int) -> bool:
    return code in {0, _NOTHING_CHOSEN}


def _python(arguments: Sequence[str], environment: dict[str, str]) -> int:
    return subprocess.run([sys.executable, *arguments], cwd=REPOSITORY, env=environment).returncode


@contextmanager
def _types_beside(types: Sequence[str], environment: dict[str, str]) -> Iterator[Callable[[], bool]]:
    """mypy beside the first tests, for it keeps one processor busy for half a minute; the answer waits for its end."""
    command = [sys.executable, *types]
    with subprocess.Popen(
        command, cwd=REPOSITORY, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as checker:

        def are_right() -> bool:
            print(checker.communicate()[0], end="")
            return checker.returncode == 0

        yield are_right
