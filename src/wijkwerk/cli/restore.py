"""`wijkwerk restore`: put a backup back into an empty folder and an empty database."""

import argparse
import os
from pathlib import Path

from wijkwerk.lib.database_url import DatabaseAddress, read_database_url, sqlite_address
from wijkwerk.lib.progress import ProgressLine

HELP = "Zet een reservekopie terug in een lege map en een lege database, na controle van elk deel."


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="BESTAND", help="de reservekopie")
    parser.add_argument(
        "--to",
        metavar="DATABASE_URL",
        help="zet de database hierin, bijvoorbeeld om van SQLite naar PostgreSQL te gaan; anders in die van de site. "
        "Een wachtwoord hoort niet op de opdrachtregel: geef het met PGPASSWORD of PGPASSFILE",
    )
    parser.add_argument("--digest", metavar="KENMERK", help="weiger elke andere reservekopie dan die met dit kenmerk")


def run(options: argparse.Namespace) -> int:
    from django.conf import settings

    from wijkwerk.backup.restoring import restore_backup

    data: Path = settings.WIJKWERK_DATA
    address = _target(options.to, data)
    line = ProgressLine()
    try:
        restored = restore_backup(options.file.absolute(), data, address, line, options.digest)
    finally:
        line.close()
    print(f"De reservekopie van {restored.made_at} is teruggezet in {data} en in {address.without_password()}.")
    print(f"{restored.rows} rijen en {restored.files} bestanden, elk gelijk aan de reservekopie.")
    print(f"Op de site staat editie {restored.current}." if restored.current else "Er was nog geen editie.")
    if not restored.chain_is_sound:
        print("Let op: de keten van het logboek was in de reservekopie al niet gaaf.")
    if restored.unsound_files:
        print(f"Let op: {restored.unsound_files} bestanden bij stukken waren in de reservekopie al beschadigd of weg.")
    if options.to:
        print("Start de site voortaan met deze DATABASE_URL.")
    return 0 if restored.chain_is_sound else 1


def _target(to: str | None, data: Path) -> DatabaseAddress:
    url = to or os.environ.get("DATABASE_URL", "").strip()
    return read_database_url(url) if url else sqlite_address(data / "wijkwerk.sqlite3")
