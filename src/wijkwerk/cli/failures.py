"""How a command ends that cannot do what was asked: one message in Dutch, never a traceback."""

import datetime
import errno
import os
import re
import tempfile
import traceback
from pathlib import Path

_REASONS = {
    errno.ENOSPC: "De schijf is vol. Maak ruimte vrij, of kies met WIJKWERK_DATA een map op een andere schijf.",
    errno.EROFS: "De schijf is alleen-lezen. Kies met WIJKWERK_DATA een map waarin u mag schrijven.",
    errno.EACCES: "Geen recht om hier te lezen of te schrijven. Pas de rechten aan, of kies met WIJKWERK_DATA een "
    "andere map.",
    errno.ENOTDIR: "Hier staat een bestand waar een map moet zijn. Kies met WIJKWERK_DATA een andere map.",
    errno.EEXIST: "Hier staat al iets anders. Kies met WIJKWERK_DATA een andere map.",
}
# How SQLite and DuckDB, which keep no error number, tell of a full disk.
_FULL = ("disk is full", "No space left")


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
    (r"connection|could not translate|timeout|terminat|shutting down|starting up", "De databaseserver is niet "
     "bereikbaar. Controleer of hij draait, en of server en poort in DATABASE_URL kloppen."),
)  # fmt: skip


def explanation(problem: Exception) -> str | None:
    """The Dutch message of a failure of the machine; None where it is not one that a user can mend."""
    if type(problem.__cause__).__module__.startswith("psycopg"):
        return _of_database(problem.__cause__)
    if isinstance(problem, OSError) and problem.errno in _REASONS:
        where = f" ({problem.filename})" if problem.filename else ""
        return f"{_REASONS[problem.errno]}{where}"
    return _REASONS[errno.ENOSPC] if any(sign in str(problem) for sign in _FULL) else None


def _of_database(problem: BaseException | None) -> str | None:
    """By what psycopg itself raised. Its own text names the server and the user, and is not repeated."""
    told = f"{getattr(problem, 'sqlstate', '')} {problem}"
    full = _REASONS[errno.ENOSPC] if any(sign in told for sign in _FULL) else None
    return full or next((text for pattern, text in _DATABASE if re.search(pattern, told)), None)


def keep_traceback(problem: Exception) -> str:
    """Write the traceback to a file and return what the user reads."""
    moment = datetime.datetime.now(datetime.UTC).strftime("%Y%m%d-%H%M%S")
    handle, name = tempfile.mkstemp(prefix=f"wijkwerk-fout-{moment}-", suffix=".txt", dir=_folder())
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.writelines(traceback.format_exception(problem))
    return (
        f"Er ging iets mis dat wijkwerk niet had voorzien: {type(problem).__name__}: {problem}\n"
        f"De bijzonderheden staan in {name}. Stuur dat bestand mee als u dit meldt."
    )


def _folder() -> Path:
    """`log/` in the data folder where that can be written; else the place for temporary files."""
    data = os.environ.get("WIJKWERK_DATA")
    folder = (Path(data) if data else Path.cwd() / "var") / "log"
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        return Path(tempfile.gettempdir())
    return folder if os.access(folder, os.W_OK) else Path(tempfile.gettempdir())
