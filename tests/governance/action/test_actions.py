"""An action from agreed on to done or dropped, and back."""

import datetime

import pytest
from django.utils import timezone

from wijkwerk.access.lifecycles.inbox import waiting_for
from wijkwerk.access.lifecycles.lifecycle import ChangedError, NoReasonGivenError, NotNowError
from wijkwerk.access.log.audit import AuditEvent
from wijkwerk.access.people.account_actions import add_person, give_role
from wijkwerk.access.people.models import Person
from wijkwerk.access.people.roles import Role
from wijkwerk.access.permission.refusals import RefusedError
from wijkwerk.governance.action.actions import (
    ActionText,
    agree_action,
    change_action,
    drop_action,
    finish_action,
    reopen_action,
)
from wijkwerk.governance.action.flow import ActionFlow
from wijkwerk.governance.action.models import Action
from wijkwerk.governance.errors import GovernanceError
from wijkwerk.lib.values import FuzzyDay

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]


def adviser(account: str, role: Role = Role.BELEIDSADVISEUR) -> Person:
    person = add_person(by=None, account=account, name=account.capitalize())
    give_role(person, role, by=None)
    return person


@pytest.fixture
def maker() -> Person:
    return adviser("maakt")


@pytest.fixture
def doer() -> Person:
    return adviser("doet")


@pytest.fixture
def action(maker: Person, doer: Person) -> Action:
    return agree_action(ActionText("Bank plaatsen", owner=doer, due=FuzzyDay.parse("eind maart 2027")), by=maker)


def events(action: Action) -> list[tuple[str, str]]:
    kept = AuditEvent.objects.filter(kind="action", key=str(action.pk)).order_by("id")
    return [(event.verb, event.reason) for event in kept]


def read(action: Action) -> str:
    action.refresh_from_db()
    return ActionFlow.mark_of(action)


def test_what_was_agreed_is_kept_as_it_was_said(action: Action, maker: Person, doer: Person):
    kept = Action.objects.get()
    assert (kept.title, kept.owner, kept.state, kept.made_by) == ("Bank plaatsen", doer, "open", maker)
    assert (str(kept.due), kept.due_last) == ("eind maart 2027", datetime.date(2027, 3, 31))
    assert events(action) == [("add", "intern, over de hele gemeente")]


def test_without_words_nothing_is_agreed(maker: Person):
    with pytest.raises(GovernanceError, match="wat er moet gebeuren"):
        agree_action(ActionText("  "), by=maker)
    assert not Action.objects.exists()


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"due": FuzzyDay.parse("Q3? 2027")}, "dag verzet"),
        ({"owner": None}, "nog niemand doet haar"),
        ({"title": "Bank en boom plaatsen"}, "anders gezegd"),
    ],
)
def test_a_change_says_what_kind_of_change_and_no_text(action: Action, maker: Person, doer: Person, change, words):
    said = {"title": action.title, "owner": doer, "due": action.due} | change
    change_action(action, ActionText(**said), by=maker, read=read(action))
    assert events(action)[-1] == ("edit", words)
    kept = Action.objects.get()
    assert kept.due_last == (kept.due.last if kept.due else None)


def test_whoever_does_it_says_in_one_sentence_what_it_became(action: Action, doer: Person):
    with pytest.raises(NoReasonGivenError, match="wat het werd"):
        finish_action(action, outcome=" ", by=doer, read=read(action))
    finish_action(action, outcome="De bank staat er.", by=doer, read=read(action))
    kept = Action.objects.get()
    assert (kept.state, kept.outcome, kept.closed_by) == ("gedaan", "De bank staat er.", doer)
    assert kept.closed_at is not None


def test_whoever_was_to_do_it_does_not_drop_it(action: Action, maker: Person, doer: Person):
    with pytest.raises(RefusedError) as refused:
        drop_action(action, reason="geen tijd", by=doer, read=read(action))
    assert refused.value.rules == ("een ander heeft de actie op zich genomen",)
    drop_action(action, reason="de beek wordt verlegd", by=maker, read=read(action))
    assert Action.objects.get().state == "vervallen"


def test_what_is_closed_is_not_changed_and_opens_again_with_a_reason(action: Action, maker: Person, doer: Person):
    finish_action(action, outcome="De bank staat er.", by=doer, read=read(action))
    with pytest.raises(NotNowError):
        change_action(action, ActionText("Iets anders"), by=maker, read=read(action))
    with pytest.raises(NoReasonGivenError):
        reopen_action(action, reason="", by=maker, read=read(action))
    reopen_action(action, reason="de bank is gestolen", by=maker, read=read(action))
    kept = Action.objects.get()
    assert (kept.state, kept.outcome, kept.closed_by, kept.closed_at) == ("open", "", None, None)
    assert [verb for verb, _ in events(action)] == ["add", "finish", "reopen"]


def test_what_changed_since_it_was_read_is_not_finished(action: Action, maker: Person, doer: Person):
    before = read(action)
    change_action(action, ActionText("Twee banken plaatsen", owner=doer), by=maker, read=before)
    with pytest.raises(ChangedError):
        finish_action(action, outcome="De bank staat er.", by=doer, read=before)


def test_it_waits_for_whoever_does_it_and_without_anybody_for_its_maker(action: Action, maker: Person, doer: Person):
    assert [item.row for item in waiting_for(doer)] == [action]
    assert waiting_for(maker) == []
    change_action(action, ActionText(action.title), by=maker, read=read(action))
    assert waiting_for(doer) == []
    assert [item.row for item in waiting_for(maker)] == [action]


@pytest.mark.parametrize(
    ("due", "is_late"), [("1-1-2026", True), ("2025", True), ("Q1? 2026", False), ("", False), ("1-1-2100", False)]
)
def test_late_is_what_should_have_been_and_is_not_in_doubt(maker: Person, due: str, is_late: bool):
    action = agree_action(ActionText("Bank plaatsen", due=FuzzyDay.parse(due)), by=maker)
    assert (action in Action.objects.late(timezone.localdate())) is is_late
