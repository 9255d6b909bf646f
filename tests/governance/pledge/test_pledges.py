"""A pledge from promised to done and told, or to told that it cannot be."""

import datetime
from dataclasses import replace
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from wijkwerk.access.lifecycles.inbox import waiting_for
from wijkwerk.access.lifecycles.lifecycle import ChangedError, NoReasonGivenError, NotNowError
from wijkwerk.access.log.audit import AuditEvent
from wijkwerk.access.people.account_actions import add_person, give_role
from wijkwerk.access.people.models import Person
from wijkwerk.access.people.roles import Role
from wijkwerk.access.permission.refusals import RefusedError
from wijkwerk.access.privacy.erasing import erase_row
from wijkwerk.governance.errors import GovernanceError
from wijkwerk.governance.pledge.actions import (
    Evidence,
    PledgeText,
    Told,
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
from wijkwerk.governance.pledge.flow import PledgeFlow
from wijkwerk.governance.pledge.models import Audience, Notice, Pledge
from wijkwerk.governance.pledge.rhythm import Rhythm
from wijkwerk.lib.values import FuzzyDay

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]

PROMISED = datetime.date(2024, 5, 28)
TEXT = PledgeText("Wij houden u op de hoogte.", Audience.COUNCIL, PROMISED, rhythm=Rhythm.QUARTERLY)
LETTER = Told(datetime.date(2024, 9, 2), "brief aan de raad", 37)
EVIDENCE = Evidence("De eindbrief is verstuurd.", datetime.date(2024, 12, 1))


def somebody(account: str, role: Role = Role.BELEIDSADVISEUR) -> Person:
    person = add_person(by=None, account=account, name=account.capitalize())
    give_role(person, role, by=None)
    return person


@pytest.fixture
def maker() -> Person:
    return somebody("maakt")


@pytest.fixture
def owner() -> Person:
    return somebody("doet")


@pytest.fixture
def pledge(maker: Person, owner: Person) -> Pledge:
    return make_pledge(replace(TEXT, owner=owner), due=FuzzyDay.parse("eind 2026"), by=maker)


def read(pledge: Pledge) -> str:
    pledge.refresh_from_db()
    return PledgeFlow.mark_of(pledge)


def events(pledge: Pledge) -> list[tuple[str, str]]:
    kept = AuditEvent.objects.filter(kind="pledge", key=str(pledge.pk)).order_by("id")
    return [(event.verb, event.reason) for event in kept]


def test_what_was_promised_is_kept_as_it_was_said(pledge: Pledge, maker: Person, owner: Person):
    kept = Pledge.objects.get()
    assert (kept.title, kept.audience, kept.owner, kept.made_by) == (TEXT.title, "raad", owner, maker)
    assert (kept.state, kept.report_due, str(kept.due)) == ("loopt", datetime.date(2024, 8, 28), "eind 2026")
    assert kept.next_day == datetime.date(2024, 8, 28)
    assert events(pledge) == [("add", "intern, over de hele gemeente")]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"title": "  "}, "wat er is toegezegd"),
        ({"promised_on": datetime.date(2999, 1, 1)}, "moet nog komen"),
    ],
)
def test_what_is_no_promise_yet_is_not_kept(maker: Person, change: dict[str, Any], words: str):
    with pytest.raises(GovernanceError, match=words):
        make_pledge(replace(TEXT, **change), by=maker)
    assert not Pledge.objects.exists()


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"owner": None}, "nog niemand doet haar"),
        ({"audience": Audience.RESIDENTS}, "aan anderen gedaan"),
        ({"rhythm": Rhythm.NONE}, "zonder vast ritme"),
        ({"rhythm": Rhythm.YEARLY}, "volgend bericht vóór 28-5-2025"),
        ({"title": "Wij houden u geregeld op de hoogte."}, "anders gezegd"),
    ],
)
def test_a_change_says_what_kind_of_change_and_no_text(pledge: Pledge, maker: Person, owner: Person, change, words):
    change_pledge(pledge, replace(TEXT, **{"owner": owner} | change), by=maker, read=read(pledge))
    assert events(pledge)[-1] == ("edit", words)
    assert str(Pledge.objects.get().due) == "eind 2026"


