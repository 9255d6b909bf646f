"""Wat wacht op u, as a list in words: what is late first, then this week, later, and what has no time."""

import datetime
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from wijkwerk.access.lifecycles.inbox import Waiting
from wijkwerk.lib.values import FuzzyDay, Span
from wijkwerk.present.numbers import count_word, date, sentence

_WEEKDAYS = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")


@dataclass(frozen=True, slots=True)
class InboxItem:
    """One thing that waits, as the page needs it.

    waiting   what the flows say of it
    kind      of the record, as people call it
    address   of its page
    place     what it is about
    """

    waiting: Waiting
    kind: str
    address: str
    place: str


@dataclass(frozen=True, slots=True)
class InboxRow:
    asks: str
    name: str
    address: str
    about: str
    because: str
    ignored: str
    when: str
    exactly: str
    is_late: bool
    instead: str


@dataclass(frozen=True, slots=True)
class InboxGroup:
    title: str
    explanation: str
    rows: tuple[InboxRow, ...]


@dataclass(frozen=True, slots=True)
class InboxPage:
    summary: str
    groups: tuple[InboxGroup, ...]

    @property
    def count(self) -> int:
        return sum(len(group.rows) for group in self.groups)


def inbox_page(items: Sequence[InboxItem], today: datetime.date) -> InboxPage:
    """The items in groups; within a group those of one's own area first, and then by time."""
    sunday = today + datetime.timedelta(days=6 - today.weekday())
    groups = (
        ("Te laat", "het langst te laat bovenaan", lambda item: item.waiting.is_late(today)),
        ("Klopt dit nog?", "de tijd is voorbij, en stond er met een vraagteken", lambda item: _is_asked(item, today)),
        ("Deze week", f"tot en met zondag {date(sunday)}", lambda item: _falls_by(item, sunday)),
        ("Later", "het eigen gebied eerst", lambda item: item.waiting.due is not None),
        ("Zonder datum", "telt niet als klaar", lambda item: True),
    )
    grouped = _grouped(items, groups, today)
    return InboxPage(_summary(grouped, items), grouped)


Belongs = Callable[[InboxItem], bool]


def _grouped(
    items: Iterable[InboxItem], groups: Iterable[tuple[str, str, Belongs]], today: datetime.date
) -> tuple[InboxGroup, ...]:
    """Each item stands in the first group that it belongs to; a group without items is left out."""
    left, filled = list(items), []
    for title, explanation, belongs in groups:
        inside = sorted((item for item in left if belongs(item)), key=lambda item: not item.waiting.is_own)
        left = [item for item in left if item not in inside]
        if inside:
            filled.append(InboxGroup(title, explanation, tuple(_row(item, today) for item in inside)))
    return tuple(filled)


def _is_asked(item: InboxItem, today: datetime.date) -> bool:
    due = item.waiting.due
    return due is not None and due.is_to_be_asked(today)


def _falls_by(item: InboxItem, day: datetime.date) -> bool:
    due = item.waiting.due
    return due is not None and due.last <= day


def _row(item: InboxItem, today: datetime.date) -> InboxRow:
    waiting = item.waiting
    when, exactly = _time_words(waiting.due, today)
    return InboxRow(
        asks=waiting.wait.asks,
        name=str(waiting.row),
        address=item.address,
        about=f"{sentence(item.kind)} · {item.place}",
        because=waiting.wait.because,
        ignored=waiting.wait.ignored,
        when=when,
        exactly=exactly,
        is_late=waiting.is_late(today),
        instead=f"u vervangt {waiting.instead.role_words}" if waiting.instead else "",
    )


def _time_words(due: FuzzyDay | None, today: datetime.date) -> tuple[str, str]:
    """What matters of a time, and how it was said: ("7 dagen te laat", "vóór 9 november 2026")."""
    if due is None:
        return "geen datum", ""
    if due.is_to_be_asked(today):
        return "klopt dit nog?", f"er stond: {due}"
    exactly = f"uiterlijk {date(due.last)}" if due.span is Span.DAY else f"{due}, uiterlijk {date(due.last)}"
    days = (due.last - today).days
    if days < 0:
        return f"{_days(-days)} te laat", exactly
    if days == 0:
        return "vandaag", exactly
    if days <= 6 - today.weekday():
        return _WEEKDAYS[due.last.weekday()], exactly
    return f"over {_days(days)}", exactly


def _days(count: int) -> str:
    return f"{count} dag" if count == 1 else f"{count} dagen"


def _summary(groups: tuple[InboxGroup, ...], items: Sequence[InboxItem]) -> str:
    """ "Tien dingen wachten op u: twee zijn te laat, drie zijn voor deze week. Eén doet u als vervanger." """
    if not items:
        return ""
    sizes = {group.title: len(group.rows) for group in groups}
    parts = []
    if late := sizes.get("Te laat"):
        parts.append(f"{_counted(late)} {'is' if late == 1 else 'zijn'} te laat")
    if week := sizes.get("Deze week"):
        parts.append(f"{_counted(week)} {'is' if week == 1 else 'zijn'} voor deze week")
    count = len(items)
    words = f"{sentence(_counted(count))} {'ding wacht' if count == 1 else 'dingen wachten'} op u"
    substituted = sum(item.waiting.instead is not None for item in items)
    instead = f" {sentence(_counted(substituted))} daarvan doet u als vervanger." if substituted else ""
    return f"{words}{': ' + ', '.join(parts) if parts else ''}.{instead}"


def _counted(count: int) -> str:
    return "één" if count == 1 else count_word(count)
