"""Where a record has its page, by its kind: each subject says it of its own records.

record_page("note", "web:note")
address_of(note)                     "/notities/7/"
"""

from collections.abc import Callable
from typing import Any

from django.db.models import Model
from django.urls import reverse

from wijkwerk.access.lifecycles.lifecycle import FLOWS
from wijkwerk.access.log.words import kind_words
from wijkwerk.access.permission.permissions import kind_of
from wijkwerk.web.forms.fields import WHOLE

Address = Callable[[Any], str]
_PAGES: dict[str, Address] = {}


def record_page(kind: str, route: str, key: str = "pk") -> None:
    """Records of a kind have a page at this route, which takes this field of theirs."""
    assert kind not in _PAGES, f"two pages for a {kind}"
    _PAGES[kind] = lambda row: reverse(route, args=[getattr(row, key)])


def address_of(row: Model) -> str:
    """Raises KeyError for a kind without a page: our own code forgot to say where."""
    return _PAGES[kind_of(row)](row)


def noun_of(kind: str) -> str:
    flow = FLOWS.get(kind)
    return flow.noun.word if flow else kind_words(kind)


def place_of(row: Model) -> str:
    """What a record is about, as people say it."""
    scope = getattr(row, "scope", None)
    return WHOLE if scope is None else str(scope.name)
