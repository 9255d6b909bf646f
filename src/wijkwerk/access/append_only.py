"""The database itself keeps the log from being changed or cut: a trigger refuses UPDATE and DELETE.

The chain of digests shows afterwards that somebody changed the log; this stops who has a way past Django, but not the
owner of the database: whoever may drop the trigger can, and the chain tells. It lives in the migrations, and is put
back after each `migrate`: SQLite makes a table anew to alter it, and drops its triggers with the old one.
"""

from typing import Any

from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.recorder import MigrationRecorder

TABLE = "access_auditevent"
MIGRATION = ("access", "0005_append_only_log")
_MESSAGE = "het logboek groeit alleen: een gebeurtenis wordt niet gewijzigd of gewist"
_DEEDS = ("update", "delete")


def close_log(connection: BaseDatabaseWrapper) -> None:
    """Refuse from now on; nothing where that is so already."""
    if is_closed(connection):
        return
    with connection.cursor() as cursor:
        for statement in _closing(connection.vendor):
            cursor.execute(statement)


def open_log(connection: BaseDatabaseWrapper) -> None:
    """Let the owner of the database change the log again."""
    where = f" ON {TABLE}" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        for deed in _DEEDS:
            cursor.execute(f"DROP TRIGGER IF EXISTS {TABLE}_no_{deed}{where}")


def is_closed(connection: BaseDatabaseWrapper) -> bool:
    asked = (
        "SELECT count(*) FROM pg_trigger WHERE tgname LIKE %s AND tgrelid = to_regclass(%s)"
        if connection.vendor == "postgresql"
        else "SELECT count(*) FROM sqlite_master WHERE type = 'trigger' AND name LIKE %s AND tbl_name = %s"
    )
    with connection.cursor() as cursor:
        cursor.execute(asked, [f"{TABLE}_no_%", TABLE])
        return bool(cursor.fetchone()[0] == len(_DEEDS))


def close_again(using: str, **more: Any) -> None:
    """After a `migrate`: put back what a new table lost, where the migration that closes the log was done."""
    connection = connections[using]
    if MIGRATION in MigrationRecorder(connection).applied_migrations():
        close_log(connection)


def _closing(vendor: str) -> list[str]:
    drop = f"DROP TRIGGER IF EXISTS {TABLE}_no_{{deed}}"
    if vendor != "postgresql":
        make = (
            f"CREATE TRIGGER {TABLE}_no_{{deed}} BEFORE {{deed}} ON {TABLE} "
            f"BEGIN SELECT RAISE(ABORT, '{_MESSAGE}'); END"
        )
        return [each.format(deed=deed) for deed in _DEEDS for each in (drop, make)]
    function = (
        f"CREATE OR REPLACE FUNCTION {TABLE}_refuse() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{_MESSAGE}'; END $$"
    )
    make = (
        f"CREATE TRIGGER {TABLE}_no_{{deed}} BEFORE {{deed}} ON {TABLE} FOR EACH ROW EXECUTE FUNCTION {TABLE}_refuse()"
    )
    drop = f"{drop} ON {TABLE}"
    return [function, *(each.format(deed=deed) for deed in _DEEDS for each in (drop, make))]
