"""The pages that every record of a register has: its own page, the form of a new or changed one, comments and files."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import URLPattern, path

from wijkwerk.access.log.readings import record_reading
from wijkwerk.access.people.models import Visitor
from wijkwerk.access.permission.permissions import kind_of
from wijkwerk.access.stored_files.hanging import keeper_of
from wijkwerk.web.doors.public import visitor_of
from wijkwerk.web.files.pages import files_stand_on
from wijkwerk.web.files.panel import file_panel
from wijkwerk.web.forms import StaffForm

from .comment_views import change_comment_view, comment_view
from .doors import read_page
from .form_page import form_context
from .record import Button, record_context
from .register import Register
from .views import LIST, file_view, list_context

Row = TypeVar("Row", bound=Model)
_SHOWN, _FORM = "web/registers/record.html", "web/registers/form.html"


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
    lead      above the form of a new or changed record; `save` on its button
    template  where a record shows more than facts; it extends `web/registers/record.html`
    form_template, beside_form   where something stands beside the form, and what that shows
    beside_record  what a template of its own shows besides, given the form that was refused there
    list_template, beside_list   where something stands around the list, and what that shows: it is given the request
              and the form that was refused there; the template extends `web/registers/list.html`
    is_spoken_of  whether colleagues set comments beside a record
    """

    register: Register[Row]
    rows: QuerySet[Row]
    shown: Callable[[Row, Visitor], Shown]
    buttons: tuple[Button, ...]
    new: str = ""
    changed: str = ""
    hidden: tuple[str, ...] = ()
    lead: str = ""
    save: str = "Bewaren"
    template: str = _SHOWN
    form_template: str = _FORM
    beside_form: Callable[[], Mapping[str, object]] = dict
    beside_record: Callable[[Row, Visitor, StaffForm | None], Mapping[str, object]] = lambda row, visitor, refused: {}
    list_template: str = LIST
    beside_list: Callable[[HttpRequest, StaffForm | None], Mapping[str, object]] = lambda request, refused: {}
    is_spoken_of: bool = True

    def readable(self, visitor: Visitor, **place: object) -> Row:
        """For `deed(find=…)`. Raises what `Register.find` raises."""
        return self.register.find(visitor, self.rows, place)

    def list_page(self, request: HttpRequest, row: Any = None, refused: StaffForm | None = None) -> HttpResponse:
        """For `deed(page=…)` of a form that stands beside the list: the list, with the form that was refused."""
        context = list_context(self.register, request)
        return render(request, self.list_template, {**context, **self.beside_list(request, refused)})

    def page(self, request: HttpRequest, row: Row, refused: StaffForm | None = None, **once: object) -> HttpResponse:
        """For `deed(page=…)`: the page of a record, with the form that was refused.

        once   what stands on it this one time, as its template names it
        """
        visitor = visitor_of(request)
        record_reading(row, visitor)
        shown = self.shown(row, visitor)
        context = record_context(
            self.register, row, visitor, self.buttons, refused,
            hidden=self.hidden, rests_on=shown.rests_on, resting=shown.resting, is_spoken_of=self.is_spoken_of,
        )  # fmt: skip
        context |= {
            "crumbs": self.register.trail(str(row)),
            "facts": shown.facts,
            "state": shown.state,
            "files": file_panel(request, row, refused) if keeper_of(kind_of(row)) else None,
        }
        more = {**shown.more, **self.beside_record(row, visitor, refused), **once}
        return render(request, self.template, {**context, **more})

    def form_page(self, request: HttpRequest, row: Row | None, form: StaffForm) -> HttpResponse:
        """For `deed(page=…)` and `deed(lost=…)` of what has a page of its own to fill in."""
        context = form_context(self.register, request, row, self.new if row is None else self.changed)
        context |= {"form": form, "lead": self.lead, "save": self.save}
        return render(request, self.form_template, {**context, **self.beside_form()})

    def urls(self, file: str) -> list[URLPattern]:
        """Of the list, its file (`<file>.csv`), a record and what colleagues said of it."""

        if keeper_of(kind_of(self.register.model)):
            address = f"{self.register.route}:record"
            files_stand_on(self.page, self.register.model, address=address, rows=self.rows)

        @read_page(self.register)
        def listed(request: HttpRequest, visitor: Visitor) -> HttpResponse:
            return self.list_page(request)

        @read_page(self.register)
        def record(request: HttpRequest, visitor: Visitor, **place: object) -> HttpResponse:
            return self.page(request, self.readable(visitor, **place))

        one = self.register.pattern
        return [
            path("", listed, name="list"),
            path(f"{file}.<str:form>", file_view(self.register), name="file"),
            path(one, record, name="record"),
            *(self._comment_urls(f"{one}opmerkingen/") if self.is_spoken_of else ()),
        ]

    def _comment_urls(self, below: str) -> list[URLPattern]:
        changing = change_comment_view(self.register, self.page)
        return [
            path(below, comment_view(self.register, self.page), name="comment"),
            path(f"{below}<int:comment>/", changing, name="change_comment"),
        ]
