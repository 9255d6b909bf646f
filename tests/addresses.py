"""Every address of the site, from its own url patterns: what is added later is walked without a change here."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from wijkwerk.web.doors.request_parts import deed_of

_PLACE = re.compile(r"<(?:(\w+):)?(\w+)>")


@dataclass(frozen=True)
class Address:
    """`route` as in the patterns: "gebied/<str:code>/"; `name` with its namespaces: "web:area"."""

    route: str
    name: str
    view: Any

    @property
    def deed(self) -> tuple[str, str] | None:
        """What its door asks the permission table, where it says so."""
        return deed_of(self.view)

    @property
    def places(self) -> list[str]:
        return [name for _, name in _PLACE.findall(self.route)]

    def filled(self, values: Mapping[str, str]) -> str:
        """The address with a value for each place, spelled as a browser sends it."""
        return "/" + _PLACE.sub(lambda found: quote(values[found[2]], safe=""), self.route)


def addresses() -> list[Address]:
    """All, but for the pages that stand under a permalink too: those have one view each."""
    return [each for each in _walk(get_resolver().url_patterns, "", ()) if not each.route.startswith("editie/")]


def _walk(patterns: list[URLPattern | URLResolver], before: str, spaces: tuple[str, ...]) -> Iterator[Address]:
    for pattern in patterns:
        route = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from _walk(pattern.url_patterns, route, (*spaces, pattern.namespace) if pattern.namespace else spaces)
        else:
            yield Address(route, ":".join((*spaces, pattern.name or route)), pattern.callback)


GOOD: Mapping[str, str] = {
    "block": "jaren",
    "code": "BU01640202",
    "edition": "2026-1",
    "ending": "csv",
    "form": "csv",
    "indicator": "misdrijven_per_1000",
    "key": "2026-2",
    "name": "manifest.json",  # of a file of an edition
    "number": "1",
    "part": "cijfers",
    "recipe": "proef",
    "rule": "normaliseren",
    "source": "cbs_kwb",
    "theme": "veiligheid",
    "token": "A" * 22,
}
_FITS = {name: ("path",) if name == "name" else ("int", "str", "slug", "path") for name in GOOD}


def good_address(address: Address) -> str:
    """With values that could be: a place that nobody named here gets a word or a number."""
    kinds = {name: kind for kind, name in _PLACE.findall(address.route)}
    usual = {name: "1" if kind == "int" else "iets" for name, kind in kinds.items()}
    return address.filled(usual | {name: GOOD[name] for name in kinds if name in GOOD and kinds[name] in _FITS[name]})


def takes_a_form(address: Address) -> bool:
    """Asked as somebody who may nothing, with nothing filled in: only whether it is answered at all."""
    return Client(raise_request_exception=False).post(good_address(address)).status_code != 405