def test_a_report_moves_the_next_one_and_not_its_end(pledge: Pledge, owner: Person):
    report_on_pledge(pledge, LETTER, by=owner, read=read(pledge))
    kept = Pledge.objects.get()
    assert (kept.state, kept.report_due, str(kept.due)) == ("loopt", datetime.date(2024, 12, 2), "eind 2026")
    notice = Notice.objects.get()
    assert (notice.about, notice.how, notice.how_many, notice.written_by) == ("voortgang", LETTER.how, 37, owner)
    assert events(pledge)[-1] == ("report", "volgend bericht vóór 2-12-2024")
    report_on_pledge(pledge, Told(datetime.date(2024, 9, 2), "toelichting in de raad"), by=owner, read=read(pledge))
    assert Pledge.objects.get().report_due == datetime.date(2024, 12, 2)


def test_a_new_day_asks_why_and_the_old_one_stays_in_the_history(pledge: Pledge, owner: Person):
    with pytest.raises(NoReasonGivenError, match="nieuwe dag"):
        postpone_pledge(pledge, FuzzyDay.parse("2027"), reason=" ", by=owner, read=read(pledge))
    with pytest.raises(GovernanceError, match="er al staat"):
        postpone_pledge(pledge, FuzzyDay.parse("eind 2026"), reason="toch", by=owner, read=read(pledge))
    postpone_pledge(pledge, FuzzyDay.parse("2027"), reason="de opdracht is verlengd", by=owner, read=read(pledge))
    assert [str(each.due) for each in pledge.history.order_by("history_id")] == ["eind 2026", "2027"]
    assert events(pledge)[-1] == ("postpone", "de opdracht is verlengd")


def test_done_asks_for_evidence_and_that_people_know_it(pledge: Pledge, owner: Person):
    with pytest.raises(NotNowError, match="Leg eerst het bewijs vast"):
        finish_pledge(pledge, by=owner, read=read(pledge))
    prove_pledge(pledge, EVIDENCE, by=owner, read=read(pledge))
    report_on_pledge(pledge, LETTER, by=owner, read=read(pledge))
    with pytest.raises(NotNowError, match="weet nog niet wat het werd"):
        finish_pledge(pledge, by=owner, read=read(pledge))
    tell_outcome(pledge, LETTER, by=owner, read=read(pledge))
    finish_pledge(pledge, by=owner, read=read(pledge))
    kept = Pledge.objects.get()
    assert (kept.state, kept.evidence, kept.closed_by) == ("gedaan", EVIDENCE.text, owner)
    assert [verb for verb, _ in events(pledge)] == ["add", "prove", "report", "tell", "finish"]
    assert not Pledge.objects.late(datetime.date(2100, 1, 1)).exists()


@pytest.mark.parametrize(
    ("told", "words"),
    [
        (replace(LETTER, on=datetime.date(2999, 1, 1)), "moet nog komen"),
        (replace(LETTER, on=datetime.date(2024, 5, 27)), "vóór de dag van de toezegging"),
        (replace(LETTER, how=" "), "hoe het verteld is"),
    ],
)
def test_nobody_was_told_what_cannot_have_been_told(pledge: Pledge, owner: Person, told: Told, words: str):
    with pytest.raises(GovernanceError, match=words):
        tell_outcome(pledge, told, by=owner, read=read(pledge))
    assert not Notice.objects.exists()
    assert [verb for verb, _ in events(pledge)] == ["add"]


def test_evidence_says_something_and_of_a_day_that_was(pledge: Pledge, owner: Person):
    for evidence, words in ((replace(EVIDENCE, text=" "), "waaruit blijkt"),
                            (replace(EVIDENCE, on=datetime.date(2999, 1, 1)), "moet nog komen")):  # fmt: skip
        with pytest.raises(GovernanceError, match=words):
            prove_pledge(pledge, evidence, by=owner, read=read(pledge))
    assert Pledge.objects.get().evidence == ""


def test_whoever_only_watches_does_not_say_that_it_cannot_be(pledge: Pledge, maker: Person):
    offer = PledgeFlow.offers(pledge, maker)["give_up"]
    assert offer.refusal.startswith("Niet u: ")
    with pytest.raises(RefusedError) as refused:
        give_up_pledge(pledge, LETTER, reason="geen geld", by=maker, read=read(pledge))
    assert refused.value.rules == ("u doet de toezegging zelf, of u bent ambtelijk opdrachtgever of programmamanager",)
    assert not Notice.objects.exists()


