"""`wijkwerk fetch`: bring a public table onto this machine."""

import argparse
import time
from pathlib import Path

HELP = "Haal een tabel van een openbare bron op (CBS, Politie, RIVM, PDOK)."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("source", metavar="BRON", help="naam van de bron in de catalogus, bijvoorbeeld cbs_kwb")
    parser.add_argument("--table", metavar="TABEL", help="alleen deze tabel; anders alle tabellen van de bron")
    parser.add_argument("--again", action="store_true", help="ook ophalen als de bron niets nieuws meldt")


def run(options: argparse.Namespace) -> int:
    from django.conf import settings

    from wijkwerk.data.fetchers import FetchError, FetchRequest, fetch_table
    from wijkwerk.definitions.catalogue import load_catalogue

    catalogue = load_catalogue(Path(settings.WIJKWERK_CATALOGUE))
    source = catalogue.sources.get(options.source)
    if source is None:
        print(f"Onbekende bron {options.source!r}. De catalogus kent: {', '.join(sorted(catalogue.sources))}.")
        return 2
    tables = [table for table in source.tables if options.table in {None, table.table}]
    if not tables:
        known = ", ".join(table.table for table in source.tables) or "geen enkele tabel"
        print(f"Bron {source.id} heeft geen tabel {options.table!r}. Wel: {known}.")
        return 2
    raw = Path(settings.WIJKWERK_DATA) / "raw"
    for table in tables:
        request = FetchRequest(source, table, options.again)
        try:
            fetched = fetch_table(request, raw, ProgressLine())
        except FetchError as problem:
            print(f"\n{problem}")
            return 1
        news = f"{fetched.rows} rijen" if fetched.is_new else "niets nieuws"
        print(f"\r{source.id} {table.table}: {news}, in {fetched.folder}")
    return 0


class ProgressLine:
    """One line that says what comes in, how far it is and how long it may still take."""

    def __init__(self) -> None:
        self.started = time.monotonic()

    def __call__(self, what: str, done: int, total: int) -> None:
        if not total:
            print(f"\r{what}: {done} rijen", end="", flush=True)
            return
        passed = time.monotonic() - self.started
        left = passed / done * (total - done) if done else 0.0
        print(f"\r{what}: {done} van {total} rijen, nog ongeveer {left:.0f} s ", end="", flush=True)
