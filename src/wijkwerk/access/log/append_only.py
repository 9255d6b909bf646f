"""The database itself keeps the log from being changed, cut or emptied: triggers refuse it.

The chain of digests shows afterwards that somebody changed the log; this stops who has a way past Django, but not the
owner of the database: whoever may drop the trigger can, and the check tells. It lives in the migrations, and is put
back after each `migrate`: SQLite makes a table anew to alter it, and drops its triggers with the old one.
"""

from typing import Any

from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.recorder import MigrationRecorder

TABLE = "access_auditevent"
MIGRATION = ("access", "0005_append_only_log")
_MESSAGE = "het logboek groeit alleen: een gebeurtenis wordt niet gewijzigd of gewist"
# SQLite has no TRUNCATE, and lets REPLACE overwrite a row without asking the trigger of a DELETE.
_DEEDS = {
    "postgresql": {TABLE: ("update", "delete", "truncate"), "access_logend": ("delete", "truncate")},
    "sqlite": {TABLE: ("update", "delete", "insert"), "access_logend": ("delete",)},
}
_OVERWRITES = f"WHEN EXISTS (SELECT 1 FROM {TABLE} WHERE id = NEW.id OR digest = NEW.digest)"


def close_log(connection: BaseDatabaseWrapper) -> None:
    """Refuse from now on; nothing where that is so already."""
    if is_closed(connection):
        return
    open_log(connection)
    make = _make_on_postgresql if connection.vendor == "postgresql" else _make_on_sqlite
    with connection.cursor() as cursor:
        for table, deed in _wanted(connection):
            for statement in make(table, deed):
                cursor.execute(statement)


def open_log(connection: BaseDatabaseWrapper) -> None:
    """Let the owner of the database change the log again."""
    with connection.cursor() as cursor:
        for table, deed in _wanted(connection):
            where = f" ON {table}" if connection.vendor == "postgresql" else ""
            cursor.execute(f"DROP TRIGGER IF EXISTS {_name(table, deed)}{where}")


def is_closed(connection: BaseDatabaseWrapper) -> bool:
    query = (
        "SELECT tgname FROM pg_trigger WHERE tgenabled = 'O' AND tgrelid = to_regclass(%s)"
        if connection.vendor == "postgresql"
        else "SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = %s"
    )
    wanted, present = {_name(table, deed) for table, deed in _wanted(connection)}, set()
    with connection.cursor() as cursor:
        for table in _DEEDS[connection.vendor]:
            cursor.execute(query, [table])
            present |= {name for (name,) in cursor.fetchall()}
    return wanted <= present


def close_again(using: str, **more: Any) -> None:
    """After a `migrate`: put back what a new table lost, where the migration that closes the log was done."""
    connection = connections[using]
    if MIGRATION in MigrationRecorder(connection).applied_migrations():
        close_log(connection)


def _wanted(connection: BaseDatabaseWrapper) -> list[tuple[str, str]]:
    """Of the tables that are there: while migrations run, not all of them are."""
    there = set(connection.introspection.table_names())
    return [(table, deed) for table, deeds in _DEEDS[connection.vendor].items() if table in there for deed in deeds]


def _name(table: str, deed: str) -> str:
    return f"{table}_no_{deed}"


def _make_on_sqlite(table: str, deed: str) -> list[str]:
    only = f" {_OVERWRITES}" if deed == "insert" else ""
    return [
        f"CREATE TRIGGER {_name(table, deed)} BEFORE {deed} ON {table}{only} "
        f"BEGIN SELECT RAISE(ABORT, '{_MESSAGE}'); END"
    ]


def _make_on_postgresql(table: str, deed: str) -> list[str]:
    each = "STATEMENT" if deed == "truncate" else "ROW"
    return [
        f"CREATE OR REPLACE FUNCTION {TABLE}_refuse() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{_MESSAGE}'; END $$",
        f"CREATE TRIGGER {_name(table, deed)} BEFORE {deed} ON {table} "
        f"FOR EACH {each} EXECUTE FUNCTION {TABLE}_refuse()",
    ]
