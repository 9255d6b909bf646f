"""One request reads the roles of somebody once, goes by what it changes itself, and hands nothing on to the next."""

import datetime

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext

from wijkwerk.access.asked_once import AskedOnceMiddleware
from wijkwerk.access.people.account_actions import add_person, end_role, give_role
from wijkwerk.access.people.models import Person, roles_of
from wijkwerk.access.people.roles import Role
from wijkwerk.access.people.scopes import Scope, ScopeKind, with_all_inside
from wijkwerk.access.permission.permissions import may

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]
YESTERDAY, TODAY = datetime.date(2026, 3, 1), datetime.date(2026, 3, 2)


@pytest.fixture
def person() -> Person:
    return add_person(by=None, account="iemand", name="Iemand")


def in_a_request(view):
    answers = []

    def answer(request):
        answers.append(view())
        return HttpResponse()

    AskedOnceMiddleware(answer)(RequestFactory().get("/"))
    return answers[0]


def queries(view) -> int:
    with CaptureQueriesContext(
        connection,
    ) as told:
        view()
    return len(told)


def ask_five_times(person: Person) -> None:
    for verb in ("deliver", "sign", "reject", "check", "read"):
        may(person, verb, "release")


def test_a_request_reads_once_and_the_next_reads_anew(person: Person):
    assert queries(lambda: in_a_request(lambda: ask_five_times(person))) == 1
    assert queries(lambda: in_a_request(lambda: ask_five_times(person))) == 1
    assert queries(lambda: ask_five_times(person)) == 5, "outside a request nothing is remembered"


def test_what_a_request_changes_counts_in_that_request(person: Person):
    def view():
        before = may(person, "sign", "release")
        holding = give_role(person, Role.ONDERZOEKER, by=None, since=YESTERDAY, reason="proef")
        given = may(person, "sign", "release")
        end_role(holding, by=None, last_day=YESTERDAY, reason="proef")
        return before, given, may(person, "sign", "release")

    assert in_a_request(view) == (False, True, False)


def test_people_and_days_are_told_apart(person: Person):
    other = add_person(by=None, account="ander", name="Ander")
    holding = give_role(person, Role.ONDERZOEKER, by=None, since=YESTERDAY, reason="proef")
    end_role(holding, by=None, last_day=YESTERDAY, reason="proef")
    told = in_a_request(lambda: [roles_of(person, YESTERDAY), roles_of(person, TODAY), roles_of(other, YESTERDAY)])
    assert told == [{Role.BEZOEKER, Role.ONDERZOEKER}, {Role.BEZOEKER}, {Role.BEZOEKER}]


def area(key: str, parent: Scope | None = None) -> Scope:
    return Scope.objects.create(kind=ScopeKind.AREA, key=key, name=key, parent=parent, valid_from=YESTERDAY)


def test_what_lies_inside_is_read_once_and_anew_where_a_request_changes_it():
    wijk = area("WK1")
    area("BU1", wijk)

    def view():
        once = queries(lambda: with_all_inside({wijk.pk}))
        again = queries(lambda: with_all_inside({wijk.pk}))
        new = area("BU2", wijk)
        return once, again, new.pk in with_all_inside({wijk.pk})

    assert in_a_request(view) == (2, 0, True)
    assert queries(lambda: [with_all_inside({wijk.pk}), with_all_inside({wijk.pk})]) == 4


def test_a_request_that_fails_leaves_nothing_behind(person: Person):
    def broken(request):
        roles_of(person)
        raise ValueError

    with pytest.raises(ValueError):
        AskedOnceMiddleware(broken)(RequestFactory().get("/"))
    assert queries(lambda: ask_five_times(person)) == 5
