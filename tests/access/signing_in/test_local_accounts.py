"""Signing in with an account of this site, and everything somebody could try instead."""

import datetime
import re
from pathlib import Path

import pytest
from django.contrib.auth.tokens import PasswordResetTokenGenerator
from django.core.cache import cache
from django.test import Client

from wijkwerk.access.models import AuditEvent
from wijkwerk.access.people.account_actions import close_account
from wijkwerk.access.people.roles import Role
from wijkwerk.access.signing_in.passwords import issue_password_link

from .local import PASSWORD, is_in, local_person, sign_in

pytestmark = pytest.mark.django_db


def test_account_and_password_let_in_with_an_event(client):
    person = local_person("raad-1", Role.RAAD)
    answer = sign_in(client, "raad-1")
    assert (answer.status_code, answer["Location"]) == (302, "/wacht-op-u/")
    assert client.session["_auth_user_id"] == str(person.pk)
    last = AuditEvent.objects.last()
    assert last is not None
    assert (last.verb, last.person, last.kind, last.key) == ("sign_in", person, "person", str(person.pk))


def test_signing_in_gives_the_session_another_key():
    """Somebody who made a victim use a session of theirs is left with an empty one."""
    local_person("raad-1")
    victim = Client()
    victim.get("/aanmelden/")
    session = victim.session
    session["planted"] = "yes"
    session.save()
    victim.cookies["sessionid"] = session.session_key
    sign_in(victim, "raad-1")
    assert is_in(victim)
    assert victim.session.session_key != session.session_key
    thief = Client()
    thief.cookies["sessionid"] = session.session_key
    assert not is_in(thief)


def same_page(answer) -> str:
    return re.sub(r'value="[^"]*"', "", answer.text)


def test_nobody_learns_which_accounts_there_are(client):
    """A wrong password, no such account, a closed one with the right password, and one without a password."""
    local_person("echt")
    close_account(local_person("dicht"), by=None, reason="weg")
    without = local_person("zonder")
    without.set_unusable_password()
    without.save()
    wrong = sign_in(client, "echt", "een ander wachtwoord")
    pages = [sign_in(client, "bestaat-niet"), sign_in(client, "zonder"), sign_in(client, "echt", "nog iets anders")]
    assert {answer.status_code for answer in pages} == {wrong.status_code} == {200}
    assert {same_page(answer) for answer in pages} == {same_page(wrong)}
    closed = sign_in(client, "dicht")
    assert closed.status_code == 200
    assert "Deze combinatie van account en wachtwoord klopt niet." in closed.text
    assert "afgesloten" not in closed.text
    assert not is_in(client)


def test_a_failed_try_is_an_event_without_what_was_typed(client):
    person = local_person("echt")
    sign_in(client, "echt", "geraden")
    sign_in(client, "mallory@elders.example", "geraden")
    events = AuditEvent.objects.filter(verb="sign_in_failed").values_list("person", "kind", "key", "reason")
    assert list(events) == [(None, "person", str(person.pk), ""), (None, "person", "onbekend", "")]


def test_guessing_at_one_account_stops_after_five_tries_also_with_the_right_password(client):
    local_person("echt")
    for _ in range(5):
        sign_in(client, "echt", "geraden")
    answer = sign_in(client, "echt")
    assert "Te veel pogingen. Wacht vijf minuten" in answer.text
    assert not is_in(client)


def test_the_count_of_tries_cannot_be_pushed_out_by_many_others(client):
    local_person("echt")
    for _ in range(5):
        sign_in(client, "echt", "geraden")
    for number in range(700):
        cache.set(f"another-{number}", 1, timeout=300)
    sign_in(client, "echt")
    assert not is_in(client)


def test_guessing_at_many_accounts_is_refused_with_429():
    guesser = Client(REMOTE_ADDR="192.0.2.9")
    answers = [sign_in(guesser, f"account-{number}").status_code for number in range(32)]
    assert answers[0] == 200
    assert answers[-1] == 429
    assert "Te veel pogingen" in sign_in(guesser, "nog-een").text
    local_person("echt")
    another = Client(REMOTE_ADDR="192.0.2.10")
    sign_in(another, "echt")
    assert is_in(another), "somebody else is not kept out"


@pytest.mark.parametrize("elsewhere", ["https://elders.example/", "//elders.example/", "javascript:alert(1)", "\\\\e"])
def test_after_signing_in_nobody_is_led_to_another_site(client, elsewhere):
    local_person("echt")
    assert sign_in(client, "echt", next=elsewhere)["Location"] == "/wacht-op-u/"


