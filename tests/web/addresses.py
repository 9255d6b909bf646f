"""Every address of the site with what it leads to, so that a test can walk all of them and forget none."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.converters import IntConverter

from wijkwerk.web.doors import deed_of

# What stands in a place of an address where nothing is known of it; a code and a name that are shaped well.
_WORDS = {"code": "WK000100", "edition": "2024-1", "form": "csv", "part": "kaart", "number": "1"}


@dataclass(frozen=True)
class Address:
    """`name` with its namespaces ("web:log"), `path` with something in every place of it."""

    name: str
    path: str
    view: Callable[..., Any]

    @property
    def deed(self) -> tuple[str, str] | None:
        """What its door asks the permission table, where it says so."""
        return deed_of(self.view)


def addresses() -> list[Address]:
    return list(_walk(get_resolver(), "", ()))


def _walk(resolver: URLResolver, before: str, namespaces: tuple[str, ...]) -> Iterator[Address]:
    for each in resolver.url_patterns:
        path = before + _filled(each)
        if isinstance(each, URLResolver):
            inside = (*namespaces, each.namespace) if each.namespace else namespaces
            yield from _walk(each, path, inside)
        else:
            yield Address(":".join((*namespaces, each.name or str(each.pattern))), "/" + path, each.callback)


def _filled(each: URLPattern | URLResolver) -> str:
    route = str(each.pattern)
    for name, converter in each.pattern.converters.items():
        value = "1" if isinstance(converter, IntConverter) else _WORDS.get(name, "iets")
        for spelled in (f"<{kind}:{name}>" for kind in ("str", "int", "slug", "path", "uuid")):
            route = route.replace(spelled, value)
        route = route.replace(f"<{name}>", value)
    return route
