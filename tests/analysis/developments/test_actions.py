"""An ontwikkeling from known to finished or dropped, and back; kept as exactly as it was said and no more."""

import dataclasses
import datetime
from decimal import Decimal
from typing import Any

import pytest

from tests.analysis.developments.specimen import an_area
from wijkwerk.access.lifecycles.lifecycle import ChangedError, NoReasonGivenError, NotNowError
from wijkwerk.access.log.audit import AuditEvent
from wijkwerk.access.models import Organisation, Scope
from wijkwerk.access.people.account_actions import add_person, give_role
from wijkwerk.access.people.models import Person
from wijkwerk.access.people.roles import Role
from wijkwerk.access.people.scopes import ScopeKind
from wijkwerk.access.permission.confidentiality import Confidentiality
from wijkwerk.access.permission.refusals import RefusedError
from wijkwerk.analysis.developments.actions import (
    DevelopmentText,
    add_development,
    change_development,
    drop_development,
    finish_development,
    reopen_development,
)
from wijkwerk.analysis.developments.flow import DevelopmentFlow
from wijkwerk.analysis.developments.models import BY_PERIOD, Certainty, Development, Party
from wijkwerk.analysis.errors import AnalysisError
from wijkwerk.lib.values import Amount, FuzzyDay

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]


def somebody(account: str, role: Role, scope: Scope | None = None) -> Person:
    person = add_person(by=None, account=account, name=account.capitalize())
    give_role(person, role, by=None, scope=scope)
    return person


@pytest.fixture
def maker() -> Person:
    return somebody("maakt", Role.BELEIDSADVISEUR)


@pytest.fixture
def partner() -> Organisation:
    return Organisation.objects.create(code="wonen", name="Stichting Wonen")


@pytest.fixture
def text(partner: Organisation) -> DevelopmentText:
    return DevelopmentText(
        "Renovatie van 120 woningen",
        Party.PARTNER,
        Certainty.PLANNED,
        an_area(),
        organisation=partner,
        starts=FuzzyDay.parse("Q3? 2027"),
        ends=FuzzyDay.parse("eind 2028"),
        amount=Amount.parse("1,2 mln"),
        source="Jaarplan van de corporatie",
    )


@pytest.fixture
def development(maker: Person, text: DevelopmentText) -> Development:
    return add_development(text, by=maker)


def events(development: Development) -> list[tuple[str, str]]:
    kept = AuditEvent.objects.filter(kind="development", key=str(development.pk)).order_by("id")
    return [(event.verb, event.reason) for event in kept]


def read(development: Development) -> str:
    development.refresh_from_db()
    return DevelopmentFlow.mark_of(development)


def test_it_is_kept_as_fuzzy_as_it_was_said(development: Development, maker: Person, partner: Organisation):
    kept = Development.objects.get()
    assert (kept.title, kept.state, kept.made_by) == ("Renovatie van 120 woningen", "bekend", maker)
    assert (kept.party, kept.organisation, kept.certainty) == ("partner", partner, "gepland")
    assert (str(kept.starts), str(kept.ends), str(kept.amount)) == ("Q3? 2027", "eind 2028", "1,2 mln")
    assert (kept.starts_first, kept.ends_last) == (datetime.date(2027, 7, 1), datetime.date(2028, 12, 31))
    assert kept.amount_euros == Decimal(1_200_000)
    assert events(development) == [("add", "intern, over De Proef")]


def test_what_nobody_knows_stays_unknown_and_is_no_zero(maker: Person):
    unknown = DevelopmentText("Nieuw plein", Party.GEMEENTE, Certainty.UNSURE, an_area())
    add_development(unknown, by=maker)
    add_development(dataclasses.replace(unknown, title="Gratis plein", amount=Amount.parse("0")), by=maker)
    free, other = Development.objects.order_by("title")
    assert (other.starts, other.ends, other.amount) == (None, None, None)
    assert (other.starts_first, other.ends_last, other.amount_euros) == (None, None, None)
    assert (free.amount, free.amount_euros) == (Amount(Decimal(0)), Decimal(0))


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"title": "  "}, "wat er gaat gebeuren"),
        ({"organisation": None}, "welke partner"),
        ({"party": Party.GEMEENTE}, "heeft geen partner"),
        ({"ends": FuzzyDay.parse("juni 2027")}, r"Klaar \(juni 2027\) ligt vóór het begin \(Q3\? 2027\)"),
        ({"amount": Amount.parse("-€ 30")}, "niet onder nul"),
    ],
)
def test_what_contradicts_itself_is_refused_in_words_and_nothing_is_kept(
    maker: Person, text: DevelopmentText, change: dict[str, Any], words: str
):
    with pytest.raises(AnalysisError, match=words):
        add_development(dataclasses.replace(text, **change), by=maker)
    assert not Development.objects.exists()
    assert not AuditEvent.objects.filter(kind="development").exists()


def test_an_end_in_the_time_in_which_it_may_begin_is_no_contradiction(maker: Person, text: DevelopmentText):
    kept = add_development(dataclasses.replace(text, ends=FuzzyDay.parse("juli 2027")), by=maker)
    assert kept.pk is not None