def test_after_signing_in_one_is_where_one_was_going(client):
    local_person("echt")
    assert sign_in(client, "echt", next="/normen/?a=b")["Location"] == "/normen/?a=b"


def test_a_form_from_before_signing_in_does_not_work_again():
    local_person("echt")
    strict = Client(enforce_csrf_checks=True)
    token = re.search(r'csrfmiddlewaretoken" value="([^"]+)"', strict.get("/aanmelden/").text)
    assert token
    form = {"csrfmiddlewaretoken": token[1]}
    assert sign_in(strict, "echt", **form).status_code == 302
    again = sign_in(strict, "echt", **form)
    assert again.status_code == 403
    assert sign_in(Client(enforce_csrf_checks=True), "echt").status_code == 403


def test_where_the_file_says_so_there_are_no_local_accounts(client, provider, settings, tmp_path):
    local_person("echt")
    file = tmp_path / "alleen.toml"
    told = Path(settings.WIJKWERK_SIGN_IN).read_text(encoding="utf-8")
    file.write_text(f"local_accounts = false\n{told}", encoding="utf-8")
    settings.WIJKWERK_SIGN_IN = str(file)
    page = client.get("/aanmelden/").text
    assert "Wachtwoord" not in page
    assert "Aanmelden met Gemeente Proef" in page
    assert sign_in(client, "echt").status_code == 404


def test_a_link_sets_a_password_once(client):
    person = local_person("nieuw")
    path = issue_password_link(person, by=None)
    assert not is_in(client)
    assert sign_in(client, "nieuw").status_code == 200, "the old password no longer works"
    page = client.get(path)
    assert "Voor het account <strong>nieuw</strong>" in page.text
    fresh = "drie andere losse woorden"
    answer = client.post(path, {"new_password1": fresh, "new_password2": fresh})
    assert answer["Location"] == "/aanmelden/?wachtwoord=gekozen"
    assert not is_in(client), "one signs in with it first"
    assert client.get(path).status_code == 403
    assert sign_in(client, "nieuw", fresh).status_code == 302


@pytest.mark.parametrize("password", ["kort", "wachtwoord", "123456789012345", "functie nieuw", "nieuwnieuw"])
def test_a_weak_password_is_refused_with_the_reason(client, password):
    path = issue_password_link(local_person("nieuw"), by=None)
    answer = client.post(path, {"new_password1": password, "new_password2": password})
    assert answer.status_code == 200
    assert 'class="error"' in answer.text
    assert "This password" not in answer.text


def test_a_link_works_for_a_day(client, monkeypatch):
    path = issue_password_link(local_person("nieuw"), by=None)
    later = datetime.datetime.now() + datetime.timedelta(hours=24, minutes=1)  # noqa: DTZ005 - as Django's tokens do
    monkeypatch.setattr(PasswordResetTokenGenerator, "_now", lambda self: later)
    answer = client.get(path)
    assert answer.status_code == 403
    assert "gebruikt, verlopen of onvolledig" in answer.text


def test_a_newer_link_takes_the_place_of_the_older_and_a_link_is_of_one_person(client):
    person, other = local_person("een"), local_person("ander")
    older, newer = issue_password_link(person, by=None), issue_password_link(person, by=None)
    assert client.get(older).status_code == 403
    assert client.get(newer).status_code == 200
    assert client.get(newer.replace(f"/{person.pk}/", f"/{other.pk}/")).status_code == 403


def test_guessing_at_links_is_refused_with_429(client):
    answers = [client.get(f"/aanmelden/wachtwoord/1/geraden-{number}/").status_code for number in range(22)]
    assert answers[0] == 403
    assert answers[-1] == 429


def test_a_changed_password_ends_the_other_sessions(client):
    local_person("echt")
    sign_in(client, "echt")
    elsewhere = Client()
    sign_in(elsewhere, "echt")
    fresh = "drie andere losse woorden"
    form = {"old_password": PASSWORD, "new_password1": fresh, "new_password2": fresh}
    assert client.post("/account/wachtwoord/", form).status_code == 302
    assert is_in(client)
    assert client.get("/account/").status_code == 200
    assert elsewhere.get("/account/").status_code == 302
    assert AuditEvent.objects.filter(verb="set_password", kind="account").count() == 1
