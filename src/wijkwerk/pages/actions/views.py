"""Acties: a list, a page each, and what is done to them."""

from django.http import HttpRequest

from wijkwerk.access.people.models import Person, Visitor
from wijkwerk.access.permission.permissions import filtered
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
from wijkwerk.web.forms import Outcome, Sent, deed, done
from wijkwerk.web.registers import Button, RecordPages, Shown

from .forms import ActionForm, OutcomeForm, WhyForm
from .register import ACTIONS, facts, origin, state_words

_ROWS = Action.objects.select_related("scope", "owner", "decision", "note", "pledge", "made_by")
_BUTTONS = (
    Button("edit", "Wijzigen", "actions:change", None, "Een andere dag, iemand anders of andere woorden."),
    Button("finish", "Gedaan", "actions:finish", OutcomeForm, "Met één zin over wat het werd."),
    Button("drop", "Vervalt", "actions:drop", WhyForm, "Gaat niet door. De actie blijft in de lijst, met de reden."),
    Button("reopen", "Weer open", "actions:reopen", WhyForm, "Toch niet klaar, of toch nodig."),
)


def _shown(action: Action, visitor: Visitor) -> Shown:
    return Shown(
        facts(action),
        state_words(action),
        rests_on=(action.decision, action.pledge, action.note),
        more={"origin": origin(action)},
    )


PAGES = RecordPages(
    ACTIONS,
    _ROWS,
    _shown,
    _BUTTONS,
    new="Nieuwe actie",
    changed="Actie wijzigen",
    hidden=("due_last", "closed_by", "closed_at"),
    template="actions/action.html",
)


@deed("add", "action", form=ActionForm, page=PAGES.form_page, opens=True)
def add(sent: Sent[None, ActionForm]) -> Outcome:
    new_action = agree_action(sent.form.action_text(), by=sent.person, origin=_origin(sent.request, sent.person))
    return done("De actie staat in de lijst.", "actions:record", number=new_action.pk)


def _origin(request: HttpRequest, person: Person) -> Origin:
    """What the address says it comes from, where this person may read that."""
    numbers = (whole_number(request.GET.get(name, "")) or 0 for name in ("besluit", "notitie", "toezegging"))
    decision, note, pledge = numbers
    return Origin(
        decision=filtered(person, "read", Decision.objects.filter(pk=decision)).first(),
        note=filtered(person, "read", Note.objects.filter(pk=note)).first(),
        pledge=filtered(person, "read", Pledge.objects.filter(pk=pledge)).first(),
    )


@deed("edit", "action", form=ActionForm, page=PAGES.form_page, find=PAGES.readable, lost=PAGES.form_page, opens=True)
def change(sent: Sent[Action, ActionForm]) -> Outcome:
    change_action(sent.row, sent.form.action_text(), by=sent.person, read=sent.read)
    return done("De actie is gewijzigd.", "actions:record", number=sent.row.pk)


@deed("finish", "action", form=OutcomeForm, page=PAGES.page, find=PAGES.readable)
def finish(sent: Sent[Action, OutcomeForm]) -> Outcome:
    finish_action(sent.row, outcome=sent.form.cleaned_data["outcome"], by=sent.person, read=sent.read)
    return done("De actie is gedaan.", "actions:record", number=sent.row.pk)


@deed("drop", "action", form=WhyForm, page=PAGES.page, find=PAGES.readable)
def drop(sent: Sent[Action, WhyForm]) -> Outcome:
    drop_action(sent.row, reason=sent.reason, by=sent.person, read=sent.read)
    return done("De actie is vervallen en blijft in de lijst.", "actions:record", number=sent.row.pk)


@deed("reopen", "action", form=WhyForm, page=PAGES.page, find=PAGES.readable)
def reopen(sent: Sent[Action, WhyForm]) -> Outcome:
    reopen_action(sent.row, reason=sent.reason, by=sent.person, read=sent.read)
    return done("De actie is weer open.", "actions:record", number=sent.row.pk)