@pytest.mark.parametrize("role", [None, Role.OPDRACHTGEVER, Role.PROGRAMMAMANAGER])
def test_whoever_answers_for_it_says_so_with_a_reason_to_the_same_people(
    pledge: Pledge, owner: Person, role: Role | None
):
    by = owner if role is None else somebody("leidt", role)
    give_up_pledge(pledge, LETTER, reason="de opdracht is ingetrokken", by=by, read=read(pledge))
    kept = Pledge.objects.get()
    assert (kept.state, kept.outcome, kept.closed_by) == ("kan_niet", "de opdracht is ingetrokken", by)
    assert Notice.objects.get().about == "uitkomst"


def test_what_nobody_is_to_do_is_given_up_by_who_answers_for_all(maker: Person):
    pledge = make_pledge(TEXT, by=maker)
    with pytest.raises(RefusedError):
        give_up_pledge(pledge, LETTER, reason="geen geld", by=maker, read=read(pledge))
    give_up_pledge(pledge, LETTER, reason="geen geld", by=somebody("leidt", Role.PROGRAMMAMANAGER), read=read(pledge))


def test_it_runs_again_with_a_reason_and_what_was_told_stays_told(pledge: Pledge, owner: Person):
    give_up_pledge(pledge, LETTER, reason="geen geld", by=owner, read=read(pledge))
    with pytest.raises(NotNowError):
        tell_outcome(pledge, LETTER, by=owner, read=read(pledge))
    reopen_pledge(pledge, reason="er is toch geld", by=owner, read=read(pledge))
    kept = Pledge.objects.get()
    assert (kept.state, kept.outcome, kept.closed_by, kept.closed_at) == ("loopt", "", None, None)
    assert Notice.objects.count() == 1


def test_what_changed_since_it_was_read_is_not_finished(pledge: Pledge, maker: Person, owner: Person):
    prove_pledge(pledge, EVIDENCE, by=owner, read=read(pledge))
    tell_outcome(pledge, LETTER, by=owner, read=read(pledge))
    before = read(pledge)
    change_pledge(pledge, replace(TEXT, title="Iets anders"), by=maker, read=before)
    with pytest.raises(ChangedError):
        finish_pledge(pledge, by=owner, read=before)


def test_it_waits_for_its_owner_and_without_one_for_whoever_made_it_the_latest_first(maker: Person, owner: Person):
    later = make_pledge(replace(TEXT, rhythm=Rhythm.NONE, owner=owner), due=FuzzyDay.parse("2099"), by=maker)
    late = make_pledge(replace(TEXT, owner=owner), by=maker)
    assert [item.row for item in waiting_for(owner)] == [late, later]
    assert [item.is_late(timezone.localdate()) for item in waiting_for(owner)] == [True, False]
    assert waiting_for(maker) == []
    change_pledge(late, replace(TEXT, owner=None), by=maker, read=read(late))
    assert [item.row for item in waiting_for(maker)] == [late]


@pytest.mark.parametrize(
    ("due", "rhythm", "is_late"),
    [
        ("1-6-2024", Rhythm.NONE, True),
        ("Q2? 2024", Rhythm.NONE, False),
        ("Q2? 2024", Rhythm.MONTHLY, True),
        ("", Rhythm.MONTHLY, True),
        ("1-1-2099", Rhythm.MONTHLY, True),
        ("", Rhythm.NONE, False),
        ("1-1-2099", Rhythm.NONE, False),
    ],
)
def test_late_is_a_day_or_a_report_that_should_have_been(maker: Person, due: str, rhythm: Rhythm, is_late: bool):
    pledge = make_pledge(replace(TEXT, rhythm=rhythm), due=FuzzyDay.parse(due), by=maker)
    today = timezone.localdate()
    assert (pledge in Pledge.objects.late(today)) is is_late
    assert pledge.is_late(today) is is_late


def test_notices_go_with_their_pledge(pledge: Pledge, owner: Person):
    tell_outcome(pledge, LETTER, by=owner, read=read(pledge))
    erase_row(pledge)
    assert not Notice.objects.exists()


def test_the_database_keeps_no_closed_pledge_without_a_day_nor_evidence_of_no_day(pledge: Pledge):
    for wrong in ({"state": "gedaan"}, {"evidence": "iets"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Pledge.objects.filter(pk=pledge.pk).update(**wrong)
