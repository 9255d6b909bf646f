"""`wijkwerk dev`: the demonstration for whoever works on the code: what one edits is there at the next request."""

import argparse
import os
from pathlib import Path

from .demo import add_arguments as add_arguments
from .demo import open_demonstration

HELP = "Draai de demonstratie in de ontwikkelstand: wat u wijzigt, staat er bij het volgende verzoek."

_PACKAGE = Path(__file__).resolve().parents[1]
# Besides the modules, which the server watches by itself: templates, style and tables beside the code; the catalogue.
_WATCHED = tuple(f"{_PACKAGE}/**/*.{ending}" for ending in ("html", "csv", "css", "js", "svg"))
_CATALOGUE = f"{_PACKAGE.parents[1]}/catalogue/**/*.yaml"


def run(options: argparse.Namespace) -> int:
    os.environ["WIJKWERK_DEBUG"] = "ja"
    return open_demonstration(options, watched=(*_WATCHED, _CATALOGUE))
