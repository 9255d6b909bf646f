"""A data folder whose database is gone: told before an empty one takes its place.

An empty database looks like a new site: its log is whole, its backup succeeds, and the figures go on showing. So
whoever opens the database asks here first, and `/gereed/` asks again each time.
"""

from enum import Enum
from pathlib import Path

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, connection, connections

from wijkwerk.access.log.audit import AuditEvent
from wijkwerk.access.stored_files.byte_store import ROOM as STORED
from wijkwerk.data.models import Release
from wijkwerk.editions.models import Edition
from wijkwerk.editions.reading import shelf
from wijkwerk.lib.database_url import DatabaseAddress
from wijkwerk.lib.sqlite_file.base import DatabaseWrapper
from wijkwerk.lib.user_errors import UserError


class MissingDatabaseError(UserError):
    """The folder holds what only a database can have brought there, and it is not the one that would be opened."""


class DatabaseFault(Enum):
    """Why the database cannot be the one that belongs to the folder, in words that say nothing of where it is."""

    ABSENT = "ontbreekt"
    EMPTY = "is leeg"
    STRANGE = "kent niets van wat er staat"


def refuse_missing_database() -> None:
    """Raises MissingDatabaseError where the folder has remains of a database and the one of the settings cannot be it.

    Where there are no remains it does not matter: then a new site begins. Makes no file, and changes nothing.
    """
    data: Path = settings.WIJKWERK_DATA
    fault = database_fault()
    if fault is not None and (remains := remains_in(data)):
        raise MissingDatabaseError(
            f"In {data} staan {_listed(remains)}, maar de database die daarbij hoort {fault.value} ({_place()}). Er is "
            "niets gemaakt of veranderd.\n"
            "Staat de database ergens anders: verbeter DATABASE_URL of WIJKWERK_DATA, of zet haar bestand terug.\n"
            "Is zij weg: zet de laatste reservekopie terug in een lege map en een lege database, en laat de site "
            "daarmee draaien: WIJKWERK_DATA=LEGE-MAP ./wijkwerk restore BESTAND\n"
            "Is er geen reservekopie: begin in een lege map. De ruwe bestanden in raw zijn opnieuw in te lezen "
            "(docs/beheer.md)."
        )


def database_fault() -> DatabaseFault | None:
    """What is wrong with the database of the settings, beside the data folder; None where nothing is.

    Raises Django's database errors where it cannot be asked.
    """
    if _is_absent():
        return DatabaseFault.ABSENT
    tables = connection.introspection.table_names()
    if not tables:
        return DatabaseFault.EMPTY
    return DatabaseFault.STRANGE if _knows_nothing(settings.WIJKWERK_DATA, tables) else None


def remains_in(data: Path) -> list[str]:
    """What only stands in a data folder after a database told of it, in words. Raw files come without one."""
    return [words for look in (_editions, _releases, _stored_files, _uploads) if (words := look(data))]


def _is_absent() -> bool:
    """Asked of the file itself: to open it would make it."""
    database = connections[DEFAULT_DB_ALIAS]
    file = database.file if isinstance(database, DatabaseWrapper) else None
    return file is not None and (not file.is_file() or file.stat().st_size == 0)


def _knows_nothing(data: Path, tables: list[str]) -> bool:
    """Whether it is a new database, or that of another site.

    A killed import may leave a release that no row tells of, and a killed publication an edition; but whoever publishes
    has releases, and whoever hands in a file has an account, which nobody gets without an event in the log.
    """
    if keys := shelf().published_keys():
        known = "editions_edition" in tables and Edition.objects.filter(key__in=keys).exists()
        return not known and not ("data_release" in tables and Release.objects.exists())
    if _stored_files(data) or _uploads(data):
        return not ("access_auditevent" in tables and AuditEvent.objects.exists())
    return False


def _editions(_: Path) -> str:
    keys = shelf().published_keys()
    if len(keys) < 2:
        return f"editie {keys[0]}" if keys else ""
    return f"{len(keys)} edities (van {keys[0]} tot en met {keys[-1]})"


def _releases(data: Path) -> str:
    return _counted(data / "releases", "*/release.json", "levering", "leveringen")


def _stored_files(data: Path) -> str:
    return _counted(data / STORED, "??/*", "bestand bij een stuk", "bestanden bij stukken")


def _uploads(data: Path) -> str:
    return _counted(data / "uploads", "*", "aangeleverd bestand", "aangeleverde bestanden")


def _counted(folder: Path, pattern: str, one: str, many: str) -> str:
    """Without what is half-made, or a folder's own lock."""
    paths = (path.relative_to(folder).parts for path in folder.glob(pattern))
    count = sum(not any(part.startswith(".") for part in parts) for parts in paths)
    return "" if not count else f"{count} {one if count == 1 else many}"


def _listed(parts: list[str]) -> str:
    return " en ".join([", ".join(parts[:-1]), parts[-1]] if len(parts) > 1 else parts)


def _place() -> str:
    database = connection.settings_dict
    engine = "postgresql" if connection.vendor == "postgresql" else "sqlite3"
    return DatabaseAddress(
        engine, str(database["NAME"]), host=str(database.get("HOST", "")), port=str(database.get("PORT", ""))
    ).without_password()
