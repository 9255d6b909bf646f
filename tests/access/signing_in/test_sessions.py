"""How long a session lasts, and that leaving ends it everywhere."""

import time

import pytest
from django.contrib.sessions.models import Session
from django.db import OperationalError
from django.test import Client

from wijkwerk.access.models import AuditEvent, Person
from wijkwerk.access.people.account_actions import close_account
from wijkwerk.access.people.roles import Role
from wijkwerk.access.signing_in.sessions import end_sessions

from .local import is_in, local_person, sign_in

pytestmark = pytest.mark.django_db


def aged(client: Client, *, signed_in: int = 0, seen: int = 0) -> None:
    """As if one signed in and was last here so many minutes ago."""
    session = client.session
    session["signed_in_at"] = int(time.time()) - signed_in * 60
    session["seen_at"] = int(time.time()) - seen * 60
    session.save()


def test_a_session_that_nobody_used_for_half_an_hour_is_over(client):
    local_person("raad-1", Role.RAAD)
    sign_in(client, "raad-1")
    aged(client, signed_in=60, seen=29)
    assert client.get("/account/").status_code == 200
    aged(client, signed_in=60, seen=31)
    answer = client.get("/account/?a=b")
    assert answer["Location"] == "/aanmelden/?next=/account/%3Fa%3Db"
    assert not is_in(client)


def test_using_it_keeps_it(client):
    local_person("raad-1", Role.RAAD)
    sign_in(client, "raad-1")
    aged(client, signed_in=60, seen=20)
    client.get("/account/")
    assert client.session["seen_at"] > time.time() - 60


def test_a_session_lasts_a_working_day_however_it_is_used(client):
    local_person("raad-1", Role.RAAD)
    sign_in(client, "raad-1")
    aged(client, signed_in=12 * 60 - 1)
    assert client.get("/account/").status_code == 200
    aged(client, signed_in=12 * 60 + 1)
    assert client.get("/account/").status_code == 302
    assert not is_in(client)


def test_what_was_sent_from_a_session_that_is_over_is_said_not_to_be_kept(client):
    local_person("raad-1", Role.RAAD)
    sign_in(client, "raad-1")
    aged(client, seen=40)
    answer = client.post("/account/wachtwoord/", {"a": "b"})
    assert "niet opgeslagen" in client.get(answer["Location"]).text


def test_the_time_without_use_is_a_setting(client, settings):
    settings.WIJKWERK_IDLE_MINUTES = 5
    local_person("raad-1", Role.RAAD)
    sign_in(client, "raad-1")
    aged(client, seen=6)
    assert client.get("/account/").status_code == 302


def test_signing_out_ends_the_session_itself_with_an_event(client):
    person = local_person("raad-1", Role.RAAD)
    sign_in(client, "raad-1")
    kept = client.cookies["sessionid"].value
    answer = client.post("/afmelden/")
    assert answer["Location"] == "/afmelden/klaar/"
    assert "U bent afgemeld" in client.get(answer["Location"]).text
    thief = Client()
    thief.cookies["sessionid"] = kept
    assert thief.get("/account/").status_code == 302
    assert AuditEvent.objects.filter(verb="sign_out", person=person).count() == 1


def test_signing_out_on_all_devices_ends_all_of_them_and_nobody_elses():
    local_person("raad-1", Role.RAAD)
    local_person("raad-2", Role.RAAD)
    mine, phone, colleague = Client(), Client(), Client()
    for browser, account in ((mine, "raad-1"), (phone, "raad-1"), (colleague, "raad-2")):
        sign_in(browser, account)
    mine.post("/afmelden/", {"overal": "ja"})
    assert phone.get("/account/").status_code == 302
    assert colleague.get("/account/").status_code == 200
    assert AuditEvent.objects.get(verb="sign_out").reason == "overal"


def test_signing_out_takes_a_form_of_our_own():
    local_person("raad-1", Role.RAAD)
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(Person.objects.get())
    assert strict.get("/afmelden/").status_code == 405
    assert strict.post("/afmelden/").status_code == 403
    assert is_in(strict)


def test_a_closed_account_is_out_at_the_next_page(client):
    person = local_person("raad-1", Role.RAAD)
    sign_in(client, "raad-1")
    close_account(person, by=None, reason="weg")
    assert client.get("/account/").status_code == 302


def test_ending_sessions_can_leave_one(client):
    person = local_person("raad-1", Role.RAAD)
    sign_in(client, "raad-1")
    sign_in(Client(), "raad-1")
    assert end_sessions(person, but=client.session.session_key) == 1
    assert Session.objects.count() == 1


def test_a_visitor_gets_no_cookie_before_a_form_needs_one(client):
    for address in ("/toegankelijkheid/", "/privacy/", "/afmelden/klaar/"):
        client.get(address)
    assert not client.cookies
    client.get("/aanmelden/")
    assert set(client.cookies) == {"csrftoken"}


def test_with_the_database_gone_nobody_gets_past_the_checks_unseen(client, monkeypatch):
    local_person("beheer-1", Role.BEHEERDER)
    sign_in(client, "beheer-1")

    def gone(person: Person) -> bool:
        raise OperationalError("gone")

    monkeypatch.setattr("wijkwerk.access.signing_in.middleware.needs_second_factor", gone)
    assert client.get("/leveringen/").status_code == 503
