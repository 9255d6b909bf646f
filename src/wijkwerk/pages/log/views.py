"""The log of what people did, and the check that nobody changed it afterwards."""

from collections.abc import Callable

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from wijkwerk.access.log.audit import AuditEvent, record
from wijkwerk.access.log.check import check_log
from wijkwerk.access.log.words import kind_words, reason_words, verb_words
from wijkwerk.access.people.models import Person
from wijkwerk.access.permission.permissions import may
from wijkwerk.present.numbers import date
from wijkwerk.web.doors.public import person_of
from wijkwerk.web.doors.staff import staff_page, staff_trail
from wijkwerk.web.forms import Choice, Outcome, QueryForm, Sent, StaffForm, TypedWord, deed, done, form_of

PER_PAGE = 100


class LogQuestion(QueryForm):
    handeling = Choice("Handeling", lambda: [("", "alle"), *_known("verb", verb_words)], required=False)
    soort = Choice("Soort", lambda: [("", "alle"), *_known("kind", kind_words)], required=False)
    kenmerk = TypedWord("Kenmerk", 200)


@require_safe
@staff_page("read", "auditevent")
def log(request: HttpRequest, person: Person) -> HttpResponse:
    """The newest first; `?soort=` and `?kenmerk=` narrow it down to one object, `?handeling=` to one deed."""
    return _page(request)


def _page(request: HttpRequest, row: None = None, form: StaffForm | None = None) -> HttpResponse:
    person = person_of(request)
    chosen = {name: request.GET.get(name, "").strip() for name in ("handeling", "soort", "kenmerk")}
    events = AuditEvent.objects.select_related("person").order_by("-id")
    for name, field in (("handeling", "verb"), ("soort", "kind"), ("kenmerk", "key")):
        if chosen[name]:
            events = events.filter(**{field: chosen[name]})
    page = Paginator(events, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "section": "log",
        "crumbs": staff_trail(("Logboek", "")),
        "page": page,
        "rows": [_row(each) for each in page],
        "question": LogQuestion(chosen),
        "query": urlencode({name: value for name, value in chosen.items() if value}),
        "verifying": form_of(form, StaffForm, person, ("verify", "auditevent"))
        if may(person, "verify", "auditevent")
        else None,
    }
    return render(request, "log/log.html", context)


def _known(field: str, words: Callable[[str], str]) -> list[tuple[str, str]]:
    """What stands in the log, with its word, in the order of the words."""
    values = AuditEvent.objects.order_by().values_list(field, flat=True).distinct()
    return sorted(((each, words(each)) for each in values), key=lambda pair: pair[1])


def _row(event: AuditEvent) -> dict[str, object]:
    moment = timezone.localtime(event.moment)
    return {
        "event": event,
        "on": f"{date(moment.date())}, {moment:%H:%M}",
        "verb": verb_words(event.verb),
        "kind": kind_words(event.kind),
        "reason": reason_words(event.verb, event.kind, event.reason),
    }


@deed("verify", "auditevent", page=_page)
def verify(sent: Sent[None, StaffForm]) -> Outcome:
    check = check_log()
    record(person=sent.person, verb="verify", kind="auditevent", key="-", reason=check.words)
    return done(check.words, "web:log", is_fault=not check.is_whole)
