"""PostgreSQL as the web processes ask it: never for longer than a visitor waits, and never with all threads at once.

Commands and the worker are not limited: a backup, an upgrade or a job may have a question that takes minutes.
"""

from collections.abc import MutableMapping
from typing import Any

_POSTGRESQL = "django.db.backends.postgresql"


def limit_waiting(database: MutableMapping[str, Any], seconds: int) -> None:
    """Change `DATABASES["default"]`, before anything connects. SQLite has its own limit, and no network to wait for."""
    if database["ENGINE"] != _POSTGRESQL:
        return
    options = database["OPTIONS"]
    longest = int(options["connect_timeout"]) or seconds  # libpq takes 0 for "for ever"
    database["ENGINE"] = __name__
    database["OPTIONS"] = options | {
        "connect_timeout": str(min(longest, seconds)),
        # Waiting for a lock counts too. The server rolls back, and the connection stays good.
        "options": f"-c statement_timeout={seconds * 1000}",
        "tcp_user_timeout": str(seconds * 1000),
    }
