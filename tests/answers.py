"""Letting go of an answer in the middle of a test."""

from typing import Any

from django.core.signals import request_finished
from django.db import close_old_connections


def let_go(answer: Any) -> None:
    """Close its files, and not the database with them: a server would, and this test's transaction is still open.

    Django's test client does the same around a request. It shows on PostgreSQL only: a SQLite in memory stays open.
    """
    request_finished.disconnect(close_old_connections)
    try:
        answer.close()
    finally:
        request_finished.connect(close_old_connections)
