"""The second step: asked of whoever has one, required of whoever publishes or administers."""

import json
import re

import pytest
from allauth.mfa.models import Authenticator
from django.test import Client

from wijkwerk.access.models import AuditEvent
from wijkwerk.access.people.account_actions import give_role
from wijkwerk.access.people.roles import Role, role_facts

from .local import PASSWORD, code_of, is_in, kinds_of, local_person, sign_in, with_app

pytestmark = pytest.mark.django_db


def test_whoever_has_an_app_is_asked_for_its_code_before_they_are_in(client):
    secret = with_app(local_person("beheer-1", Role.BEHEERDER))
    answer = sign_in(client, "beheer-1", next="/normen/")
    assert answer["Location"] == "/aanmelden/code/"
    assert not is_in(client)
    assert client.get("/account/").status_code == 302
    answer = client.post("/aanmelden/code/", {"code": code_of(secret)})
    assert answer["Location"] == "/normen/"
    assert is_in(client)
    assert client.get("/account/").status_code == 200


def test_a_code_works_once(client):
    secret = with_app(local_person("beheer-1", Role.BEHEERDER))
    code = code_of(secret)
    sign_in(client, "beheer-1")
    client.post("/aanmelden/code/", {"code": code})
    thief = Client()
    sign_in(thief, "beheer-1")
    assert "Deze code klopt niet" in thief.post("/aanmelden/code/", {"code": code}).text
    assert not is_in(thief)


def set_up_app(client) -> tuple[str, str]:
    """The secret of an app that is set up on the page of the account, and the code that was typed there."""
    secret = re.search(r"Sleutel: <code>([A-Z2-7]+)</code>", client.get("/account/app/").text)
    assert secret
    code = code_of(secret[1])
    assert client.post("/account/app/", {"code": code})["Location"] == "/account/herstelcodes/"
    return secret[1], code


def test_the_code_with_which_an_app_was_set_up_signs_nobody_in(client):
    local_person("beheer-1", Role.BEHEERDER)
    sign_in(client, "beheer-1")
    secret, code = set_up_app(client)
    thief = Client()
    sign_in(thief, "beheer-1")
    assert "Deze code klopt niet" in thief.post("/aanmelden/code/", {"code": code}).text
    assert not is_in(thief)
    thief.post("/aanmelden/code/", {"code": code_of(secret, steps=1)})
    assert is_in(thief), "another code of the same app is good"


def test_the_code_with_which_an_app_was_set_up_confirms_nothing(client):
    local_person("beheer-1", Role.BEHEERDER)
    sign_in(client, "beheer-1")
    secret, code = set_up_app(client)
    assert "Deze code klopt niet" in client.post("/account/bevestigen/", {"code": code}).text
    fresh = code_of(secret, steps=1)
    assert client.post("/account/bevestigen/", {"code": fresh}).status_code == 302
    assert "Deze code klopt niet" in client.post("/account/bevestigen/", {"code": fresh}).text


@pytest.mark.parametrize(("steps", "goes"), [(-3, False), (-1, True), (1, True), (3, False)])
def test_a_telephone_may_be_half_a_minute_off(client, steps, goes):
    secret = with_app(local_person("beheer-1", Role.BEHEERDER))
    sign_in(client, "beheer-1")
    client.post("/aanmelden/code/", {"code": code_of(secret, steps=steps)})
    assert is_in(client) == goes


def test_guessing_codes_stops_after_five_tries_in_whatever_browser(client):
    person = local_person("beheer-1", Role.BEHEERDER)
    secret = with_app(person)
    for _ in range(5):
        guesser = Client()
        sign_in(guesser, "beheer-1")
        guesser.post("/aanmelden/code/", {"code": "000000"})
    sign_in(client, "beheer-1")
    assert "Te veel pogingen" in client.post("/aanmelden/code/", {"code": code_of(secret)}).text
    assert not is_in(client)
    failed = AuditEvent.objects.filter(verb="sign_in_failed", reason="tweede factor")
    assert set(failed.values_list("key", flat=True)) == {str(person.pk)}
    assert failed.count() == 5


