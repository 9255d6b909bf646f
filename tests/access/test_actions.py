import datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError

from wijkwerk.access.actions import RoleError, add_person, close_account, end_role, give_role
from wijkwerk.access.demo_accounts import DEMO_ACCOUNTS, make_demo_accounts
from wijkwerk.access.models import AuditEvent, Person, RoleHolding
from wijkwerk.access.people import roles_of
from wijkwerk.access.roles import Role

pytestmark = pytest.mark.django_db
DAY = datetime.date(2026, 3, 1)


def somebody() -> Person:
    return add_person(by=None, account="regisseur", name="Stadsdeelregisseur Noord")


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
    holding = give_role(person, Role.BEHEERDER, by=None, since=DAY, reason="nieuwe functie")
    end_role(holding, by=person, last_day=datetime.date(2026, 6, 30), reason="waarneming voorbij")
    assert roles_of(person, datetime.date(2026, 6, 30)) == {Role.BEZOEKER, Role.BEHEERDER}
    assert roles_of(person, datetime.date(2026, 7, 1)) == {Role.BEZOEKER}
    assert logged() == [("add", "person"), ("give", "roleholding"), ("end", "roleholding")]
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
    ("ended_before", "last_day", "message"),
    [(DAY, DAY, "al geëindigd op 01-03-2026"), (None, DAY - datetime.timedelta(1), "vóór de eerste")],
)
def test_a_role_cannot_end_twice_or_before_it_began(ended_before, last_day, message):
    holding = RoleHolding.objects.create(
        person=somebody(), role=Role.ONDERZOEKER, valid_from=DAY, valid_to=ended_before
    )
    with pytest.raises(RoleError, match=message):
        end_role(holding, by=None, last_day=last_day, reason="x")


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
