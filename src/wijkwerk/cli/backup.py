"""`wijkwerk backup`: database, releases, editions and stored files in one file."""

import argparse
import datetime
import re
from pathlib import Path

from wijkwerk.lib.progress import ProgressLine

HELP = "Maak een reservekopie van database, leveringen, edities en bestanden in één bestand, terwijl de site draait."


_OWN_NAME = re.compile(r"wijkwerk-\d{8}-\d{6}\.zip")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    place = parser.add_mutually_exclusive_group(required=True)
    place.add_argument("file", nargs="?", type=Path, metavar="BESTAND", help="bijvoorbeeld wijkwerk-2026-11-24.zip")
    place.add_argument("--into", type=Path, metavar="MAP", help="kies zelf een naam met dag en tijd, in deze map")
    parser.add_argument(
        "--keep",
        type=_how_many,
        metavar="AANTAL",
        help="bewaar met --into alleen de nieuwste; oudere gaan weg als alles in de nieuwe heel is",
    )


def run(options: argparse.Namespace) -> int:
    from django.conf import settings

    from wijkwerk.backup.errors import BackupError
    from wijkwerk.backup.making import make_backup

    if options.keep and not options.into:
        raise BackupError("--keep hoort bij --into: alleen daar heeft een reservekopie oudere. Laat --keep weg.")
    file = (options.file or options.into / f"wijkwerk-{datetime.datetime.now():%Y%m%d-%H%M%S}.zip").absolute()  # noqa: DTZ005 - a name for people here
    line = ProgressLine()
    try:
        backup = make_backup(settings.WIJKWERK_DATA, file, line)
    finally:
        line.close()
    print(f"Reservekopie gemaakt: {backup.file} ({backup.bytes / 1_000_000:.1f} MB)")
    print(f"{backup.rows} rijen van de database, {backup.files} bestanden. Kenmerk: {backup.manifest_sha256}")
    print(
        "Namen, het logboek en wachtwoorden (als hash) staan erin: bewaar het bestand versleuteld. Sessies en de "
        "sleutel van de site niet; bewaar WIJKWERK_SECRET_KEY en DATABASE_URL apart."
    )
    for key in backup.damaged:
        print(f"Let op: editie {key} is niet meer zoals zij is gepubliceerd (wijkwerk editions verify {key}).")
    for number in backup.damaged_files:
        print(f"Let op: bestand {number} (/bestanden/{number}/) is niet meer gelijk aan wat er is bewaard.")
    for number in backup.lost_files:
        print(f"Let op: bestand {number} (/bestanden/{number}/) staat niet meer op de schijf.")
    if options.keep and not backup.is_whole:
        print(
            "Oudere reservekopieën blijven staan: daarin kan dit nog heel zijn. Zet de map of het bestand daaruit "
            "terug."
        )
    elif options.keep:
        _forget_older(backup.file, options.keep)
    return 0 if backup.is_whole else 1


def _how_many(text: str) -> int:
    if not (text.isdecimal() and int(text)):
        raise argparse.ArgumentTypeError(f"‘{text}’ is geen aantal van ten minste 1")
    return int(text)


def _forget_older(newest: Path, keep: int) -> None:
    """Only files that this command named; by their names, which tell the moment.

    Never the one that was just made, which is whole: where the clock went back an hour its name is not the last.
    """
    others = sorted(
        path for path in newest.parent.iterdir() if _OWN_NAME.fullmatch(path.name) and path.name != newest.name
    )
    for path in others[: max(0, len(others) + 1 - keep)]:
        path.unlink(missing_ok=True)  # another run may clear away too
        print(f"Oudere reservekopie weggehaald: {path.name}")
