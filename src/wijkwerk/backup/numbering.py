"""Numbers of rows are given out once: a number that was given stays given, also where its row is gone.

What the log and the tombstones say about row 7 must never come to be about another one. Databases keep the last number
they gave, but a table that is filled anew, or made anew by a migration on SQLite, knows no more than its highest row.
"""

from collections.abc import Iterable, Mapping

from django.apps import apps
from django.db import connections, models

from wijkwerk.access.log.audit import AuditEvent
from wijkwerk.access.privacy.models import Tombstone
from wijkwerk.access.privacy.personal_rows import name_of

Numbers = Mapping[str, int]


def numbers_given(using: str) -> dict[str, int]:
    """Table -> the last number that its rows got; without tables that never had a row."""
    numbers = {table: _last_number(table, column, using) for table, column in _numbered(using).items()}
    return {table: number for table, number in numbers.items() if number}


def keep_numbers(given: Numbers, using: str) -> None:
    """Let every table go on after the numbers that were given, and after those of its rows and tombstones.

    given   as `numbers_given` told it; empty where nobody wrote it down: then what the log tells of rows counts too
    """
    earlier = _told_by_tombstones(using) if given else _told_by_the_log(using)
    for table, column in _numbered(using).items():
        last = max(given.get(table, 0), earlier.get(table, 0), _highest(table, column, using))
        if last > _last_number(table, column, using):
            _go_on_after(last, table, column, using)


def _numbered(using: str) -> dict[str, str]:
    """Table -> the column that numbers its rows, of every table of ours that is there."""
    there = set(connections[using].introspection.table_names())
    return {
        model._meta.db_table: pk.column
        for model in _models()
        if model._meta.db_table in there and isinstance(pk := model._meta.pk, models.AutoField) and pk.column
    }


def _last_number(table: str, column: str, using: str) -> int:
    connection = connections[using]
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
        else:
            cursor.execute(
                "SELECT coalesce(pg_sequence_last_value(pg_get_serial_sequence(%s, %s)::regclass), 0)",
                [_quoted(table, using), column],
            )
        row = cursor.fetchone()
    return int(row[0]) if row else 0


def _go_on_after(last: int, table: str, column: str, using: str) -> None:
    connection = connections[using]
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":  # which keeps no row for a table that never had one
            cursor.execute("DELETE FROM sqlite_sequence WHERE name = %s", [table])
            cursor.execute("INSERT INTO sqlite_sequence (name, seq) VALUES (%s, %s)", [table, last])
        else:
            cursor.execute(
                "SELECT setval(pg_get_serial_sequence(%s, %s)::regclass, %s)", [_quoted(table, using), column, last]
            )


def _highest(table: str, column: str, using: str) -> int:
    quote = connections[using].ops.quote_name
    with connections[using].cursor() as cursor:
        cursor.execute(f"SELECT max({quote(column)}) FROM {quote(table)}")
        row = cursor.fetchone()
    return int(row[0] or 0)


def _told_by_tombstones(using: str) -> dict[str, int]:
    """Table -> the highest number of a row that was taken."""
    highest = _highest_keys(Tombstone._base_manager.using(using).values_list("kind", "key").iterator())
    return {model._meta.db_table: highest.get(name_of(model), 0) for model in _models()}


def _told_by_the_log(using: str) -> dict[str, int]:
    """The same with every row that an event is about; the log may call it by the thing that it is a part of."""
    events = _highest_keys(AuditEvent._base_manager.using(using).values_list("kind", "key").iterator())
    taken = _told_by_tombstones(using)
    return {
        model._meta.db_table: max(
            taken[model._meta.db_table],
            *(events.get(kind, 0) for kind in {name_of(model), getattr(model, "permission_kind", "")}),
        )
        for model in _models()
    }


def _highest_keys(keys: Iterable[tuple[str, str]]) -> dict[str, int]:
    highest: dict[str, int] = {}
    for kind, key in keys:
        if key.isdecimal():
            highest[kind] = max(highest.get(kind, 0), int(key))
    return highest


def _models() -> list[type[models.Model]]:
    return apps.get_models(include_auto_created=True)


def _quoted(table: str, using: str) -> str:
    return str(connections[using].ops.quote_name(table))