def test_it_is_about_an_area_and_not_about_a_body(maker: Person, text: DevelopmentText):
    body = Scope.objects.create(
        kind=ScopeKind.BODY, key="team", name="Team Noord", valid_from=datetime.date(2024, 1, 1)
    )
    with pytest.raises(AnalysisError, match="Team Noord is geen gebied"):
        add_development(dataclasses.replace(text, scope=body), by=maker)


def test_a_partner_that_stands_in_no_list_is_named_in_words(maker: Person, text: DevelopmentText):
    kept = add_development(dataclasses.replace(text, organisation=None, party_words=" De warmtecoöperatie "), by=maker)
    assert (kept.organisation, kept.party_words) == (None, "De warmtecoöperatie")


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"starts": FuzzyDay.parse("Q4 2027")}, "een andere periode"),
        ({"ends": None}, "een andere periode"),
        ({"amount": Amount.parse("€ 1.200.000")}, "een ander bedrag"),
        ({"amount": None, "certainty": Certainty.DECIDED}, "een ander bedrag, een andere zekerheid"),
        ({"title": "Renovatie van 118 woningen"}, "anders gezegd"),
    ],
)
def test_a_change_says_what_kind_of_change_and_no_text(
    development: Development, maker: Person, text: DevelopmentText, change: dict[str, Any], words: str
):
    change_development(development, dataclasses.replace(text, **change), by=maker, read=read(development))
    assert events(development)[-1] == ("edit", words)
    kept = Development.objects.get()
    assert kept.starts_first == (kept.starts.first if kept.starts else None)
    assert kept.ends_last == (kept.ends.last if kept.ends else None)
    assert kept.amount_euros == (kept.amount.euros if kept.amount else None)


def test_finished_says_in_one_sentence_what_came(development: Development, maker: Person):
    with pytest.raises(NoReasonGivenError, match="wat er kwam"):
        finish_development(development, outcome=" ", by=maker, read=read(development))
    finish_development(development, outcome="118 woningen zijn klaar.", by=maker, read=read(development))
    kept = Development.objects.get()
    assert (kept.state, kept.outcome, kept.closed_by) == ("afgerond", "118 woningen zijn klaar.", maker)
    assert kept.closed_at is not None
    assert events(development)[-1] == ("finish", "118 woningen zijn klaar.")


def test_what_does_not_go_on_says_why_and_is_not_changed_any_more(
    development: Development, maker: Person, text: DevelopmentText
):
    with pytest.raises(NoReasonGivenError, match="waarom de ontwikkeling niet doorgaat"):
        drop_development(development, reason="", by=maker, read=read(development))
    drop_development(development, reason="de subsidie kwam niet", by=maker, read=read(development))
    assert (development.state, development.outcome) == ("vervallen", "de subsidie kwam niet")
    with pytest.raises(NotNowError):
        change_development(development, text, by=maker, read=read(development))


def test_what_was_closed_opens_again_with_a_reason(development: Development, maker: Person):
    drop_development(development, reason="de subsidie kwam niet", by=maker, read=read(development))
    with pytest.raises(NoReasonGivenError):
        reopen_development(development, reason="", by=maker, read=read(development))
    reopen_development(development, reason="er is ander geld", by=maker, read=read(development))
    kept = Development.objects.get()
    assert (kept.state, kept.outcome, kept.closed_by, kept.closed_at) == ("bekend", "", None, None)
    assert [verb for verb, _ in events(development)] == ["add", "drop", "reopen"]


def test_what_changed_since_it_was_read_is_not_finished(development: Development, maker: Person, text: DevelopmentText):
    before = read(development)
    change_development(development, dataclasses.replace(text, amount=None), by=maker, read=before)
    with pytest.raises(ChangedError):
        finish_development(development, outcome="Klaar.", by=maker, read=before)


def test_who_works_in_another_area_may_not_make_it_stricter_than_intern(text: DevelopmentText):
    own = somebody("hier", Role.STADSDEELREGISSEUR, an_area())
    other = somebody("daar", Role.STADSDEELREGISSEUR, an_area("WK016498", "De Overkant"))
    strict = dataclasses.replace(text, confidentiality=Confidentiality.VERTROUWELIJK)
    with pytest.raises(RefusedError):
        add_development(strict, by=other)
    assert add_development(strict, by=own).confidentiality == "vertrouwelijk"
    assert add_development(text, by=other).confidentiality == "intern"


def test_what_begins_first_stands_first_and_what_nobody_knows_last(maker: Person, text: DevelopmentText):
    for title, starts, ends in (
        ("geen", "", ""),
        ("eind", "", "2026"),
        ("later", "2029", ""),
        ("eerst", "maart 2027", ""),
    ):
        period = {"starts": FuzzyDay.parse(starts), "ends": FuzzyDay.parse(ends)}
        add_development(dataclasses.replace(text, title=title, **period), by=maker)
    assert [each.title for each in Development.objects.order_by(*BY_PERIOD)] == ["eerst", "later", "eind", "geen"]
