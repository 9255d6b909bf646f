"""Connections beside the one of the site: to look at one moment of its database, or to fill another database."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connections, transaction
from django.db.utils import ConnectionHandler, load_backend
from psycopg import IsolationLevel

from wijkwerk.lib.database_url import DatabaseAddress


@contextmanager
def snapshot() -> Iterator[str]:
    """An alias whose queries all see the database of the site at one moment, while others go on writing."""
    own = connections["default"].settings_dict
    if connections["default"].vendor == "postgresql":
        options = {**own["OPTIONS"], "isolation_level": IsolationLevel.REPEATABLE_READ}
    else:
        # A transaction that only reads: in WAL it waits for nobody, and nobody for it.
        options = {**own["OPTIONS"], "transaction_mode": "DEFERRED"}
    with _opened("snapshot", {**own, "OPTIONS": options}) as alias, transaction.atomic(using=alias):
        yield alias


@contextmanager
def connected(address: DatabaseAddress) -> Iterator[str]:
    """An alias for another database, by its address."""
    configured = ConnectionHandler({"default": address.django()}).settings["default"]
    with _opened("beside", configured) as alias:
        yield alias


@contextmanager
def _opened(alias: str, settings: dict[str, Any]) -> Iterator[str]:
    wrapper = load_backend(settings["ENGINE"]).DatabaseWrapper(settings, alias)
    connections.settings[alias] = settings
    connections[alias] = wrapper
    try:
        yield alias
    finally:
        wrapper.close()
        del connections[alias]
        del connections.settings[alias]
