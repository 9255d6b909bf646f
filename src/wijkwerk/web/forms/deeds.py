"""The whole frame of a POST, around the one line that does it.

    @deed("adopt", "note", form=AgreeForm, page=PAGES.page, find=PAGES.readable)
    def adopt(sent: Sent[Note, AgreeForm]) -> Outcome:
        adopt_note(sent.row, by=sent.person, read=sent.read, reason=sent.reason)
        return done("De notitie is vastgesteld.", "notes:record", number=sent.row.pk)

The door asks the permission table; what was sent twice is done once; the row is found among those that this person
may see; the form reads and refuses (422, with what was typed), or shows how a text will read; the row as it would
become is asked of the table again (403); what the deed cannot do now is said on the same page (409); where somebody
else was first, both versions stand beside each other; and where the row is gone, what was typed is still there to take
along (404).
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import wraps
from typing import Any, Generic, TypeVar

from django.contrib import messages
from django.db.models import Model
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from wijkwerk.access.lifecycles.lifecycle import FLOWS, ChangedError, flow_of
from wijkwerk.access.people.models import Person, Visitor
from wijkwerk.access.permission.table import Deed
from wijkwerk.access.signing_in.confirming import confirm_first
from wijkwerk.lib.user_errors import UserError
from wijkwerk.web.doors.open_pages import open_page
from wijkwerk.web.doors.public import visitor_of
from wijkwerk.web.doors.staff import staff_page
from wijkwerk.web.frame.page_problems import NotHereError
from wijkwerk.web.sent_once import sent_once

from .conflicts import conflict_of
from .fields import FreeText
from .markdown_text import PREVIEW
from .personal_check import TAKE_OUT, record_answers, without_findings
from .staff_form import StaffForm

Row = TypeVar("Row")
Form = TypeVar("Form", bound=StaffForm)

REFUSED = "refused_form"  # on the request of a page that is drawn again
# Draws the page that the form stands on: of the row (None for something new), with the form as it is now.
Page = Callable[[HttpRequest, Any, Any], HttpResponseBase]
# What is done: a way on with words, or an answer of its own, such as a file.
Act = Callable[[Any], "Outcome | HttpResponseBase"]
# What an address suggests to fill in, by the name of the field.
Suggest = Callable[[HttpRequest], Mapping[str, Any]]
# The row that an address names, for this person. Raises Http404, or a PageProblem that says where to go.
Find = Callable[..., Any]


@dataclass(frozen=True, slots=True)
class Sent(Generic[Row, Form]):
    """What somebody sent: the row it is about, and the form with what it holds."""

    request: HttpRequest
    visitor: Visitor
    row: Row
    form: Form

    @property
    def person(self) -> Person:
        """Who is signed in. A deed that is public has nobody but a visitor."""
        assert isinstance(self.visitor, Person), "this deed is public"
        return self.visitor

    @property
    def read(self) -> str:
        """The mark of what this person had before them."""
        return self.form.read

    @property
    def reason(self) -> str:
        """What they said for the log; often nothing."""
        return str(self.form.cleaned_data.get("reason", ""))


@dataclass(frozen=True, slots=True)
class Outcome:
    """What is said of it, and where to go on.

    message    empty where the page that follows says it all
    is_news    False: nothing had to be done
    is_fault   what was done brought a fault to light
    """

    message: str
    address: str
    is_news: bool = True
    is_fault: bool = False

    @property
    def level(self) -> int:
        if self.is_fault:
            return messages.ERROR
        return messages.SUCCESS if self.is_news else messages.INFO


def done(
    message: str, to: str, *, is_news: bool = True, is_fault: bool = False, fragment: str = "", **place: Any
) -> Outcome:
    """An outcome that leads to the page of this name."""
    return Outcome(message, reverse(to, kwargs=place) + fragment, is_news, is_fault)


def deed(
    verb: str,
    kind: str,
    *,
    page: Page,
    form: type[StaffForm] = StaffForm,
    find: Find | None = None,
    lost: Page | None = None,
    query: tuple[str, ...] = (),
    opens: bool = False,
    suggest: Suggest | None = None,
    confirms_first: bool = False,
    is_brake: bool = False,
    is_public: bool = False,
) -> Callable[[Act], Callable[..., HttpResponseBase]]:
    """Make a view of what is done with what was sent.

    page     draws the form and what stands around it, before and after
    find     the row that the address names; None where something new is made
    query    what of the query the address means too: `find` is asked with it, empty where it says nothing
    lost     draws what was typed as something new, where the row is gone; else it is shown to copy
    opens    whether the form has a page of its own, that a GET shows
    suggest  what is filled in already where the address says so, as far as this person may choose it
    confirms_first   asks who it is before the form too: what was typed would else be lost on the way
    is_brake stops something that weighs: nobody is held up who wants less to happen
    is_public  anybody may open and send it whom the table lets, signed in or not; `find` gets a visitor then
    """
    door = _open_door(verb, kind) if is_public else staff_page(verb, kind, is_brake=is_brake)
    frame = _Frame((verb, kind), page, form, find, lost, suggest)

    def decorate(act: Act) -> Callable[..., HttpResponseBase]:
        @require_http_methods(["GET", "HEAD", "POST"] if opens else ["POST"])
        @door
        @(confirm_first if confirms_first else _as_it_is)
        @sent_once
        @wraps(act)
        def view(request: HttpRequest, visitor: Visitor, **place: Any) -> HttpResponseBase:
            place |= {name: request.GET.get(name, "") for name in query}
            if request.method == "POST":
                return frame.do(act, request, visitor, place)
            return frame.open(request, visitor, place)

        # What the walks over all forms read.
        texts = {name: field for name, field in form.asked().items() if isinstance(field, FreeText)}
        vars(view)["form"] = form
        vars(view)["is_public"] = is_public
        vars(view)["free_text_fields"] = tuple(texts)
        vars(view)["free_text_to_log"] = tuple(name for name, field in texts.items() if field.to_log)
        return view

    return decorate


def _open_door(verb: str, kind: str) -> Callable[[Callable[..., HttpResponseBase]], Callable[..., HttpResponseBase]]:
    """As `staff_page`, for whoever comes: the view gets the visitor."""

    def decorate(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
        @open_page(verb, kind)
        @wraps(view)
        def page(request: HttpRequest, **place: Any) -> HttpResponseBase:
            return view(request, visitor_of(request), **place)

        return page

    return decorate


def _as_it_is(view: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    return view


@dataclass(frozen=True, slots=True)
class _Frame:
    deed: Deed
    page: Page
    form: type[StaffForm]
    find: Find | None
    lost: Page | None
    suggest: Suggest | None

    def open(self, request: HttpRequest, person: Visitor, place: dict[str, Any]) -> HttpResponseBase:
        row = self._row(person, place)
        suggested = self.suggest(request) if self.suggest else None
        return self.page(request, row, self.form(person=person, deed=self.deed, row=row, initial=suggested))

    def do(self, act: Act, request: HttpRequest, person: Visitor, place: dict[str, Any]) -> HttpResponseBase:
        try:
            row = self._row(person, place)
        except (Http404, NotHereError) as error:
            if not any(request.POST.get(name, "").strip() for name in self.form.base_fields):
                raise
            return self._lost(request, person, error)
        form = self._bound(request, person, row)
        is_valid = form.is_valid()
        if TAKE_OUT in request.POST:
            return _redrawn(200, self.page, request, row, form)
        if PREVIEW in request.POST and form.markdown_texts:
            form.show_previews()
            return _redrawn(200, self.page, request, row, form)
        if not is_valid:
            return _redrawn(422, self.page, request, row, form)
        if form.is_beyond_reach():
            return _redrawn(403, self.page, request, row, form)
        return self._done(act, Sent(request, person, row, form), place)

    def _done(self, act: Act, sent: Sent[Any, Any], place: dict[str, Any]) -> HttpResponseBase:
        try:
            outcome = act(sent)
        except UserError as error:
            return self._refused(sent, place, error)
        if isinstance(outcome, HttpResponseBase):
            return outcome
        match = sent.request.resolver_match
        key = [match.view_name or "-", *map(str, match.kwargs.values())] if match else ["-"]
        somebody = sent.visitor if isinstance(sent.visitor, Person) else None
        record_answers([part.personal for part in sent.form.parts], somebody, "/".join(key))
        if outcome.message:
            messages.add_message(sent.request, outcome.level, outcome.message)
        return redirect(outcome.address)

    def _refused(self, sent: Sent[Any, Any], place: dict[str, Any], error: UserError) -> HttpResponseBase:
        """The same page, about the row as it is now: others may have gone on, or it may not be for this person now."""
        try:
            now = self._row(sent.visitor, place)
        except (Http404, NotHereError) as gone:
            return self._lost(sent.request, sent.visitor, gone)
        sent.form.refuse(str(error))
        if isinstance(error, ChangedError):
            self._show_both(sent.form, now)
        return _redrawn(409, self.page, sent.request, now, sent.form)

    def _show_both(self, form: StaffForm, now: Any) -> None:
        """Somebody else was first: what they kept, beside what this person typed."""
        flow = flow_of(now) if isinstance(now, Model) else None
        was = flow.version_read(now, form.read) if flow else None
        if form.values_of(now):
            form.conflict = conflict_of(form, was, now)
        form.row, form.shows_row_as_it_is = now, True

    def _lost(self, request: HttpRequest, person: Visitor, gone: Exception) -> HttpResponseBase:
        """What was typed for a row that this person may not change (any more); the same for one that is not there."""
        form = self._bound(request, person, None)
        form.is_valid()
        if not self.lost and not form.typed():
            raise gone
        if self.lost:
            form.refuse(
                f"{self._this()} kunt u niet (meer) wijzigen. Er is niets bewaard. Uw tekst staat hieronder; u kunt "
                "hem bewaren als iets nieuws."
            )
            return _redrawn(404, self.lost, request, None, form)
        problem = gone if isinstance(gone, NotHereError) else None
        return render(request, "web/forms/lost.html", {"typed": form.typed(), "problem": problem}, status=404)

    def _row(self, person: Visitor, place: dict[str, Any]) -> Any:
        return self.find(person, **place) if self.find else None

    def _this(self) -> str:
        flow = FLOWS.get(self.deed[1])
        return flow.noun.this.capitalize() if flow else "Dit"

    def _bound(self, request: HttpRequest, person: Visitor, row: Any) -> StaffForm:
        name = request.POST.get(TAKE_OUT, "")
        data = without_findings(request.POST, name) if name else request.POST
        return self.form(data, request.FILES, person=person, deed=self.deed, row=row)


def refused(status: int, message: str, page: Page, request: HttpRequest, row: Any, form: StaffForm) -> HttpResponseBase:
    """The page again, where something was refused before the form could be read."""
    form.is_valid()
    form.errors.clear()
    form.refuse(message)
    return _redrawn(status, page, request, row, form)


def _redrawn(status: int, page: Page, request: HttpRequest, row: Any, form: StaffForm) -> HttpResponseBase:
    """The page again. What was refused stands at its top (`{% refusal %}`), wherever the form itself stands."""
    vars(request)[REFUSED] = form
    form.ask_for_files_again()
    response = page(request, row, form)
    response.status_code = status
    return response
