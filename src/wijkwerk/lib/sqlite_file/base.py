"""What Django loads for `ENGINE = "wijkwerk.lib.sqlite_file"`."""

import sqlite3
from pathlib import Path
from typing import Any

from django.db import DEFAULT_DB_ALIAS
from django.db.backends.sqlite3 import base

from . import GONE, is_expected, remember


class DatabaseWrapper(base.DatabaseWrapper):
    """Django's own, that looks whether its file is still the one that it opened: once for each request and job."""

    _opened: tuple[int, int] | None = None

    def get_new_connection(self, conn_params: dict[str, Any]) -> Any:
        file = self.file
        if file is not None and is_expected(file) and not file.exists():
            raise sqlite3.OperationalError(GONE)
        connection = self._connection(conn_params)
        if file is not None:
            self._opened = _identity(file)
            if self.alias == DEFAULT_DB_ALIAS:
                remember(file)
        return connection

    def _connection(self, conn_params: dict[str, Any]) -> Any:
        """As Django makes it; closed where the first words to it fail, as on a damaged file: Django leaves it open."""
        made: list[sqlite3.Connection] = []

        def connection(*given: Any, **named: Any) -> sqlite3.Connection:
            made.append(sqlite3.Connection(*given, **named))
            return made[-1]

        try:
            return super().get_new_connection(conn_params | {"factory": connection})
        except sqlite3.Error:
            for each in made:
                each.close()
            raise

    def close_if_unusable_or_obsolete(self) -> None:
        if self.connection is not None and not self.in_atomic_block and self._is_another_file():
            self.close()
        super().close_if_unusable_or_obsolete()

    def _is_another_file(self) -> bool:
        file = self.file
        return file is not None and _identity(file) != self._opened

    @property
    def file(self) -> Path | None:
        """None where the database is in memory."""
        return None if self.is_in_memory_db() else Path(self.settings_dict["NAME"])


def _identity(file: Path) -> tuple[int, int] | None:
    """By which a file is told from another one that came under its name; None where there is none."""
    try:
        status = file.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino
