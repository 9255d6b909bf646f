"""`wijkwerk people`, as somebody types it on the machine."""

import argparse
import datetime
import re
from collections.abc import Callable

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client

from wijkwerk.access.models import AuditEvent, Person, Scope
from wijkwerk.access.people.account_actions import RoleError
from wijkwerk.access.people.models import roles_of
from wijkwerk.access.people.roles import Role
from wijkwerk.access.signing_in.passwords import PasswordLinkError
from wijkwerk.cli import people

pytestmark = pytest.mark.django_db

Say = Callable[..., str]


@pytest.fixture
def say(capsys: pytest.CaptureFixture[str]) -> Say:
    def run(*words: str) -> str:
        parser = argparse.ArgumentParser()
        people.add_arguments(parser)
        assert people.run(parser.parse_args(words)) == 0
        return capsys.readouterr().out

    return run


def test_the_first_beheerder_is_made_on_the_machine_with_a_link_to_choose_a_password(say: Say, settings):
    settings.CSRF_TRUSTED_ORIGINS = ["https://monitor.gemeente.example"]
    assert "Begin met: ./wijkwerk people add" in say()
    told = say("add", "fb-1", "--name", "Functioneel beheerder", "--role", "beheerder")
    link = re.search(r"https://monitor\.gemeente\.example(/aanmelden/wachtwoord/\S+)", told)
    assert link
    assert Client().get(link[1]).status_code == 200
    assert Role.BEHEERDER in roles_of(Person.objects.get(account="fb-1"))
    assert "fb-1  Functioneel beheerder  beheerder  zonder tweede stap" in say("list")


def test_nobody_is_added_where_one_of_the_roles_cannot_be(say: Say):
    with pytest.raises(people.PeopleError, match=r"De rol 'baas' bestaat niet. Kies uit: raad, "):
        say("add", "iemand", "--name", "Iemand", "--role", "onderzoeker", "--role", "baas")
    with pytest.raises(RoleError, match="geldt voor een gebied of gremium"):
        say("add", "iemand", "--name", "Iemand", "--role", "stadsdeelregisseur")
    assert not Person.objects.exists()


def test_an_account_that_is_there_is_refused_in_words(say: Say):
    say("add", "fb-1", "--name", "Functioneel beheerder")
    with pytest.raises(people.PeopleError) as refused:
        say("add", "fb-1", "--name", "Nog een")
    assert len(str(refused.value)) > 20
    assert Person.objects.count() == 1


@pytest.mark.parametrize("account", ["Met Spatie", "FB_2", "fb_2", "fé-2", "-fb", "fb-", ""])
def test_an_account_is_named_as_the_help_says(say: Say, capsys, account: str):
    with pytest.raises(SystemExit):
        say("add", "--name", "Nog een", "--", account)
    assert "kleine letters zonder accenten, cijfers en streepjes" in capsys.readouterr().err
    assert not Person.objects.exists()


def test_a_name_holds_nothing_else_of_a_person_and_is_not_repeated(say: Say, capsys):
    with pytest.raises(SystemExit):
        say("add", "x9", "--name", "jan@piet.nl 06-12345678")
    told = capsys.readouterr().err
    assert "Geef alleen een naam of functie" in told
    assert "06-12345678" not in told
    assert not Person.objects.exists()
    say("add", "x9", "--name", "Jan Pietersen")


def test_a_role_is_given_and_ended_at_once_also_on_the_same_day(say: Say):
    say("add", "r-1", "--name", "Regisseur")
    Scope.objects.create(kind="area", key="noord", name="Noord", valid_from=datetime.date(2020, 1, 1))
    person = Person.objects.get()
    assert "stadsdeelregisseur (Noord)" in say("give", "r-1", "stadsdeelregisseur", "--scope", "area:noord")
    assert Role.STADSDEELREGISSEUR in roles_of(person)
    assert "niet meer" in say("end", "r-1", "stadsdeelregisseur", "--scope", "area:noord")
    assert roles_of(person) == {Role.BEZOEKER}
    say("give", "r-1", "stadsdeelregisseur", "--scope", "area:noord")
    assert Role.STADSDEELREGISSEUR in roles_of(person)


def test_what_is_not_there_is_said_with_the_way_to_look(say: Say):
    with pytest.raises(people.PeopleError, match=r"Er is geen account 'niemand'. Zie: ./wijkwerk people list"):
        say("give", "niemand", "onderzoeker")
    say("add", "iemand", "--name", "Iemand")
    with pytest.raises(people.PeopleError, match="heeft de rol onderzoeker niet"):
        say("end", "iemand", "onderzoeker")
    with pytest.raises(people.PeopleError, match="Er is geen gebied of gremium 'area:atlantis'"):
        say("give", "iemand", "stadsdeelregisseur", "--scope", "area:atlantis")


def test_closing_an_account_ends_its_sessions_and_its_links(say: Say):
    say("add", "weg", "--name", "Vertrekt")
    person = Person.objects.get()
    browser = Client()
    browser.force_login(person)
    say("close", "weg")
    assert "_auth_user_id" not in browser.session
    assert "afgesloten" in say("list")
    with pytest.raises(PasswordLinkError, match="is gesloten"):
        say("link", "weg")


def test_a_lost_second_factor_is_taken_away_with_an_event(say: Say):
    say("add", "kwijt", "--name", "Telefoon kwijt")
    person = Person.objects.get()
    Authenticator.objects.create(user=person, type=Authenticator.Type.TOTP, data={"secret": "x"})
    assert "met tweede stap" in say("list")
    say("reset", "kwijt")
    assert not Authenticator.objects.exists()
    last = AuditEvent.objects.last()
    assert last is not None
    assert (last.verb, last.kind, last.key) == ("remove_second_factor", "account", str(person.pk))
