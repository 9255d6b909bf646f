"""`wijkwerk fetch`: bring a public table onto this machine."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from wijkwerk.lib.progress import ProgressLine

if TYPE_CHECKING:
    from wijkwerk.definitions.catalogue import Catalogue
    from wijkwerk.definitions.sources import Source, SourceTable

HELP = "Haal een tabel van een openbare bron op (CBS, Politie, RIVM, PDOK)."


class UnknownTableError(Exception):
    """The catalogue has no such source or table, or nothing that can be fetched."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("source", metavar="BRON", help="naam van de bron in de catalogus, bijvoorbeeld cbs_kwb")
    parser.add_argument("--table", metavar="TABEL", help="alleen deze tabel; anders alle tabellen van de bron")
    parser.add_argument("--again", action="store_true", help="ook ophalen als de bron niets nieuws meldt")


def run(options: argparse.Namespace) -> int:
    from django.conf import settings

    from wijkwerk.data.fetchers import FetchRequest, fetch_table
    from wijkwerk.definitions.catalogue import load_catalogue

    source, tables = _wanted(load_catalogue(settings.WIJKWERK_CATALOGUE), options.source, options.table)
    raw = Path(settings.WIJKWERK_DATA) / "raw"
    for table in tables:
        line = ProgressLine()
        try:
            fetched = fetch_table(FetchRequest(source, table, options.again), raw, line)
        finally:
            line.close()
        news = f"{fetched.rows} rijen" if fetched.is_new else "niets nieuws"
        print(f"{source.id} {table.table}: {news}, in {fetched.folder}")
        if fetched.is_new:
            print(f"Inlezen: ./wijkwerk import {source.id} {fetched.folder} --table {table.table} --by ACCOUNT")
    return 0


def _wanted(catalogue: "Catalogue", name: str, table_name: str | None) -> "tuple[Source, list[SourceTable]]":
    """The tables to fetch: the one asked for, or all of the source that its own protocol brings."""
    source = catalogue.sources.get(name)
    if source is None:
        raise UnknownTableError(f"Onbekende bron {name!r}. De catalogus kent: {', '.join(sorted(catalogue.sources))}.")
    if table_name is not None:
        chosen = [table for table in source.tables if table.table == table_name]
    else:
        chosen = [table for table in source.tables if table.protocol in {None, source.protocol}]
    if not chosen:
        known = ", ".join(table.table for table in source.tables) or "geen enkele tabel"
        raise UnknownTableError(f"Bron {source.id} heeft geen tabel {table_name or 'om op te halen'}. Wel: {known}.")
    return source, chosen
