"""`wijkwerk import`: make a checked release of files, or of what `wijkwerk fetch` brought."""

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from . import own_file_options
from .area_lines import area_lines
from .check import severity_counts
from .kept_texts import kept_text

if TYPE_CHECKING:
    from wijkwerk.access.models import Person
    from wijkwerk.data.release.imports import Imported

HELP = "Lees bestanden van een bron in als levering, en controleer die."

_MOST_SHOWN = 40


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("source", metavar="BRON", help="naam van de bron in de catalogus, bijvoorbeeld cbs_kwb")
    parser.add_argument("paths", metavar="PAD", nargs="+", type=Path, help="bestanden, of één map van een ophaalronde")
    parser.add_argument("--table", metavar="TABEL", help="nummer van de tabel, als de bron er meer heeft")
    parser.add_argument(
        "--by", metavar="ACCOUNT", required=True, help="account van wie de cijfers aanlevert; een ander ondertekent"
    )
    parser.add_argument(
        "--new-version", action="store_true", help="een eigen bestand mag eerder geleverde jaren vervangen"
    )
    parser.add_argument(
        "--reason",
        metavar="TEKST",
        default="",
        type=kept_text,
        help="waarom de eerdere cijfers niet klopten; hoort bij --new-version",
    )
    own_file_options.add_arguments(parser)


def run(options: argparse.Namespace) -> int:
    from wijkwerk.data.own_indicator.catalogue import site_catalogue
    from wijkwerk.data.release.imports import import_files, require_reason

    require_reason(options.reason, new_version=options.new_version)
    catalogue = site_catalogue()
    person = _person(options.by)
    with own_file_options.prepared_paths(catalogue, options) as paths:
        imported = import_files(
            catalogue,
            options.source,
            options.table,
            paths,
            person,
            _show_progress,
            new_version=options.new_version,
            reason=options.reason,
        )
    print(_summary(imported))
    return 0


def _person(account: str) -> "Person":
    from wijkwerk.access.models import Person
    from wijkwerk.access.permission.permissions import may

    person = Person.objects.filter(account=account, is_active=True).first()
    if person is None:
        raise UnknownPersonError(f"Er is geen actief account ‘{account}’.")
    if not may(person, "deliver", "release"):
        raise UnknownPersonError(f"Het account ‘{account}’ mag geen leveringen aanleveren.")
    return person


class UnknownPersonError(Exception):
    """Nobody with this account, or not somebody who may deliver."""


def _show_progress(done: int, total: int, text: str) -> None:
    print(f"[{done}/{total}] {text}", file=sys.stderr, flush=True)


def _summary(imported: "Imported") -> str:
    record = imported.folder.record
    counts = record.counts
    lines = [
        f"Levering {record.key}" + ("" if imported.is_new else " was er al; er is niets veranderd"),
        f"  jaren        {', '.join(str(period) for period in record.periods) or 'geen (alleen grenzen)'}",
        f"  cijfers      {counts['observations']}, waarvan {counts.get('value', 0)} definitief",
        *area_lines(imported.areas),
    ]
    lines += [f"  vervangt     {record.replaces}"] if record.replaces else []
    lines += [f"  correctie    {each.id}: {each.cells} cellen" for each in record.corrections]
    lines += [f"  hernummerd   {old} heet nu {new}" for old, new in record.resolved.items()]
    lines += [f"  gevonden     {len(record.topics)} kolommen, aan hun onderwerp"] if record.topics else []
    lines += [f"  niet gebruikt  {', '.join(record.unused)}"] if record.unused else []
    return "\n".join(lines + _remarks(imported))


def _remarks(imported: "Imported") -> list[str]:
    if not imported.remarks:
        return ["De controles hebben niets op te merken."]
    shown = [f"- {remark.get_severity_display()}: {remark.message}" for remark in imported.remarks[:_MOST_SHOWN]]
    more = len(imported.remarks) - len(shown)
    return [
        f"Opmerkingen van de controles: {severity_counts(imported.remarks)}.",
        *shown,
        *([f"… en nog {more}."] if more > 0 else []),
    ]
