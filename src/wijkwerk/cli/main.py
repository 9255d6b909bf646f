"""The console commands. `wijkwerk <command> --help` tells in Dutch what each does.

A command is a module of this package (see `Command`). Only the one that is asked for is imported.
"""

import argparse
import importlib
import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Protocol, cast

from .database import set_up_database, set_up_django
from .dutch_arguments import speak_dutch
from .environment_file import OPTION, EnvironmentFileError, take_environment
from .failures import explanation, is_interruption, is_named, keep_traceback

DONE, FAILED, MISUSED, INTERRUPTED = 0, 1, 2, 130


class Needs(Enum):
    """What stands ready before a command runs."""

    NOTHING = "nothing"
    SETTINGS = "settings"
    DATABASE = "database"  # made where there is none; refused where it is of an older version


class Command(Protocol):
    """What a command module holds. Imports of Django, models and numerics stand inside `run`."""

    HELP: str  # one Dutch sentence

    def add_arguments(self, parser: argparse.ArgumentParser) -> None: ...

    def run(self, options: argparse.Namespace) -> int:
        """Returns the exit code. A named exception of wijkwerk ends as its message and exit code 1."""


@dataclass(frozen=True)
class Entry:
    name: str
    module: str
    needs: Needs
    gives_way: bool = False  # works for long on a machine that serves visitors meanwhile


COMMANDS = (
    Entry("demo", "demo", Needs.NOTHING),  # chooses its own settings first
    Entry("dev", "dev", Needs.NOTHING),  # the demonstration, for whoever works on the code
    Entry("serve", "serve", Needs.DATABASE),
    Entry("worker", "worker", Needs.DATABASE, gives_way=True),
    Entry("fetch", "fetch", Needs.SETTINGS),
    Entry("import", "import_", Needs.DATABASE, gives_way=True),
    Entry("check", "check", Needs.DATABASE, gives_way=True),
    Entry("publish", "publish", Needs.DATABASE, gives_way=True),
    Entry("editions", "editions", Needs.DATABASE),
    Entry("catalogue", "catalogue", Needs.SETTINGS),
    Entry("score", "score", Needs.NOTHING),
    Entry("export", "export", Needs.DATABASE),
    Entry("retention", "retention", Needs.DATABASE),
    Entry("people", "people", Needs.DATABASE),
    Entry("prepare", "prepare", Needs.NOTHING),
    Entry("upgrade", "upgrade", Needs.SETTINGS),
    Entry("backup", "backup", Needs.DATABASE, gives_way=True),
    Entry("restore", "restore", Needs.SETTINGS),
    Entry("audit", "audit", Needs.DATABASE),
    Entry("sbom", "sbom", Needs.NOTHING),
    Entry("test", "test", Needs.NOTHING),
)


def main(arguments: Sequence[str] | None = None) -> int:
    speak_dutch()
    try:
        words = take_environment(list(sys.argv[1:] if arguments is None else arguments))
    except EnvironmentFileError as problem:
        print(problem, file=sys.stderr)
        return MISUSED
    entry = next((entry for entry in COMMANDS if words and entry.name == words[0]), None)
    if entry is None:
        parser = overview()
        parser.parse_args(words)  # answers --help, or says what is wrong
        parser.print_help()
        return MISUSED
    command = command_of(entry)
    parser = argparse.ArgumentParser(prog=f"wijkwerk {entry.name}", description=command.HELP)
    command.add_arguments(parser)
    return _run(entry, command, parser.parse_args(words[1:]))


def command_of(entry: Entry) -> Command:
    return cast(Command, importlib.import_module(f"wijkwerk.cli.{entry.module}"))


def overview() -> argparse.ArgumentParser:
    """The parser that only lists the commands."""
    parser = argparse.ArgumentParser(
        prog="wijkwerk",
        description="Wijk- en buurtmonitor voor Nederlandse gemeenten.",
        epilog="Meer over een opdracht: wijkwerk OPDRACHT --help",
    )
    parser.add_argument(OPTION, metavar="BESTAND", help="instellingen van een dienst, vóór de opdracht gegeven")
    commands = parser.add_subparsers(title="opdrachten", metavar="OPDRACHT")
    for entry in COMMANDS:
        commands.add_parser(entry.name, help=command_of(entry).HELP, add_help=False)
    return parser


def _run(entry: Entry, command: Command, options: argparse.Namespace) -> int:
    try:
        if entry.needs is Needs.SETTINGS:
            set_up_django()
        elif entry.needs is Needs.DATABASE:
            set_up_database()
        if entry.gives_way:
            _step_aside()
        code = command.run(options)
        sys.stdout.flush()  # here, where a reader that left early is told apart from a fault
        return code
    except KeyboardInterrupt:
        return _interrupted()
    except BrokenPipeError:  # `wijkwerk editions | head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except Exception as problem:  # noqa: BLE001 - the outermost loop: nobody sees a traceback
        if is_interruption(problem):
            return _interrupted()
        print(_message(problem), file=sys.stderr)
        return FAILED


def _step_aside() -> None:
    from django.conf import settings

    from wijkwerk.lib.background import step_aside

    step_aside(settings.WIJKWERK_NICENESS)


def _interrupted() -> int:
    print("\nAfgebroken. Dezelfde opdracht opnieuw geven kan altijd.", file=sys.stderr)
    return INTERRUPTED


def _message(problem: Exception) -> str:
    if is_named(problem):
        return str(problem)
    return explanation(problem) or keep_traceback(problem)


if __name__ == "__main__":
    sys.exit(main())
