import datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError
from django.utils import timezone

from wijkwerk.access.lifecycles.lifecycle import NotNowError
from wijkwerk.access.models import AuditEvent, Person, RoleHolding
from wijkwerk.access.people.account_actions import (
    ClosedAccountError,
    RoleError,
    add_person,
    close_account,
    end_role,
    end_role_at_once,
    fill_role,
    give_role,
    join_organisation,
)
from wijkwerk.access.people.demo_accounts import DEMO_ACCOUNTS, make_demo_accounts
from wijkwerk.access.people.models import roles_of
from wijkwerk.access.people.roles import Role
from wijkwerk.access.permission.refusals import RefusedError

pytestmark = [pytest.mark.django_db, pytest.mark.postgresql]
DAY = datetime.date(2026, 3, 1)


def somebody() -> Person:
    return add_person(by=None, account="regisseur", name="Stadsdeelregisseur Noord")


def somebody_else() -> Person:
    return add_person(by=None, account="ander", name="Beleidsadviseur")


def another_beheerder() -> Person:
    person = add_person(by=None, account="beheerder", name="Beheerder")
    give_role(person, Role.BEHEERDER, by=None, since=DAY)
    return person


def logged() -> list[tuple[str, str]]:
    return list(AuditEvent.objects.order_by("id").values_list("verb", "kind"))


def test_a_new_person_is_called_by_a_function_and_has_no_password():
    person = somebody()
    assert str(person) == person.get_short_name() == "Stadsdeelregisseur Noord"
    assert person.email == ""
    assert not person.has_usable_password()
    assert logged() == [("add", "person")]


def test_an_account_is_given_once():
    somebody()
    with pytest.raises(ValidationError):
        somebody()
    assert logged() == [("add", "person")]


def test_a_role_is_given_and_ended_with_a_reason():
    person = somebody()
    another_beheerder()
    holding = give_role(person, Role.BEHEERDER, by=None, since=DAY, reason="nieuwe functie")
    end_role(holding, by=person, last_day=datetime.date(2026, 6, 30), reason="waarneming voorbij")
    assert roles_of(person, datetime.date(2026, 6, 30)) == {Role.BEZOEKER, Role.BEHEERDER}
    assert roles_of(person, datetime.date(2026, 7, 1)) == {Role.BEZOEKER}
    assert logged() == [
        ("add", "person"), ("add", "person"), ("give", "roleholding"), ("give", "roleholding"), ("end", "roleholding"),
    ]  # fmt: skip
    assert AuditEvent.objects.last().reason == "waarneming voorbij"


def test_a_role_that_is_held_already_is_not_given_again():
    person = somebody()
    give_role(person, Role.ONDERZOEKER, by=None, since=DAY)
    with pytest.raises(RoleError, match="heeft de rol Onderzoeker al"):
        give_role(person, Role.ONDERZOEKER, by=None, since=DAY + datetime.timedelta(30))
    assert RoleHolding.objects.count() == 1


def test_nobody_is_made_a_visitor():
    with pytest.raises(RoleError, match="al bezoeker"):
        give_role(somebody(), Role.BEZOEKER, by=None)


@pytest.mark.parametrize(
    ("ended_before", "last_day", "refusal", "message"),
    [
        (DAY, DAY, NotNowError, "al geëindigd op 01-03-2026"),
        (None, DAY - datetime.timedelta(1), RoleError, "vóór de eerste"),
    ],
)
def test_a_role_cannot_end_twice_or_before_it_began(ended_before, last_day, refusal, message):
    holding = RoleHolding.objects.create(
        person=somebody(), role=Role.ONDERZOEKER, valid_from=DAY, valid_to=ended_before
    )
    with pytest.raises(refusal, match=message):
        end_role(holding, by=None, last_day=last_day, reason="x")


@pytest.mark.parametrize("since", [DAY, None])
def test_the_last_beheerder_is_ended_by_nobody_but_the_machine(since):
    last = somebody()
    holding = give_role(last, Role.BEHEERDER, by=None, since=since)
    with pytest.raises(RoleError, match="geen functioneel beheerder meer"):
        end_role_at_once(holding, by=last, reason="weg")
    with pytest.raises(RoleError, match="geen functioneel beheerder meer"):
        end_role(holding, by=last, last_day=timezone.localdate() + datetime.timedelta(30), reason="weg")
    assert Role.BEHEERDER in roles_of(last)
    end_role_at_once(holding, by=None, reason="opdracht op de machine")
    assert Role.BEHEERDER not in roles_of(last)


def test_a_beheerder_may_go_where_another_stays():
    other, gone = another_beheerder(), somebody()
    holding = give_role(gone, Role.BEHEERDER, by=None)
    end_role_at_once(holding, by=gone, reason="weg")
    assert roles_of(gone) == {Role.BEZOEKER}
    close_account(gone, by=None, reason="weg")
    with pytest.raises(RoleError, match="geen functioneel beheerder meer"):
        end_role_at_once(RoleHolding.objects.get(person=other), by=other, reason="weg")


