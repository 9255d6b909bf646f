"""`wijkwerk prepare`: all that stands beside the code, for whoever may write there. Most of it the launcher made."""

import argparse
import compileall
import sys
from pathlib import Path

from .assets import is_in_place

HELP = "Maak de omgeving en de opmaak van de pagina's, bij het inrichten en na elke nieuwe versie; en verder niets."
SOURCE = Path(__file__).resolve().parents[2]


class NotPreparedError(Exception):
    """The launcher was not asked; says in Dutch how."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """It has no choices."""


def run(options: argparse.Namespace) -> int:
    if not is_in_place(tests=False):
        raise NotPreparedError("De opmaak van de pagina's ontbreekt. Geef deze opdracht als ./wijkwerk prepare.")
    print("Vooraf vertalen; dit duurt een halve minuut ...", flush=True)
    # The services may not write here, and would each compile all code at every start.
    for folder in (Path(sys.prefix), SOURCE):
        compileall.compile_dir(str(folder), quiet=2, workers=0)
    print("Alles staat klaar. Er is geen gegevensmap, geen sleutel en geen database gemaakt of veranderd.")
    return 0
