"""The key that signs cookies and links: from the environment, and good enough, before anything starts."""

import os
import secrets
import zlib
from pathlib import Path

from .setting_error import SettingError

NAME = "WIJKWERK_SECRET_KEY"
# Marks a key that `wijkwerk demo` made: easily told from a production key, and refused outside the demo.
DEMO_KEY_PREFIX = "demo-"
SHORTEST = 50
# What is left of a key when every repetition is taken out. Fifty random hexadecimal digits leave 47 bytes, fifty
# decimal ones 42; a sentence of two words said twice leaves 40.
_LEAST_LEFT = 42
_EXAMPLES = ("django-insecure", "changeme", "change-me", "voorbeeld", "example", "geheim", "secret", "password",
             "wachtwoord", "0123456789", "abcdefghij")  # fmt: skip
_HOW = 'Maak er een met: python3 -c "import secrets; print(secrets.token_urlsafe(50))" (docs/beheer.md).'


def signing_key(*, data: Path, demo: bool, production: bool, example: Path) -> str:
    """WIJKWERK_SECRET_KEY; on a laptop and in the demonstration one that was made once and kept in the data folder.

    example   a file of settings that everybody can read: what stands in it is no secret

    The demo prints links that sign anybody in, so it refuses to run with a key that signs something real. Raises
    SettingError, in Dutch, and never repeats the key.
    """
    given = os.environ.get(NAME, "").strip()
    if demo:
        _require_demo_key(given)
        return given or _kept_key(data / "demo.key", DEMO_KEY_PREFIX)
    if given:
        _require_strong(given, example)
        return given
    if production:
        raise SettingError(
            f"{NAME}: ontbreekt. Een site met WIJKWERK_HOSTS of WIJKWERK_HTTPS krijgt haar sleutel uit de "
            f"omgeving. {_HOW}"
        )
    return _kept_key(data / "secret.key", "")


def _require_demo_key(given: str) -> None:
    if given and not given.startswith(DEMO_KEY_PREFIX):
        raise SettingError(
            f"{NAME}: de demonstratie start niet met een productiesleutel. "
            "Haal deze variabele weg, of gebruik './wijkwerk serve'."
        )


def _require_strong(key: str, example: Path) -> None:
    if key.startswith(DEMO_KEY_PREFIX):
        raise SettingError(f"{NAME}: dit is een demonstratiesleutel. {_HOW}")
    if len(key) < SHORTEST:
        raise SettingError(
            f"{NAME}: {len(key)} tekens gevonden, verwacht ten minste {SHORTEST} willekeurige tekens. {_HOW}"
        )
    if key in _values_of(example) or any(word in key.lower() for word in _EXAMPLES):
        raise SettingError(f"{NAME}: dit is een voorbeeld, dat iedereen kan lezen. {_HOW}")
    if len(zlib.compress(key.encode(), 9)) < _LEAST_LEFT:
        raise SettingError(f"{NAME}: deze sleutel herhaalt zichzelf en is te raden. {_HOW}")


def _values_of(file: Path) -> set[str]:
    """The values of a file of settings; none where it is not there, as in a wheel."""
    if not file.is_file():
        return set()
    pairs = (line.partition("=") for line in file.read_text(encoding="utf-8").splitlines() if line[:1] != "#")
    return {value.strip().strip("'\"") for _, _, value in pairs} - {""}


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
