"""What Django loads for `ENGINE = "wijkwerk.config.web_database"`."""

from typing import Any, TypeVar

import psycopg
from django.conf import settings
from django.db.backends.postgresql import base
from psycopg.abc import PQGen
from psycopg.pq import TransactionStatus

from wijkwerk.config.gunicorn import threads

from .door import Door, DoorClosedError

_RV = TypeVar("_RV")
_INTERVAL = 0.1  # seconds between two looks at the clock
_LATER = 1.0  # seconds more than the server has: where it can answer by itself, its connection stays good
_door = Door(most=threads - 1, patience=1.0)


class BoundedConnection(psycopg.Connection[Any]):
    """Waits for no answer longer than `WIJKWERK_DATABASE_SECONDS`, also where the server cannot end the question:
    its process stopped, its machine gone, the network cut.
    """

    def wait(self, gen: PQGen[_RV], interval: float = _INTERVAL, timeout: float | None = None) -> _RV:
        longest = settings.WIJKWERK_DATABASE_SECONDS + _LATER if timeout is None else timeout
        try:
            with _door.entered():
                return super().wait(gen, interval, longest)
        except DoorClosedError as closed:
            raise psycopg.OperationalError("the database hangs") from closed
        except psycopg.OperationalError:
            if self.pgconn.transaction_status == TransactionStatus.ACTIVE:
                self.pgconn.finish()  # the answer may yet come, and is not that of the next question
            raise


class DatabaseWrapper(base.DatabaseWrapper):
    """Django's own, on bounded connections."""

    def get_new_connection(self, conn_params: dict[str, Any]) -> BoundedConnection:
        self.isolation_level = psycopg.IsolationLevel.READ_COMMITTED
        try:
            with _door.entered():
                return BoundedConnection.connect(**conn_params)
        except DoorClosedError as closed:
            raise psycopg.OperationalError("the database hangs") from closed