def test_the_second_step_cannot_be_had_without_the_first(client):
    with_app(local_person("beheer-1", Role.BEHEERDER))
    assert client.get("/aanmelden/code/")["Location"].startswith("/aanmelden/")
    assert client.post("/aanmelden/code/", {"code": "123456"})["Location"].startswith("/aanmelden/")


NEEDING = [role for role in Role if role_facts(role).needs_mfa]


@pytest.mark.parametrize("role", NEEDING)
def test_who_publishes_or_administers_sets_up_a_second_step_before_anything_else(client, role):
    local_person("iemand", role)
    sign_in(client, "iemand")
    for address in ("/", "/leveringen/", "/beheer/", "/wie-mag-wat/"):
        answer = client.get(address)
        assert answer.status_code == 302
        assert answer["Location"].startswith("/account/?next="), address
    assert client.post("/leveringen/").status_code == 302
    assert "Stel eerst een tweede stap in" in client.get("/account/?reden=tweede-factor").text
    assert client.post("/afmelden/").status_code == 302


def test_the_roles_that_need_it_are_those_that_publish_administer_or_adopt():
    assert set(NEEDING) == {
        Role.ONDERZOEKER, Role.BEHEERDER, Role.PRIVACY_OFFICER, Role.SECRETARIAAT, Role.BELEIDSADVISEUR,
    }  # fmt: skip


def test_who_does_neither_may_do_without(client):
    local_person("raad-1", Role.RAAD)
    sign_in(client, "raad-1")
    assert client.get("/wie-mag-wat/").status_code == 200
    assert client.get("/leveringen/").status_code == 403, "as the table says, and not for want of a second step"


@pytest.mark.django_db(transaction=True)
def test_setting_up_an_app_opens_the_site_and_shows_the_recovery_codes_once(client):
    person = local_person("beheer-1", Role.BEHEERDER)
    sign_in(client, "beheer-1")
    page = client.get("/account/app/")
    assert 'src="data:image/svg+xml;base64,' in page.text
    secret = re.search(r"Sleutel: <code>([A-Z2-7]+)</code>", page.text)
    assert secret
    assert "Deze code klopt niet" in client.post("/account/app/", {"code": "000000"}).text
    answer = client.post("/account/app/", {"code": code_of(secret[1])})
    assert answer["Location"] == "/account/herstelcodes/"
    codes = re.findall(r"<code>(\d{8})</code>", client.get("/account/herstelcodes/").text)
    assert len(codes) == 10
    assert re.findall(r"<code>(\d{8})</code>", client.get("/account/herstelcodes/").text) == []
    assert not client.get("/").has_header("Location")
    assert kinds_of(person) == {"totp", "recovery_codes"}
    told = AuditEvent.objects.filter(kind="account").values_list("verb", "reason", "key")
    assert set(told) == {
        ("add_second_factor", "totp", str(person.pk)),
        ("add_second_factor", "recovery_codes", str(person.pk)),
    }


def test_what_is_kept_of_an_app_is_encrypted(client):
    person = local_person("beheer-1", Role.BEHEERDER)
    secret = with_app(person)
    kept = Authenticator.objects.get(user=person).data["secret"]
    assert secret not in kept
    assert Authenticator.objects.get(user=person).wrap().validate_code(code_of(secret))


def test_with_another_secret_key_no_code_fits_and_nothing_breaks(client, settings):
    secret = with_app(local_person("beheer-1", Role.BEHEERDER))
    settings.SECRET_KEY = "een heel andere sleutel dan waarmee het werd bewaard, na terugzetten"
    sign_in(client, "beheer-1")
    answer = client.post("/aanmelden/code/", {"code": code_of(secret)})
    assert answer.status_code == 200
    assert "Deze code klopt niet" in answer.text


def test_a_recovery_code_works_once_instead_of_the_app(client):
    person = local_person("beheer-1", Role.BEHEERDER)
    with_app(person)
    from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes

    code = RecoveryCodes.activate(person).get_unused_codes()[0]
    sign_in(client, "beheer-1")
    client.post("/aanmelden/code/", {"code": code})
    assert is_in(client)
    assert client.get("/account/").status_code == 200
    thief = Client()
    sign_in(thief, "beheer-1")
    thief.post("/aanmelden/code/", {"code": code})
    assert not is_in(thief)


