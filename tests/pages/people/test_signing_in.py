"""What a beheerder does for somebody who cannot sign in: a link for a password, and the second step away."""

import re

import pytest
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.test import Client

from tests.web.staff_site import person, signed_in
from wijkwerk.access.log.audit import AuditEvent
from wijkwerk.access.models import Person
from wijkwerk.access.people.roles import Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def client() -> Client:
    return signed_in("ben", Role.BEHEERDER)


def test_a_link_is_told_once_and_chooses_a_password(client: Client):
    found = person("nieuw")
    page = client.post(f"/mensen/{found.pk}/link/")
    link = re.search(r"<code>http://testserver(/aanmelden/wachtwoord/[^<]+)</code>", page.text)
    assert link
    assert "no-store" in page["Cache-Control"]
    assert "/aanmelden/wachtwoord/" not in client.get(f"/mensen/{found.pk}/").text
    assert Client().get(link[1]).status_code == 200
    event = AuditEvent.objects.get(verb="link")
    assert (event.person, event.kind, event.key) == (Person.objects.get(account="ben"), "account", str(found.pk))
    assert "/aanmelden/" not in event.reason, "whoever reads the log cannot use the link"


@pytest.mark.parametrize("known", [True, False])
def test_not_for_oneself_nor_for_whoever_signs_in_with_a_provider(client: Client, known: bool):
    found = person("nieuw") if known else Person.objects.get(account="ben")
    if known:
        SocialAccount.objects.create(user=found, provider="https://inloggen.gemeente.example", uid="1")
    page = client.post(f"/mensen/{found.pk}/link/")
    assert page.status_code == 409
    assert "maakt u hier geen link" in page.text
    assert not AuditEvent.objects.filter(verb="link").exists()


def test_a_closed_account_gets_no_link(client: Client):
    found = person("weg")
    Person.objects.filter(pk=found.pk).update(is_active=False)
    assert "is gesloten" in client.post(f"/mensen/{found.pk}/link/").text


def test_a_lost_second_step_is_taken_away_but_not_ones_own(client: Client):
    found, own = person("kwijt"), Person.objects.get(account="ben")
    for each in (found, own):
        Authenticator.objects.create(user=each, type=Authenticator.Type.TOTP, data={"secret": "x"})
    assert "Tweede stap weghalen" in client.get(f"/mensen/{found.pk}/").text
    assert client.post(f"/mensen/{found.pk}/tweede-stap/").status_code == 302
    assert client.post(f"/mensen/{own.pk}/tweede-stap/").status_code == 409
    assert list(Authenticator.objects.values_list("user", flat=True)) == [own.pk]
    assert AuditEvent.objects.get(verb="remove_second_factor").key == str(found.pk)


def test_whoever_is_signed_in_on_the_lost_telephone_is_not_any_more(client: Client):
    lost = signed_in("kwijt", Role.ONDERZOEKER)
    assert lost.get("/leveringen/").status_code == 200
    found = Person.objects.get(account="kwijt")
    assert client.post(f"/mensen/{found.pk}/tweede-stap/").status_code == 302
    assert lost.get("/leveringen/").headers["Location"].startswith("/aanmelden/")
    assert client.get("/mensen/").status_code == 200, "the beheerder goes on"
