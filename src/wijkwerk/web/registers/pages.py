"""The pages that every record of a register has: its own page, the form of a new or changed one, comments and files."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path
from django.views.decorators.http import require_safe

from wijkwerk.access.people import Person
from wijkwerk.access.permissions import kind_of
from wijkwerk.access.readings import record_reading
from wijkwerk.access.refusals import find_allowed
from wijkwerk.web.forms import StaffForm
from wijkwerk.web.public import person_of
from wijkwerk.web.staff import staff_page, staff_trail

from .comment_views import change_comment_view, comment_view
from .form_page import form_page
from .record import Button, record_context
from .register import Register
from .views import file_view, list_view

Row = TypeVar("Row", bound=Model)
_SHOWN = "web/registers/record.html"


@dataclass(frozen=True, slots=True)
class Shown:
    """What the page of one record shows besides what every page of a record has.

    facts     label and words, in order; what has no words is left out
    state     where it stands, in words
    rests_on  the records that it rests on; `resting` those that rest on it
    more      what a template of its own needs
    """

    facts: Sequence[tuple[str, str]]
    state: str
    rests_on: Iterable[Model | None] = ()
    resting: Iterable[Model | None] = ()
    more: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class RecordPages(Generic[Row]):
    """
    rows      those that the page of a record is drawn of
    shown     what it shows to somebody
    buttons   what can be done, in order
    new       title of the form of a new record; `changed` of one that is changed
    hidden    fields whose changes say nothing to readers
    template  where it shows more than facts; it extends `web/registers/record.html`
    """

    register: Register[Row]
    rows: QuerySet[Row]
    shown: Callable[[Row, Person], Shown]
    buttons: tuple[Button, ...]
    new: str
    changed: str
    hidden: tuple[str, ...] = ()
    template: str = _SHOWN

    def readable(self, person: Person, number: int) -> Row:
        """For `deed(find=…)`. Raises what `find_allowed` raises."""
        row: Row = find_allowed(person, "read", self.rows, pk=number)
        return row

    def page(self, request: HttpRequest, row: Row, refused: StaffForm | None = None) -> HttpResponse:
        """For `deed(page=…)`: the page of a record, with the form that was refused."""
        person = person_of(request)
        record_reading(row, person)
        shown = self.shown(row, person)
        context = record_context(
            self.register, row, person, self.buttons, refused,
            hidden=self.hidden, rests_on=shown.rests_on, resting=shown.resting,
        )  # fmt: skip
        context |= {
            "crumbs": staff_trail((self.register.title, self.register.address("list")), (str(row), "")),
            "facts": shown.facts,
            "state": shown.state,
        }
        return render(request, self.template, {**context, **shown.more})

    def form_page(self, request: HttpRequest, row: Row | None, form: StaffForm) -> HttpResponse:
        """For `deed(page=…)` and `deed(lost=…)` of what has a page of its own to fill in."""
        return form_page(self.register, new=self.new, changed=self.changed)(request, row, form)

    def urls(self, file: str) -> list[URLPattern]:
        """Of the list, its file (`<file>.csv`), a record and what colleagues said of it."""

        @require_safe
        @staff_page("read", kind_of(self.register.model))
        def record(request: HttpRequest, person: Person, number: int) -> HttpResponse:
            return self.page(request, self.readable(person, number))

        one = "<int:number>/"
        return [
            path("", list_view(self.register), name="list"),
            path(f"{file}.<str:form>", file_view(self.register), name="file"),
            path(one, record, name="record"),
            path(f"{one}opmerkingen/", comment_view(self.register, self.page), name="comment"),
            path(
                f"{one}opmerkingen/<int:comment>/", change_comment_view(self.register, self.page), name="change_comment"
            ),
        ]
