"""Whoever leads the wijkaanpak hears that a pledge is put off once more, and reads no text of it in a mailbox."""

import datetime

import pytest
from django.core import mail

from tests.web.staff_site import person
from wijkwerk.access.jobs.queue import Job
from wijkwerk.access.models import Person, Scope
from wijkwerk.access.people.account_actions import give_role
from wijkwerk.access.people.roles import Role
from wijkwerk.access.people.scopes import ScopeKind
from wijkwerk.governance.pledge.actions import PledgeText, make_pledge, postpone_pledge
from wijkwerk.governance.pledge.flow import PledgeFlow
from wijkwerk.governance.pledge.letters import KIND, postponed_letter
from wijkwerk.governance.pledge.models import Audience, Pledge
from wijkwerk.lib.values import FuzzyDay

pytestmark = pytest.mark.django_db
SINCE = datetime.date(2024, 1, 1)


@pytest.fixture
def area() -> Scope:
    return Scope.objects.create(kind=ScopeKind.AREA, key="WK016402", name="Noord", valid_from=SINCE)


@pytest.fixture
def manager(area: Scope) -> Person:
    manager = person("manager")
    give_role(manager, Role.PROGRAMMAMANAGER, by=None, scope=area)
    Person.objects.filter(pk=manager.pk).update(email="manager@gemeente.example")
    return manager


@pytest.fixture
def pledge(area: Scope) -> Pledge:
    by = person("doet", Role.BELEIDSADVISEUR)
    text = PledgeText("De bank komt er.", Audience.RESIDENTS, datetime.date(2026, 1, 1), owner=by, scope=area)
    return make_pledge(text, by=by)


def postpone(pledge: Pledge, due: str) -> None:
    by = Person.objects.get(account="doet")
    read = PledgeFlow.mark_of(pledge)
    postpone_pledge(pledge, FuzzyDay.parse(due), reason="De levering is laat.", by=by, read=read)


def asked() -> list[str]:
    return [job.params["key"] for job in Job.objects.filter(kind="mail", params__letter=KIND)]


def test_the_first_new_day_is_nobody_elses_matter(manager: Person, pledge: Pledge):
    postpone(pledge, "maart 2027")
    assert asked() == []


def test_the_second_is_told_to_the_manager_of_the_place_and_to_no_other(manager: Person, pledge: Pledge):
    elsewhere = Scope.objects.create(kind=ScopeKind.AREA, key="WK016401", name="Oost", valid_from=SINCE)
    give_role(person("ander"), Role.PROGRAMMAMANAGER, by=None, scope=elsewhere)
    postpone(pledge, "maart 2027")
    postpone(pledge, "mei 2027")
    assert asked() == [f"{pledge.pk}-{manager.pk}"]


def test_the_letter_says_where_and_when_and_nothing_of_the_text(manager: Person, pledge: Pledge):
    postpone(pledge, "maart 2027")
    postpone(pledge, "mei 2027")
    letter = postponed_letter(f"{pledge.pk}-{manager.pk}")
    assert letter is not None
    assert letter.to == "manager@gemeente.example"
    assert "over Noord, is voor de 2e keer verzet. De nieuwe dag is mei 2027." in letter.text
    assert "bank" not in f"{letter.subject} {letter.text}"
    assert mail.outbox == []


def test_who_lost_the_role_before_it_went_gets_none(manager: Person, pledge: Pledge):
    manager.role_holdings.update(valid_from=SINCE, valid_to=datetime.date(2024, 2, 1))
    assert postponed_letter(f"{pledge.pk}-{manager.pk}") is None
