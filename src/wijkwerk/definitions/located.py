"""A definition together with the document it was read from, so that a check can point at a line."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Generic, TypeVar

from .documents import Document, Key
from .indicators import Correction, Indicator, Theme
from .lookups import SourceBook
from .sources import Source

T = TypeVar("T")


@dataclass(frozen=True)
class Located(Generic[T]):
    value: T
    document: Document
    prefix: tuple[Key, ...] = ()  # where in the document it stands

    def report(self, path: Iterable[Key], found: str, expected: str, remedy: str) -> None:
        self.document.report((*self.prefix, *path), found, expected, remedy)


@dataclass(frozen=True)
class Draft:
    """Everything that could be read, before anything is known to fit together.

    unreadable   ids of files that have problems of their own: naming one of these is not a second problem
    """

    sources: Mapping[str, Located[Source]]
    indicators: Mapping[str, Located[Indicator]]
    themes: Mapping[str, Located[Theme]]
    corrections: tuple[Located[Correction], ...]
    unreadable: frozenset[str]

    @cached_property
    def book(self) -> SourceBook:
        return SourceBook({name: located.value for name, located in self.sources.items()})
