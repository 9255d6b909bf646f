"""What every answer carries, and letting go of one in the middle of a test."""

from typing import Any

from django.core.signals import request_finished
from django.db import close_old_connections

from wijkwerk.config.response_headers import ALWAYS

# By Django's settings, and ours.
HEADERS = {
    "Cross-Origin-Opener-Policy": "same-origin",
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    **ALWAYS,
}


def let_go(answer: Any) -> None:
    """Close its files, and not the database with them: a server would, and this test's transaction is still open.

    Django's test client does the same around a request. It shows on PostgreSQL only: a SQLite in memory stays open.
    """
    request_finished.disconnect(close_old_connections)
    try:
        answer.close()
    finally:
        request_finished.connect(close_old_connections)
