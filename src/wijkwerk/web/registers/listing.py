"""A register as its page shows it: filters, heads, rows, pages, and what to do where nothing is left."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.paginator import Page, Paginator

from wijkwerk.access.people.models import Visitor
from wijkwerk.access.permission.permissions import kind_of
from wijkwerk.present.numbers import number
from wijkwerk.web.forms import Choice, Choices, QueryForm, TypedWord
from wijkwerk.web.record_pages import address_of

from .columns import Cell, cell_of
from .filters import Filter
from .register import COLUMNS, SORT, Asked, Register, kept_rows

_FORMS = (("excel.csv", "CSV voor Excel"), ("xlsx", "XLSX"), ("csv", "CSV voor computers"))


@dataclass(frozen=True, slots=True)
class Head:
    """A column's head. `sorted_as` is what a screen reader says of the order; empty where it is not sorted by."""

    title: str
    address: str
    sorted_as: str


@dataclass(frozen=True, slots=True)
class Line:
    address: str
    name: Cell
    cells: tuple[Cell, ...]
    is_late: bool


@dataclass(frozen=True, slots=True)
class Chosen:
    """A filter that is on, with the address of the list without it, and how many there are then."""

    words: str
    without: str
    count: int


@dataclass(frozen=True, slots=True)
class Listing:
    register: Register[Any]
    kind: str
    form: forms.Form
    heads: tuple[Head, ...]
    lines: tuple[Line, ...]
    page: Page[Any]
    query: str
    chosen: tuple[Chosen, ...]
    all_count: int
    files: tuple[tuple[str, str], ...]

    @property
    def filter_fields(self) -> list[forms.BoundField]:
        return [field for field in self.form if field.name != COLUMNS]

    @property
    def column_field(self) -> forms.BoundField | None:
        return self.form[COLUMNS] if COLUMNS in self.form.fields else None

    @property
    def count_words(self) -> str:
        count = self.page.paginator.count
        one, several = self.register.rows_are
        return f"{number(count)} {one if count == 1 else several}"

    @property
    def span_words(self) -> str:
        """ "26 t/m 47 van 47"."""
        return f"{self.page.start_index()} t/m {self.page.end_index()} van {self.page.paginator.count}"


def listing(register: Register[Any], asked: Asked, visitor: Visitor) -> Listing:
    rows = kept_rows(register, asked, visitor)
    page = Paginator(rows, asked.size).get_page(asked.page)
    return Listing(
        register=register,
        kind=kind_of(register.model),
        form=_form(register, asked, visitor),
        heads=tuple(_heads(asked)),
        lines=tuple(_line(register, asked, row) for row in page),
        page=page,
        query=asked.query().removeprefix("?"),
        chosen=tuple(_chosen(register, asked, visitor)),
        all_count=register.readable(visitor).count(),
        files=tuple(_files(register, asked)) if page.paginator.count else (),
    )


def _heads(asked: Asked) -> Iterator[Head]:
    for column in asked.columns:
        if not column.order:
            yield Head(column.title, "", "")
            continue
        is_sorted = asked.sort is not None and asked.sort[0] == column.key
        backwards = is_sorted and asked.sort is not None and asked.sort[1]
        turned = f"{'' if not is_sorted or backwards else '-'}{column.key}"
        words = ("descending" if backwards else "ascending") if is_sorted else ""
        yield Head(column.title, asked.query(**{SORT: turned}), words)


def _line(register: Register[Any], asked: Asked, row: Any) -> Line:
    name, *others = (cell_of(column, row) for column in asked.columns)
    return Line(address_of(row), name, tuple(others), register.is_late(row))


def _chosen(register: Register[Any], asked: Asked, visitor: Visitor) -> Iterator[Chosen]:
    for each in register.filters:
        if each.key in asked.chosen:
            count = kept_rows(register, asked, visitor, without=each.key).count()
            words = f"{each.label.lower()}: {_option_words(each, asked.chosen[each.key], visitor)}"
            yield Chosen(words, asked.query(**{each.key: ""}), count)


def _option_words(each: Filter, value: str, visitor: Visitor) -> str:
    options = each.options(visitor) if each.options else ()
    return dict(options).get(value, f"‘{value}’").strip("\u2007 ")


def _files(register: Register[Any], asked: Asked) -> Iterator[tuple[str, str]]:
    for form, words in _FORMS:
        yield f"{register.address('file', form=form)}{asked.query()}", words


def _form(register: Register[Any], asked: Asked, visitor: Visitor) -> forms.Form:
    """The filters and the columns to choose from, as a form that a GET sends."""
    fields: dict[str, forms.Field] = {}
    for each in register.filters:
        if each.options:
            fields[each.key] = Choice(each.label, [("", each.all), *each.options(visitor)], required=False)
        else:
            fields[each.key] = TypedWord(each.label)
    optional = [(column.key, column.title) for column in register.columns if column.is_optional]
    if optional:
        fields[COLUMNS] = Choices("Meer kolommen", choices=optional, required=False)
    shown = [column.key for column in asked.columns if column.is_optional]
    kind = type("RegisterForm", (QueryForm,), fields)
    form: QueryForm = kind({**asked.chosen, COLUMNS: shown}, auto_id="filter-%s")
    return form
