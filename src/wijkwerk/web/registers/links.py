"""What a record rests on, and what rests on it: links to other records, as far as whoever looks may read those."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db.models import Model

from wijkwerk.access.lifecycles.lifecycle import flow_of
from wijkwerk.access.people.models import Visitor
from wijkwerk.access.permission.permissions import kind_of, may
from wijkwerk.web.record_pages import address_of, noun_of


@dataclass(frozen=True, slots=True)
class Link:
    """`words` say what it is and where it stands: "actie, open"."""

    address: str
    title: str
    words: str


def links(visitor: Visitor, rows: Iterable[Model | None]) -> tuple[Link, ...]:
    """Of those that are there and that this visitor may read; the others are not even counted."""
    return tuple(_readable(visitor, rows))


def _readable(visitor: Visitor, rows: Iterable[Model | None]) -> Iterator[Link]:
    for row in rows:
        if row is not None and may(visitor, "read", row):
            yield Link(address_of(row), str(row), _words(row))


def _words(row: Model) -> str:
    flow = flow_of(row)
    noun = noun_of(kind_of(row))
    return f"{noun}, {flow.state_words(flow.state_of(row))}" if flow else noun
