"""Changing the log behind our back, as the owner of the database could."""

from django.db import connection

from wijkwerk.access.log.append_only import close_log, open_log


def tamper(sql: str, *values: object) -> None:
    """Take the trigger away first, and put it back."""
    open_log(connection)
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
    close_log(connection)
