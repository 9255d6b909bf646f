"""What else can be found by typing: a registry of kinds of records, beside the areas and indicators of an edition.

    @searched("notities", "Notities", fields=("title",), newest="written_at", order=10, rows=_notes)
    def note_hit(note: Note) -> Hit: ...

Of each kind only what the permission table lets this person read. Capitals and accents do not matter, and every word
that was typed stands somewhere in the fields. What carries just the number that was typed (a case, a reference) goes
first. Each kind takes two questions to the database, and what the table asks to know where somebody may read.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, TypeVar

from django.core.paginator import Page, Paginator
from django.db.models import BooleanField, Case, Model, Q, QuerySet, Value, When
from django.db.models.functions import Concat
from django.db.models.lookups import Exact
from django.utils.http import urlencode

from wijkwerk.access.log.readings import record_listing
from wijkwerk.access.people.models import Person
from wijkwerk.access.permission.permissions import filtered
from wijkwerk.web.search.matching import Plain, plain

MOST_OF_A_KIND = 10  # beside the others; all of one kind stand on pages of their own
PER_PAGE = 50

_Row = TypeVar("_Row", bound=Model)


@dataclass(frozen=True, slots=True)
class Hit:
    """One thing that answers. `where` says what it is, and tells two of one name apart."""

    name: str
    where: str
    href: str
    on: str = ""


@dataclass(frozen=True, slots=True)
class SearchedKind:
    """One kind of records that can be searched.

    slug      in the address
    heading   above the answers: the kind, of more than one
    fields    in which the words stand
    numbers   of those, the ones that stand for one record: typed whole, it goes first
    newest    the field by which the newest goes first
    rows      all of them, with what a hit needs
    """

    slug: str
    heading: str
    fields: tuple[str, ...]
    numbers: tuple[str, ...]
    newest: str
    order: int
    rows: Callable[[], QuerySet[Any]]
    hit: Callable[[Any], Hit]

    def matching(self, person: Person, text: str) -> QuerySet[Any]:
        """What this person may read and holds every word, exact numbers first, then the newest."""
        rows: QuerySet[Any] = filtered(person, "read", self.rows()).annotate(
            searched=Plain(Concat(*_with_spaces(self.fields), output_field=Plain.output_field)),
            is_exact=_is_one_of(self.numbers, plain(text)),
        )
        words = [Q(searched__contains=word) for word in dict.fromkeys(plain(text).split())]
        first = ("-is_exact",) if self.numbers else ()
        matching: QuerySet[Any] = rows.filter(*words).order_by(*first, f"-{self.newest}", "-pk")
        return matching


@dataclass(frozen=True, slots=True)
class HitGroup:
    """The answers of one kind. `hits` are the first of `count`; `all_href` leads to the others, where there are."""

    heading: str
    count: int
    hits: tuple[Hit, ...]
    is_exact: bool
    all_href: str = ""


@dataclass(frozen=True, slots=True)
class AllOfAKind:
    """One page of all the answers of one kind."""

    group: HitGroup
    page: "Page[Any]"
    query: str


_KINDS: dict[str, SearchedKind] = {}


def searched(
    slug: str,
    heading: str,
    *,
    fields: tuple[str, ...],
    newest: str,
    order: int,
    rows: Callable[[], QuerySet[_Row]],
    numbers: tuple[str, ...] = (),
) -> Callable[[Callable[[_Row], Hit]], Callable[[_Row], Hit]]:
    """Register a kind by how one of its rows is shown; see `SearchedKind`."""

    def register(hit: Callable[[_Row], Hit]) -> Callable[[_Row], Hit]:
        assert slug not in _KINDS, f"{slug} can be searched already"
        assert set(numbers) <= set(fields), "what goes first is looked through too"
        _KINDS[slug] = SearchedKind(slug, heading, fields, numbers, newest, order, rows, hit)
        return hit

    return register


def searched_kinds() -> tuple[SearchedKind, ...]:
    return tuple(sorted(_KINDS.values(), key=lambda kind: kind.order))


def hits_for(person: Person, text: str, address: str) -> tuple[HitGroup, ...]:
    """The groups that have an answer for this person; those with an exact number first.

    address   of the page that searches, for the way to all of one kind
    """
    if not plain(text):
        return ()
    groups = [_group(kind, person, text, address) for kind in searched_kinds()]
    return tuple(sorted((each for each in groups if each.hits), key=lambda each: not each.is_exact))


def all_of_a_kind(person: Person, text: str, slug: str, page: str) -> AllOfAKind | None:
    """Every answer of one kind, a page at a time; None for a kind that there is not."""
    kind = _KINDS.get(slug)
    if kind is None or not plain(text):
        return None
    shown = Paginator(kind.matching(person, text), PER_PAGE).get_page(page)
    record_listing(shown, person)
    is_exact = any(each.is_exact for each in shown)
    group = HitGroup(kind.heading, shown.paginator.count, tuple(map(kind.hit, shown)), is_exact)
    return AllOfAKind(group, shown, urlencode({"q": text, "soort": slug}))


def _group(kind: SearchedKind, person: Person, text: str, address: str) -> HitGroup:
    matching = kind.matching(person, text)
    shown = list(matching[: MOST_OF_A_KIND + 1])
    has_more = len(shown) > MOST_OF_A_KIND
    count = matching.count() if has_more else len(shown)
    del shown[MOST_OF_A_KIND:]
    record_listing(shown, person)
    all_href = f"{address}?{urlencode({'q': text, 'soort': kind.slug})}" if has_more else ""
    is_exact = any(each.is_exact for each in shown)
    return HitGroup(kind.heading, count, tuple(map(kind.hit, shown)), is_exact, all_href)


def _with_spaces(fields: Iterable[str]) -> list[Any]:
    """So that no word is made of the end of one field and the start of the next."""
    return [part for field in fields for part in (field, Value(" "))]


def _is_one_of(fields: tuple[str, ...], text: str) -> Any:
    cases = [When(Exact(Plain(field), text), then=Value(True)) for field in fields]
    return Case(*cases, default=Value(False), output_field=BooleanField())
