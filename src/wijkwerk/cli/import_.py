"""`wijkwerk import`: make a checked release of files, or of what `wijkwerk fetch` brought."""

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from . import own_file_options
from .kept_texts import kept_text

if TYPE_CHECKING:
    from wijkwerk.access.models import Person
    from wijkwerk.data.area.borders import BordersLoaded
    from wijkwerk.data.release.imports import Imported

HELP = "Lees bestanden van een bron in als levering, en controleer die."

_MOST_SHOWN = 40
_MOST_CODES = 10


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("source", metavar="BRON", help="naam van de bron in de catalogus, bijvoorbeeld cbs_kwb")
    parser.add_argument("paths", metavar="PAD", nargs="+", type=Path, help="bestanden, of één map van een ophaalronde")
    parser.add_argument("--table", metavar="TABEL", help="nummer van de tabel, als de bron er meer heeft")
    parser.add_argument("--by", metavar="ACCOUNT", help="account van wie de cijfers aanlevert")
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
    from django.conf import settings

    from wijkwerk.data.release.imports import import_files, require_reason
    from wijkwerk.definitions.catalogue import load_catalogue

    require_reason(options.reason, new_version=options.new_version)
    catalogue = load_catalogue(Path(settings.WIJKWERK_CATALOGUE))
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


def _person(account: str | None) -> "Person | None":
    from wijkwerk.access.models import Person
    from wijkwerk.access.permission.permissions import may

    if account is None:
        return None
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
        f"  gebieden     {imported.areas.new} nieuw, {imported.areas.changed} gewijzigd",
        *border_lines(imported.borders),
    ]
    lines += [f"  vervangt     {record.replaces}"] if record.replaces else []
    lines += [f"  correctie    {each.id}: {each.cells} cellen" for each in record.corrections]
    lines += [f"  hernummerd   {old} heet nu {new}" for old, new in record.resolved.items()]
    lines += [f"  gevonden     {len(record.topics)} kolommen, aan hun onderwerp"] if record.topics else []
    lines += [f"  niet gebruikt  {', '.join(record.unused)}"] if record.unused else []
    return "\n".join(lines + _remarks(imported))


def border_lines(loaded: "BordersLoaded") -> list[str]:
    """What became of the borders, also of those that fit nothing."""
    if loaded.division is None:
        return []
    lines = [f"  grenzen      {loaded.drawn} nieuw of anders, in de indeling van {loaded.division}"]
    for codes, why in ((loaded.without, "in het bestand"), (loaded.covered, "over: helemaal onder hun buren")):
        if codes:
            more = f" en nog {len(codes) - _MOST_CODES}" if len(codes) > _MOST_CODES else ""
            lines.append(f"  geen grens   {why}: {', '.join(codes[:_MOST_CODES])}{more}")
    if loaded.borrower is not None:
        lines.append(
            f"  ook in {loaded.borrower}  {loaded.lent} gebieden die nog geen grens hadden, kregen die van "
            f"{loaded.division}; {loaded.elsewhere} codes bestaan in {loaded.borrower} niet of heten daar anders"
        )
    return lines


def _remarks(imported: "Imported") -> list[str]:
    if not imported.remarks:
        return ["De controles hebben niets op te merken."]
    by_severity: dict[str, int] = {}
    for remark in imported.remarks:
        label = remark.get_severity_display()
        by_severity[label] = by_severity.get(label, 0) + 1
    counts = ", ".join(f"{count} {label}" for label, count in by_severity.items())
    shown = [f"- {remark.get_severity_display()}: {remark.message}" for remark in imported.remarks[:_MOST_SHOWN]]
    more = len(imported.remarks) - len(shown)
    return [f"Opmerkingen van de controles: {counts}.", *shown, *([f"… en nog {more}."] if more > 0 else [])]
