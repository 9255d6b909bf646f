"""Two people at one moment: what the database then refuses is told, and is no fault of the site."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import IntegrityError, connection, transaction

from wijkwerk.governance.errors import GovernanceError
from wijkwerk.governance.kader.errors import KaderError


@contextmanager
def or_told(refusal: GovernanceError | KaderError) -> Iterator[None]:
    """Around what writes a row that there may be one of. Asking first is not enough: both may ask before one writes.

    Raises the refusal where somebody else was just before; what was done inside did not happen.
    """
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        raise refusal from error


def take_turns(what: str) -> None:
    """Until this transaction ends nobody else does the same: what is looked up first still holds when it writes.

    For what no constraint of the database refuses. In SQLite a transaction holds the only write lock already.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(hashtext(%s))", [what])
