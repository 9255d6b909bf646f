"""The filters of a register: a choice, and what stays of the rows."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from wijkwerk.access.people import Visitor
from wijkwerk.access.scopes import with_all_inside
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
    """

    key: str
    label: str
    all: str
    options: Callable[[Visitor], Options] | None
    keep: Callable[[QuerySet[Any], str, Visitor], QuerySet[Any]]
    default: str = ""


def place_filter(field: str = "scope") -> Filter:
    """By area or gremium, with all that lies inside it."""
    return Filter("gebied", "Gebied", "overal", _places, lambda rows, value, visitor: _inside(rows, field, value))


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


def _inside(rows: QuerySet[Any], field: str, value: str) -> QuerySet[Any]:
    number = whole_number(value)
    return rows.filter(**{f"{field}__in": with_all_inside([number])}) if number is not None else rows.none()