@pytest.mark.parametrize("successor", ["closed", "ends", "later"])
def test_a_beheerder_who_cannot_take_over_does_not_count(successor):
    last, other = somebody(), another_beheerder()
    holding = give_role(last, Role.BEHEERDER, by=None, since=DAY)
    today = timezone.localdate()
    if successor == "closed":
        close_account(other, by=None, reason="weg")
    elif successor == "ends":
        RoleHolding.objects.filter(person=other).update(valid_to=today)
    else:
        RoleHolding.objects.filter(person=other).update(valid_from=today + datetime.timedelta(1))
    with pytest.raises(RoleError, match="geen functioneel beheerder meer"):
        end_role_at_once(holding, by=last, reason="weg")


@pytest.mark.parametrize("began", [0, 40])
def test_a_role_that_is_filled_is_vacant_no_more(began):
    today = timezone.localdate()
    vacancy = give_role(None, Role.ONDERZOEKER, by=None, since=today - datetime.timedelta(began))
    assert vacancy in RoleHolding.objects.open_vacancies(today)
    given = fill_role(vacancy, somebody(), by=None)
    assert not RoleHolding.objects.open_vacancies(today).exists()
    assert (given.valid_from, given.valid_to) == (today, None)
    with pytest.raises(RoleError, match=r"niet \(meer\) vacant"):
        fill_role(vacancy, somebody_else(), by=None)


def test_nobody_gives_a_role_to_themselves_and_the_attempt_stays_in_the_log():
    by, vacancy = another_beheerder(), give_role(None, Role.CONTROLLER, by=None)
    for give in (
        lambda: give_role(by, Role.ONDERZOEKER, by=by, reason="besluit"),
        lambda: fill_role(vacancy, by, by=by, reason="besluit"),
    ):
        with pytest.raises(RefusedError, match="niemand geeft een rol aan zichzelf"):
            give()
    refused = AuditEvent.objects.filter(verb="refused", kind="roleholding").values_list("person", "reason")
    assert list(refused) == [(by.pk, "manage")] * 2
    assert roles_of(by) == {Role.BEZOEKER, Role.BEHEERDER}


def test_a_vacancy_that_begins_later_is_filled_from_then():
    later = timezone.localdate() + datetime.timedelta(10)
    given = fill_role(give_role(None, Role.ONDERZOEKER, by=None, since=later), somebody(), by=None)
    assert given.valid_from == later
    assert not RoleHolding.objects.open_vacancies(later).exists()


def test_a_role_begins_a_month_ago_at_most():
    by, today = another_beheerder(), timezone.localdate()
    with pytest.raises(RoleError, match="hooguit 31 dagen geleden"):
        give_role(somebody(), Role.ONDERZOEKER, by=by, since=today - datetime.timedelta(32), reason="besluit")
    found = Person.objects.get(account="regisseur")
    give_role(found, Role.ONDERZOEKER, by=by, since=today - datetime.timedelta(31), reason="besluit")


def test_the_database_itself_refuses_a_role_that_ends_before_it_begins():
    with pytest.raises(IntegrityError, match="role_holding_ends_after_start"):
        RoleHolding.objects.create(
            person=somebody(), role=Role.ONDERZOEKER, valid_from=DAY, valid_to=DAY - datetime.timedelta(1)
        )


def test_a_closed_account_stays_in_the_books_without_a_role():
    person = somebody()
    give_role(person, Role.BEHEERDER, by=None)
    close_account(person, by=None, reason="uit dienst")
    assert Person.objects.filter(pk=person.pk, is_active=False).exists()
    assert roles_of(person) == {Role.BEZOEKER}


def test_a_closed_account_gets_no_role_and_fills_no_vacancy():
    person, vacancy = somebody(), give_role(None, Role.CONTROLLER, by=None)
    stale = Person.objects.get(pk=person.pk)
    close_account(person, by=None, reason="uit dienst")
    for give in (
        lambda: give_role(stale, Role.BEHEERDER, by=None),
        lambda: fill_role(vacancy, stale, by=None),
        lambda: join_organisation(stale, None, by=None),
        lambda: close_account(stale, by=None, reason="nog eens"),
    ):
        with pytest.raises((ClosedAccountError, NotNowError), match="krijgt een nieuw account"):
            give()
    assert vacancy in RoleHolding.objects.open_vacancies(timezone.localdate())
    assert AuditEvent.objects.filter(kind="person", verb="close").count() == 1


def test_the_demo_has_two_onderzoekers_so_that_one_can_sign_what_the_other_delivers():
    roles = [account.role for account in DEMO_ACCOUNTS]
    assert roles.count(Role.ONDERZOEKER) == 2
    assert roles.count(Role.BEHEERDER) == 1


def test_making_the_demo_accounts_again_changes_nothing():
    first = make_demo_accounts()
    events = AuditEvent.objects.count()
    assert make_demo_accounts() == first
    assert AuditEvent.objects.count() == events
    assert [roles_of(person) - {Role.BEZOEKER} for person in first] == [
        set() if account.level else {account.role} for account in DEMO_ACCOUNTS
    ], "a role for an area waits until there is one"


def test_the_demo_starts_with_an_account_that_somebody_closed_and_leaves_it_so():
    beheerder = next(each for each in make_demo_accounts() if each.account == "beheerder")
    end_role_at_once(RoleHolding.objects.get(person=beheerder), by=None, reason="proef")
    close_account(beheerder, by=None, reason="proef")
    make_demo_accounts()
    assert not RoleHolding.objects.filter(person=beheerder).exists()
    assert not Person.objects.get(pk=beheerder.pk).is_active
