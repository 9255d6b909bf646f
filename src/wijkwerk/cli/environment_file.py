"""`wijkwerk --env-file FILE OPDRACHT`: the same environment for a command by hand as systemd gives the services.

The syntax is that of systemd's `EnvironmentFile=` (man systemd.exec): a name, `=`, a value, whole or in quotes; lines
that begin with `#` or `;` are comments; nothing is expanded, so that a password may hold any sign. What the file says
goes before what stood in the environment, as it does for a service.
"""

import os
import re
import shlex
from collections.abc import MutableMapping
from pathlib import Path

from wijkwerk.lib.system_errors import in_words

OPTION = "--env-file"
_LINE = re.compile(r"([A-Za-z_][A-Za-z0-9_]*)=(.*)")


class EnvironmentFileError(Exception):
    """The file cannot be read, or a line in it is no setting; the message is in Dutch."""


def take_environment(given: list[str], environment: MutableMapping[str, str] = os.environ) -> list[str]:
    """What is left of the arguments once `--env-file FILE` is off the front and its settings are in the environment.

    Raises EnvironmentFileError; then nothing of it is.
    """
    if not given or given[0].partition("=")[0] != OPTION:
        return given
    named, is_joined, path = given[0].partition("=")
    if not is_joined and len(given) < 2:
        raise EnvironmentFileError(f"{named} vraagt een bestand, bijvoorbeeld: wijkwerk {named} /etc/wijkwerk/omgeving")
    environment.update(read_environment(Path(path if is_joined else given[1])))
    return given[1 if is_joined else 2 :]


def read_environment(path: Path) -> dict[str, str]:
    """Name -> value. Raises EnvironmentFileError with the line that is none, and never with what stands in it."""
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        reason = in_words(error) if isinstance(error, OSError) else "geen UTF-8"
        raise EnvironmentFileError(
            f"{path} is niet te lezen ({reason}). Geef het bestand met de omgeving, en voer de opdracht uit als een "
            "gebruiker die het mag lezen."
        ) from error
    environment: dict[str, str] = {}
    for number, line in enumerate(lines, start=1):
        text = line.strip()
        if text and not text.startswith(("#", ";")):
            name, value = _setting(path, number, text)
            environment[name] = value
    return environment


def _setting(path: Path, number: int, text: str) -> tuple[str, str]:
    matched = _LINE.fullmatch(text)
    try:
        if matched is None:
            raise ValueError
        return matched[1], _value(matched[2].strip())
    except ValueError as error:
        raise EnvironmentFileError(
            f"{path}, regel {number}: verwacht NAAM=waarde, met een waarde zonder losse aanhalingstekens. "
            "Verbeter de regel, of zet er # voor."
        ) from error


def _value(text: str) -> str:
    """Raises ValueError for a quote that is not closed."""
    if text[:1] not in {'"', "'"}:
        return text
    parts = shlex.split(text)
    if len(parts) != 1:
        raise ValueError(text)
    return parts[0]
