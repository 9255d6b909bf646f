"""Read `WIJKWERK_*` from the environment. A value that cannot be right is refused at once, in Dutch."""

import os
import re
import secrets
from collections.abc import Sequence
from pathlib import Path

from wijkwerk.lib.database_url import DatabaseAddress, read_database_url, sqlite_address

# Marks a key that `wijkwerk demo` made: easily told from a production key, and refused outside the demo.
DEMO_KEY_PREFIX = "demo-"
_EMAIL = re.compile(r"[^@\s<>]+@[^@\s<>.]+(\.[^@\s<>.]+)+")
_TRUE = {"1", "ja", "true", "on"}
_FALSE = {"0", "nee", "false", "off", ""}


class SettingError(Exception):
    """A setting that cannot be used: which one, what was found, what is expected."""


def text(name: str, default: str) -> str:
    return os.environ.get(name, "").strip() or default


def flag(name: str, *, default: bool) -> bool:
    value = os.environ.get(name)
    if value is None:
        return default
    if value.strip().lower() in _TRUE:
        return True
    if value.strip().lower() in _FALSE:
        return False
    raise SettingError(f"{name}: '{value}' gevonden, verwacht 'ja' of 'nee'.")


def choice(name: str, allowed: Sequence[str]) -> str:
    """One of a few words; the first where nothing is given."""
    value = text(name, allowed[0])
    if value not in allowed:
        raise SettingError(f"{name}: '{value}' gevonden, verwacht {' of '.join(allowed)}.")
    return value


def email(name: str) -> str:
    """An e-mail address; "" where nothing is given."""
    value = text(name, "")
    if value and not _EMAIL.fullmatch(value):
        raise SettingError(f"{name}: '{value}' gevonden, verwacht een e-mailadres, zoals wijken@gemeente.example.")
    return value


def folder(name: str, default: Path) -> Path:
    return Path(text(name, str(default))).expanduser().resolve()


def database(*, data: Path) -> DatabaseAddress:
    """What DATABASE_URL says; a SQLite file in the data folder where it says nothing."""
    url = os.environ.get("DATABASE_URL", "").strip()
    return read_database_url(url) if url else sqlite_address(data / "wijkwerk.sqlite3")


def host_names(name: str) -> list[str]:
    """Names under which the site may be asked; always this machine itself."""
    return ["localhost", "127.0.0.1", "[::1]", *_listed(name)]


def origins(name: str) -> list[str]:
    return [f"https://{host}" for host in _listed(name)]


def secret_key(*, data: Path, demo: bool) -> str:
    """The signing key: WIJKWERK_SECRET_KEY, else one made once and kept in the data folder.

    The demo prints links that sign anybody in, so it refuses to run with a key that signs something real.
    """
    given = os.environ.get("WIJKWERK_SECRET_KEY", "").strip()
    if demo and given and not given.startswith(DEMO_KEY_PREFIX):
        raise SettingError(
            "WIJKWERK_SECRET_KEY: de demonstratie start niet met een productiesleutel. "
            "Haal deze variabele weg, of gebruik './wijkwerk serve'."
        )
    if not demo and given.startswith(DEMO_KEY_PREFIX):
        raise SettingError(
            "WIJKWERK_SECRET_KEY: dit is een demonstratiesleutel. Maak een eigen sleutel van ten minste "
            "50 willekeurige tekens (docs/beheer.md)."
        )
    if given and not demo and len(given) < 50:
        raise SettingError(
            f"WIJKWERK_SECRET_KEY: {len(given)} tekens gevonden, verwacht ten minste 50 willekeurige tekens."
        )
    return given or _kept_key(data / ("demo.key" if demo else "secret.key"), DEMO_KEY_PREFIX if demo else "")


def _kept_key(path: Path, prefix: str) -> str:
    try:
        return path.read_text(encoding="ascii").strip()
    except FileNotFoundError:
        pass
    path.parent.mkdir(parents=True, exist_ok=True)
    key = prefix + secrets.token_urlsafe(50)
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:  # another process was first
        return path.read_text(encoding="ascii").strip()
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(key)
    return key


def _listed(name: str) -> list[str]:
    return [host.strip() for host in os.environ.get(name, "").split(",") if host.strip()]
