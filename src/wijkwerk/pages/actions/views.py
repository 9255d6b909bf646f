"""Acties: a list, a page each, and what is done to them."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from wijkwerk.access.people import Person
from wijkwerk.access.permissions import filtered
from wijkwerk.access.readings import record_reading
from wijkwerk.access.refusals import find_allowed
from wijkwerk.governance.action.actions import (
    Origin,
    agree_action,
    change_action,
    drop_action,
    finish_action,
    reopen_action,
)
from wijkwerk.governance.action.models import Action
from wijkwerk.governance.models import Decision, Note, Pledge
from wijkwerk.lib.whole_numbers import whole_number
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

from .forms import ActionForm, OutcomeForm, WhyForm
from .register import ACTIONS, facts, origin, state_words

_ROWS = Action.objects.select_related("scope", "owner", "decision", "note", "pledge", "made_by")
_BUTTONS = (
    Button("edit", "Wijzigen", "actions:change", None, "Een andere dag, iemand anders of andere woorden."),
    Button("finish", "Gedaan", "actions:finish", OutcomeForm, "Met één zin over wat het werd."),
    Button("drop", "Vervalt", "actions:drop", WhyForm, "Gaat niet door. De actie blijft in de lijst, met de reden."),
    Button("reopen", "Weer open", "actions:reopen", WhyForm, "Toch niet klaar, of toch nodig."),
)
_form_page = form_page(ACTIONS, new="Nieuwe actie", changed="Actie wijzigen")
_HIDDEN = ("due_last", "closed_by", "closed_at")


@require_safe
@staff_page("read", "action")
def action(request: HttpRequest, person: Person, number: int) -> HttpResponse:
    return _page(request, _readable(person, number))


def _readable(person: Person, number: int) -> Action:
    row: Action = find_allowed(person, "read", _ROWS, pk=number)
    return row


def _page(request: HttpRequest, row: Action, refused: StaffForm | None = None) -> HttpResponse:
    person = person_of(request)
    record_reading(row, person)
    rests_on = (row.decision, row.pledge, row.note)
    context = record_context(ACTIONS, row, person, _BUTTONS, refused, hidden=_HIDDEN, rests_on=rests_on) | {
        "crumbs": staff_trail(("Acties", reverse("actions:list")), (row.title, "")),
        "facts": facts(row),
        "state": state_words(row),
        "origin": origin(row),
    }
    return render(request, "actions/action.html", context)


@deed("add", "action", form=ActionForm, page=_form_page, opens=True)
def add(sent: Sent[None, ActionForm]) -> Outcome:
    made = agree_action(sent.form.action_text(), by=sent.person, origin=_origin(sent.request, sent.person))
    return done("De actie staat in de lijst.", "actions:record", number=made.pk)


def _origin(request: HttpRequest, person: Person) -> Origin:
    """What the address says it comes from, where this person may read that."""
    numbers = (whole_number(request.GET.get(name, "")) or 0 for name in ("besluit", "notitie", "toezegging"))
    decision, note, pledge = numbers
    return Origin(
        decision=filtered(person, "read", Decision.objects.filter(pk=decision)).first(),
        note=filtered(person, "read", Note.objects.filter(pk=note)).first(),
        pledge=filtered(person, "read", Pledge.objects.filter(pk=pledge)).first(),
    )


@deed("edit", "action", form=ActionForm, page=_form_page, find=_readable, lost=_form_page, opens=True)
def change(sent: Sent[Action, ActionForm]) -> Outcome:
    change_action(sent.row, sent.form.action_text(), by=sent.person, read=sent.read)
    return done("De actie is gewijzigd.", "actions:record", number=sent.row.pk)


@deed("finish", "action", form=OutcomeForm, page=_page, find=_readable)
def finish(sent: Sent[Action, OutcomeForm]) -> Outcome:
    finish_action(sent.row, outcome=sent.form.cleaned_data["outcome"], by=sent.person, read=sent.read)
    return done("De actie is gedaan.", "actions:record", number=sent.row.pk)


@deed("drop", "action", form=WhyForm, page=_page, find=_readable)
def drop(sent: Sent[Action, WhyForm]) -> Outcome:
    drop_action(sent.row, reason=sent.reason, by=sent.person, read=sent.read)
    return done("De actie is vervallen en blijft in de lijst.", "actions:record", number=sent.row.pk)


@deed("reopen", "action", form=WhyForm, page=_page, find=_readable)
def reopen(sent: Sent[Action, WhyForm]) -> Outcome:
    reopen_action(sent.row, reason=sent.reason, by=sent.person, read=sent.read)
    return done("De actie is weer open.", "actions:record", number=sent.row.pk)


actions = list_view(ACTIONS)
file = file_view(ACTIONS)
comment = comment_view(ACTIONS, _page)
change_comment = change_comment_view(ACTIONS, _page)
