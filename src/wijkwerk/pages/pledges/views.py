"""Toezeggingen: a list, a page each, and what is done to them."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from wijkwerk.access.people import Person
from wijkwerk.access.permissions import may
from wijkwerk.access.readings import record_reading
from wijkwerk.access.refusals import find_allowed
from wijkwerk.governance.pledge.actions import (
    change_pledge,
    finish_pledge,
    give_up_pledge,
    make_pledge,
    postpone_pledge,
    prove_pledge,
    reopen_pledge,
    report_on_pledge,
    tell_outcome,
)
from wijkwerk.governance.pledge.models import Pledge
from wijkwerk.web.forms import Outcome, Sent, StaffForm, deed, done
from wijkwerk.web.public import person_of
from wijkwerk.web.registers import (
    Button,
    change_comment_view,
    comment_view,
    file_view,
    form_page,
    list_view,
    record_context,
)
from wijkwerk.web.staff import staff_page, staff_trail

from .facts import facts, notice_lines
from .forms import (
    EvidenceForm,
    GiveUpForm,
    NewPledgeForm,
    PledgeForm,
    PostponeForm,
    ReopenForm,
    ReportForm,
    ToldForm,
)
from .register import PLEDGES, state_words

_ROWS = Pledge.objects.select_related("scope", "owner", "decision", "document", "note", "evidence_document", "made_by")
_BUTTONS = (
    Button("edit", "Wijzigen", "pledges:change", None, "Iemand anders, een ander ritme of andere woorden."),
    Button(
        "postpone", "Een andere dag", "pledges:postpone", PostponeForm, "Met een reden. De oude dag blijft te lezen."
    ),
    Button(
        "report", "Bericht gedaan", "pledges:report", ReportForm, "Verteld hoe het staat; het volgende bericht schuift."
    ),
    Button("prove", "Bewijs", "pledges:prove", EvidenceForm, "Waaruit blijkt dat het gedaan is."),
    Button("tell", "Verteld", "pledges:tell", ToldForm, "Wie hoorde wat het werd: hoeveel mensen, hoe en wanneer."),
    Button("finish", "Gedaan en verteld", "pledges:finish", StaffForm, "Het is gedaan, en men weet het."),
    Button("give_up", "Kan niet", "pledges:give_up", GiveUpForm, "Met een uitleg aan dezelfde mensen."),
    Button("reopen", "Loopt weer", "pledges:reopen", ReopenForm, "Toch niet klaar, of toch mogelijk."),
)
_form_page = form_page(PLEDGES, new="Nieuwe toezegging", changed="Toezegging wijzigen")
_HIDDEN = ("due_last", "next_day", "closed_by", "closed_at")


@require_safe
@staff_page("read", "pledge")
def pledge(request: HttpRequest, person: Person, number: int) -> HttpResponse:
    return _page(request, _readable(person, number))


def _readable(person: Person, number: int) -> Pledge:
    row: Pledge = find_allowed(person, "read", _ROWS, pk=number)
    return row


def _page(request: HttpRequest, row: Pledge, refused: StaffForm | None = None) -> HttpResponse:
    person = person_of(request)
    record_reading(row, person)
    rests_on, resting = (row.decision, row.document, row.note), row.actions.order_by("-pk")
    context = record_context(
        PLEDGES, row, person, _BUTTONS, refused, hidden=_HIDDEN, rests_on=rests_on, resting=resting
    ) | {
        "crumbs": staff_trail(("Toezeggingen", reverse("pledges:list")), (row.title, "")),
        "facts": facts(row, person),
        "state": state_words(row),
        "notices": notice_lines(row),
        "may_add_action": may(person, "add", "action"),
    }
    return render(request, "pledges/pledge.html", context)


@deed("add", "pledge", form=NewPledgeForm, page=_form_page, opens=True)
def add(sent: Sent[None, NewPledgeForm]) -> Outcome:
    made = make_pledge(sent.form.pledge_text(), due=sent.form.cleaned_data["due"], by=sent.person)
    return done("De toezegging loopt.", "pledges:record", number=made.pk)


@deed("edit", "pledge", form=PledgeForm, page=_form_page, find=_readable, opens=True)
def change(sent: Sent[Pledge, PledgeForm]) -> Outcome:
    change_pledge(sent.row, sent.form.pledge_text(), by=sent.person, read=sent.read)
    return done("De toezegging is gewijzigd.", "pledges:record", number=sent.row.pk)


@deed("postpone", "pledge", form=PostponeForm, page=_page, find=_readable)
def postpone(sent: Sent[Pledge, PostponeForm]) -> Outcome:
    due = sent.form.cleaned_data["due"]
    postpone_pledge(sent.row, due, reason=sent.reason, by=sent.person, read=sent.read)
    return done("De toezegging heeft een andere dag. De oude blijft te lezen.", "pledges:record", number=sent.row.pk)


@deed("report", "pledge", form=ReportForm, page=_page, find=_readable)
def report(sent: Sent[Pledge, ReportForm]) -> Outcome:
    report_on_pledge(sent.row, sent.form.told(), by=sent.person, read=sent.read)
    return done("Het bericht staat erbij.", "pledges:record", number=sent.row.pk)


@deed("tell", "pledge", form=ToldForm, page=_page, find=_readable)
def tell(sent: Sent[Pledge, ToldForm]) -> Outcome:
    tell_outcome(sent.row, sent.form.told(), by=sent.person, read=sent.read)
    return done("Het staat erbij: men weet wat het werd.", "pledges:record", number=sent.row.pk)


@deed("prove", "pledge", form=EvidenceForm, page=_page, find=_readable)
def prove(sent: Sent[Pledge, EvidenceForm]) -> Outcome:
    prove_pledge(sent.row, sent.form.said(), by=sent.person, read=sent.read)
    return done("Het bewijs staat erbij.", "pledges:record", number=sent.row.pk)


@deed("finish", "pledge", page=_page, find=_readable)
def finish(sent: Sent[Pledge, StaffForm]) -> Outcome:
    finish_pledge(sent.row, by=sent.person, read=sent.read)
    return done("De toezegging is gedaan, en men weet het.", "pledges:record", number=sent.row.pk)


@deed("give_up", "pledge", form=GiveUpForm, page=_page, find=_readable)
def give_up(sent: Sent[Pledge, GiveUpForm]) -> Outcome:
    give_up_pledge(sent.row, sent.form.told(), reason=sent.reason, by=sent.person, read=sent.read)
    return done("De toezegging kan niet, en blijft met de uitleg in de lijst.", "pledges:record", number=sent.row.pk)


@deed("reopen", "pledge", form=ReopenForm, page=_page, find=_readable)
def reopen(sent: Sent[Pledge, ReopenForm]) -> Outcome:
    reopen_pledge(sent.row, reason=sent.reason, by=sent.person, read=sent.read)
    return done("De toezegging loopt weer.", "pledges:record", number=sent.row.pk)


pledges = list_view(PLEDGES)
file = file_view(PLEDGES)
comment = comment_view(PLEDGES, _page)
change_comment = change_comment_view(PLEDGES, _page)
