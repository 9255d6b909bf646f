"""How a command ends that cannot do what was asked: one message in Dutch, never a traceback."""

import datetime
import errno
import os
import re
import shutil
import tempfile
import traceback
from contextlib import suppress
from pathlib import Path

from wijkwerk.lib.sqlite_file import is_damaged, is_gone

_REASONS = {
    errno.ENOSPC: "De schijf is vol. Maak ruimte vrij, of kies met WIJKWERK_DATA een map op een andere schijf.",
    errno.EROFS: "De schijf is alleen-lezen. Kies met WIJKWERK_DATA een map waarin u mag schrijven.",
    errno.EACCES: "Geen recht om hier te lezen of te schrijven. Pas de rechten aan, of kies met WIJKWERK_DATA een "
    "andere map.",
    errno.ENOTDIR: "Hier staat een bestand waar een map moet zijn. Kies met WIJKWERK_DATA een andere map.",
    errno.EEXIST: "Hier staat al iets anders. Kies met WIJKWERK_DATA een andere map.",
    errno.ENOENT: "Dit bestand of deze map bestaat niet. Kijk of het pad klopt, en maak de map zo nodig eerst.",
    errno.EIO: "De schijf geeft een fout bij het lezen of schrijven. Laat de beheerder naar de schijf kijken.",
}
_REASONS[errno.EDQUOT] = _REASONS[errno.ENOSPC]
_REASONS[errno.EPERM] = _REASONS[errno.EACCES]
# How SQLite and DuckDB, which keep no error number, tell what the machine refused.
_TOLD = (
    (("disk is full", "No space left"), errno.ENOSPC),
    (("attempt to write a readonly database", "unable to open database file"), errno.EACCES),
    (("disk I/O error",), errno.EIO),
)
_RESTORE = (
    "zet de laatste reservekopie terug in een lege map: WIJKWERK_DATA=LEGE-MAP ./wijkwerk restore BESTAND "
    "(docs/beheer.md)."
)
_DAMAGED = (
    "Het databasebestand is beschadigd, of is geen database. Stop de site, bewaar het bestand zoals het is, en "
    f"{_RESTORE}"
)
_GONE = f"Het databasebestand is weg terwijl wijkwerk draaide. Zet het terug, of {_RESTORE}"
_REPOSITORY = Path(__file__).resolve().parents[3]
_NEXT_TO_NOTHING = 2_000_000  # bytes: SQLite asks for a piece of its log at once


def is_named(problem: Exception) -> bool:
    """Whether wijkwerk itself raised this to tell the user something; an assertion tells a programmer."""
    return type(problem).__module__.startswith("wijkwerk.") and not isinstance(problem, AssertionError)


# What a PostgreSQL server says when it lets nobody in, by words of libpq or by code; the first that fits counts.
_DATABASE = (
    (r"password authentication|no password supplied|28P01|pg_hba", "De databaseserver laat deze gebruiker niet toe. "
     "Controleer gebruiker en wachtwoord in DATABASE_URL."),
    (r'database ".*" does not exist|3D000', "Deze database bestaat niet op de server. Laat de beheerder haar maken "
     "(docs/in-een-gemeente-draaien.md)."),
    (r"certificate|SSL", "De beveiligde verbinding met de databaseserver komt niet tot stand. Controleer sslmode en "
     "sslrootcert in DATABASE_URL."),
    (r"permission denied for schema|42501", "Deze gebruiker mag in de database geen tabellen maken. Laat de beheerder "
     "hem eigenaar van de database maken."),
    (r"connection|could not translate|failed to resolve|timeout|terminat|shutting down|starting up",
     "De databaseserver is niet bereikbaar. Controleer of hij draait, en of server en poort in DATABASE_URL kloppen."),
)  # fmt: skip


def explanation(problem: Exception) -> str | None:
    """The Dutch message of a failure of the machine; None where it is not one that a user can mend."""
    if type(problem.__cause__).__module__.startswith("psycopg"):
        return _of_database(problem.__cause__)
    if isinstance(problem, OSError) and problem.errno in _REASONS:
        where = f" ({problem.filename})" if problem.filename else ""
        return f"{_REASONS[problem.errno]}{where}"
    if type(problem.__cause__).__module__.startswith("sqlite3"):
        if is_gone(problem):
            return _GONE
        if is_damaged(problem):
            return _DAMAGED
    number = _number_told(str(problem))
    return _REASONS[number] if number else None


def is_interruption(problem: Exception) -> bool:
    """Ctrl-C in the midst of a question to DuckDB."""
    return isinstance(problem, RuntimeError) and str(problem).startswith("Query interrupted")


def _number_told(message: str) -> int | None:
    number = next((number for signs, number in _TOLD if any(sign in message for sign in signs)), None)
    # SQLite says the same of a disk that is broken and of one where its log does not fit any more.
    return errno.ENOSPC if number == errno.EIO and _is_full(_data()) else number


def _is_full(folder: Path) -> bool:
    existing = next(place for place in (folder, *folder.absolute().parents) if place.exists())
    return shutil.disk_usage(existing).free < _NEXT_TO_NOTHING


def _of_database(problem: BaseException | None) -> str | None:
    """By what psycopg itself raised. Its own text names the server and the user, and is not repeated."""
    message = f"{getattr(problem, 'sqlstate', '')} {problem}"
    full = _REASONS[errno.ENOSPC] if _number_told(message) == errno.ENOSPC else None
    return full or next((text for pattern, text in _DATABASE if re.search(pattern, message)), None)


def keep_traceback(problem: Exception) -> str:
    """Write the traceback to a file, or where that cannot be to what the user reads, and return what they read."""
    intro = f"Er ging iets mis dat wijkwerk niet had voorzien: {type(problem).__name__}: {problem}\n"
    text = "".join(traceback.format_exception(problem))
    for folder in (_data() / "log", Path(tempfile.gettempdir())):
        with suppress(OSError):
            return f"{intro}De bijzonderheden staan in {_kept(text, folder)}. Stuur dat bestand mee als u dit meldt."
    return (
        f"{intro}De bijzonderheden konden niet worden bewaard; stuur wat hieronder staat mee als u dit meldt.\n{text}"
    )


def _kept(text: str, folder: Path) -> str:
    """Raises OSError."""
    folder.mkdir(parents=True, exist_ok=True)
    moment = datetime.datetime.now(datetime.UTC).strftime("%Y%m%d-%H%M%S")
    handle, name = tempfile.mkstemp(prefix=f"wijkwerk-fout-{moment}-", suffix=".txt", dir=folder)
    try:
        with os.fdopen(handle, "w", encoding="utf-8") as file:
            file.write(text)
    except OSError:
        Path(name).unlink()
        raise
    return name


def _data() -> Path:
    """The data folder, by the same rule as the settings, which may be what went wrong."""
    folder = os.environ.get("WIJKWERK_DATA", "").strip()
    return Path(folder) if folder else _REPOSITORY / "var"
