"""`wijkwerk demo`: from nothing to a site with real figures."""

import argparse
import os
from collections.abc import Sequence
from pathlib import Path

from wijkwerk.lib.disk import require_room
from wijkwerk.lib.garbage import collector_at_rest
from wijkwerk.lib.progress import ProgressLine

from .database import bring_up_to_date, refuse_unfit_folder, set_up_django, steps_to_take
from .processes import Address, Site, require_free_port
from .static_files import files_made_beside

HELP = "Laad het voorbeeld, publiceer een editie en open de site, met accounts om mee te proberen."

# The example as releases, an edition with its cache, and the same again while the next one is built beside it.
ROOM_NEEDED = 600_000_000


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--gemeente", metavar="CODE", help="begin bij deze gemeente, bijvoorbeeld GM0363")
    parser.add_argument("--host", default="127.0.0.1", metavar="ADRES", help="luister op dit adres (127.0.0.1)")
    parser.add_argument("--port", type=int, default=8000, metavar="POORT", help="luister op deze poort (8000)")
    parser.add_argument("--no-serve", action="store_true", help="laad en publiceer alleen, start geen site")


def run(options: argparse.Namespace) -> int:
    return open_demonstration(options)


def open_demonstration(options: argparse.Namespace, watched: Sequence[str] = ()) -> int:
    """Load the example where that was not done before, and run the site until it is stopped.

    watched   patterns of files: where given, the site begins anew when one of them changes, or its code (`dev`)
    """
    address = Address(options.host, options.port)
    if not options.no_serve:
        require_free_port(address)
    os.environ["WIJKWERK_DEMO"] = "ja"
    os.environ.setdefault("WIJKWERK_OPEN_SCORES", "ja")
    set_up_django()
    refuse_unfit_folder()
    gemeente = _gemeente_to_open_on(options.gemeente)
    data = _data_folder()
    if not (data / "editions" / "current.json").exists():  # a second start writes next to nothing
        require_room(data, ROOM_NEEDED, "de demonstratie")
    # First, and alone: what is made beside it afterwards has the other processor while the example is loaded.
    if steps_to_take():
        bring_up_to_date()
    _refuse_real_people()
    if options.no_serve:
        _fill(data, gemeente)
        print(f"Het voorbeeld is geladen in {data}. Bekijk het met: ./wijkwerk demo")
        return 0
    with Site(address, web_workers=2, watched=watched).at_hand() as site:
        _fill(data, gemeente)
        site.run(on_ready=lambda: print(_welcome(address, _sign_in_links(address)), flush=True))
    return 0


def _fill(data: Path, gemeente: str | None) -> None:
    with files_made_beside(data), collector_at_rest():
        _load(gemeente)


def _gemeente_to_open_on(chosen: str | None) -> str | None:
    """The one asked for, else the example's own. The site's processes read it from their environment."""
    from wijkwerk.data.example import site_gemeente

    gemeente = chosen or site_gemeente()
    if gemeente:
        os.environ["WIJKWERK_GEMEENTE"] = gemeente
    return gemeente


def _data_folder() -> Path:
    from django.conf import settings

    folder: Path = settings.WIJKWERK_DATA
    return folder


def _refuse_real_people() -> None:
    from wijkwerk.access.people.demo_accounts import refuse_real_people

    refuse_real_people()


def _load(gemeente: str | None) -> None:
    from wijkwerk.editions.demo import load_example

    line = ProgressLine()
    try:
        load_example(gemeente, line)
    finally:
        line.close()


def _sign_in_links(address: Address) -> list[tuple[str, str]]:
    from django.urls import reverse

    from wijkwerk.access.people.demo_accounts import make_demo_accounts
    from wijkwerk.access.signing_in.links import issue_token

    return [
        (person.name, address.url + reverse("access:follow_link", args=[issue_token(person)]))
        for person in make_demo_accounts()
    ]


def _welcome(address: Address, links: list[tuple[str, str]]) -> str:
    listed = "\n".join(f"  {name:<24}{link}" for name, link in links)
    return (
        f"\nwijkwerk draait op {address.url}/\n\n"
        f"Aanmelden kan met deze links; elke link werkt één keer, een uur lang:\n{listed}\n\n"
        "Stoppen: Ctrl-C"
    )
