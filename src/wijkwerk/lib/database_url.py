"""Read `DATABASE_URL`: `postgresql://user:password@host:port/name?sslmode=require`, or `sqlite:////path/to/file`.

Strict: what is not understood is refused, for a setting that is silently left out (`sslmod=require`) is worse than
none. No message repeats the address, which may hold a password.
"""

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, parse_qsl, unquote, urlsplit

_PORT = re.compile(r"[1-9][0-9]{0,4}")
_LAST_PORT = 65535
_EXAMPLE = "postgresql://gebruiker:wachtwoord@server:5432/wijkwerk?sslmode=verify-full"
_SSL_MODES = ("disable", "allow", "prefer", "require", "verify-ca", "verify-full")
# What libpq understands and a site may want to choose; `host` is a folder with a Unix socket.
_OPTIONS = ("host", "sslmode", "sslrootcert", "sslcert", "sslkey", "connect_timeout", "target_session_attrs")
_WAIT = 10  # seconds for a server that does not answer
# Of a machine that is gone, no word comes: after a minute and a half of silence its connection counts as broken.
_KEEP_ALIVE = {"keepalives_idle": "60", "keepalives_interval": "10", "keepalives_count": "3"}


class DatabaseUrlError(Exception):
    """A DATABASE_URL that cannot be used; says in Dutch what is expected, and never repeats the address."""


@dataclass(frozen=True, slots=True)
class DatabaseAddress:
    """Where the database is. `repr` leaves out the password."""

    engine: str  # "postgresql" or "sqlite3"
    name: str  # of the database, or the path of the file
    user: str = ""
    password: str = field(default="", repr=False)
    host: str = ""
    port: str = ""
    options: dict[str, str] = field(default_factory=dict)

    @property
    def is_postgresql(self) -> bool:
        return self.engine == "postgresql"

    def django(self) -> dict[str, Any]:
        """As `DATABASES["default"]` wants it."""
        return _postgresql_settings(self) if self.is_postgresql else _sqlite_settings(Path(self.name))

    def without_password(self) -> str:
        """For people: where it is, not how one gets in."""
        if not self.is_postgresql:
            return self.name
        port = f":{self.port}" if self.port else ""
        return f"PostgreSQL-database {self.name} op {self.host or 'deze machine'}{port}"


def read_database_url(url: str) -> DatabaseAddress:
    """Raises DatabaseUrlError."""
    try:
        parts = urlsplit(url.strip())
    except ValueError as error:
        raise _wrong("het adres is niet te lezen; schrijf vreemde tekens in het wachtwoord als %-code") from error
    if parts.scheme == "sqlite":
        return _sqlite(parts)
    if parts.scheme in {"postgresql", "postgres"}:
        return _postgresql(parts)
    raise _wrong("het begint niet met postgresql:// of sqlite:///")


def sqlite_address(file: Path) -> DatabaseAddress:
    return DatabaseAddress("sqlite3", str(file))


def _sqlite(parts: SplitResult) -> DatabaseAddress:
    # Of the slashes in front one counts: POSIX takes two for another place than one.
    path = Path(re.sub(r"^/+", "/", unquote(parts.path)))
    if parts.netloc or not path.is_absolute() or path == Path("/") or parts.query or parts.fragment:
        raise _wrong("na sqlite:// hoort het volledige pad van een bestand, zoals sqlite:////srv/wijkwerk/db.sqlite3")
    return sqlite_address(path)


def _postgresql(parts: SplitResult) -> DatabaseAddress:
    if parts.fragment or "@" in parts.path:
        raise _wrong("schrijf #, / en @ in het wachtwoord als %23, %2F en %40")
    name = unquote(parts.path.removeprefix("/"))
    if not name or "/" in name or "\0" in name:
        raise _wrong("de naam van de database ontbreekt aan het einde")
    userinfo, at, place = parts.netloc.rpartition("@")
    user, colon, password = userinfo.partition(":")
    if "@" in userinfo or (at and not user) or (colon and not password):
        raise _wrong("gebruiker en wachtwoord zijn niet te lezen; schrijf vreemde tekens als %-code")
    host, port = _host_and_port(place)
    options = _options(parts.query)
    socket = options.pop("host", "")
    if socket and (host or not socket.startswith("/")):
        raise _wrong("host= is alleen voor de map van een Unix-socket, zonder server ervoor")
    return DatabaseAddress("postgresql", name, unquote(user), unquote(password), host or socket, port, options)


def _host_and_port(place: str) -> tuple[str, str]:
    match = re.fullmatch(r"(?P<host>\[[0-9a-fA-F:.]+\]|[^:\[\]]*)(?::(?P<port>.*))?", place)
    if match is None:
        raise _wrong("de server is niet te lezen")
    port = match["port"] or ""
    if match["port"] is not None and (not _PORT.fullmatch(port) or int(port) > _LAST_PORT):
        raise _wrong("de poort is geen getal van 1 tot en met 65535")
    return unquote(match["host"].strip("[]")), port


def _options(query: str) -> dict[str, str]:
    try:
        pairs = parse_qsl(query, keep_blank_values=True, strict_parsing=bool(query))
    except ValueError as error:
        raise _wrong("wat achter het vraagteken staat, is niet te lezen") from error
    unknown = sorted({name for name, _ in pairs} - set(_OPTIONS))
    if unknown or len(dict(pairs)) != len(pairs):
        raise _wrong(f"achter het vraagteken mag alleen, en elk één keer: {', '.join(_OPTIONS)}")
    options = dict(pairs)
    if options.get("sslmode", "prefer") not in _SSL_MODES:
        raise _wrong(f"sslmode is een van: {', '.join(_SSL_MODES)}")
    if not options.get("connect_timeout", "1").isdigit():
        raise _wrong("connect_timeout is een aantal seconden")
    return options


def _wrong(why: str) -> DatabaseUrlError:
    return DatabaseUrlError(f"DATABASE_URL: {why}. Verwacht bijvoorbeeld: {_EXAMPLE}")


def _postgresql_settings(address: DatabaseAddress) -> dict[str, Any]:
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": address.name,
        "USER": address.user,
        "PASSWORD": address.password,
        "HOST": address.host,
        "PORT": address.port,
        "CONN_MAX_AGE": None,
        # A server that was restarted costs one question, not one failed page per thread.
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {"connect_timeout": str(_WAIT), "application_name": "wijkwerk", **_KEEP_ALIVE, **address.options},
    }


def _sqlite_settings(file: Path) -> dict[str, Any]:
    return {
        "ENGINE": "wijkwerk.lib.sqlite_file",
        "NAME": str(file),
        "CONN_MAX_AGE": None,
        "OPTIONS": {
            # A transaction takes the write lock when it begins: two writers wait, neither fails half-way.
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,  # seconds to wait for the other writer
            # WAL: readers and one writer at once. NORMAL is safe with WAL. 64 MB mapped, 16 MB cache. What is deleted
            # is overwritten with zeroes: some builds of SQLite leave it in the file.
            "init_command": (
                "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON; PRAGMA secure_delete=ON; "
                "PRAGMA temp_store=MEMORY; PRAGMA mmap_size=67108864; PRAGMA cache_size=-16000"
            ),
        },
    }
