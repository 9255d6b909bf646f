"""`wijkwerk serve`: the site and its worker."""

import argparse

from .processes import Address, Site, require_free_port
from .static_files import prepare_files

_MOST = 64  # web processes; each takes some 200 MB
HELP = "Start de site met haar achtergrondwerker. Stop met Ctrl-C."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--host", default="127.0.0.1", metavar="ADRES", help="luister op dit adres (127.0.0.1)")
    parser.add_argument("--port", type=int, default=8000, metavar="POORT", help="luister op deze poort (8000)")
    parser.add_argument("--workers", type=_some, default=2, metavar="AANTAL", help="aantal webprocessen (2)")
    parser.add_argument(
        "--no-worker", action="store_true", help="start geen werker: die draait elders met de opdracht worker"
    )


def _some(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and 1 <= int(text) <= _MOST):
        raise argparse.ArgumentTypeError(f"{text!r} gevonden; verwacht een getal van 1 tot en met {_MOST}")
    return int(text)


def run(options: argparse.Namespace) -> int:
    from django.conf import settings

    address = Address(options.host, options.port)
    require_free_port(address)
    prepare_files(settings.WIJKWERK_DATA)
    Site(address, options.workers, with_worker=not options.no_worker).run(
        on_ready=lambda: print(f"wijkwerk draait op {address.url}/\nStoppen: Ctrl-C", flush=True)
    )
    return 0
