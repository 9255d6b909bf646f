"""The filters of a register: a choice, and what stays of the rows."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from wijkwerk.access.people.models import Visitor
from wijkwerk.access.people.scopes import Scope, with_all_inside
from wijkwerk.data.area.scopes import scope_of_area
from wijkwerk.lib.whole_numbers import whole_number
from wijkwerk.web.scope_choices import scope_choices

Options = Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Filter:
    """One filter.

    key      in the address: "stand"
    all      what is chosen where nobody chooses: "alles"
    options  what may be chosen, for whoever looks: value and words; None where somebody types
    keep     the rows that stay: given the rows, the value that was chosen, and who looks
    default  what is chosen where the address says nothing at all; empty for everything
    read     another spelling of a value in an address, such as the code of an area, as one of the options
    """

    key: str
    label: str
    all: str
    options: Callable[[Visitor], Options] | None
    keep: Callable[[QuerySet[Any], str, Visitor], QuerySet[Any]]
    default: str = ""
    read: Callable[[str], str] = str


def place_filter(keep: Callable[[Scope], Q] | None = None) -> Filter:
    """By area or gremium, with all that lies inside it. `keep` where a kind sees that otherwise.

    An address may hold the code of an area instead of its number: so do links from a profile.
    """

    def rows_in(rows: QuerySet[Any], value: str, visitor: Visitor) -> QuerySet[Any]:
        place = _place(value)
        if place is None:
            return rows.none()
        return rows.filter(keep(place) if keep else Q(scope__in=with_all_inside([place.pk])))

    return Filter("gebied", "Gebied", "overal", _places, rows_in, read=_number_of)


def state_filter(states: Options, label: str = "Stand", *, default: str = "") -> Filter:
    """By the state that a row keeps in its field `state`.

    default   the state that is shown where the address says nothing at all; empty for every one
    """
    return Filter(
        "stand", label, "alle", lambda visitor: states,
        lambda rows, value, visitor: rows.filter(state=value), default=default,
    )  # fmt: skip


def word_filter(*fields: str, key: str = "woord", label: str = "Woord in de tekst") -> Filter:
    """By a word, or a part of one, in one of the fields."""

    def keep(rows: QuerySet[Any], value: str, visitor: Visitor) -> QuerySet[Any]:
        matches = Q()
        for field in fields:
            matches |= Q(**{f"{field}__icontains": value})
        return rows.filter(matches)

    return Filter(key, label, "", None, keep)


def _places(visitor: Visitor) -> Options:
    return [(str(number), words) for number, words in scope_choices()]


def _place(value: str) -> Scope | None:
    number = whole_number(value)
    return None if number is None else Scope.objects.filter(pk=number).first()


def _number_of(value: str) -> str:
    place = None if whole_number(value) is not None else scope_of_area(value)
    return value if place is None else str(place.pk)
