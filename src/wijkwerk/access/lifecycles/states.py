"""How the state of a record is read off it, and how it is put there."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar

from django.db.models import Model, QuerySet

Row = TypeVar("Row", bound=Model)


class State(Protocol):
    def of(self, row: Model) -> str:
        """The state that the row is in."""

    def put(self, row: Model, state: str) -> None:
        """Let the row be in a state, as far as that is a matter of the state alone."""

    def rows(self, rows: QuerySet[Row], state: str) -> QuerySet[Row]:
        """Those that are in a state, as far as the database can tell."""


@dataclass(frozen=True, slots=True)
class InField:
    """A field holds it."""

    name: str = "state"

    def of(self, row: Model) -> str:
        return str(getattr(row, self.name))

    def put(self, row: Model, state: str) -> None:
        setattr(row, self.name, state)

    def rows(self, rows: QuerySet[Row], state: str) -> QuerySet[Row]:
        return rows.filter(**{self.name: state})


@dataclass(frozen=True, slots=True)
class FilledIn:
    """It follows from whether a field is filled in, such as the moment that somebody adopted it.

    The stamps or the body of a move fill it in; there is nothing to put.
    """

    name: str
    empty: str
    filled: str

    def of(self, row: Model) -> str:
        return self.empty if getattr(row, self.name) is None else self.filled

    def put(self, row: Model, state: str) -> None:
        return

    def rows(self, rows: QuerySet[Row], state: str) -> QuerySet[Row]:
        return rows.filter(**{f"{self.name}__isnull": state == self.empty})


@dataclass(frozen=True, slots=True)
class Derived:
    """It follows from the row as a whole, or from what the row hangs on; the body of a move brings it about."""

    tell: Callable[[Any], str]

    def of(self, row: Model) -> str:
        return self.tell(row)

    def put(self, row: Model, state: str) -> None:
        return

    def rows(self, rows: QuerySet[Row], state: str) -> QuerySet[Row]:
        return rows