def test_a_role_that_comes_while_one_is_in_asks_for_the_second_step_at_the_next_page(client):
    person = local_person("raad-1", Role.RAAD)
    secret = with_app(person)
    client.force_login(person)
    session = client.session
    del session["account_authentication_methods"]
    session.save()
    assert not client.get("/").has_header("Location")
    give_role(person, Role.BEHEERDER, by=None)
    answer = client.get("/normen/")
    assert answer["Location"].startswith("/account/bevestigen/?next=%2Fnormen%2F")
    assert 'name="password"' not in client.get(answer["Location"]).text, "a password is no second step"
    client.post(answer["Location"], {"password": PASSWORD})
    assert client.get("/normen/").has_header("Location")
    for address in ("/account/", "/account/app/weg/", "/account/sleutels/nieuw/", "/account/mijn-gegevens/"):
        for ask in (client.get, client.post):
            assert ask(address)["Location"].startswith("/account/bevestigen/"), "the one that is there goes first"
    assert kinds_of(person) == {"totp"}
    assert client.post(answer["Location"], {"code": code_of(secret)})["Location"] == "/normen/"
    assert not client.get("/normen/").has_header("Location")


def test_taking_the_app_away_takes_the_codes_with_it_and_asks_for_a_new_one(client):
    person = local_person("beheer-1", Role.BEHEERDER)
    secret = with_app(person)
    sign_in(client, "beheer-1")
    client.post("/aanmelden/code/", {"code": code_of(secret)})
    assert client.post("/account/app/weg/").status_code == 302
    assert kinds_of(person) == set()
    assert AuditEvent.objects.filter(verb="remove_second_factor", reason="totp").exists()
    fresh = Client()
    sign_in(fresh, "beheer-1")
    assert fresh.get("/")["Location"].startswith("/account/?next=")


def test_the_demo_does_not_ask(client, settings):
    person = local_person("beheer-1", Role.BEHEERDER)
    settings.WIJKWERK_DEMO = True
    client.force_login(person)
    session = client.session
    del session["account_authentication_methods"]
    session.save()
    assert not client.get("/").has_header("Location")


def test_nobody_changes_the_second_step_of_another(client):
    other = local_person("ander", Role.BEHEERDER)
    with_app(other)
    key = Authenticator.objects.create(user=other, type=Authenticator.Type.WEBAUTHN, data={"name": "x"})
    client.force_login(local_person("iemand", Role.RAAD))
    assert client.post(f"/account/sleutels/{key.pk}/weg/").status_code == 404
    assert client.post("/account/app/weg/").status_code == 404
    assert kinds_of(other) == {"totp", "webauthn"}


def key_like(**response: str | None) -> str:
    return json.dumps({"id": "YWE", "rawId": "YWE", "type": "public-key", "response": response})


GARBAGE = [
    "",
    "{}",
    "[]",
    "1",
    '{"id": "a", "rawId": "a", "type": "public-key", "response": {}}',
    key_like(clientDataJSON="YWE", attestationObject="YWE", authenticatorData="YWE", signature="YWE"),
    key_like(clientDataJSON="e30", attestationObject="oA", authenticatorData="AAAA", signature=None),
]


@pytest.mark.parametrize("told", GARBAGE)
def test_a_key_that_makes_no_sense_is_refused_in_words(client, told):
    person = local_person("iemand", Role.RAAD)
    client.force_login(person)
    client.get("/account/sleutels/nieuw/")
    answer = client.post("/account/sleutels/nieuw/", {"name": "Sleutel", "credential": told})
    assert answer.status_code == 200
    assert not Authenticator.objects.exists()
    with_app(person)
    fresh = Client()
    sign_in(fresh, "iemand")
    fresh.get("/aanmelden/code/")
    assert fresh.post("/aanmelden/code/", {"credential": told}).status_code == 200
    assert not is_in(fresh)
