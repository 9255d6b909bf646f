"""Panels: what a higher subject adds to a page of a lower one, for who is signed in.

    @panel("area", order=20, queries=16)
    def notes_of_area(person: Person, area: AreaRow) -> NotesPanel | None:
        readable = filtered(person, "read", Note.objects.all())
        ...

The page draws what is registered for it and knows none of the subjects. Whoever did not sign in gets no panel, and so
the page that is kept for everybody. A panel asks the permission table itself (`filtered`), gives nothing where it has
nothing for this person, and says how many questions it puts to the database at most; `tests/web/frame/test_panels.py`
counts.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, ClassVar, Protocol

from wijkwerk.access.people.models import Person, Visitor


class PanelContent(Protocol):
    """What one panel shows: a small frozen dataclass, `panel` in its template.

    template   draws it, inside a section with a heading of level 2
    anchor     of the section, and of the link to it
    title      the words of that link
    """

    template: ClassVar[str]
    anchor: ClassVar[str]
    title: ClassVar[str]


# What a panel is asked for: this person, and what the page is about.
Make = Callable[[Person, Any], PanelContent | None]


@dataclass(frozen=True, slots=True)
class Panel:
    """One panel of one page.

    order     of two panels the lower comes first
    queries   the most questions to the database that it takes
    """

    name: str
    page: str
    order: int
    queries: int
    make: Make


_PANELS: dict[tuple[str, str], Panel] = {}


def panel(page: str, *, order: int, queries: int) -> Callable[[Make], Make]:
    """Register a panel for a page by the name of its address: "area" is the profile."""

    def register(make: Make) -> Make:
        name = make.__name__
        assert (page, name) not in _PANELS, f"{page} has a panel {name} already"
        _PANELS[page, name] = Panel(name, page, order, queries, make)
        return make

    return register


def panels_of(page: str) -> tuple[Panel, ...]:
    """In the order in which the page shows them."""
    return tuple(sorted((each for each in _PANELS.values() if each.page == page), key=lambda each: each.order))


def panels_for(visitor: Visitor, page: str, subject: Any) -> tuple[PanelContent, ...]:
    """What the panels of a page have for this visitor; nothing for who did not sign in."""
    if not isinstance(visitor, Person):
        return ()
    contents = (each.make(visitor, subject) for each in panels_of(page))
    return tuple(content for content in contents if content is not None)
