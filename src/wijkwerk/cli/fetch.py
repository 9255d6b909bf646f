"""`wijkwerk fetch`: bring public tables onto this machine."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from wijkwerk.lib.progress import ProgressLine

if TYPE_CHECKING:
    from wijkwerk.data.fetchers import FetchRequest, Outcome
    from wijkwerk.definitions.catalogue import Catalogue
    from wijkwerk.definitions.vocabulary import Protocol

HELP = "Haal tabellen van openbare bronnen op (CBS, Politie, RIVM, PDOK)."


class UnknownTableError(Exception):
    """The catalogue has no such source or table, or nothing that can be fetched."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "source", metavar="BRON", nargs="?", help="naam van de bron in de catalogus, bijvoorbeeld cbs_kwb"
    )
    parser.add_argument("--all", action="store_true", help="alle tabellen van alle bronnen, na elkaar")
    parser.add_argument("--table", metavar="TABEL", help="alleen deze tabel; anders alle tabellen van de bron")
    parser.add_argument(
        "--via", metavar="PROTOCOL", help="in een andere vorm waarin de bron haar tabellen heeft: cbs_odata_v4"
    )
    parser.add_argument("--again", action="store_true", help="ook ophalen als de bron niets nieuws meldt")


def run(options: argparse.Namespace) -> int:
    """0 where every table is here, also where nothing was new; 1 where one of them is not."""
    from django.conf import settings

    from wijkwerk.data.fetchers import FetchRound
    from wijkwerk.definitions.catalogue import load_catalogue

    requests = _wanted(load_catalogue(settings.WIJKWERK_CATALOGUE), options)
    round_ = FetchRound(requests, Path(settings.WIJKWERK_DATA) / "raw")
    line = ProgressLine()
    outcomes = []
    try:
        for outcome in round_(line, lambda place, request: _begin(line, place, len(requests), request)):
            line.close()
            outcomes.append(outcome)
            print(_outcome_text(outcome), flush=True)
    finally:
        line.close()
    print(_summary(outcomes))
    if round_.unreachable:
        print(round_.advice(), file=sys.stderr)
    return 1 if any(outcome.problem for outcome in outcomes) else 0


def _wanted(catalogue: "Catalogue", options: argparse.Namespace) -> "Sequence[FetchRequest]":
    """The tables to fetch: all, those of a source, or the one asked for."""
    from wijkwerk.data.fetchers import fetchable_tables

    if options.all == (options.source is not None) or (options.all and options.table):
        raise UnknownTableError("Noem een bron, met --table een van haar tabellen, of geef alleen --all.")
    fetchable = fetchable_tables(catalogue, again=options.again, via=_protocol(options.via, catalogue))
    if options.all:
        return [request for request in fetchable if not request.table.on_request]
    source = catalogue.sources.get(options.source)
    if source is None:
        known = ", ".join(dict.fromkeys(request.source.id for request in fetchable))
        raise UnknownTableError(f"Onbekende bron {options.source!r}. Ophalen kan van: {known}.")
    of_source = [request for request in fetchable if request.source.id == source.id]
    chosen = [request for request in of_source if _is_chosen(request, options.table)]
    if not chosen:
        known = ", ".join(request.table.table for request in of_source) or "geen enkele"
        raise UnknownTableError(
            f"Bron {source.id} heeft geen tabel {options.table or ''} om op te halen. Wel: {known}."
        )
    return chosen


def _is_chosen(request: "FetchRequest", table: str | None) -> bool:
    return not request.table.on_request if table is None else request.table.table == table


def _protocol(name: str | None, catalogue: "Catalogue") -> "Protocol | None":
    if name is None:
        return None
    known = {each.value: each for source in catalogue.sources.values() for each in source.addresses}
    if name not in known:
        raise UnknownTableError(f"Geen bron heeft tabellen ook als {name!r}. Wel als: {', '.join(known)}.")
    return known[name]


def _begin(line: ProgressLine, place: int, count: int, request: "FetchRequest") -> None:
    line(0, 0, f"[{place}/{count}] {request.source.id} {request.table.table}")


def _outcome_text(outcome: "Outcome") -> str:
    name = f"{outcome.request.source.id} {outcome.request.table.table}"
    if outcome.fetched is None:
        return f"{name}: niet opgehaald\n  {outcome.problem}"
    news = f"{outcome.fetched.rows} rijen" if outcome.fetched.is_new else "niets nieuws"
    return f"{name}: {news}, in {outcome.fetched.folder}"


def _summary(outcomes: "Sequence[Outcome]") -> str:
    new = [each for each in outcomes if each.fetched and each.fetched.is_new]
    failed = [each for each in outcomes if each.problem]
    lines = [f"Nieuw: {len(new)}. Niets nieuws: {len(outcomes) - len(new) - len(failed)}. Niet gelukt: {len(failed)}."]
    lines += [
        f"Inlezen: ./wijkwerk import {each.request.source.id} {each.fetched.folder} "
        f"--table {each.request.table.table} --by ACCOUNT"
        for each in new
        if each.fetched
    ]
    lines += [
        f"Niet gelukt: {each.request.source.id} {each.request.table.table} ({each.problem.found})"
        for each in failed
        if each.problem
    ]
    return "\n".join(lines)
