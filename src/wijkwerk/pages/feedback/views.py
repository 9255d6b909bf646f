"""What visitors let us know, for whoever looks into it: a list by state, and a page of each with what can be done."""

from typing import Any

from django.core.paginator import Paginator
from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from wijkwerk.access.people.models import Person
from wijkwerk.access.permission.permissions import filtered, may
from wijkwerk.access.permission.refusals import find_allowed
from wijkwerk.governance.feedback.actions import answer_feedback, close_feedback, erase_feedback, send_answer_again
from wijkwerk.governance.feedback.models import MOST_ANSWER
from wijkwerk.governance.models import Feedback, FeedbackState
from wijkwerk.pages.feedback.rows import FeedbackRecord, feedback_record, feedback_row
from wijkwerk.web.doors.public import person_of
from wijkwerk.web.doors.staff import staff_page, staff_trail
from wijkwerk.web.forms import FreeText, Outcome, Reason, ReasonForm, Sent, StaffForm, deed, done, form_of
from wijkwerk.web.record_pages import record_page

record_page("feedback", "feedback:record")
PER_PAGE = 50
_ALL = "alles"
_TABS = [
    (FeedbackState.NEW.value, "Nieuw"),
    (FeedbackState.ANSWERED.value, "Beantwoord"),
    (FeedbackState.CLOSED.value, "Afgesloten"),
    (_ALL, "Alles"),
]
_TITLE = "Reacties van bezoekers"


class AnswerFeedbackForm(StaffForm):
    answer = FreeText("Antwoord", MOST_ANSWER, lines=8)


class CloseFeedbackForm(ReasonForm):
    reason = Reason("Waarom sluit u af zonder antwoord?")


class EraseFeedbackForm(ReasonForm):
    reason = Reason("Waarom wist u deze reactie?", initial="op verzoek van wie haar stuurde")

    @classmethod
    def values_of(cls, row: Any) -> dict[str, Any]:
        """Nothing: the reason of the row is why it was closed."""
        return {}


@require_safe
@staff_page("read", "feedback")
def inbox(request: HttpRequest, person: Person) -> HttpResponse:
    rows = filtered(person, "read", Feedback.objects.all())
    counts = dict(rows.order_by().values_list("state").annotate(Count("pk")))
    counts[_ALL] = sum(counts.values())
    chosen = request.GET.get("stand", "")
    state = chosen if chosen in dict(_TABS) else FeedbackState.NEW.value
    page = Paginator(rows if state == _ALL else rows.filter(state=state), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "section": "feedback",
        "crumbs": staff_trail((_TITLE, "")),
        "title": _TITLE,
        "tabs": [(value, words, counts.get(value, 0), value == state) for value, words in _TABS],
        "page": page,
        "query": f"stand={state}",
        "rows": [feedback_row(each) for each in page],
        "is_new": state == FeedbackState.NEW,
        "has_any": bool(counts[_ALL]),
    }
    return render(request, "feedback/inbox.html", context)


@require_safe
@staff_page("read", "feedback")
def one(request: HttpRequest, person: Person, number: int) -> HttpResponse:
    return _page(request, _readable(person, number))


def _readable(person: Person, number: int) -> Feedback:
    return find_allowed(person, "read", Feedback.objects.select_related("handled_by"), pk=number)


def _page(request: HttpRequest, row: Feedback, refused: StaffForm | None = None) -> HttpResponse:
    """The feedback with what can be done to it; `refused` is the form that was."""
    person = person_of(request)
    may_erase = may(person, "erase", row)
    record = feedback_record(row, shows_address=may_erase)
    context = {
        "section": "feedback",
        "crumbs": staff_trail((_TITLE, reverse("feedback:list")), (f"Reactie {row.pk}", "")),
        "row": record,
        "answering": _form(refused, AnswerFeedbackForm, person, "answer", row, shown=row.is_new),
        "closing": _form(refused, CloseFeedbackForm, person, "close", row, shown=row.is_new),
        "sending": _form(refused, StaffForm, person, "send", row, shown=_can_be_sent_again(record)),
        "erasing": _form(refused, EraseFeedbackForm, person, "erase", row, shown=may_erase),
    }
    return render(request, "feedback/feedback.html", context)


def _form(
    refused: StaffForm | None, form: type[StaffForm], person: Person, verb: str, row: Feedback, *, shown: bool
) -> Any:
    """None for what cannot be done now, or not by this person."""
    if not shown or not may(person, verb, row):
        return None
    return form_of(refused, form, person, (verb, "feedback"), row)


def _can_be_sent_again(record: FeedbackRecord) -> bool:
    return record.has_address and record.delivery is not None and record.delivery.has_failed


@deed("answer", "feedback", form=AnswerFeedbackForm, page=_page, find=_readable)
def answer(sent: Sent[Feedback, AnswerFeedbackForm]) -> Outcome:
    answer_feedback(sent.row, sent.form.cleaned_data["answer"], by=sent.person, read=sent.read)
    return done("De reactie is beantwoord.", "feedback:record", number=sent.row.pk)


@deed("close", "feedback", form=CloseFeedbackForm, page=_page, find=_readable)
def close(sent: Sent[Feedback, CloseFeedbackForm]) -> Outcome:
    close_feedback(sent.row, by=sent.person, read=sent.read, reason=sent.reason)
    return done("De reactie is afgesloten.", "feedback:record", number=sent.row.pk)


@deed("send", "feedback", page=_page, find=_readable)
def send_again(sent: Sent[Feedback, StaffForm]) -> Outcome:
    send_answer_again(sent.row, by=sent.person)
    return done("Het antwoord wordt opnieuw verstuurd.", "feedback:record", number=sent.row.pk)


@deed("erase", "feedback", form=EraseFeedbackForm, page=_page, find=_readable)
def erase(sent: Sent[Feedback, EraseFeedbackForm]) -> Outcome:
    erase_feedback(sent.row, by=sent.person, reason=sent.reason)
    return done("De reactie is gewist.", "feedback:list")
