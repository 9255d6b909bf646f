"""Who looked at something vertrouwelijk stands in the log; what anybody inside may see is not kept."""

from collections.abc import Iterable

from django.db.models import Model

from wijkwerk.access.log.audit import record
from wijkwerk.access.people.models import Person, Visitor
from wijkwerk.access.permission.confidentiality import RESTRICTED
from wijkwerk.access.permission.permissions import kind_of, level_of


def record_reading(row: Model, reader: Visitor) -> None:
    """Keep in the log that somebody looked at one record."""
    if level_of(row) in RESTRICTED and isinstance(reader, Person):
        record(person=reader, verb="view", kind=kind_of(row), key=str(row.pk))


def record_listing(rows: Iterable[Model], reader: Visitor) -> None:
    """The same for a list: its titles tell something too. One event for all that stands on the page."""
    restricted = [row for row in rows if level_of(row) in RESTRICTED]
    if restricted and isinstance(reader, Person):
        reason = f"in een lijst: {', '.join(str(row.pk) for row in restricted)}"
        record(person=reader, verb="view", kind=kind_of(restricted[0]), key="-", reason=reason)
