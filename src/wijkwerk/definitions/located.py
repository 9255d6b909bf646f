"""A definition together with the document it was read from, so that a check can point at a line."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Generic, TypeVar

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

    unreadable   "sources/cbs_kwb": files that gave no definition; naming one of these is not a second problem
    """

    sources: Mapping[str, Located[Source]]
    indicators: Mapping[str, Located[Indicator]]
    themes: Mapping[str, Located[Theme]]
    corrections: tuple[Located[Correction], ...]
    unreadable: frozenset[str]

    @cached_property
    def book(self) -> SourceBook:
        """The sources in which nothing was found wrong: ask after they were checked."""
        sound = {name: each.value for name, each in self.sources.items() if not self.source_is_unsound(name)}
        return SourceBook(sound)

    def source_is_unsound(self, name: str) -> bool:
        """Whether a source has problems of its own, of which others would only be an echo."""
        return f"sources/{name}" in self.unreadable or _has_problems(self.sources.get(name))

    def indicator_is_unsound(self, name: str) -> bool:
        return f"indicators/{name}" in self.unreadable or _has_problems(self.indicators.get(name))


def _has_problems(located: Located[Any] | None) -> bool:
    return located is not None and bool(located.document.problems)
