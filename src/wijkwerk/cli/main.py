"""The console commands. `wijkwerk <command> --help` tells in Dutch what each does.

A command is a module of this package (see `Command`). Only the one that is asked for is imported, so that
`wijkwerk --help` and a mistyped word answer at once.
"""

import argparse
import importlib
import os
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol, cast

from .database import set_up_database
from .dutch_arguments import speak_dutch
from .failures import explain, is_explained, is_named, keep_traceback

DONE, FAILED, MISUSED, INTERRUPTED = 0, 1, 2, 130


class Command(Protocol):
    """What a command module holds. Heavy imports, and those of models, stand inside `run`."""

    NEEDS_DATABASE: bool  # Django is set up and the database made before `run`

    def arguments(self, parser: argparse.ArgumentParser) -> None: ...

    def run(self, options: argparse.Namespace) -> int:
        """The exit code. A named exception of wijkwerk ends as its message and exit code 1."""


@dataclass(frozen=True)
class Entry:
    name: str
    module: str
    help: str


COMMANDS = (
    Entry("demo", "demo", "laad het voorbeeld, publiceer een editie en open de site"),
    Entry("serve", "serve", "start de site met haar achtergrondwerker"),
    Entry("worker", "worker", "voer wachtende taken uit (serve doet dit zelf al)"),
    Entry("fetch", "fetch", "haal cijfers of grenzen op bij een bron"),
    Entry("import", "import_", "lees opgehaalde of aangeleverde bestanden in als levering"),
    Entry("check", "check", "controleer een levering en toon de opmerkingen"),
    Entry("publish", "publish", "publiceer de ondertekende leveringen als nieuwe editie"),
    Entry("editions", "editions", "toon de edities en wat er tussen twee verschilt"),
    Entry("catalogue", "catalogue", "controleer en toon bronnen en indicatoren"),
    Entry("export", "export", "schrijf cijfers van een editie naar een bestand"),
    Entry("upgrade", "upgrade", "breng de database en de gegevensmap op de stand van deze versie"),
    Entry("test", "test", "installeer wat de tests nodig hebben en voer ze allemaal uit"),
)


def main(arguments: Sequence[str] | None = None) -> int:
    given = list(sys.argv[1:] if arguments is None else arguments)
    speak_dutch()
    entry = _entry(given)
    if entry is None:
        parser = _parser()
        parser.parse_args(given)  # answers --help, or says what is wrong
        parser.print_help()
        return MISUSED
    command = cast(Command, importlib.import_module(f"wijkwerk.cli.{entry.module}"))
    own = argparse.ArgumentParser(prog=f"wijkwerk {entry.name}", description=_sentence(entry.help))
    command.arguments(own)
    options = own.parse_args(given[1:])
    return _run(command, options)


def _run(command: Command, options: argparse.Namespace) -> int:
    try:
        if command.NEEDS_DATABASE:
            set_up_database()
        return command.run(options)
    except KeyboardInterrupt:
        print("\nAfgebroken. Dezelfde opdracht opnieuw geven kan altijd.", file=sys.stderr)
        return INTERRUPTED
    except BrokenPipeError:  # `wijkwerk editions | head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except Exception as problem:  # noqa: BLE001 - the outermost loop: nobody sees a traceback
        if is_named(problem):
            print(problem, file=sys.stderr)
        elif is_explained(problem):
            print(explain(problem), file=sys.stderr)
        else:
            print(keep_traceback(problem), file=sys.stderr)
        return FAILED


def _entry(given: Sequence[str]) -> Entry | None:
    return next((entry for entry in COMMANDS if given and entry.name == given[0]), None)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="wijkwerk",
        description="Wijk- en buurtmonitor voor Nederlandse gemeenten.",
        epilog="Meer over een opdracht: wijkwerk OPDRACHT --help",
    )
    commands = parser.add_subparsers(title="opdrachten", metavar="OPDRACHT")
    for entry in COMMANDS:
        commands.add_parser(entry.name, help=entry.help, add_help=False)
    return parser


def _sentence(text: str) -> str:
    return f"{text[0].upper()}{text[1:]}."


if __name__ == "__main__":
    sys.exit(main())
