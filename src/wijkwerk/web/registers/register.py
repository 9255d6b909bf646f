"""What a register is, said once; and what somebody asked of it in an address."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from django.db.models import Model, QuerySet
from django.db.models.expressions import OrderBy
from django.http import Http404, QueryDict
from django.urls import reverse
from django.utils.http import urlencode

from wijkwerk.access.people.models import Visitor
from wijkwerk.access.permission.permissions import filtered
from wijkwerk.access.permission.refusals import find_allowed
from wijkwerk.web.doors.staff import staff_trail
from wijkwerk.web.frame.crumbs import Crumb
from wijkwerk.web.frame.page_problems import NotHereError, Way

from .columns import Column
from .filters import Filter

Row = TypeVar("Row", bound=Model)
SORT, COLUMNS, PAGE, SIZE = "volgorde", "kolom", "page", "per"
SIZES = (25, 100)


@dataclass(frozen=True, slots=True)
class Register(Generic[Row]):
    """The list of a kind of record.

    route     the namespace of its addresses: "actions:list", "actions:file", "actions:record", "actions:add"
    section   of the menu
    rows_are  what a record is called: one, several
    lead      what the list is, in a sentence
    empty     what to do where there is nothing yet
    related   what is read together with the rows
    order     the fields that the rows are in order of, where nobody sorts
    is_late   whether a record is marked as late
    facts     sentences below the list, about how to read it
    is_open   some of it is for visitors who did not sign in
    adds      the verb of who may make one; empty where nobody makes one here
    reads     the verb of who may see them
    key       the field by which an address names a record: its number, or a code of its own
    within    the page that this list lies below, besides the first: words and name of the address
    rows      all of them, where a column shows what the database counts for every row at once
    """

    model: type[Row]
    route: str
    section: str
    title: str
    rows_are: tuple[str, str]
    lead: str
    empty: str
    columns: tuple[Column, ...]
    filters: tuple[Filter, ...] = ()
    related: tuple[str, ...] = ()
    order: tuple[str | OrderBy, ...] = ()
    is_late: Callable[[Any], bool] = lambda row: False
    facts: tuple[str, ...] = field(default=())
    is_open: bool = False
    adds: str = "add"
    reads: str = "read"
    key: str = "pk"
    within: tuple[str, str] | None = None
    rows: Callable[[], QuerySet[Row]] | None = None

    def readable(self, visitor: Visitor) -> QuerySet[Row]:
        """The rows that this visitor may read, in the order of the register."""
        rows: Any = self.rows() if self.rows else self.model._default_manager
        ordered: QuerySet[Row] = rows.select_related(*self.related).order_by(*self.order, "pk")
        return filtered(visitor, self.reads, ordered)

    def address(self, name: str, **place: object) -> str:
        return reverse(f"{self.route}:{name}", kwargs=place)

    def trail(self, here: str = "") -> tuple[Crumb, ...]:
        """The way to the list, or to a page below it."""
        above = [(self.within[0], reverse(self.within[1]))] if self.within else []
        below = [(self.title, self.address("list")), (here, "")] if here else [(self.title, "")]
        return staff_trail(*above, *below)

    @property
    def pattern(self) -> str:
        """How an address names a record."""
        return "<int:number>/" if self.key == "pk" else "<str:key>/"

    def place(self, row: Row) -> dict[str, object]:
        """What an address of this record holds."""
        return {"number": row.pk} if self.key == "pk" else {"key": getattr(row, self.key)}

    def find(self, visitor: Visitor, rows: QuerySet[Row], place: Mapping[str, object]) -> Row:
        """The record that an address names.

        Raises NotHereError for what is not there and for what this visitor may not read: nobody learns which it is.
        """
        named = place["number"] if self.key == "pk" else place["key"]
        try:
            row: Row = find_allowed(visitor, self.reads, rows, **{self.key: named})
        except Http404 as error:
            one, several = self.rows_are
            ways = (Way(f"Alle {several}", self.address("list")),)
            raise NotHereError(f"Op dit adres staat voor u geen {one}.", ways) from error
        return row


@dataclass(frozen=True, slots=True)
class Asked:
    """What an address asks of a register: what it does not know is left out, so that old links go on working.

    chosen    key of a filter -> value; only what filters something
    sort      the key of the column, and whether backwards; None for the order of the register
    columns   those that are shown
    """

    chosen: Mapping[str, str]
    sort: tuple[str, bool] | None
    columns: tuple[Column, ...]
    page: str
    size: int

    def query(self, **change: str | None) -> str:
        """The address with something changed; None takes it away."""
        parameters: dict[str, str | list[str]] = dict(self.chosen)
        if self.sort is not None:
            parameters[SORT] = f"{'-' if self.sort[1] else ''}{self.sort[0]}"
        if shown := [column.key for column in self.columns if column.is_optional]:
            parameters[COLUMNS] = shown
        if self.size != SIZES[0]:
            parameters[SIZE] = str(self.size)
        parameters |= {name: value for name, value in change.items() if value is not None}
        for name in [name for name, value in change.items() if value is None]:
            parameters.pop(name, None)
        return f"?{urlencode(parameters, doseq=True)}"


def read_query(register: Register[Any], query: QueryDict) -> Asked:
    is_first_look = not query
    chosen = {
        each.key: each.read(value)
        for each in register.filters
        if (value := query.get(each.key, each.default if is_first_look else "").strip()[:100])
    }
    wanted = query.getlist(COLUMNS)
    columns = tuple(each for each in register.columns if not each.is_optional or each.key in wanted)
    size = next((each for each in SIZES if query.get(SIZE) == str(each)), SIZES[0])
    return Asked(chosen, _sort(register, query.get(SORT, "")), columns, query.get(PAGE, ""), size)


def _sort(register: Register[Any], wanted: str) -> tuple[str, bool] | None:
    key = wanted.removeprefix("-")
    known = any(column.key == key and column.order for column in register.columns)
    return (key, wanted.startswith("-")) if known else None


def kept_rows(register: Register[Row], asked: Asked, visitor: Visitor, *, without: str | None = None) -> QuerySet[Row]:
    """The rows that stay after the filters; `without` leaves one filter out."""
    rows = register.readable(visitor)
    for each in register.filters:
        if each.key in asked.chosen and each.key != without:
            rows = each.keep(rows, asked.chosen[each.key], visitor)
    return sorted_rows(register, asked, rows)


def sorted_rows(register: Register[Row], asked: Asked, rows: QuerySet[Row]) -> QuerySet[Row]:
    if asked.sort is None:
        return rows
    key, backwards = asked.sort
    column = next(each for each in register.columns if each.key == key)
    return rows.order_by(*(f"{'-' if backwards else ''}{name}" for name in column.order), "pk")
