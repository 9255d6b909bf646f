"""`wijkwerk editions`: what was published, whether it is still whole, what differs, and which one is on the site."""

import argparse
from collections.abc import Callable
from typing import TYPE_CHECKING

from .kept_texts import kept_text

if TYPE_CHECKING:
    from wijkwerk.editions.shelf import Shelf

HELP = "Toon de edities, controleer ze, zeg wat er tussen twee verschilt, en zet er een op de site."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.set_defaults(action=show_list)
    actions = parser.add_subparsers(title="handelingen", metavar="HANDELING")
    actions.add_parser("list", help="toon alle edities (dit gebeurt ook zonder handeling)")
    for name, action, text in (
        ("show", show_one, "toon waar een editie uit bestaat"),
        ("verify", verify, "controleer of een editie nog is zoals zij is gepubliceerd"),
        ("rebuild", rebuild, "maak de leescache van een editie opnieuw"),
    ):
        one = actions.add_parser(name, help=text)
        one.add_argument("key", nargs="?", metavar="EDITIE", help="bijvoorbeeld 2026-1; anders de huidige")
        one.set_defaults(action=action)
    two = actions.add_parser("difference", help="zeg wat er tussen twee edities verschilt, en waardoor")
    two.add_argument("key", nargs="?", metavar="EDITIE", help="de nieuwere; anders de huidige")
    two.add_argument("before", nargs="?", metavar="EERDERE", help="anders de editie daarvoor")
    two.set_defaults(action=difference)
    used = actions.add_parser("use", help="zet een andere editie op de site, bijvoorbeeld weer de vorige")
    used.add_argument("key", metavar="EDITIE", help="bijvoorbeeld 2026-1")
    used.add_argument(
        "--reason", required=True, metavar="TEKST", type=kept_text, help="waarom; dit komt in het logboek te staan"
    )
    used.add_argument("--by", metavar="ACCOUNT", help="wie dit doet, zoals in het logboek komt te staan")
    used.set_defaults(action=use)


def run(options: argparse.Namespace) -> int:
    from wijkwerk.editions.reading import shelf

    action: Callable[[argparse.Namespace, Shelf], int] = options.action
    return action(options, shelf())


def show_list(options: argparse.Namespace, editions: "Shelf") -> int:
    current = editions.current_key()
    keys = editions.published_keys()
    if not keys:
        print("Er is nog geen editie gepubliceerd.")
    for key in reversed(keys):
        manifest = editions.manifest(key)
        mark = "  (op de site)" if key == current else ""
        print(f"{key}  {manifest.published_at[:16].replace('T', ' ')}  {manifest.note}{mark}")
    return 0


def show_one(options: argparse.Namespace, editions: "Shelf") -> int:
    manifest = editions.manifest(_wanted(options.key, editions))
    print(f"Editie {manifest.key}, gepubliceerd op {manifest.published_at[:16].replace('T', ' ')}")
    if manifest.note:
        print(manifest.note)
    commit = f", commit {manifest.code_commit[:12]}" if manifest.code_commit else ""
    print(f"Indeling van {manifest.division}; wijkwerk {manifest.code_version}{commit}")
    print(f"Catalogus {manifest.catalogue_sha256[:12]}, {len(manifest.indicators)} indicatoren")
    print("Leveringen:")
    for release in manifest.releases:
        print(f"  {release.key}  {', '.join(map(str, release.periods))}")
        if manifest.unplaced.get(release.key):
            print(f"    {manifest.unplaced[release.key]} cellen niet meegenomen: hun gebied staat in geen indeling")
    print("Bestanden:")
    for file in manifest.files:
        rows = f"  {file.rows} rijen" if file.rows is not None else ""
        print(f"  {file.name}  {file.sha256[:12]}  {file.bytes} bytes{rows}")
    return 0


def verify(options: argparse.Namespace, editions: "Shelf") -> int:
    from wijkwerk.editions.manifest import altered_files
    from wijkwerk.editions.selection import manifest_is_recorded

    key = _wanted(options.key, editions)
    altered = altered_files(editions.root / key, editions.manifest(key))
    if not manifest_is_recorded(editions.root / key):
        altered.insert(0, "manifest.json")
    if altered:
        print(f"Editie {key} is niet meer zoals zij is gepubliceerd. Anders of weg: {', '.join(altered)}.")
        print("Zet de map terug uit een reservekopie.")
        return 1
    print(f"Editie {key} is zoals zij is gepubliceerd.")
    return 0


def rebuild(options: argparse.Namespace, editions: "Shelf") -> int:
    from wijkwerk.editions.cache import build_cache

    key = _wanted(options.key, editions)
    editions.manifest(key)
    path = build_cache(editions.root / key)
    print(f"De leescache van editie {key} is opnieuw gemaakt ({path.stat().st_size // 1000} kB).")
    print("Een site die al draait, gebruikt haar na een herstart.")
    return 0


def difference(options: argparse.Namespace, editions: "Shelf") -> int:
    from wijkwerk.editions.difference import difference_between
    from wijkwerk.editions.difference_text import difference_lines

    key = _wanted(options.key, editions)
    before = options.before or editions.manifest(key).previous
    if before is None:
        print(f"Editie {key} is de eerste: er is niets om haar mee te vergelijken.")
        return 0
    editions.manifest(before)
    for line in difference_lines(difference_between(editions.root / before, editions.root / key)):
        print(line)
    return 0


def use(options: argparse.Namespace, editions: "Shelf") -> int:
    from wijkwerk.editions.in_use import use_edition
    from wijkwerk.editions.selection import publisher

    by = None if options.by is None else publisher(options.by)
    before = use_edition(options.key, by=by, reason=options.reason)
    instead = f", in plaats van {before}. Editie {before} blijft bestaan" if before else ""
    print(f"Editie {options.key} staat op de site{instead}.")
    return 0


def _wanted(key: str | None, editions: "Shelf") -> str:
    from wijkwerk.editions.manifest import EditionError

    wanted = key or editions.current_key()
    if wanted is None:
        raise EditionError("Er is nog geen editie gepubliceerd.")
    return wanted
