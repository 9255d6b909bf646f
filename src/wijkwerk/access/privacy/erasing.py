"""Take a row away with everything that repeats it."""

from typing import Any

import structlog
from django.db import connection, transaction
from django.db.models import Model

_log = structlog.stdlib.get_logger(__name__)


def erase_row(row: Model) -> None:
    """The row and its history, which would else keep every old value, and one more for the erasing itself.

    Raises ProtectedError where others point at it.
    """
    key = row.pk
    row.delete()
    forget_history(type(row), key)


def forget_history(model: type[Model], key: Any) -> None:
    history = getattr(model, "history", None)
    if history is not None:
        history.filter(**{model._meta.pk.attname: key}).delete()


def leave_no_trace() -> None:
    """Once this is committed: empty the file beside a SQLite database in which the old pages still stand.

    PostgreSQL clears its own away (autovacuum, and the WAL that it recycles).
    """
    transaction.on_commit(_empty_wal)


def _empty_wal() -> None:
    if connection.vendor != "sqlite":
        return
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        row = cursor.fetchone()
    if row and row[0]:  # somebody reads all the time, such as a backup; the next one that can does it
        _log.warning("erased text still in the write-ahead log")
