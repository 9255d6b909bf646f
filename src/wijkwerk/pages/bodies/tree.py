"""The bodies (gremia) as a tree: each below the one that it falls under, what is over apart."""

import datetime
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from wijkwerk.access.people.models import Body, BodyKind
from wijkwerk.access.people.scopes import Scope, ScopeKind
from wijkwerk.pages.bodies.seats import how_full, seats_in
from wijkwerk.present.collation import collation_key
from wijkwerk.present.numbers import date


@dataclass(frozen=True, slots=True)
class Branch:
    """One body in the tree.

    kind       in words
    area       the area that it is about; None where it falls under another body, or is about the whole gemeente
    until      the last day in words; empty where none is known
    below      what falls under it
    """

    body: Body
    kind: str
    area: Scope | None
    seats: str
    until: str
    below: "tuple[Branch, ...]"


@dataclass(frozen=True, slots=True)
class Bodies:
    """now: a tree; over: what has ended, in a row."""

    now: tuple[Branch, ...]
    over: tuple[Branch, ...]


def all_bodies(today: datetime.date) -> Bodies:
    listed = sorted(Body.objects.select_related("scope__parent"), key=lambda body: collation_key(body.name))
    full = {scope: how_full(seats) for scope, seats in seats_in(listed, today).items()}
    current = [body for body in listed if not is_over(body, today)]
    below: dict[int | None, list[Body]] = {}
    there = {body.scope_id for body in current}
    for body in current:
        below.setdefault(body.scope.parent_id if body.scope.parent_id in there else None, []).append(body)
    over = tuple(_branch(body, full, ()) for body in listed if is_over(body, today))
    return Bodies(tuple(_branches(None, below, full)), over)


def is_over(body: Body, today: datetime.date) -> bool:
    """What is yet to begin is not."""
    return body.scope.valid_to is not None and body.scope.valid_to < today


def kind_words(body: Body) -> str:
    return BodyKind(body.kind).label


def area_of(body: Body) -> Scope | None:
    """The area that it is about."""
    parent = body.scope.parent
    return parent if parent is not None and parent.kind != ScopeKind.BODY else None


def _branches(
    parent: int | None, below: Mapping[int | None, Sequence[Body]], full: Mapping[int, str]
) -> Iterator[Branch]:
    for body in below.get(parent, ()):
        yield _branch(body, full, tuple(_branches(body.scope_id, below, full)))


def _branch(body: Body, full: Mapping[int, str], below: tuple[Branch, ...]) -> Branch:
    until = date(body.scope.valid_to) if body.scope.valid_to else ""
    return Branch(body, kind_words(body), area_of(body), full[body.scope_id], until, below)
